/** Words whose part of speech hardly depends on context, and the irregular verbs. */
import { z } from 'zod';
import type { Grammar } from './grammar.ts';
import { List, type Phrase, pushTo } from './phrase-tables.ts';

export const ClosedClass = z.object({
  determiners: List,
  possessives: List,
  pronouns: List,
  prepositions: List,
  subordinators: List,
  relatives: List,
  coordinators: List,
  modals: List,
  be: List,
  have: List,
  do: List,
  get: List,
  negators: List,
  adverbs: List,
  /** Verbs whose bare participle behind a noun is active ("fighters infiltrated at Anbar"). */
  intransitive: List,
  /** Verbs whose bare past form with nothing behind it is passive ("Five soldiers killed"). */
  transitive: List,
  /** Verbs that take two objects, the first of them who gets the second. */
  ditransitive: List,
  /** Verbs that no frame or cue names and that are easily taken for nouns. */
  plainVerbs: List,
  irregularVerbs: z.record(z.string(), z.partialRecord(z.enum(['s', 'past', 'part', 'ing']), List)),
});

/** A class of words whose part of speech hardly depends on context. */
export type ClosedPos =
  | 'det'
  | 'poss'
  | 'pron'
  | 'prep'
  | 'sub'
  | 'rel'
  | 'conj'
  | 'modal'
  | 'be'
  | 'have'
  | 'do'
  | 'get'
  | 'neg'
  | 'adv';

export function closedTables(lists: z.infer<typeof ClosedClass>): Pick<Grammar, 'closed' | 'closedPhrases'> {
  const order: [ClosedPos, readonly string[]][] = [
    ['adv', lists.adverbs],
    ['det', lists.determiners],
    ['poss', lists.possessives],
    ['pron', lists.pronouns],
    ['prep', lists.prepositions],
    ['sub', lists.subordinators],
    ['rel', lists.relatives],
    ['conj', lists.coordinators],
    ['modal', lists.modals],
    ['get', lists.get],
    ['have', lists.have],
    ['do', lists.do],
    ['be', lists.be],
    ['neg', lists.negators],
  ];
  const closed = new Map<string, ClosedPos>();
  const closedPhrases = new Map<string, Phrase<ClosedPos>[]>();
  for (const [pos, words] of order)
    for (const word of words) {
      // A hyphen is a token of its own: "south-west of".
      const parts = word.split(/ |(-)/).filter((part) => part !== undefined && part !== '');
      if (parts.length === 1) closed.set(word, pos);
      else pushTo(closedPhrases, parts[0] ?? '', { words: parts, text: parts.join(' '), value: pos });
    }
  for (const list of closedPhrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { closed, closedPhrases };
}
