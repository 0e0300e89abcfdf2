/** Tables of the words that say how far an event is real, who tells it, and what is none. */
import { z } from 'zod';
import type { Nouns } from './noun-classes.ts';
import { List, Lists, numbersOf, pushTo } from './phrase-tables.ts';
import type { VerbTable } from './verb-table.ts';

export const Cues = z.object({
  catenative: Lists,
  adjectival: Lists,
  objectControl: Lists,
  reporting: Lists,
  nominalPlanned: List,
  nominalAttempted: List,
  nominalFailed: List,
  adjectiveFactuality: Lists,
  support: Lists,
  factiveMatrix: List,
  claimAdverbs: List,
  suspected: List,
  falsity: List,
  judging: List,
  eventlessGovernors: List,
  excessiveForce: List,
  withoutFighting: List,
  mishaps: List,
  fought: List,
});

export type CueTables = {
  catenative: ReadonlyMap<string, readonly { rest: readonly string[]; value: string }[]>;
  adjectival: ReadonlyMap<string, string>;
  objectControl: ReadonlyMap<string, readonly { rest: readonly string[]; value: string }[]>;
  reporting: ReadonlyMap<string, readonly { rest: readonly string[]; value: string }[]>;
  support: ReadonlyMap<string, readonly { rest: readonly string[]; value: string }[]>;
  nominal: ReadonlyMap<string, string>;
  adjectiveFactuality: ReadonlyMap<string, string>;
  factiveMatrix: ReadonlySet<string>;
  claimAdverbs: ReadonlySet<string>;
  suspected: ReadonlySet<string>;
  /** Words for what is not true ("a lie", "baseless"). */
  falsity: ReadonlySet<string>;
  /** Verbs that say what a statement is ("called the report a lie"). */
  judging: ReadonlySet<string>;
  /** Nouns behind which an event noun only says of what kind they are ("the ability to conduct operations"). */
  eventlessGovernors: ReadonlySet<string>;
  /** Phrases that say that force against people was more than keeping order. */
  excessiveForce: readonly string[];
  /** Phrases that say that ground changed hands without fighting. */
  withoutFighting: RegExp;
  /** Verbs of accidents ("crashed", "capsized"). */
  mishaps: ReadonlySet<string>;
  /** Phrases that say that there was fighting, where no event tells of it. */
  fought: RegExp;
  eventlessModifiers: ReadonlyMap<string, ReadonlySet<string>>;
  eventlessObjects: ReadonlySet<string>;
  critics: ReadonlySet<string>;
};

export function cueTables(cues: z.infer<typeof Cues>, nouns: z.infer<typeof Nouns>, verbs: VerbTable): CueTables {
  const byVerb = (lists: Record<string, string[]>): Map<string, { rest: readonly string[]; value: string }[]> => {
    const table = new Map<string, { rest: readonly string[]; value: string }[]>();
    for (const [value, phrases] of Object.entries(lists))
      for (const phrase of phrases) {
        const [lemma = '', ...rest] = phrase.split(' ');
        verbs.add(lemma);
        pushTo(table, lemma, { rest, value });
      }
    for (const list of table.values()) list.sort((a, b) => b.rest.length - a.rest.length);
    return table;
  };
  for (const verb of cues.judging) verbs.add(verb);
  const byWord = (lists: Record<string, string[]>): Map<string, string> =>
    new Map(Object.entries(lists).flatMap(([value, words]) => words.map((word) => [word, value] as const)));
  for (const verb of cues.mishaps) verbs.add(verb);
  return {
    catenative: byVerb(cues.catenative),
    adjectival: byWord(cues.adjectival),
    objectControl: byVerb(cues.objectControl),
    reporting: byVerb(cues.reporting),
    support: byVerb(cues.support),
    nominal: new Map(
      [
        ...cues.nominalPlanned.map((noun) => [noun, 'planned'] as const),
        ...cues.nominalAttempted.map((noun) => [noun, 'attempted'] as const),
        ...cues.nominalFailed.map((noun) => [noun, 'failed'] as const),
      ].flatMap(([noun, value]) => numbersOf(noun).map((form) => [form, value] as const)),
    ),
    adjectiveFactuality: byWord(cues.adjectiveFactuality),
    factiveMatrix: new Set(cues.factiveMatrix),
    claimAdverbs: new Set(cues.claimAdverbs),
    suspected: new Set(cues.suspected),
    falsity: new Set(cues.falsity),
    judging: new Set(cues.judging),
    eventlessGovernors: new Set(cues.eventlessGovernors.flatMap(numbersOf)),
    excessiveForce: cues.excessiveForce,
    withoutFighting: anyOf(cues.withoutFighting),
    mishaps: new Set(cues.mishaps),
    fought: anyOf(cues.fought),
    eventlessModifiers: new Map(
      Object.entries(nouns.eventless.modifiers).flatMap(([noun, words]) =>
        numbersOf(noun).map((form) => [form, new Set(words)] as const),
      ),
    ),
    eventlessObjects: new Set(nouns.eventless.objects),
    critics: new Set(nouns.criticism.flatMap(numbersOf)),
  };
}

/** One pattern of many phrases, in any case. */
const anyOf = (phrases: readonly string[]): RegExp =>
  new RegExp(phrases.map((phrase) => phrase.replace(/[^\p{L}\p{N} ]/gu, '\\$&')).join('|'), 'i');
