/** Loads what is known of English and of frames: closed classes, cue words, noun classes, verb forms, triggers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { conjugate, pluralOf, type VerbForm, WordTagger } from './compromise.ts';
import { type Frame, FrameFile } from './frame.ts';

const List = z.array(z.string());
const Lists = z.record(z.string(), List);

const ClosedClass = z.object({
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
  /** Verbs that take two objects, the first of them who gets the second. */
  ditransitive: List,
  irregularVerbs: z.record(z.string(), z.partialRecord(z.enum(['s', 'past', 'part', 'ing']), List)),
});

const Cues = z.object({
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
  excessiveForce: List,
  withoutFighting: List,
});

const Nouns = z.object({
  classes: Lists,
  eventless: z.object({ modifiers: Lists, objects: List }),
  criticism: List,
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

/** A phrase found in a table keyed by its first word. */
export type Phrase<T> = { words: readonly string[]; value: T };

/** A verb as cue lists and frames name it: its infinitive and the words behind it ("call off"). */
export type VerbKey = { lemma: string; rest: readonly string[] };

export type Grammar = {
  closed: ReadonlyMap<string, ClosedPos>;
  closedPhrases: ReadonlyMap<string, readonly Phrase<ClosedPos>[]>;
  verbs: ReadonlyMap<string, readonly VerbForm[]>;
  intransitive: ReadonlySet<string>;
  ditransitive: ReadonlySet<string>;
  frames: readonly Frame[];
  framesByVerb: ReadonlyMap<string, readonly { rest: readonly string[]; frame: Frame }[]>;
  /** The last words, in any number, of the nouns that a frame asks for as its object. */
  objectHeads: ReadonlyMap<Frame, ReadonlySet<string>>;
  /** Frames by the adjective that names them over an infinitive. */
  framesByPredicate: ReadonlyMap<string, Frame>;
  nounTriggers: ReadonlyMap<string, readonly Phrase<Frame>[]>;
  /** Nouns that frames look for behind their verbs ("aid", "talks"), in any number. */
  lightNouns: ReadonlySet<string>;
  /** The classes of a noun in any number ("villages" → settlement). */
  nounClasses: ReadonlyMap<string, ReadonlySet<string>>;
  gate: Gate;
  cues: CueTables;
  tagger: WordTagger;
};

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
  /** Phrases that say that force against people was more than keeping order. */
  excessiveForce: readonly string[];
  /** Phrases that say that ground changed hands without fighting. */
  withoutFighting: readonly string[];
  eventlessModifiers: ReadonlyMap<string, ReadonlySet<string>>;
  eventlessObjects: ReadonlySet<string>;
  critics: ReadonlySet<string>;
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
  const framesByVerb = new Map<string, { rest: readonly string[]; frame: Frame }[]>();
  const framesByPredicate = new Map<string, Frame>();
  const lightNouns = new Set<string>();
  const nounTriggers = new Map<string, Phrase<Frame>[]>();
  const gate = new Gate();
  for (const frame of frames) {
    const companions = companionsOf(frame);
    for (const adjective of frame.predicates) {
      framesByPredicate.set(adjective, frame);
      gate.add(adjective, ['to']);
    }
    for (const verb of frame.verbs) {
      const [lemma = '', ...rest] = verb.split(' ');
      verbs.add(lemma);
      pushTo(framesByVerb, lemma, { rest, frame });
      for (const form of verbs.formsOf(lemma)) gate.add(form, companions.length > 0 ? companions : rest.slice(-1));
    }
    for (const noun of frame.objectNouns) for (const form of numbersOf(noun)) lightNouns.add(form);
    for (const noun of frame.nouns)
      for (const form of numbersOf(noun)) {
        const words = form.split(' ');
        pushTo(nounTriggers, words[0] ?? '', { words, value: frame });
        gate.add(words.at(-1) ?? form, []);
      }
  }
  const tables = cueTables(cues, nouns, verbs);
  for (const list of nounTriggers.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    ...closedTables(closed),
    verbs: verbs.table,
    intransitive: new Set(closed.intransitive),
    ditransitive: new Set(closed.ditransitive),
    frames,
    framesByVerb,
    objectHeads: objectHeads(frames),
    framesByPredicate,
    nounTriggers,
    lightNouns,
    nounClasses: nounClasses(nouns.classes),
    gate,
    cues: tables,
    tagger: new WordTagger(),
  };
}

/** Which words let a sentence through to the parser; what the gate holds back costs next to nothing. */
export class Gate {
  /** By word: null where it is enough by itself, else the words of which one must stand in the same sentence. */
  private readonly companions = new Map<string, Set<string> | null>();

  add(word: string, companions: readonly string[]): void {
    const known = this.companions.get(word);
    if (known === null) return;
    if (companions.length === 0) this.companions.set(word, null);
    else this.companions.set(word, new Set([...(known ?? []), ...companions]));
  }

  /** Whether a word names an action by itself. */
  has(word: string): boolean {
    return this.companions.get(word) === null;
  }

  opens(tokens: readonly { lower: string }[]): boolean {
    for (const { lower } of tokens) {
      const wanted = this.companions.get(lower);
      if (wanted === undefined) continue;
      if (wanted === null || tokens.some((token) => wanted.has(token.lower))) return true;
    }
    return false;
  }
}

function objectHeads(frames: readonly Frame[]): Map<Frame, Set<string>> {
  const made = new Map<Frame, Set<string>>();
  for (const frame of frames) {
    if (frame.objectNouns.length === 0) continue;
    const words = frame.objectNouns.flatMap(numbersOf).map((noun) => noun.slice(noun.lastIndexOf(' ') + 1));
    made.set(frame, new Set(words.flatMap((word) => [word, `${word}s`, `${word}es`, word.replace(/s$/, '')])));
  }
  return made;
}

/** The nouns and adjectives of which one must stand beside a light verb ("take" needs "control", "ground" …). */
function companionsOf(frame: Frame): string[] {
  const nouns = [
    ...(frame.obliges ? OBLIGING : []),
    ...frame.objectNouns,
    ...Object.values(frame.prepNouns).flat(),
    ...frame.adjectives,
    ...frame.adjunctNouns,
  ];
  return nouns.flatMap(numbersOf).map((form) => form.split(' ').at(-1) ?? form);
}

/** Forms of every verb that a cue list or frame names, by form. */
class VerbTable {
  readonly table = new Map<string, VerbForm[]>();
  private readonly known = new Map<string, string[]>();
  private readonly irregular: z.infer<typeof ClosedClass>['irregularVerbs'];

  constructor(irregular: z.infer<typeof ClosedClass>['irregularVerbs']) {
    this.irregular = irregular;
  }

  add(lemma: string): void {
    if (this.known.has(lemma)) return;
    const own = this.irregular[lemma] ?? {};
    const texts: string[] = [];
    for (const { form, text } of conjugate(lemma)) {
      const replaced = form === 'base' ? undefined : (own[form] ?? (form === 'part' ? own.past : undefined));
      for (const spelling of replaced ?? [text]) {
        texts.push(spelling);
        pushTo(this.table, spelling, { lemma, form });
      }
    }
    this.known.set(lemma, texts);
  }

  formsOf(lemma: string): readonly string[] {
    return this.known.get(lemma) ?? [];
  }
}

function cueTables(cues: z.infer<typeof Cues>, nouns: z.infer<typeof Nouns>, verbs: VerbTable): CueTables {
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
  const byWord = (lists: Record<string, string[]>): Map<string, string> =>
    new Map(Object.entries(lists).flatMap(([value, words]) => words.map((word) => [word, value] as const)));
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
    excessiveForce: cues.excessiveForce,
    withoutFighting: cues.withoutFighting,
    eventlessModifiers: new Map(
      Object.entries(nouns.eventless.modifiers).flatMap(([noun, words]) =>
        numbersOf(noun).map((form) => [form, new Set(words)] as const),
      ),
    ),
    eventlessObjects: new Set(nouns.eventless.objects),
    critics: new Set(nouns.criticism.flatMap(numbersOf)),
  };
}

