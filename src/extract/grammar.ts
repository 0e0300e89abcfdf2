/** Loads what is known of English and of frames: closed classes, cue words, noun classes, verb forms, triggers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { UserError } from '../errors.ts';
import { ClosedClass, type ClosedPos, closedTables } from './closed-class.ts';
import { type VerbForm, WordTagger } from './compromise.ts';
import { Cues, type CueTables, cueTables } from './cue-tables.ts';
import { type Frame, FrameFile, type Need } from './frame.ts';
import { Gate } from './gate.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';
import { type HeadNouns, headNouns } from './light-nouns.ts';
import { headsOfCompounds, Nouns, nounClasses } from './noun-classes.ts';
import { numbersOf, type Phrase, pushTo } from './phrase-tables.ts';
import { VerbTable } from './verb-table.ts';

export type Grammar = {
  closed: ReadonlyMap<string, ClosedPos>;
  closedPhrases: ReadonlyMap<string, readonly Phrase<ClosedPos>[]>;
  verbs: ReadonlyMap<string, readonly VerbForm[]>;
  intransitive: ReadonlySet<string>;
  /** Verbs that without an object and an auxiliary are passive ("Five soldiers killed"). */
  transitive: ReadonlySet<string>;
  ditransitive: ReadonlySet<string>;
  frames: readonly Frame[];
  framesByVerb: ReadonlyMap<string, readonly FrameOfVerb[]>;
  /** Frames by the adjective that names them over an infinitive. */
  framesByPredicate: ReadonlyMap<string, Frame>;
  nounTriggers: ReadonlyMap<string, readonly Phrase<Frame>[]>;
  /** The last words of event nouns, behind hyphens too. */
  nounEndings: ReadonlySet<string>;
  /** Nouns that frames look for behind their verbs ("aid", "talks"), in any number. */
  lightNouns: ReadonlySet<string>;
  /** The classes of a noun in any number ("villages" → settlement). */
  nounClasses: ReadonlyMap<string, ReadonlySet<string>>;
  /** The last words of the nouns of several words among them ("police station"). */
  compoundHeads: ReadonlySet<string>;
  gate: Gate;
  lexicon: Lexicon;
  cues: CueTables;
  tagger: WordTagger;
};

/** A frame that a verb can have: the particles that it then needs, and the nouns that it asks for beside it. */
export type FrameOfVerb = {
  rest: readonly string[];
  frame: Frame;
  objectNouns: HeadNouns;
  /** By the slot of the preposition. */
  prepNouns: ReadonlyMap<string, HeadNouns>;
  /** What its slots must hold, as pairs of slot and need. */
  needs: readonly (readonly [slot: string, need: Need])[];
};

/** Modals with which a statement tells somebody what to do. */
export const OBLIGING: readonly string[] = ['must', 'should'];

/**
 * Reads `english/*.json` and `frames/*.json` below the knowledge folder.
 * @throws UserError naming file, row and field where a file does not hold what it should.
 */
