/** The one door to compromise: tags for a sentence, conjugation of verbs, plurals of nouns. Its loose types end here. */
import nlp from 'compromise/two';
import { z } from 'zod';

/** The parts of speech that the parser asks compromise for; everything finer is decided here, by context. */
export type WordTag = 'noun' | 'plural' | 'name' | 'verb' | 'adjective' | 'adverb' | 'number' | 'other';

/** One word as compromise tags it. */
export type TaggedWord = { tag: WordTag; verbForm: VerbForm['form'] | null };

/** One inflected form of a verb. */
export type VerbForm = { lemma: string; form: 'base' | 's' | 'past' | 'part' | 'ing' };

const Conjugation = z.object({
  Infinitive: z.string(),
  PastTense: z.string(),
  PresentTense: z.string(),
  Gerund: z.string(),
  Participle: z.string().optional(),
});

type Term = { tags?: Set<string> };
type World = {
  model(): { one: { lexicon: Record<string, unknown> } };
  methods(): {
    two: {
      transform: {
        verb: { conjugate(verb: string, model: unknown): unknown };
        noun: { toPlural(noun: string, model: unknown): string };
      };
    };
  };
  tokenize(text: string): { compute(hooks: string[]): { document: Term[][] } };
};
const world = nlp as unknown as World;

/** All forms of an infinitive ("seize" → seize, seizes, seized, seized, seizing), as compromise conjugates it. */
export function conjugate(infinitive: string): { form: VerbForm['form']; text: string }[] {
  const made = Conjugation.parse(world.methods().two.transform.verb.conjugate(infinitive, world.model()));
  return [
    { form: 'base', text: infinitive },
    { form: 's', text: made.PresentTense },
    { form: 'past', text: mended(infinitive, made.PastTense, 'ed') },
    { form: 'part', text: mended(infinitive, made.Participle ?? made.PastTense, 'ed') },
    { form: 'ing', text: mended(infinitive, made.Gerund, 'ing') },
  ];
}

/** Verbs whose past is their base form; compromise leaves more as they are ("loot", "blockade", "gun", "riot"). */
const INVARIANT =
  /^(?:beat|bet|bid|burst|bust|cast|come|cost|cut|hit|hurt|knit|let|overrun|put|quit|read|rid|run|set|shed|shut|slit|split|spread|thrust|upset|wed)$/;

/** A form that is spelled like the infinitive and may not be: the regular one in its place. */
function mended(infinitive: string, form: string, ending: 'ed' | 'ing'): string {
  if (form !== infinitive || (ending === 'ed' && INVARIANT.test(infinitive))) return form;
  if (infinitive.endsWith('e')) return infinitive.slice(0, -1) + ending;
  const doubled = /^[^aeiou]*[aeiou][bdgmnprt]$/.test(infinitive);
  return infinitive + (doubled ? infinitive.slice(-1) : '') + ending;
}

/** The plural of a noun ("casualty" → "casualties"). */
export function pluralOf(noun: string): string {
  return world.methods().two.transform.noun.toPlural(noun, world.model());
}

/** How many words a tagger keeps; a day of news has some thirty thousand. */
const KEPT_WORDS = 50_000;

/**
 * Tags words by compromise's lexicon, suffix and shape rules, each word once: those rules hardly look at the
 * neighbours, and the parser decides by context anyway. Tagging every sentence anew took a third of the time.
 */
export class WordTagger {
  private readonly kept = new Map<string, TaggedWord>();

  tag(word: string): TaggedWord {
    const known = this.kept.get(word);
    if (known !== undefined) return known;
    const term = world.tokenize(word).compute(['lexicon', 'preTagger']).document[0]?.[0];
    const made = readTags(term?.tags ?? new Set());
    if (this.kept.size >= KEPT_WORDS) this.kept.clear();
    this.kept.set(word, made);
    return made;
  }
}

function readTags(tags: Set<string>): TaggedWord {
  if (tags.has('Verb')) return { tag: 'verb', verbForm: readVerbForm(tags) };
  const tag: WordTag = tags.has('Value')
    ? 'number'
    : tags.has('Adverb')
      ? 'adverb'
      : tags.has('Adjective')
        ? 'adjective'
        : tags.has('ProperNoun')
          ? 'name'
          : tags.has('Plural')
            ? 'plural'
            : tags.has('Noun')
              ? 'noun'
              : 'other';
  return { tag, verbForm: null };
}

function readVerbForm(tags: Set<string>): VerbForm['form'] {
  if (tags.has('Gerund')) return 'ing';
  if (tags.has('PastTense')) return 'past';
  if (tags.has('Participle')) return 'part';
  return tags.has('Infinitive') ? 'base' : 's';
}

/** Whether compromise's lexicon lists the word, so that a capital at the start of a sentence need not make it a name. */
export function isOrdinaryWord(lower: string): boolean {
  return Object.hasOwn(world.model().one.lexicon, lower);
}
