/** What commands ask of the store, each beside the same question as a person would write it in SQL by hand. */
import type { EventQuery } from '../src/model/record.ts';
import type { Viewer } from '../src/model/scope.ts';
import { EVENTS_PER_ARTICLE as NUMBERS_PER_ARTICLE } from '../src/store/schema.ts';
import type { Store } from '../src/store/store.ts';
import type { Draw } from './store-corpus.ts';

/** One question with what it asks for drawn: `ask` and `byHand` give the number of rows. */
export type Asked = { ask: (store: Store) => Promise<number>; text: string; parameters: unknown[] };

export type Question = { name: string; draw: (draw: Draw) => Asked };

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

const counted = (table: 'event_place' | 'event_actor', where: string): string =>
  `select count(*) - count(n.leader) + count(distinct n.leader) as incidents
   from (select ${LEADER} as leader from ${table} d where ${where} and d.restated = 0 and ${seen('d.event')}) n`;

const events =
  (query: Omit<EventQuery, 'viewer'>) =>
  async (store: Store): Promise<number> =>
    (await store.events({ viewer, ...query })).length;

const incidents =
  (query: Omit<EventQuery, 'viewer'>) =>
  async (store: Store): Promise<number> =>
    (await store.incidents({ viewer, ...query })).length;

const INSIDE = 'd.place = ? and d.control = 1';
const IN_MONTH = 'd.day_to >= ? and d.day_from <= ?';

export const QUESTIONS: readonly Question[] = [
  {
    name: '/who-controls: claims on a town',
    draw: ({ place }) => {
      const id = place();
      return {
        ask: events({ places: [id], controlOnly: true, limit: 200 }),
        text: newest('event_place', INSIDE, 200),
        parameters: [id],
      };
    },
  },
  {
    name: '/who-controls: claims in a governorate',
    draw: ({ region }) => {
      const id = region();
      return {
        ask: events({ places: [id], controlOnly: true, limit: 200 }),
        text: newest('event_place', INSIDE, 200),
        parameters: [id],
      };
    },
  },
  {
    name: '/who-controls: the same as of a day',
    draw: ({ region, day }) => {
      const [id, until] = [region(), day()];
      return {
        ask: events({ places: [id], controlOnly: true, until, limit: 200 }),
        text: newest('event_place', `${INSIDE} and d.day_from <= ? and d.day_to > ''`, 200),
        parameters: [id, until],
      };
    },
  },
  {
    name: '/summary: a governorate, a month',
    draw: ({ region, month }) => {
      const [id, { since, until }] = [region(), month()];
      return {
        ask: events({ places: [id], since, until, limit: 500 }),
        text: newest('event_place', `d.place = ? and ${IN_MONTH}`, 500),
        parameters: [id, since, until],
      };
    },
  },
  {
    name: '/summary: everywhere, a month',
    draw: ({ month }) => {
      const { since, until } = month();
      return {
        ask: events({ since, until, limit: 500 }),
        text: `select ${EVENT} from event d join event e on e.no = d.no join article a on a.no = d.article
          where ${IN_MONTH} and ${seen('d.no')} order by d.day_to desc, a.published desc, a.id, d.no limit 500`,
        parameters: [since, until],
      };
    },
  },
  {
    name: '/actor: its newest events',
    draw: ({ actor }) => {
      const id = actor();
      return {
        ask: events({ actors: [id], limit: 200 }),
        text: newest('event_actor', 'd.actor = ?', 200),
        parameters: [id],
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
    name: '/events: a page of incidents in a town',
    draw: ({ place }) => {
      const id = place();
      const reports = `select distinct coalesce(${LEADER}, d.event) as leader from (
        select d.event from event_place d join article a on a.no = d.event / ${NUMBERS_PER_ARTICLE}
        where d.place = ? and d.restated = 0 and ${seen('d.event')} ${NEWEST} limit 30) d limit 10`;
      return {
        ask: incidents({ places: [id], limit: 10 }),
        text: `select ${EVENT} from (${reports}) l join event e on e.no = l.leader or e.no in
          (select i.event from incident i where i.leader = l.leader) join article a on a.no = e.article
          where e.scope in ${SCOPES} and e.no not in ${HIDDEN} order by e.no`,
        parameters: [id],
      };
    },
  },
  {
    name: '/events: how many incidents in a governorate',
    draw: ({ region, month }) => {
      const [id, { since, until }] = [region(), month()];
      return {
        ask: (store) => store.countIncidents({ viewer, places: [id], since, until }),
        text: counted('event_place', `d.place = ? and ${IN_MONTH}`),
        parameters: [id, since, until],
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