export function loadGrammar(folder: string): Grammar {
  const closed = read(join(folder, 'english', 'closed-class.json'), ClosedClass);
  const cues = read(join(folder, 'english', 'cues.json'), Cues);
  const nouns = read(join(folder, 'english', 'nouns.json'), Nouns);
  const frames = readdirSync(join(folder, 'frames'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => read(join(folder, 'frames', name), FrameFile).frames);
  const verbs = new VerbTable(closed.irregularVerbs);
  for (const verb of closed.plainVerbs) verbs.add(verb);
  const framesByVerb = new Map<string, FrameOfVerb[]>();
  const framesByPredicate = new Map<string, Frame>();
  const lightNouns = new Set<string>();
  const nounTriggers = new Map<string, Phrase<Frame>[]>();
  const gate = new Gate();
  for (const frame of frames) {
    const companions = companionsOf(frame, nouns.classes);
    const objectNouns = headNouns(frame.objectNouns);
    const prepNouns = new Map(Object.entries(frame.prepNouns).map(([slot, nouns]) => [slot, headNouns(nouns)]));
    const needs = Object.entries(frame.needs);
    for (const adjective of frame.predicates) {
      framesByPredicate.set(adjective, frame);
      gate.add(adjective, ['to']);
    }
    for (const verb of frame.verbs) {
      const [lemma = '', ...rest] = verb.split(' ');
      verbs.add(lemma);
      pushTo(framesByVerb, lemma, { rest, frame, objectNouns, prepNouns, needs });
      for (const form of verbs.formsOf(lemma)) {
        gate.add(form, companions.length > 0 ? companions : rest.slice(-1));
        // Most hyphens part two words: of "shoot-out" neither says anything without the other.
        const hyphen = form.lastIndexOf('-');
        if (hyphen > 0) gate.add(form.slice(hyphen + 1), [form.slice(form.lastIndexOf('-', hyphen - 1) + 1, hyphen)]);
      }
    }
    for (const noun of frame.objectNouns) for (const form of numbersOf(noun)) lightNouns.add(form);
    for (const noun of frame.nouns)
      for (const form of numbersOf(noun)) {
        const words = form.split(' ');
        pushTo(nounTriggers, words[0] ?? '', { words, text: form, value: frame });
        // "picket line": the last word says nothing without the one before it.
        gate.add(
          words.at(-1) ?? form,
          words
            .slice(0, -1)
            .filter((word) => word !== '-')
            .slice(-1),
        );
      }
  }
  // "a coalition known as CSP-DPA": no event, but who is spoken of from here on.
  gate.add('known', ['as']);
  const tables = cueTables(cues, nouns, verbs);
  const classes = nounClasses(nouns.classes);
  for (const list of nounTriggers.values()) list.sort((a, b) => b.words.length - a.words.length);
  const nounEndings = endingsOf(nounTriggers);
  const words = {
    ...closedTables(closed),
    verbs: verbs.table,
    nounClasses: classes,
    nounTriggers,
    nounEndings,
    compoundHeads: headsOfCompounds(classes.keys()),
    gate,
  };
  return {
    ...words,
    lexicon: createLexicon(words),
    intransitive: new Set(closed.intransitive),
    transitive: new Set(closed.transitive),
    ditransitive: new Set(closed.ditransitive),
    frames,
    framesByVerb,
    framesByPredicate,
    lightNouns,
    cues: tables,
    tagger: new WordTagger(),
  };
}

/** Needs that nothing but a noun of one class answers. */
const CLASS_OF_NEED: Readonly<Partial<Record<Need, string>>> = {
  'control-noun': 'control',
  encounter: 'encounter',
  grenade: 'grenade',
};

/** The nouns and adjectives of which one must stand beside a light verb ("take" needs "control", "be" "in control of"). */
function companionsOf(frame: Frame, classes: Readonly<Record<string, readonly string[]>>): string[] {
  const slots = Object.entries(frame.needs).filter(([slot, need]) => slot.includes(' ') && !/none$/.test(need));
  const told = Object.values(frame.needs).flatMap((need) => classes[CLASS_OF_NEED[need] ?? ''] ?? []);
  const nouns = [
    ...told,
    ...slots.map(([slot]) => slot.split(' ').reduce((long, word) => (word.length > long.length ? word : long))),
    ...(frame.obliges ? OBLIGING : []),
    ...frame.objectNouns,
    ...Object.values(frame.prepNouns).flat(),
    ...frame.adjectives,
    ...frame.adjunctNouns,
  ];
  return nouns.flatMap(numbersOf).map((form) => form.split(' ').at(-1) ?? form);
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new UserError('knowledge-unreadable', `${file} is not readable JSON: ${String(cause)}`, { cause });
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UserError(
    'knowledge-invalid',
    `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not what it should be'}; mend that field and start again`,
  );
}

function endingsOf(triggers: ReadonlyMap<string, readonly Phrase<Frame>[]>): Set<string> {
  const last = [...triggers.values()].flat().map(({ words }) => words.at(-1) ?? '');
  return new Set(last.flatMap((word) => [word, word.slice(word.lastIndexOf('-') + 1)]));
}
