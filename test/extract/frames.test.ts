/** The examples beside every frame, run: what it must find, and what it must leave alone. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadGrammar } from '../../src/extract/grammar.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event } from '../../src/model/event.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const knowledge = loadKnowledge({ folder });
const { extract } = createExtractor({ knowledge, folder });
const eventsOf = (text: string): Event[] =>
  extract({ id: 'example', text, title: null, url: null, source: null, published: null }).events;
const actorId = (name: string): string => {
  const found = knowledge.findActor(name);
  return found.status === 'found' ? found.entry.id : name;
};
const placeId = (name: string): string => {
  const found = knowledge.findPlace(name);
  return found.status === 'found' ? found.entry.id : name;
};

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
        if (example.actor !== undefined)
          expect(found?.actor?.id ?? null).toBe(example.actor === null ? null : actorId(example.actor));
        if (example.recipient !== undefined)
          expect(found?.recipient?.id ?? null).toBe(example.recipient === null ? null : actorId(example.recipient));
        if (example.place !== undefined)
          expect(found?.place?.id ?? null).toBe(example.place === null ? null : placeId(example.place));
        if (example.factuality !== undefined) expect(found?.factuality).toBe(example.factuality);
      });
    for (const text of frame.counterexamples)
      it(`leaves “${text}” alone`, () => {
        expect(eventsOf(text).map((event) => event.action)).not.toContain(frame.action);
      });
  });
}
