/** Forms of the English verbs that phrases are made of. */

export type VerbForms = { base: string; third: string; past: string; participle: string; ing: string };

/** Past and participle of the irregular verbs that phrases use. */
const IRREGULAR: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['break', ['broke', 'broken']],
  ['drive', ['drove', 'driven']],
  ['fight', ['fought', 'fought']],
  ['flee', ['fled', 'fled']],
  ['give', ['gave', 'given']],
  ['hold', ['held', 'held']],
  ['keep', ['kept', 'kept']],
  ['lay', ['laid', 'laid']],
  ['lose', ['lost', 'lost']],
  ['make', ['made', 'made']],
  ['set', ['set', 'set']],
  ['split', ['split', 'split']],
  ['throw', ['threw', 'thrown']],
  ['withdraw', ['withdrew', 'withdrawn']],
]);

/** Verbs whose last consonant is doubled. */
const DOUBLED: ReadonlySet<string> = new Set(['commit', 'control', 'kidnap', 'repel', 'set', 'split']);

/** All forms of one verb. */
export function conjugate(base: string): VerbForms {
  const stem = DOUBLED.has(base) ? base + base.slice(-1) : base;
  const silentE = /[^e]e$/.test(base);
  const regular = `${base.endsWith('e') ? base.slice(0, -1) : /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}i` : stem}ed`;
  const [past, participle] = IRREGULAR.get(base) ?? [regular, regular];
  const third = /(?:s|x|z|ch|sh)$/.test(base)
    ? `${base}es`
    : /[^aeiou]y$/.test(base)
      ? `${base.slice(0, -1)}ies`
      : `${base}s`;
  return { base, third, past, participle, ing: `${silentE ? base.slice(0, -1) : stem}ing` };
}
