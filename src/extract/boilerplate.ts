/** Lines of a page that are no part of its text: navigation, share bars, credits, notices. The rules are data. */
import data from '../../seeds/knowledge/english/boilerplate.json' with { type: 'json' };

/** Longer lines are never boilerplate; it also bounds the cost of every pattern. */
const MAX_LINE = 300;

export type BoilerplateRule = { name: string; pattern: RegExp; notBefore: RegExp | null };

const phrases: ReadonlySet<string> = new Set(data.lines.phrases);

export const BOILERPLATE_RULES: readonly BoilerplateRule[] = data.patterns.map((rule) => ({
  name: rule.name,
  pattern: new RegExp(rule.pattern, 'u'),
  notBefore: 'notBefore' in rule && rule.notBefore !== undefined ? new RegExp(rule.notBefore, 'u') : null,
}));

/** The name of the rule by which `line` (trimmed, as written) is boilerplate, or null where it is text. */
export function boilerplateRule(line: string): string | null {
  if (line.length > MAX_LINE) return null;
  const folded = line
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[\s\u200B-\u200D\u2060\uFEFF\u00AD]+/g, ' ')
    .trim();
  const bare = folded.replace(/^[^\p{L}\p{N}©(#@]+|[^\p{L}\p{N})]+$/gu, '');
  if (bare === '' || phrases.has(bare)) return 'lines';
  for (const rule of BOILERPLATE_RULES) {
    if (rule.pattern.test(folded) && !rule.notBefore?.test(folded)) return rule.name;
  }
  return null;
}
