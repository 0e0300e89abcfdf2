/**
 * What kind of demonstration it was, decided from what the same text tells beside it: left alone, broken up, met with
 * force, or violent itself. After the ACLED codebook: a demonstration is one event with what was done about it.
 */

import type { Event } from '../model/event.ts';
import type { ActionRow } from './actions.ts';
import { BySentence } from './by-sentence.ts';
import type { Referent } from './referents.ts';
import type { FoundEvent } from './sentence-events.ts';

type Context = {
  actions: ReadonlyMap<string, ActionRow>;
  /** Phrases that say that force was more than keeping order. */
  excessive: readonly string[];
};

/** How far apart, in sentences, a demonstration and what was done about it may be told. */
const REACH = 2;

/** Demonstrations with their responses as one event each; everything else as it was. */
export function settleProtests(found: readonly FoundEvent[], context: Context): FoundEvent[] {
  const bySentence = new BySentence(found);
  const near = (one: FoundEvent): FoundEvent[] => bySentence.between(one.sentence - REACH, one.sentence + REACH);
  const dropped = new Set(found.filter((one) => isAim(one, near(one)) || isCause(one, near(one))));
  for (const main of found.filter(isDemonstration)) {
    if (dropped.has(main)) continue;
    const beside = near(main).filter((one) => one !== main && !dropped.has(one) && belongs(one, main));
    const again = beside.filter(isDemonstration);
    const answered = [main, ...again].some((one) => one.draft.frame.response !== undefined);
    const responses = beside.filter(
      (one) =>
        isAnswer(one) || isOnCrowd(one, main) || isArrestThere(one, main) || (answered && isHarmBeside(one, main)),
    );
    const isRiot = [main, ...again].some((one) => one.event.action === 'riot');
    const isOne = isRiot || answered || responses.length > 0;
    if (isOne) main.event.factuality = 'actual';
    for (const one of again) if (isOne || (one.sentence === main.sentence && isBare(one))) absorb(main, one, dropped);
    for (const one of responses)
      if (isViolence(one)) absorb(main, one, dropped);
      else if (one.draft.recipient?.types.has('civilian') === true) main.event.actor ??= one.event.recipient;
    if (isRiot) retype(main.event, 'riot', 'Riots', 'Violent demonstration', context);
    else if (
      responses.some((one) => isForce(one) || isKillingOf(one, main)) ||
      [main, ...again].some((one) => isExcessive(one, context))
    )
      retype(main.event, 'protest', 'Protests', 'Excessive force against protesters', context);
    else if (isOne) retype(main.event, 'protest', 'Protests', 'Protest with intervention', context);
  }
  const shot = found.filter(
    (one) =>
      !dropped.has(one) &&
      happened(one) &&
      isForce(one) &&
      (isByState(one) || isArmed(one.draft.actor)) &&
      (isFiredAtCrowd(one) || (isByState(one) && hasAim(one, near(one)))),
  );
  for (const { event } of shot) {
    // Shots at protesters where no demonstration is told of: it is the one that they were shot at.
    [event.actor, event.recipient] = [event.recipient, event.actor];
    retype(event, 'protest', 'Protests', 'Excessive force against protesters', context);
  }
  for (const one of found) {
    // "arrested 774 demonstrators": where no demonstration is told of, it is the one at which they were taken.
    if (dropped.has(one) || !happened(one) || one.draft.frame.id !== 'arrest' || !isByState(one)) continue;
    if (!/^(?:demonstrators|protesters|protestors|marchers|picketers)$/.test(one.draft.recipient?.headWord ?? ''))
      continue;
    if (near(one).some((other) => other !== one && !dropped.has(other) && isDemonstration(other))) continue;
    [one.event.actor, one.event.recipient] = [one.event.recipient, one.event.actor];
    retype(one.event, 'protest', 'Protests', 'Protest with intervention', context);
  }
  return found.filter((one) => !dropped.has(one));
}

/** "marched to demand wages", "at the call of the unions": what a demonstration is about is said with it. */
const isCause = ({ event, draft }: FoundEvent, beside: readonly FoundEvent[]): boolean =>
  UTTERANCE.test(event.action) &&
  beside.some(
    (main) =>
      isDemonstration(main) &&
      (draft.noun === null
        ? /^(?:purpose|participle)$/.test(draft.clause.kind) && draft.clause.parent === main.draft.clause
        : draft.clause === main.draft.clause && draft.governed.kind === 'none'),
  );
const UTTERANCE = /^(?:demand|accuse|reject)$/;

function retype(event: Event, action: string, eventType: string, subEventType: string, context: Context): void {
  event.action = action;
  event.eventType = eventType;
  event.subEventType = subEventType;
  event.plover = context.actions.get(action)?.plover ?? event.plover;
}

/** "used tear gas to disperse the crowd": the aim of what was done is no second event. */
const isAim = (one: FoundEvent, beside: readonly FoundEvent[]): boolean =>
  one.draft.frame.response !== undefined &&
  !happened(one) &&
  one.draft.clause.kind === 'purpose' &&
  beside.some((other) => other !== one && other.draft.clause === one.draft.clause.parent);

/** Shots "to disperse the crowd". */
const hasAim = (one: FoundEvent, beside: readonly FoundEvent[]): boolean =>
  beside.some((other) => isAim(other, beside) && other.draft.clause.parent === one.draft.clause);

const happened = ({ event }: FoundEvent): boolean => event.factuality === 'actual' || event.factuality === 'ongoing';

/** A demonstration, also one that was kept from its aim ("tried to march to Parliament"). */
const isDemonstration = (one: FoundEvent): boolean =>
  (one.event.action === 'protest' || one.event.action === 'riot') &&
  (happened(one) || one.event.factuality === 'attempted');

