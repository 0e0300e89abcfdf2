/** Extraction against bare compromise and against wink-nlp's full pipeline, on the same text in the same run. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Round } from './contender.ts';
import { type BenchText, TEXTS } from './text.ts';

const CONTENDERS = [
  { id: 'sitrep', name: 'sitrep extract', finds: 'events' },
  { id: 'compromise', name: 'compromise nlp(text)', finds: 'sentences' },
  { id: 'wink', name: 'wink-nlp readDoc(text)', finds: 'sentences' },
] as const;
type Id = (typeof CONTENDERS)[number]['id'];

/** Rounds that are left out: Node compiles what runs often only after a while, for every contender. */
const WARM_UP = 10;

/** How the contenders are started; the file of the built program that stands beside this one. */
const PROGRAM = fileURLToPath(new URL('./contender.js', import.meta.url));

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const fixed = (value: number, digits: number): string => value.toFixed(digits).padStart(9);

/**
 * Each contender runs in a process of its own, as it would be used, so that none pays for another's garbage; rounds are
 * interleaved, so that a slow moment of the machine hits everybody.
 */
const measure = async (kind: string, bytes: number, rounds: number): Promise<Map<Id, Round>> => {
  const children = CONTENDERS.map(({ id }) => [id, fork(PROGRAM, [id, kind, String(bytes)])] as const);
  const taken = new Map<Id, Round[]>(CONTENDERS.map(({ id }) => [id, []]));
  try {
    for (let i = 0; i < WARM_UP + rounds; i += 1)
      for (const [id, child] of children) taken.get(id)?.push(await oneRound(child));
  } finally {
    for (const [, child] of children) child.kill();
  }
  return new Map(
    [...taken].map(([id, all]) => {
      const counted = all.slice(WARM_UP);
      return [id, { time: median(counted.map(({ time }) => time)), found: counted[0]?.found ?? 0 }];
    }),
  );
};

const oneRound = async (child: ChildProcess): Promise<Round> => {
  const answer = once(child, 'message', { signal: AbortSignal.timeout(60_000) });
  child.send('round');
  const [round] = await answer;
  return round;
};

const print = (text: BenchText, results: ReadonlyMap<Id, Round>, rounds: number): void => {
  const timeOf = (id: Id): number => results.get(id)?.time ?? 0;
  const ours = timeOf('sitrep');
  const sentences = results.get('wink')?.found ?? 0;
  console.log(
    `${text.name}: ${text.articles.length} articles, ${(text.bytes / 1e6).toFixed(2)} MB, ${sentences} sentences, median of ${rounds}`,
  );
  console.log(`  ${''.padEnd(24)}${'MB/s'.padStart(9)}${'sent./s'.padStart(9)}${'× sitrep'.padStart(9)}   found`);
  for (const { id, name, finds } of CONTENDERS) {
    const time = timeOf(id);
    const speed = fixed(text.bytes / 1e6 / time, 2) + fixed(sentences / time, 0) + fixed(ours / time, 2);
    console.log(`  ${name.padEnd(24)}${speed}   ${results.get(id)?.found ?? 0} ${finds}`);
  }
  const against = (id: Id): string => (timeOf(id) / ours).toFixed(2);
  console.log(
    `  sitrep extract is ${against('compromise')} × as fast as compromise, ${against('wink')} × as fast as wink-nlp\n`,
  );
};

/** Prints speed and ratios for mixed and for dense text; `bytes` of each, the median of `rounds`. */
export const benchExtraction = async ({ bytes, rounds }: { bytes: number; rounds: number }): Promise<void> => {
  for (const [kind, make] of Object.entries(TEXTS)) print(make(bytes), await measure(kind, bytes, rounds), rounds);
};
