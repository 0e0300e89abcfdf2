/** Extraction of text that is made to be slow: repeated words, random heaps of them, endless sentences; and of one huge article. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedSeeds } from '../src/config.ts';
import { createExtractor } from '../src/extract/extract.ts';
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts';
import { dice, TEXTS } from './text.ts';

/** Said again and again, each is hard for another stage. */
const REPEATED = [
  'attack ',
  'the SDF attacked Hajin and ',
  'of the ',
  'Isis, ',
  '"',
  '( ',
  'a. ',
  'U.S. ',
  '5 killed ',
  'one hundred and ',
  'Hajin, ',
  'who attacked the ',
  'in Hajin in Suweida ',
  'to attack to capture ',
  'said that the SDF said that ',
  'не ',
  '東',
  '\u0000',
  '\u0301',
  '12 ',
  '12,',
  'and and ',
  'SDF-led-',
  'if ',
  'the village of ',
  'its ',
  '“The ',
  'Abu ',
  'San San ',
  'on 5 May 2018 ',
  'three days later ',
  'between May and ',
  'ceasefire of the ceasefire of ',
  '\n\n',
  '\t ',
  'A B C D ',
  "'s ",
  'the army of the army of ',
  'United Nations United ',
  'known as known as ',
];
const CHARACTERS = 100_000;
const HEAPS = 60;
/** Random heaps are drawn from few words, so that the same rules are tried over and over. */
const WORDS_OF_A_HEAP = 12;

/** The most heap that the process may take in which a huge article is read, in MB. */
const HEAP_MB = 150;
const HUGE_BYTES = 1_000_000;

const PROGRAM = fileURLToPath(import.meta.url);

const extractor = (): ((text: string) => number) => {
  const folder = path.join(shippedSeeds(), 'knowledge');
  const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });
  return (text) =>
    extract({ id: 'bench', text, title: null, url: null, source: null, published: '2018-09-20' }).events.length;
};

const repeat = (unit: string): string => unit.repeat(Math.ceil(CHARACTERS / unit.length)).slice(0, CHARACTERS);

/** Texts of words of the news and of marks, each drawn from a few of them. */
function* heaps(): Generator<string> {
  const roll = dice(20_261_122);
  const words = [...new Set((TEXTS.dense?.(50_000).articles ?? []).join(' ').split(/\s+/))];
  const marks = [
    ',',
    '.',
    '"',
    '(',
    ')',
    '-',
    ' – ',
    ':',
    "'s",
    '’',
    '\n',
    'and',
    'of',
    'the',
    'by',
    'that',
    'to',
    '7',
  ];
  for (let heap = 0; heap < HEAPS; heap += 1) {
    const some = Array.from({ length: WORDS_OF_A_HEAP }, () => {
      const from = roll(2) === 0 ? words : marks;
      return from[roll(from.length)] ?? '';
    });
    let text = '';
    while (text.length < CHARACTERS) text += `${some[roll(some.length)]}${roll(8) === 0 ? '' : ' '}`;
    yield text.slice(0, CHARACTERS);
  }
}

/** Prints the slowest of the hostile texts, beside plain news of the same length, and whether a huge article fits. */
export const benchHostile = async (): Promise<void> => {
  const run = extractor();
  const seconds = (text: string): number => {
    const start = performance.now();
    run(text);
    return (performance.now() - start) / 1000;
  };
  const plain = (TEXTS.news?.(CHARACTERS).articles ?? []).join('\n\n').slice(0, CHARACTERS);
  for (let warm = 0; warm < 5; warm += 1) seconds(plain);
  const bare = seconds(plain);
  const timed = [
    ...REPEATED.map((unit) => [JSON.stringify(unit), repeat(unit)] as const),
    ...[...heaps()].map((text) => [JSON.stringify(`${text.slice(0, 40)} …`), text] as const),
  ].map(([name, text]) => ({ name, time: seconds(text) }));
  timed.sort((a, b) => b.time - a.time);
  console.log(
    `hostile text: ${timed.length} texts of 100 KB, news of that length ${(bare * 1000).toFixed(0)} ms; the slowest:`,
  );
  for (const { name, time } of timed.slice(0, 5))
    console.log(`  ${(time * 1000).toFixed(0).padStart(6)} ms ${(time / bare).toFixed(1).padStart(6)} × ${name}`);
  const child = fork(PROGRAM, ['huge'], { execArgv: [`--max-old-space-size=${HEAP_MB}`], stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) console.log(`  a huge article does not fit into ${HEAP_MB} MB of heap`);
  console.log('');
};

/** In a process of its own, whose heap is bounded. */
if (process.argv[2] === 'huge') {
  const run = extractor();
  const text = (TEXTS.news?.(HUGE_BYTES).articles ?? []).join('\n\n').slice(0, HUGE_BYTES);
  const start = performance.now();
  const found = run(text);
  const taken = ((performance.now() - start) / 1000).toFixed(2);
  console.log(`  one article of 1 MB: ${found} events in ${taken} s within a heap of ${HEAP_MB} MB`);
}