/** A demonstration of which nothing but the word is told. */
const isBare = ({ event, draft }: FoundEvent): boolean =>
  draft.noun !== null && (event.actor === null || event.place === null || event.place.basis === 'inferred');

function belongs(one: FoundEvent, main: FoundEvent): boolean {
  if (!(happened(one) || isDemonstration(one)) || Math.abs(one.sentence - main.sentence) > REACH) return false;
  const [a, b] = [one.event, main.event];
  if (a.date !== null && b.date !== null && a.date.edtf !== b.date.edtf) return false;
  if (a.place?.basis === 'inferred' && one.sentence === main.sentence) return true;
  return a.place === null || b.place === null || a.place.id === b.place.id || touches(a.place, b.place);
}

type Lies = { admin1: string | null; name: string };
/** Places of which one may lie in the other. */
const touches = (a: Lies, b: Lies): boolean =>
  a.admin1 === b.name || b.admin1 === a.name || (a.admin1 !== null && a.admin1 === b.admin1);

const isProtesters = (referent: Referent | null): boolean => referent?.types.has('protesters') === true;

const isArmed = (referent: Referent | null): boolean => referent?.types.has('armed') === true;

/** Protesters; an activist by himself may be anywhere. */
const isFiredAtCrowd = ({ draft }: FoundEvent): boolean =>
  isProtesters(draft.recipient) && !/^activists?$/.test(draft.recipient?.headWord ?? '');

const isViolence = ({ event }: FoundEvent): boolean => /^(?:attack|kill|execute|torture)$/.test(event.action);

/** Shooting at protesters, killing, beating or arresting them. */
function isAnswer(one: FoundEvent): boolean {
  if (!isProtesters(one.draft.recipient) || isProtesters(one.draft.actor)) return false;
  return isViolence(one) || one.event.action === 'arrest';
}

/** "fired on supporters who were protesting": on the very people who demonstrate. */
const isOnCrowd = (one: FoundEvent, main: FoundEvent): boolean =>
  (isViolence(one) || (one.event.action === 'arrest' && isByState(one))) &&
  one.draft.recipient !== null &&
  one.draft.recipient.phrase === main.draft.actor?.phrase;

/** "killed worshippers who were chanting slogans". */
const isKillingOf = (one: FoundEvent, main: FoundEvent): boolean =>
  isOnCrowd(one, main) &&
  isByState(one) &&
  /^(?:kill|shoot|gun|murder|massacre)$/.test(one.draft.clause.verb?.lemma ?? '');

/** People whom police took in the sentence that tells of the demonstration, or in the next. */
const isArrestThere = (one: FoundEvent, main: FoundEvent): boolean =>
  one.event.action === 'arrest' &&
  isByState(one) &&
  (one.draft.recipient?.types.has('combatant') !== true || one.draft.recipient.types.has('pronoun')) &&
  one.event.trigger.start > main.event.trigger.start &&
  one.sentence - main.sentence <= 1;

/** People who came to harm, or shots at nobody in particular, where the text tells how the crowd was broken up. */
function isHarmBeside(one: FoundEvent, main: FoundEvent): boolean {
  if (one.event.action === 'kill') return one.event.actor === null && Math.abs(one.sentence - main.sentence) <= 1;
  return (
    /^attack\.(?:open|live)-fire$/.test(one.draft.frame.id) &&
    one.event.recipient === null &&
    one.sentence === main.sentence &&
    !isProtesters(one.draft.actor)
  );
}

/** Shots and deaths, not blows. */
const isForce = (one: FoundEvent): boolean =>
  isViolence(one) &&
  (isAnswer(one) || one.event.actor === null || /^attack\.(?:open|live)-fire$/.test(one.draft.frame.id)) &&
  !/^(?:wound|injure|hurt|harm|beat|attack|assault|target|maim)$/.test(one.draft.clause.verb?.lemma ?? '');

const isExcessive = ({ event, draft }: FoundEvent, { excessive }: Context): boolean => {
  if (draft.frame.response === undefined) return false;
  const words = event.evidence.text.toLowerCase();
  return (
    draft.frame.response === 'force' || excessive.some((phrase) => words.includes(phrase) && !isRubber(words, phrase))
  );
};

/** "rubber bullets" are no bullets. */
const isRubber = (words: string, phrase: string): boolean =>
  /bullet/.test(phrase) && /(?:rubber|plastic|coated)[ -](?:coated )?(?:metal )?bullet/.test(words);

function isByState({ draft }: FoundEvent): boolean {
  if (draft.actor === null) return false;
  const { actor, anaphor } = draft.actor;
  if (actor === null)
    return (
      anaphor?.kind === 'role' &&
      (anaphor.sides === 'state' || /^(?:state-forces|police)$/.test(anaphor.suggests ?? ''))
    );
  return /^(?:police|state-forces|government|state|external-forces)$/.test(actor.entry?.kind ?? '');
}

/** What the other telling knows and the first does not goes to the first. */
function absorb(main: FoundEvent, other: FoundEvent, dropped: Set<FoundEvent>): void {
  const { event } = main;
  const turned = isViolence(other);
  const crowd = turned ? other.event.recipient : other.event.actor;
  const opponent = turned ? other.event.actor : other.event.recipient;
  event.actor ??= crowd;
  if (opponent !== null && opponent.id !== event.actor?.id) event.recipient ??= opponent;
  event.date ??= other.event.date;
  if (event.place === null || (event.place.basis === 'inferred' && other.event.place?.basis === 'direct'))
    event.place = other.event.place ?? event.place;
  dropped.add(other);
}
