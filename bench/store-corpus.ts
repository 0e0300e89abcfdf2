/** Articles for store benchmarks: as many as asked for, the same every time, names as unevenly used as in real news, events told by several articles. */
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Event } from '../src/model/event.ts';
import type { ArticleDocument } from '../src/model/record.ts';
import type { PlaceRef, Ref } from '../src/model/ref.ts';
import type { Scope } from '../src/model/scope.ts';

/** How many events each article has, how many guilds have articles of their own, and how many of all articles. */
export const EVENTS_PER_ARTICLE = 10;
const GUILDS = 100;
const OWN_ARTICLES = 0.05;
/** How many events tell of what an earlier article told already, and how many an analyst reviewed. */
const RETOLD = 0.3;
const REVIEWED = 0.001;
/** What articles of the last days told: this many happenings. */
const RECENT = 60;

const COUNTRIES = ['SY', 'IQ'];
const ACTIONS: Readonly<Record<string, [eventType: string, subEventType: string]>> = {
  capture: ['Battles', 'Non-state actor overtakes territory'],
  attack: ['Battles', 'Armed clash'],
  shell: ['Explosions/Remote violence', 'Shelling/artillery/missile attack'],
  airstrike: ['Explosions/Remote violence', 'Air/drone strike'],
  besiege: ['Strategic developments', 'Other'],
  withdraw: ['Strategic developments', 'Other'],
  arrest: ['Strategic developments', 'Arrests'],
  protest: ['Protests', 'Peaceful protest'],
  agreement: ['Strategic developments', 'Agreement'],
  kill: ['Violence against civilians', 'Attack'],
};
const ACTION_NAMES = Object.keys(ACTIONS);
const FIRST_DAY = Date.UTC(2011, 2, 15);
/** The news of a day is as much in a store of any size: a larger one goes back further, a million events eleven years. */
const EVENTS_A_DAY = 250;
const DAY_MS = 86_400_000;
const MONTH = 30;

const daysOf = (events: number): number => Math.max(MONTH, Math.floor(events / EVENTS_A_DAY));

/** The day after the last article of so many events. */
export const dayAfter = (events: number): Date => new Date(FIRST_DAY + daysOf(events) * DAY_MS);

/** Draws numbers and names for articles and for questions; the same seed draws the same. */
export type Draw = ReturnType<typeof drawer>;

export const drawer = (knowledge: Knowledge, { seed, events }: { seed: number; events: number }) => {
  const days = daysOf(events);
  const places = [...knowledge.places.values()]
    .filter(({ country, kind }) => COUNTRIES.includes(country ?? '') && ['city', 'town', 'village'].includes(kind))
    .map(({ id }) => id);
  const actors = [...knowledge.actors.values()]
    .filter(({ country }) => COUNTRIES.includes(country ?? ''))
    .map(({ id }) => id);
  const regions = [...knowledge.places.values()]
    .filter(({ country, kind }) => COUNTRIES.includes(country ?? '') && kind === 'admin1')
    .map(({ id }) => id);
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  /** Few are chosen often, many seldom. */
  const uneven = (names: readonly string[]): string => names[Math.floor(names.length * random() ** 3)] ?? '';
  const day = (): string => isoDay(FIRST_DAY + below(days) * DAY_MS);
  return {
    random,
    below,
    day,
    place: () => uneven(places),
    region: () => regions[below(regions.length)] ?? '',
    actor: () => uneven(actors),
    month: () => {
      const first = FIRST_DAY + below(days - MONTH + 1) * DAY_MS;
      return { since: isoDay(first), until: isoDay(first + (MONTH - 1) * DAY_MS) };
    },
    /** Of the first thousand articles. */
    event: () => `e${below(1000)}-${below(EVENTS_PER_ARTICLE)}`,
  };
};

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** One real event, with its first report once there is one. */
type Happening = Pick<Event, 'action' | 'actor' | 'recipient' | 'place' | 'control' | 'date'> & {
  told: { article: number; seq: number; id: string } | null;
};

/** A report that tells of what another told first, by their articles' places in the corpus and their own in these. */
export type Retelling = { article: number; seq: number; first: NonNullable<Happening['told']> };

export type CorpusArticle = { document: ArticleDocument; retellings: Retelling[]; reviewed: string[] };

