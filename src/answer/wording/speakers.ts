/** Who says so, as a noun phrase: the actor, or the article's own words where the actor is nobody in particular. */
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Attribution } from '../../model/event.ts';
import type { ActorKind } from '../../model/knowledge.ts';
import type { Ref } from '../../model/ref.ts';
import type { NounPhrase } from './names.ts';
import { actorPhrase } from './names.ts';

/** Kinds of actors that are no speakers by themselves: the article's words say which of them spoke. */
const ANYBODY: ReadonlySet<ActorKind> = new Set(['civilians', 'protesters', 'rioters', 'media', 'aid']);

/**
 * People and offices that speak for somebody without being it: who they belong to was read from the context, and may be
 * another. The article's words say what is certain.
 */
const SPEAKS_FOR_SOMEBODY =
  /(?:officials?|ministry|ministries|minister|authorities|residents|locals|sources?|doctors|medics|witnesses|eyewitnesses|activists|monitors?|governor|mayor|hospital|agency|embassy|lawmakers?|analysts?|diplomats?|aides?|workers|volunteers|commanders?|generals?|spokes\p{L}+)$/iu;

/** The longest wording that is kept, in UTF-16 code units. */
const LONGEST = 80;

const VERBS =
  'say|says|said|tell|tells|told|claim|claims|claimed|allege|alleges|alleged|accuse|accuses|accused|report|reports|reported|deny|denies|denied|' +
  'announce|announces|announced|confirm|confirms|confirmed|state|states|stated|add|adds|added|admit|admits|admitted|insist|insists|insisted|' +
  'warn|warns|warned|write|writes|wrote|tweet|tweets|tweeted|declare|declares|declared|acknowledge|acknowledges|acknowledged|believe|believes|believed';
/** The verb at the end of an attribution, with whom it was said to: "officials told reporters", "a spokesman has said". */
const VERB = new RegExp(
  `\\s+(?:(?:has|have|had|also|later) )*(?:${VERBS})(?: (?:to )?(?:reporters|journalists|\\p{Lu}\\S*))?[,:]?$`,
  'u',
);
const PRONOUN = /^(?:he|she|it|they|i|we|who|which|that|one|this)$/i;
/** Words that have a capital only because a sentence began with them. */
const COMMON_FIRST =
  /^(?:An?|The|This|These|Those|His|Her|Their|Its|Some|Several|Many|Most|One|Two|Three|Four|Five|Other|Another|Local|Military|Medical|Security|Government|Army|Police|Rebel|Opposition|Residents|Witnesses|Eyewitnesses|Activists|Officials|Medics|Doctors|Analysts|Observers|Sources|Monitors|Reports|Fighters|Soldiers|Civilians|Villagers|Pro-\S+|Anti-\S+)\b/;

/** The speaker without any verb; null where an attribution names nobody. */
export function speakerOf({ ref, text }: Attribution, knowledge: Knowledge): NounPhrase | null {
  const words = wordsOf(text);
  const unsure =
    ref !== null && ref.basis !== 'direct' && words !== null && SPEAKS_FOR_SOMEBODY.test(headOf(words.text));
  if (ref !== null && !unsure && !(isAnybody(ref, knowledge) && words !== null)) return actorPhrase(ref, knowledge);
  if (words !== null) return words;
  return PRONOUN.test(bare(text)) ? { text: 'a speaker whom the quote does not name', plural: false } : null;
}

const isAnybody = ({ id }: Ref, knowledge: Knowledge): boolean => {
  const kind = knowledge.actors.get(id)?.kind;
  return id.startsWith('unidentified-') || (kind !== undefined && ANYBODY.has(kind));
};

/** "according to a UN report" names its speaker whole; everything else ends in its verb. */
function bare(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  const named = line.replace(/^(?:according to|as|by) /i, '');
  return named === line ? line.replace(VERB, '') : named.replace(/\s+(?:say|says|said|told)$/, '');
}

/** The words up to the head of the phrase: "two sources" of "two sources in the town". */
const headOf = (words: string): string =>
  words.split(/ (?:of|in|at|from|with|near|close|on|for|who|loyal|familiar) /)[0] ?? words;

function wordsOf(text: string): NounPhrase | null {
  const words = bare(text);
  if (words === '' || words.length > LONGEST || PRONOUN.test(words)) return null;
  const head = headOf(words);
  const plural = /[^su]s$|people|police|media$/i.test(head) && !/^(?:an?|one|this|another) /i.test(words);
  return { text: words.replace(COMMON_FIRST, (word) => word.charAt(0).toLowerCase() + word.slice(1)), plural };
}
