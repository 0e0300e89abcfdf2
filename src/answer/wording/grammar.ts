/** Clauses in the seven degrees of factuality: active, passive where the doer is not known, and nominal. */
import type { Factuality } from '../../model/event.ts';
import type { NounPhrase } from './names.ts';
import { withIndefinite } from './names.ts';
import type { Phrase } from './phrases.ts';
import { MASS_NOUNS, PLURAL_NOUNS } from './phrases.ts';
import type { VerbForms } from './verbs.ts';
import { conjugate } from './verbs.ts';

/** What the slots of a template are filled with; null where nothing is known. */
export type Filling = { recipient: { group: NounPhrase; people: NounPhrase } | null; place: string | null };

/** A template with its slots filled. */
export type Filled = {
  verb: VerbForms;
  particle: string;
  object: NounPhrase | null;
  after: string;
  usesPlace: boolean;
};

const fill = (text: string, { recipient, place }: Filling): string =>
  text
    .replace('{Rp}', () => recipient?.people.text ?? '')
    .replace('{R}', () => recipient?.group.text ?? '')
    .replace('{P}', () => place ?? '');

/** The first template all of whose slots are known. */
const firstFitting = (templates: readonly string[], { recipient, place }: Filling): string | undefined =>
  templates.find((text) => (recipient !== null || !/\{Rp?\}/.test(text)) && (place !== null || !text.includes('{P}')));

/** The predicate that says most with what is known: "drive <{R}> out of {P}" in its parts; null where none fits. */
export function predicateOf(templates: readonly string[], filling: Filling): Filled | null {
  const template = firstFitting(templates, filling);
  if (template === undefined) return null;
  const [, base = '', particle = '', object, after = ''] = /^(\S+)([^<]*)(?:<(.*)>)?(.*)$/.exec(template) ?? [];
  return {
    verb: conjugate(base),
    particle: fill(particle, filling).trimEnd(),
    object: object === undefined ? null : { text: fill(object, filling), plural: isPlural(object, filling) },
    after: fill(after, filling),
    usesPlace: template.includes('{P}'),
  };
}

/** The event as a noun without article, and whether it names the place. */
export function nounOf(templates: readonly string[], filling: Filling): NounPhrase & { usesPlace: boolean } {
  const template = firstFitting(templates, filling) ?? 'event';
  return { text: fill(template, filling), plural: isPlural(template, filling), usesPlace: template.includes('{P}') };
}

function isPlural(template: string, { recipient }: Filling): boolean {
  if (template === '{Rp}') return recipient?.people.plural ?? false;
  if (template === '{R}') return recipient?.group.plural ?? false;
  return PLURAL_NOUNS.has(template.split(' ')[0] ?? '');
}

type Mood = {
  factuality: Factuality;
  action: string;
  phrase: Pick<Phrase, 'state' | 'unintended'>;
  dated: boolean;
  /** It has gone on since some date. */
  lasts: boolean;
  /** What follows: where from, where to, where, when. */
  tail: string;
};

/** "the SDF is driving the Islamic State out of Hajin". */
export function active(
  actor: NounPhrase,
  filled: Filled,
  { factuality, action, phrase, dated, lasts, tail }: Mood,
): string {
  const { verb, particle, object, after } = filled;
  const { state } = phrase;
  const complement = `${particle}${object === null ? '' : ` ${object.text}`}${after}${tail}`;
  const be = actor.plural ? 'are' : 'is';
  const present = actor.plural ? verb.base : verb.third;
  const say = (verbWords: string): string => `${actor.text} ${verbWords}${complement}`;
  if (lasts && (factuality === 'actual' || factuality === 'ongoing')) {
    return say(`${actor.plural ? 'have' : 'has'} ${state === 'simple' ? verb.participle : `been ${verb.ing}`}`);
  }
  switch (factuality) {
    case 'actual':
      if (state === undefined || dated) return say(verb.past);
      return say(state === 'simple' ? present : `${be} ${verb.ing}`);
    case 'ongoing':
      return say(state === 'simple' ? present : `${be} ${verb.ing}`);
    case 'attempted':
      return say(`tried to ${verb.base}`);
    case 'failed':
      return say(`failed to ${verb.base}`);
    case 'planned':
      if (phrase.unintended === true) return say(`${be} expected to ${verb.base}`);
      return say(`${actor.plural ? 'plan' : 'plans'} to ${verb.base}`);
    case 'conditional':
      return say(`could ${verb.base}`);
    case 'negated':
      if (action === 'control') return say(`no longer ${present}`);
      return say(`${state === undefined ? 'did' : actor.plural ? 'do' : 'does'} not ${verb.base}`);
  }
}

/** "the Islamic State is being driven out of Hajin"; null where the predicate has no object to become the subject. */
export function passive(filled: Filled, { factuality, action, phrase, dated, lasts, tail }: Mood): string | null {
  const { verb, particle, object, after } = filled;
  if (object === null) return null;
  const { state } = phrase;
  const byWhom = action === 'control' && factuality !== 'negated' ? ' by a side that is not named' : '';
  const done = `${verb.participle}${particle}${after}${byWhom}${tail}`;
  const infinitive = `${verb.base}${particle} ${object.text}${after}${tail}`;
  const be = object.plural ? 'are' : 'is';
  const was = object.plural ? 'were' : 'was';
  if (lasts && (factuality === 'actual' || factuality === 'ongoing')) {
    return `${object.text} ${object.plural ? 'have' : 'has'} been ${done}`;
  }
  switch (factuality) {
    case 'actual':
      return `${object.text} ${state === undefined || dated ? was : be} ${done}`;
    case 'ongoing':
      return `${object.text} ${be} ${state === undefined ? 'being ' : ''}${done}`;
    case 'attempted':
      return `there was an attempt to ${infinitive}`;
    case 'failed':
      return `an attempt to ${infinitive} failed`;
    case 'planned':
      return `there is a plan to ${infinitive}`;
    case 'conditional':
      return `${object.text} could be ${done}`;
    case 'negated':
      return `${object.text} ${state === undefined ? was : be} not ${done}`;
  }
}

/** "an attack on Hajin by the SDF failed on Monday"; `rest` says where and when. */
export function nominal({ text, plural }: NounPhrase, rest: string, factuality: Factuality): string {
  const head =
    text
      .split(/ (?:of|on|with|against|to|involving|between|by|from|towards) /)[0]
      ?.split(' ')
      .at(-1) ?? '';
  const bare = plural || MASS_NOUNS.has(head);
  const subject = bare ? text : / of /.test(text) ? `the ${text}` : withIndefinite(text);
  const be = plural ? 'are' : 'is';
  switch (factuality) {
    case 'actual':
      return `${subject} took place${rest}`;
    case 'ongoing':
      return `${subject} ${be} under way${rest}`;
    case 'attempted':
      return `${subject} ${plural ? 'were' : 'was'} attempted${rest}`;
    case 'failed':
      return `${subject} failed${rest}`;
    case 'planned':
      return `${subject} ${be} planned${rest}`;
    case 'conditional':
      return `${subject} ${be} possible${rest}`;
    case 'negated':
      return `no ${text} took place${rest}`;
  }
}
