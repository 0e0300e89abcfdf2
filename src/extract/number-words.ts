/** Numbers written in words or with a word for their size: "twenty-five", "a dozen", "2.5 million", "dozens". */

const UNITS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const VALUES: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, index) => [word, index + 1] as const),
  ...TENS.map((word, index) => [word, (index + 2) * 10] as const),
]);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['dozen', 12],
  ['score', 20],
  ['hundred', 100],
  ['thousand', 1000],
  ['k', 1000],
  ['million', 1_000_000],
  ['m', 1_000_000],
  ['billion', 1_000_000_000],
  ['bn', 1_000_000_000],
]);

/** Vague amounts and the least that each can mean. */
const VAGUE: readonly (readonly [string, number])[] = [
  ['hundreds of thousands', 200_000],
  ['tens of thousands', 20_000],
  ['dozens of thousands', 24_000],
  ['hundreds', 200],
  ['thousands', 2000],
  ['millions', 2_000_000],
  ['dozens', 24],
  ['scores', 40],
  ['tens', 20],
  ['several dozens?', 36],
  ['several hundred', 300],
  ['several thousand', 3000],
  ['a few dozen', 36],
  ['a few hundred', 300],
  ['a few thousand', 3000],
  ['several', 3],
  ['a few', 3],
  ['multiple', 2],
  ['numerous', 3],
  ['many', 3],
];

const VAGUE_WHOLE = VAGUE.map(([pattern, least]) => [new RegExp(`^(?:${pattern})$`), least] as const);

const UNIT = UNITS.toReversed().join('|');
const TEN = TENS.join('|');
const BELOW_HUNDRED = `(?:(?:${TEN})(?:[- ](?:${UNITS.slice(0, 9).join('|')}))?|${UNIT})\\b`;
const WITH_SCALE = `(?:${BELOW_HUNDRED}|half a|a)[ -](?:hundred|thousand|million|billion|dozen|score)\\b`;

/** Pattern of a number in words. */
export const NUMBER_WORDS = `(?:\\b(?:half a dozen|a couple|${WITH_SCALE}(?:(?: and| thousand)? (?:${WITH_SCALE}|${BELOW_HUNDRED}))*|${BELOW_HUNDRED}))`;

/** Pattern of a vague amount. */
export const VAGUE_WORDS = `(?:\\b(?:${VAGUE.map(([words]) => words)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})\\b)`;

/** The least that a vague amount can mean. */
export function vagueMinimum(words: string): number {
  const lower = words.toLowerCase();
  return VAGUE_WHOLE.find(([pattern]) => pattern.test(lower))?.[1] ?? 2;
}

/** The value of a number in figures or words, or null where it is none. */
export function numberOfWords(words: string): number | null {
  const lower = words.toLowerCase().trim();
  if (lower === 'a couple') return 2;
  const figure = /^([\d,]+(?:\.\d+)?)\s?([a-z]*)$/.exec(lower);
  if (figure !== null) {
    const number = Number((figure[1] ?? '').replaceAll(',', ''));
    return Number.isFinite(number) ? Math.round(number * (SCALES.get(figure[2] ?? '') ?? 1) * 100) / 100 : null;
  }
  let total = 0;
  let current = 0;
  for (const word of lower.split(/[\s-]+/)) {
    const scale = SCALES.get(word);
    if (word === 'a' || word === 'and') continue;
    if (word === 'half') current = 0.5;
    else if (scale === undefined) current += VALUES.get(word) ?? Number.NaN;
    else if (scale < 1000) current = (current || 1) * scale;
    else {
      total += (current || 1) * scale;
      current = 0;
    }
  }
  const value = total + current;
  return Number.isNaN(value) ? null : value;
}

/** Every word that a number in words or a vague amount is made of, in the singular and plural. */
export const NUMBER_PARTS: readonly string[] = [
  ...VALUES.keys(),
  ...[...SCALES.keys()].flatMap((word) => [word, `${word}s`]),
  ...VAGUE.flatMap(([words]) => words.replaceAll('?', '').split(' ')),
  'half',
  'couple',
];
