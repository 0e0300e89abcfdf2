/** Extraction against bare compromise and against wink-nlp's full pipeline, on the same text in the same run. */

import path from 'node:path';
import compromise from 'compromise';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { shippedSeeds } from '../src/config.ts';
import { createExtractor } from '../src/extract/extract.ts';
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts';
import { type BenchText, dense, news } from './text.ts';

/** What is measured: works on one article and returns how many sentences or events it found. */
type Contender = { name: string; finds: string; run: (article: string) => number };

const contenders = (): Contender[] => {
  const folder = path.join(shippedSeeds(), 'knowledge');
  const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });
  const wink = winkNLP(model);
  return [
    {
      name: 'sitrep extract',
      finds: 'events',
      run: (text) =>
        extract({ id: 'bench', text, title: null, url: null, source: null, published: '2018-09-20' }).events.length,
    },
    { name: 'compromise nlp(text)', finds: 'sentences', run: (text) => compromise(text).length },
    { name: 'wink-nlp readDoc(text)', finds: 'sentences', run: (text) => wink.readDoc(text).sentences().length() },
  ];
};

/** Rounds that are left out: Node compiles what runs often only after a while, for every contender. */
const WARM_UP = 5;

const seconds = (work: () => void): number => {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const fixed = (value: number, digits: number): string => value.toFixed(digits).padStart(9);

/** Rounds are interleaved, so that a slow moment of the machine hits everybody. */
const measure = (
  text: BenchText,
  all: readonly Contender[],
  rounds: number,
): Map<string, { time: number; found: number }> => {
  const times = new Map(all.map(({ name }) => [name, [] as number[]]));
  const found = new Map<string, number>();
  const round = (contender: Contender): void => {
    let sum = 0;
    times.get(contender.name)?.push(
      seconds(() => {
        for (const article of text.articles) sum += contender.run(article);
      }),
    );
    found.set(contender.name, sum);
  };
  for (let i = 0; i < WARM_UP + rounds; i += 1) for (const contender of all) round(contender);
  return new Map(
    all.map(({ name }) => [
      name,
      { time: median((times.get(name) ?? []).slice(WARM_UP)), found: found.get(name) ?? 0 },
    ]),
  );
};

/** Prints speed and ratios for dense and for mixed text; `bytes` of each, the median of `rounds`. */
export const benchExtraction = ({ bytes, rounds }: { bytes: number; rounds: number }): void => {
  const all = contenders();
  for (const text of [news(bytes), dense(bytes)]) {
    const results = measure(text, all, rounds);
    const ours = results.get('sitrep extract')?.time ?? 0;
    const sentences = results.get('wink-nlp readDoc(text)')?.found ?? 0;
    console.log(
      `${text.name}: ${text.articles.length} articles, ${(text.bytes / 1e6).toFixed(2)} MB, ${sentences} sentences, median of ${rounds}`,
    );
    console.log(`  ${''.padEnd(24)}${'MB/s'.padStart(9)}${'sent./s'.padStart(9)}${'× sitrep'.padStart(9)}   found`);
    for (const { name, finds } of all) {
      const { time, found } = results.get(name) ?? { time: 0, found: 0 };
      const speed = fixed(text.bytes / 1e6 / time, 2) + fixed(sentences / time, 0) + fixed(ours / time, 2);
      console.log(`  ${name.padEnd(24)}${speed}   ${found} ${finds}`);
    }
    const against = (name: string): string => ((results.get(name)?.time ?? 0) / ours).toFixed(2);
    console.log(
      `  sitrep extract is ${against('compromise nlp(text)')} × as fast as compromise, ${against('wink-nlp readDoc(text)')} × as fast as wink-nlp\n`,
    );
  }
};
