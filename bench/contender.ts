/** One contender of the extraction benchmark in a process of its own: runs a round whenever it is asked for one. */
import path from 'node:path';
import compromise from 'compromise';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { shippedSeeds } from '../src/config.ts';
import { createExtractor } from '../src/extract/extract.ts';
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts';
import { TEXTS } from './text.ts';

/** One round over all articles: how long it took, in seconds, and how many sentences or events were found. */
export type Round = { time: number; found: number };

/** Works on one article and returns how much it found. */
type Run = (article: string) => number;

const CONTENDERS: Readonly<Record<string, () => Run>> = {
  sitrep: () => {
    const folder = path.join(shippedSeeds(), 'knowledge');
    const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });
    return (text) =>
      extract({ id: 'bench', text, title: null, url: null, source: null, published: '2018-09-20' }).events.length;
  },
  compromise: () => (text) => compromise(text).length,
  wink: () => {
    const wink = winkNLP(model);
    return (text) => wink.readDoc(text).sentences().length();
  },
};

const [contender = '', kind = '', bytes = ''] = process.argv.slice(2);
const run = CONTENDERS[contender]?.();
const text = TEXTS[kind]?.(Number(bytes));
if (run === undefined || text === undefined) throw new Error(`no contender ${contender} or text ${kind}`);

process.on('message', () => {
  const start = process.hrtime.bigint();
  let found = 0;
  for (const article of text.articles) found += run(article);
  const round: Round = { time: Number(process.hrtime.bigint() - start) / 1e9, found };
  process.send?.(round);
});
