/** An extractor over the project's own knowledge, for tests that read events off sentences. */
import { fileURLToPath } from 'node:url';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event } from '../../src/model/event.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });

/** The events of a text that has neither title nor date. */
export const eventsOf = (text: string): Event[] =>
  extract({ id: 'example', text, title: null, url: null, source: null, published: null }).events;