/** Articles in the order of their publication. */
export function* corpus(knowledge: Knowledge, articles: number): Generator<CorpusArticle> {
  const {
    random,
    below,
    place: somewhere,
    actor: somebody,
  } = drawer(knowledge, { seed: 1, events: articles * EVENTS_PER_ARTICLE });
  const ref = (id: string, name: string): Ref => ({
    id,
    name,
    text: name,
    start: below(4000),
    end: below(4000),
    basis: 'direct',
  });
  const actor = (): Ref => {
    const id = somebody();
    return ref(id, knowledge.actors.get(id)?.name ?? id);
  };
  const place = (): PlaceRef => {
    const id = somewhere();
    const { name, lat, lon } = knowledge.places.get(id) ?? { name: id, lat: null, lon: null };
    return { ...ref(id, name), relation: 'in', lat, lon, admin1: 'Suweida', country: 'Syria', precision: 'exact' };
  };
  const happening = (published: number): Happening => {
    const [at, doer] = [place(), actor()];
    const action = random() < 0.15 ? 'capture' : (ACTION_NAMES[below(ACTION_NAMES.length)] ?? 'attack');
    const date = isoDay(published - below(5) * DAY_MS);
    return {
      action,
      actor: doer,
      recipient: random() < 0.6 ? actor() : null,
      place: at,
      control:
        action === 'capture' ? { place: at, holder: doer, loser: actor(), change: 'gained', basis: 'stated' } : null,
      date:
        random() < 0.7 ? { edtf: random() < 0.9 ? date : date.slice(0, 7), text: 'that day', precision: 'day' } : null,
      told: null,
    };
  };

  const recent: Happening[] = [];
  for (let n = 0; n < articles; n += 1) {
    const published = FIRST_DAY + Math.floor((n * EVENTS_PER_ARTICLE) / EVENTS_A_DAY) * DAY_MS;
    const scope: Scope = random() < OWN_ARTICLES ? `guild:${below(GUILDS)}` : 'shared';
    const retellings: Retelling[] = [];
    const reviewed: string[] = [];
    const event = (seq: number): Event => {
      const again = scope === 'shared' && seq > 0 && random() < RETOLD ? recent[below(recent.length)] : undefined;
      const { told, ...what } = again ?? happening(published);
      const id = `e${n}-${seq}`;
      if (again !== undefined && told !== null && told.article !== n) retellings.push({ article: n, seq, first: told });
      else if (random() < REVIEWED) reviewed.push(id);
      else if (scope === 'shared' && told === null) recent[below(RECENT)] = { ...what, told: { article: n, seq, id } };
      const [eventType, subEventType] = ACTIONS[what.action] ?? ['', ''];
      const text = `On that day ${what.actor?.name} did ${what.action} near ${what.place?.name}, a local source told the agency, number ${n}, line ${seq}.`;
      const evidence = { text, start: seq * 300, end: seq * 300 + text.length };
      return {
        ...what,
        id,
        eventType,
        subEventType,
        plover: { event: 'ASSAULT', mode: null },
        origin: null,
        destinations: random() < 0.05 ? [place()] : [],
        factuality: random() < 0.8 ? 'actual' : 'planned',
        attribution: random() < 0.3 ? { text: 'a local source', ref: null, stance: 'claimed' } : null,
        casualties: null,
        evidence,
        sentence: evidence,
        trigger: { text: what.action, start: seq * 300, end: seq * 300 + what.action.length },
        rule: what.action,
        sameAs: null,
      };
    };
    const events = Array.from({ length: EVENTS_PER_ARTICLE }, (_, seq) => event(seq));
    const document: ArticleDocument = {
      version: 1,
      article: {
        id: `a${n}`,
        text: events.map(({ evidence }) => evidence.text).join(' '),
        title: `Article ${n}`,
        url: `https://example.org/${n}`,
        source: `Source ${below(50)}`,
        published: isoDay(published),
      },
      scope,
      ingestedAt: new Date(published + DAY_MS).toISOString(),
      contentHash: `hash-${n}`,
      events,
      mentions: [],
    };
    yield { document, retellings, reviewed };
  }
}

/** A small seeded generator (Tommy Ettinger's mulberry32), so that every run sees the same corpus. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
