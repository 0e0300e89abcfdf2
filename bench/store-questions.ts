/** What commands ask of the store, with their limits, each beside the same question as a person would write it in SQL. */
import type { EventQuery } from '../src/model/record.ts';
import type { Viewer } from '../src/model/scope.ts';
import { EVENTS_PER_ARTICLE as NUMBERS_PER_ARTICLE } from '../src/store/schema.ts';
import type { Store } from '../src/store/store.ts';
import type { Draw } from './store-corpus.ts';

/** One question with what it asks for drawn; `ask` gives the number of rows. */
export type Asked = { ask: (store: Store) => Promise<number>; text: string; parameters: unknown[] };

type Dialect = 'sqlite' | 'postgres';

export type Question = { name: string; draw: (draw: Draw & { dialect: Dialect }) => Asked };

/** As the answers have it. */
const [OF_A_REGION, OF_EACH_PART] = [40, 4];
const [CLAIMS, FIGHTS_WEIGHED, BRIEFED, OF_ACTOR, COUNTED] = [100, 40, 500, 200, 1001];

export const viewer: Viewer = { scopes: ['shared', 'guild:7'] };
const SCOPES = `('shared', 'guild:7')`;
const HIDDEN = `(select h.event from hidden h where h.scope in ${SCOPES})`;
const INCIDENT = `coalesce((select i.id from incident i where i.event = e.no and i.view = 'guild:7'),
  (select i.id from incident i where i.event = e.no and i.view = 'shared')) as incident`;
const LEADER = `coalesce((select i.leader from incident i where i.event = d.event and i.view = 'guild:7'),
  (select i.leader from incident i where i.event = d.event and i.view = 'shared'))`;
const EVENT = `e.data, a.id, a.title, a.source, a.url, a.published, a.ingested_at, a.scope, ${INCIDENT}`;
const NEWEST = 'order by d.day_to desc, a.published desc, a.id, d.event';

const seen = (event: string): string => `d.scope in ${SCOPES} and ${event} not in ${HIDDEN}`;

/** The newest events by an index, with their articles. */
const newest = (table: 'event_place' | 'event_actor', where: string, limit: number): string =>
  `select ${EVENT} from ${table} d join event e on e.no = d.event join article a on a.no = e.article
   where ${where} and ${seen('d.event')} ${NEWEST} limit ${limit}`;

const counted = (table: 'event_place' | 'event_actor', where: string, limit: number): string =>
  `select count(*) - count(n.leader) + count(distinct n.leader) as incidents
   from (select ${LEADER} as leader from ${table} d where ${where} and d.restated = 0 and ${seen('d.event')} limit ${limit}) n`;

/** The page and, as the answer says how many there are, their number up to a thousand. */
const searchByHand = (dialect: Dialect, words: readonly string[]): { text: string; parameters: unknown[] } => {
  const found =
    dialect === 'sqlite'
      ? `select rowid as no from event_fts where event_fts match ?`
      : `select no from event_fts where words @@ plainto_tsquery('english', ?)`;
  const visible = `from (${found}) m join event e on e.no = m.no where e.scope in ${SCOPES} and e.no not in ${HIDDEN}`;
  return {
    text: `select ${EVENT}, (select count(*) from (select e.no ${visible} limit 1001) c) as found
      from (select e.no ${visible} order by e.no desc limit 10) p join event e on e.no = p.no
      join article a on a.no = e.article order by e.no desc`,
    parameters: [words.join(' '), words.join(' ')],
  };
};

const events =
  (query: Omit<EventQuery, 'viewer'>) =>
  async (store: Store): Promise<number> =>
    (await store.events({ viewer, ...query })).length;

const incidents =
  (query: Omit<EventQuery, 'viewer'>) =>
  async (store: Store): Promise<number> =>
    (await store.incidents({ viewer, ...query })).length;

const CLAIM = 'd.place = ? and d.control = 1';
const IN_MONTH = 'd.day_to >= ? and d.day_from <= ?';
const FIGHTING = ['Battles', 'Explosions/Remote violence', 'withdraw'];
const FIGHTS = `d.kind in (select k.no from kind k where k.event_type in ('battles', 'explosions/remote violence') or k.action = 'withdraw')`;

/** The newest control claims on a place. */
const claims = (id: string, limit: number): Asked => ({
  ask: events({ places: [id], controlOnly: true, limit }),
  text: newest('event_place', CLAIM, limit),
  parameters: [id],
});

const QUESTIONS_OF_CONTROL: readonly Question[] = [
  { name: '/who-controls: claims on a town', draw: ({ place }) => claims(place(), CLAIMS) },
  { name: '/who-controls: claims in a governorate', draw: ({ region }) => claims(region(), OF_A_REGION) },
  { name: '/who-controls: claims in a country', draw: () => claims('syria', OF_A_REGION) },
  {
    name: '/who-controls: claims on each of 14 parts',
    draw: ({ region }) => {
      const parts = Array.from({ length: 14 }, region);
      return {
        ask: events({ places: parts, controlOnly: true, each: OF_EACH_PART }),
        text: `select ${EVENT} from (select d.event, row_number() over (partition by d.place order by d.day_to desc, d.event)
            as n from event_place d where d.place in (${parts.map(() => '?').join(', ')}) and d.control = 1
            and ${seen('d.event')}) p
          join event e on e.no = p.event join article a on a.no = e.article where p.n <= ${OF_EACH_PART}`,
        parameters: parts,
      };
    },
  },
  {
    name: '/who-controls: claims in a governorate until a day',
    draw: ({ region, day }) => {
      const [id, until] = [region(), day()];
      return {
        ask: events({ places: [id], controlOnly: true, until, limit: OF_A_REGION }),
        text: newest('event_place', `${CLAIM} and d.day_from <= ? and d.day_to > ''`, OF_A_REGION),
        parameters: [id, until],
      };
    },
  },
  {
    name: '/who-controls: fighting in a governorate',
    draw: ({ region }) => {
      const id = region();
      return {
        ask: events({ places: [id], types: FIGHTING, limit: FIGHTS_WEIGHED }),
        text: newest('event_place', `d.place = ? and ${FIGHTS}`, FIGHTS_WEIGHED),
        parameters: [id],
      };
    },
  },
];

