/** What commands ask of the store, each beside the same question as a person would write it in SQL by hand. */
import type { Store } from '../src/store/store.ts';

/** Draws the place, actor or month of one question; the same seed draws the same questions. */
export type Draw = { below: (n: number) => number };

export type Question = {
  name: string;
  /** Asks once and gives the number of rows. */
  ask: (store: Store, draw: Draw) => Promise<number>;
  /** The same question by hand: SQL with `?` for parameters. */
  byHand: (draw: Draw) => { text: string; parameters: unknown[] };
};

const viewer = { scopes: ['shared', 'guild:7'] } as const;
const SCOPES = `('shared', 'guild:7')`;
const EVENT = 'e.data, a.id, a.title, a.source, a.url, a.published, a.ingested_at, a.scope';
const NEWEST = 'order by d.day_to desc, a.published desc, a.id, e.no';

const village = ({ below }: Draw): string => `g${below(14)}-d${below(5)}-v${below(30)}`;
const governorate = ({ below }: Draw): string => `g${below(14)}`;
const actor = ({ below }: Draw): string => `actor-${below(100)}`;
const month = ({ below }: Draw): { since: string; until: string } => {
  const name = `${2012 + below(9)}-${String(1 + below(12)).padStart(2, '0')}`;
  return { since: `${name}-01`, until: `${name}-28` };
};

const at = (table: 'event_place' | 'event_actor', where: string): string =>
  `select ${EVENT} from ${table} d join event e on e.no = d.event join article a on a.no = e.article
   where ${where} and d.scope in ${SCOPES} ${NEWEST}`;

export const QUESTIONS: readonly Question[] = [
  {
    name: '/who-controls, a town',
    ask: async (store, draw) =>
      (await store.events({ viewer, places: [village(draw)], controlOnly: true, limit: 200 })).length,
    byHand: (draw) => ({
      text: `${at('event_place', 'd.place = ? and d.control = 1')} limit 200`,
      parameters: [village(draw)],
    }),
  },
  {
    name: '/who-controls, a governorate',
    ask: async (store, draw) =>
      (await store.events({ viewer, places: [governorate(draw)], controlOnly: true, limit: 200 })).length,
    byHand: (draw) => ({
      text: `${at('event_place', 'd.place = ? and d.control = 1')} limit 200`,
      parameters: [governorate(draw)],
    }),
  },
  {
    name: '/who-controls, as of a day',
    ask: async (store, draw) => {
      const { until } = month(draw);
      return (await store.events({ viewer, places: [governorate(draw)], controlOnly: true, until, limit: 200 })).length;
    },
    byHand: (draw) => {
      const { until } = month(draw);
      return {
        text: `${at('event_place', `d.place = ? and d.control = 1 and d.day_from <= ? and d.day_to > ''`)} limit 200`,
        parameters: [governorate(draw), until],
      };
    },
  },
  {
    name: '/summary, a governorate, a month',
    ask: async (store, draw) => {
      const days = month(draw);
      return (await store.events({ viewer, places: [governorate(draw)], ...days, limit: 500 })).length;
    },
    byHand: (draw) => {
      const { since, until } = month(draw);
      return {
        text: `${at('event_place', 'd.place = ? and d.day_to >= ? and d.day_from <= ?')} limit 500`,
        parameters: [governorate(draw), since, until],
      };
    },
  },
  {
    name: '/summary, everywhere, a month',
    ask: async (store, draw) => (await store.events({ viewer, ...month(draw), limit: 500 })).length,
    byHand: (draw) => {
      const { since, until } = month(draw);
      return {
        text: `select ${EVENT} from event d join event e on e.no = d.no join article a on a.no = e.article
          where d.day_to >= ? and d.day_from <= ? and d.scope in ${SCOPES} ${NEWEST} limit 500`,
        parameters: [since, until],
      };
    },
  },
  {
    name: '/events, an actor',
    ask: async (store, draw) => (await store.events({ viewer, actors: [actor(draw)], limit: 25 })).length,
    byHand: (draw) => ({ text: `${at('event_actor', 'd.actor = ?')} limit 25`, parameters: [actor(draw)] }),
  },
  {
    name: '/events, an actor in a governorate',
    ask: async (store, draw) =>
      (await store.events({ viewer, actors: [actor(draw)], places: [governorate(draw)], limit: 25 })).length,
    byHand: (draw) => ({
      text: `${at('event_actor', 'd.actor = ? and exists (select 1 from event_place p where p.place = ? and p.day_to = d.day_to and p.event = d.event)')} limit 25`,
      parameters: [actor(draw), governorate(draw)],
    }),
  },
  {
    name: 'how many events in a governorate',
    ask: (store, draw) => store.countEvents({ viewer, places: [governorate(draw)] }),
    byHand: (draw) => ({
      text: `select count(*) as n from event_place d where d.place = ? and d.scope in ${SCOPES}`,
      parameters: [governorate(draw)],
    }),
  },
  {
    name: '/evidence, one event',
    ask: async (store, { below }) => ((await store.event(`e${below(1000)}-${below(10)}`, viewer)) === null ? 0 : 1),
    byHand: ({ below }) => ({
      text: `select ${EVENT} from event e join article a on a.no = e.article where e.id = ? and e.scope in ${SCOPES}`,
      parameters: [`e${below(1000)}-${below(10)}`],
    }),
  },
  {
    name: 'autocomplete of an actor',
    ask: async (store, { below }) =>
      (await store.mentioned('actor', viewer, { prefix: `name of actor ${below(10)}`, limit: 25 })).length,
    byHand: ({ below }) => {
      const prefix = `name of actor ${below(10)}`;
      return {
        text: `select id, max(name) as name, sum(events) as n from name where scope in ${SCOPES} and kind = 'actor'
          and fold >= ? and fold < ? group by id order by n desc, id limit 25`,
        parameters: [prefix, `${prefix}\u{10ffff}`],
      };
    },
  },
];
