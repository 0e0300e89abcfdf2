/** What answers are asked from in tests: the shipped knowledge base and a real store in a temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerContext } from '../../src/answer/context.ts';
import { incidentWorldOf } from '../../src/answer/world.ts';
import { incidentRules } from '../../src/assess/match-reports.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { ArticleDocument } from '../../src/model/record.ts';
import { SHARED_VIEWER } from '../../src/model/scope.ts';
import { openStore } from '../../src/store/open-store.ts';
import { ACTION_ROWS } from './made-events.ts';

const NOW = new Date('2018-10-01T12:00:00Z');

/** Read once for each test file; nothing changes it. */
const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });

export type TestContext = AnswerContext & { close: () => Promise<void> };

/** A store of these documents, on the day 1 October 2018. */
export async function contextWith(
  documents: (knowledge: Knowledge) => readonly ArticleDocument[],
): Promise<TestContext> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-answer-'));
  const store = await openStore({
    dataDir,
    ancestors: (id) => knowledge.ancestors(id).map((place) => place.id),
    incidents: incidentRules(incidentWorldOf(knowledge)),
  });
  for (const document of documents(knowledge)) await store.commit(document);
  return {
    store,
    knowledge,
    viewer: SHARED_VIEWER,
    now: () => NOW,
    actions: new Map(ACTION_ROWS.map((row) => [row.action, row])),
    close: async () => {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