const QUESTIONS_OF_SUMMARIES: readonly Question[] = [
  {
    name: '/summary: a month',
    draw: ({ month }) => {
      const { since, until } = month();
      return {
        ask: events({ since, until, limit: BRIEFED }),
        text: `select ${EVENT} from event d join event e on e.no = d.no join article a on a.no = d.article
          where ${IN_MONTH} and ${seen('d.no')} order by d.day_to desc, a.published desc, a.id, d.no limit ${BRIEFED}`,
        parameters: [since, until],
      };
    },
  },
  {
    name: '/summary: a governorate, a month',
    draw: ({ region, month }) => {
      const [id, { since, until }] = [region(), month()];
      return {
        ask: events({ places: [id], since, until, limit: BRIEFED }),
        text: newest('event_place', `d.place = ? and ${IN_MONTH}`, BRIEFED),
        parameters: [id, since, until],
      };
    },
  },
  {
    name: '/summary: a country',
    draw: () => ({
      ask: events({ places: ['syria'], limit: BRIEFED }),
      text: newest('event_place', 'd.place = ?', BRIEFED),
      parameters: ['syria'],
    }),
  },
];

const QUESTIONS_OF_LISTS: readonly Question[] = [
  {
    name: '/events: a page of incidents in a town',
    draw: ({ place }) => {
      const id = place();
      const reports = `select distinct coalesce(${LEADER}, d.event) as leader from (
        select d.event from event_place d join article a on a.no = d.event / ${NUMBERS_PER_ARTICLE}
        where d.place = ? and d.restated = 0 and ${seen('d.event')} ${NEWEST} limit 30) d limit 10`;
      return {
        ask: incidents({ places: [id], limit: 10 }),
        text: `with l as materialized (${reports}) select ${EVENT} from event e join article a on a.no = e.article
          where e.no in (select leader from l union select i.event from incident i join l on i.leader = l.leader)
          and e.scope in ${SCOPES} and e.no not in ${HIDDEN} order by e.no`,
        parameters: [id],
      };
    },
  },
  {
    name: '/events: how many in a governorate, a month',
    draw: ({ region, month }) => {
      const [id, { since, until }] = [region(), month()];
      return {
        ask: (store) => store.countIncidents({ viewer, places: [id], since, until, limit: COUNTED }),
        text: counted('event_place', `d.place = ? and ${IN_MONTH}`, COUNTED),
        parameters: [id, since, until],
      };
    },
  },
  {
    name: '/events: an actor in a governorate',
    draw: ({ actor, region }) => {
      const [who, where] = [actor(), region()];
      return {
        ask: events({ actors: [who], places: [where], limit: 10 }),
        text: newest(
          'event_actor',
          'd.actor = ? and exists (select 1 from event_place p where p.place = ? and p.day_to = d.day_to and p.event = d.event)',
          10,
        ),
        parameters: [who, where],
      };
    },
  },
  {
    name: '/actor: its newest events',
    draw: ({ actor }) => {
      const id = actor();
      return {
        ask: events({ actors: [id], limit: OF_ACTOR }),
        text: newest('event_actor', 'd.actor = ?', OF_ACTOR),
        parameters: [id],
      };
    },
  },
  {
    name: '/evidence: one event',
    draw: ({ event }) => {
      const id = event();
      return {
        ask: async (store) => ((await store.event(id, viewer)) === null ? 0 : 1),
        text: `select ${EVENT} from event e join article a on a.no = e.article where e.id = ? and e.scope in ${SCOPES}`,
        parameters: [id],
      };
    },
  },
  {
    name: '/search: two words',
    draw: ({ place, dialect }) => {
      const words = [
        'capture',
        place()
          .replace(/[^a-z]+/g, ' ')
          .trim(),
      ].join(' ');
      return {
        ask: async (store) => (await store.search({ viewer, text: words, limit: 10 })).events.length,
        ...searchByHand(dialect, words.split(' ')),
      };
    },
  },
  {
    name: 'autocomplete of a place',
    draw: ({ place }) => {
      const prefix = place().slice(0, 3);
      return {
        ask: async (store) => (await store.mentioned('place', viewer, { prefix, limit: 25 })).length,
        text: `select id, max(name) as name, sum(events) as n from name where scope in ${SCOPES} and kind = 'place'
          and fold >= ? and fold < ? group by id order by n desc, id limit 25`,
        parameters: [prefix, `${prefix}\u{10ffff}`],
      };
    },
  },
];

export const QUESTIONS = [...QUESTIONS_OF_CONTROL, ...QUESTIONS_OF_SUMMARIES, ...QUESTIONS_OF_LISTS];
