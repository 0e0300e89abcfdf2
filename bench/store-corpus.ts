/** Articles for store benchmarks: as many as asked for, the same every time, with names as unevenly used as in real news. */
import type { Event } from '../src/model/event.ts';
import type { ArticleDocument } from '../src/model/record.ts';
import type { PlaceRef, Ref } from '../src/model/ref.ts';
import type { Scope } from '../src/model/scope.ts';

const GOVERNORATES = 14;
const DISTRICTS_EACH = 5;
const VILLAGES_EACH = 30;
const ACTORS = 400;
const ACTIONS = [
  'capture',
  'attack',
  'shell',
  'airstrike',
  'besiege',
  'withdraw',
  'arrest',
  'protest',
  'negotiate',
  'kill',
];
const FIRST_DAY = Date.UTC(2011, 2, 15);
const DAYS = 4000;
const DAY_MS = 86_400_000;

/** How many events each article of the corpus has. */
export const EVENTS_PER_ARTICLE = 10;

const parents = new Map<string, string>();
const villages: string[] = [];
for (let g = 0; g < GOVERNORATES; g += 1) {
  parents.set(`g${g}`, 'syria');
  for (let d = 0; d < DISTRICTS_EACH; d += 1) {
    parents.set(`g${g}-d${d}`, `g${g}`);
    for (let v = 0; v < VILLAGES_EACH; v += 1) {
      parents.set(`g${g}-d${d}-v${v}`, `g${g}-d${d}`);
      villages.push(`g${g}-d${d}-v${v}`);
    }
  }
}

/** The places that contain a place of the corpus, nearest first. */
export function corpusAncestors(place: string): string[] {
  const ancestors: string[] = [];
  for (let at = parents.get(place); at !== undefined; at = parents.get(at)) ancestors.push(at);
  return ancestors;
}

/** Documents with `EVENTS_PER_ARTICLE` events each; one in twenty belongs to one of a hundred guilds. */
export function* corpus(articles: number, seed = 1): Generator<ArticleDocument> {
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  /** Few are chosen often, many seldom. */
  const uneven = (n: number): number => Math.min(n - 1, Math.floor(n * random() ** 3));
  const ref = (id: string): Ref => ({
    id,
    name: `Name of ${id}`,
    text: id,
    start: below(4000),
    end: below(4000),
    basis: 'direct',
  });
  const place = (): PlaceRef => {
    const id = villages[uneven(villages.length)] ?? 'g0';
    return {
      ...ref(id),
      relation: 'in',
      lat: 33.1,
      lon: 36.5,
      admin1: 'Suweida',
      country: 'Syria',
      precision: 'exact',
    };
  };
  const actor = (): Ref => ref(`actor-${uneven(ACTORS)}`);

  for (let n = 0; n < articles; n += 1) {
    const published = FIRST_DAY + below(DAYS) * DAY_MS;
    const event = (seq: number): Event => {
      const at = place();
      const doer = actor();
      const date = new Date(published - below(30) * DAY_MS).toISOString().slice(0, 10);
      const action = ACTIONS[below(ACTIONS.length)] ?? 'attack';
      const text = `On that day ${doer.name} did ${action} somewhere near ${at.name}, a local source told the agency, number ${n}.`;
      const quote = { text, start: seq * 300, end: seq * 300 + text.length };
      return {
        id: `e${n}-${seq}`,
        action,
        eventType: action === 'protest' ? 'Protests' : 'Battles',
        subEventType: `Sub-type of ${action}`,
        plover: { event: 'ASSAULT', mode: null },
        actor: doer,
        recipient: random() < 0.6 ? actor() : null,
        place: at,
        origin: null,
        destinations: random() < 0.05 ? [place()] : [],
        date:
          random() < 0.7
            ? { edtf: random() < 0.9 ? date : date.slice(0, 7), text: 'that day', precision: 'day' }
            : null,
        factuality: random() < 0.8 ? 'actual' : 'planned',
        attribution: random() < 0.3 ? { text: 'a local source', ref: null, stance: 'claimed' } : null,
        control:
          random() < 0.15 ? { place: at, holder: doer, loser: actor(), change: 'gained', basis: 'stated' } : null,
        casualties: null,
        evidence: quote,
        sentence: quote,
        trigger: { text: action, start: seq * 300, end: seq * 300 + action.length },
        rule: action,
        sameAs: seq > 0 && random() < 0.1 ? `e${n}-0` : null,
      };
    };
    const events = Array.from({ length: EVENTS_PER_ARTICLE }, (_, seq) => event(seq));
    const scope: Scope = random() < 0.05 ? `guild:${below(100)}` : 'shared';
    yield {
      version: 1,
      article: {
        id: `a${n}`,
        text: events.map(({ evidence }) => evidence.text).join(' '),
        title: `Article ${n}`,
        url: `https://example.org/${n}`,
        source: `Source ${below(50)}`,
        published: new Date(published).toISOString().slice(0, 10),
      },
      scope,
      ingestedAt: new Date(published + DAY_MS).toISOString(),
      contentHash: `hash-${seed}-${n}`,
      events,
      mentions: [],
    };
  }
}

/** A small seeded generator, so that every run sees the same corpus. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
