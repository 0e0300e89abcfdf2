/** The examples beside every frame, run: what it must find, and what it must leave alone. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadGrammar } from '../../src/extract/grammar.ts';
import { slug } from '../../src/extract/referents.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event } from '../../src/model/event.ts';
import type { Resolution } from '../../src/model/knowledge.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const knowledge = loadKnowledge({ folder });
const { extract } = createExtractor({ knowledge, folder });
const eventsOf = (text: string): Event[] =>
  extract({ id: 'example', text, title: null, url: null, source: null, published: null }).events;
/** What a name may stand for: all entries that it fits, and itself where nobody knows it. */
const idsOf = (found: Resolution<{ id: string }>, name: string): string[] => [
  ...(found.status === 'found' ? [found.entry.id] : []),
  ...(found.status === 'ambiguous' ? found.candidates.map(({ id }) => id) : []),
  slug(name),
];
const actorIds = (name: string | null): (string | null)[] =>
  name === null ? [null] : idsOf(knowledge.findActor(name), name);
const placeIds = (name: string | null): (string | null)[] =>
  name === null ? [null] : idsOf(knowledge.findPlace(name), name);

const { frames } = loadGrammar(folder);

it('gives every frame a name of its own', () => {
  const ids = frames.map((frame) => frame.id);
  expect(new Set(ids).size).toBe(ids.length);
});

for (const frame of frames) {
  if (frame.examples.length + frame.counterexamples.length === 0) continue;
  describe(frame.id, () => {
    for (const example of frame.examples)
      it(`finds ${frame.action} in “${example.text}”`, () => {
        const found = eventsOf(example.text).find((event) => event.action === frame.action);
        expect(found, 'no such event').toBeDefined();
        if (example.actor !== undefined) expect(actorIds(example.actor)).toContain(found?.actor?.id ?? null);
        if (example.recipient !== undefined)
          expect(actorIds(example.recipient)).toContain(found?.recipient?.id ?? null);
        if (example.place !== undefined) expect(placeIds(example.place)).toContain(found?.place?.id ?? null);
        if (example.factuality !== undefined) expect(found?.factuality).toBe(example.factuality);
      });
    for (const text of frame.counterexamples)
      it(`leaves “${text}” alone`, () => {
        expect(eventsOf(text).map((event) => event.action)).not.toContain(frame.action);
      });
  });
}