function closedTables(lists: z.infer<typeof ClosedClass>): Pick<Grammar, 'closed' | 'closedPhrases'> {
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
      else pushTo(closedPhrases, parts[0] ?? '', { words: parts, value: pos });
    }
  for (const list of closedPhrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { closed, closedPhrases };
}

function nounClasses(classes: Record<string, string[]>): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  for (const [name, words] of Object.entries(classes))
    for (const word of words)
      for (const form of numbersOf(word)) {
        const set = table.get(form) ?? new Set<string>();
        table.set(form, set.add(name));
      }
  return table;
}

/** A noun as given and in the plural; nouns that are plural already stay as they are. */
function numbersOf(noun: string): string[] {
  if (/[^u]man$/.test(noun)) return [noun, `${noun.slice(0, -3)}men`];
  if (/(?:[^s]s|men|people|children)$/.test(noun) && !/(?:us|ss|is|gas)$/.test(noun)) return [noun];
  const words = noun.split(' ');
  const plural = [...words.slice(0, -1), pluralOf(words.at(-1) ?? noun)].join(' ');
  return plural === noun ? [noun] : [noun, plural];
}

function pushTo<T>(table: Map<string, T[]>, key: string, value: T): void {
  const list = table.get(key);
  if (list === undefined) table.set(key, [value]);
  else list.push(value);
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
