/** Drafts that are more than their words say: whose crowd it was, and what an attack was made with. */
import type { Draft } from './draft.ts';
import type { Frame } from './frame.ts';
import type { MatchContext } from './match-context.ts';
import type { Referent } from './referents.ts';
import { satisfies } from './slots.ts';
import type { Clause, NounPhrase } from './syntax.ts';

/** Gives each draft the frame that says more, where its participants or its instrument tell. */
export function respecify(drafts: readonly Draft[], context: MatchContext): Draft[] {
  return drafts.map(withCompany(context)).map((draft) => {
    const id =
      crowdFrame(draft) ??
      abductionFrame(draft) ??
      occupationFrame(draft, context) ??
      routFrame(draft, context) ??
      instrumentFrame(draft, context);
    const frame = id === null ? undefined : context.grammar.frames.find((one) => one.id === id);
    return frame === undefined ? draft : withFrame(draft, frame);
  });
}

/** "mourners and protesters": who is protesters if any of the list is. */
function withCompany(context: MatchContext): (draft: Draft) => Draft {
  const read = (referent: Referent | null): Referent | null => {
    if (referent === null || referent.phrase.conjuncts.length === 0) return referent;
    if (isProtesters(referent) || referent.types.has('armed')) return referent;
    const others = referent.phrase.conjuncts.map((one) => context.refer(one));
    return others.some(isProtesters) ? { ...referent, types: new Set([...referent.types, 'protesters']) } : referent;
  };
  // "fired on people at a rally": people who demonstrate.
  const atRally = ({ clause, recipient }: Draft): boolean =>
    recipient?.types.has('civilian') === true &&
    [clause, ...context.clauses.filter((one) => one.kind === 'reduced' && one.antecedent === recipient.phrase)]
      .flatMap((one) => one.pps)
      .some((pp) => /^(?:at|during)$/.test(pp.prep) && context.refer(pp.object).types.has('demonstration'));
  return (draft) => {
    const [actor, recipient] = [read(draft.actor), read(draft.recipient)];
    const crowd = recipient !== null && atRally(draft);
    if (!crowd && actor === draft.actor && recipient === draft.recipient) return draft;
    return {
      ...draft,
      actor,
      recipient: crowd ? { ...recipient, types: new Set([...recipient.types, 'protesters']) } : recipient,
    };
  };
}

function withFrame(draft: Draft, frame: Frame): Draft {
  // Of "clashes between police and protesters" the crowd is the actor.
  const turned = frame.action === 'riot' && !isProtesters(draft.actor) && isProtesters(draft.recipient);
  return turned ? { ...draft, frame, actor: draft.recipient, recipient: draft.actor } : { ...draft, frame };
}

const isProtesters = (referent: Referent | null): boolean => referent?.types.has('protesters') === true;
const isCrowd = (referent: Referent | null): boolean => satisfies(referent, 'crowd') === 2;
/** Security forces of a state, as far as the words tell. */
const isPolice = (referent: Referent | null): boolean =>
  (referent?.types.has('armed') === true || referent?.types.has('held-site') === true) &&
  (/^(?:police|state-forces|external-forces)$/.test(referent.actor?.entry?.kind ?? '') ||
    (referent.anaphor?.kind === 'role' && referent.anaphor.sides === 'state'));

const isOffice = (referent: Referent | null): boolean =>
  /^(?:government|state)$/.test(referent?.actor?.entry?.kind ?? '');

/** "protesters clashed with police" is a riot, villagers who clash with each other are mob violence. */
function crowdFrame({ frame, clause, actor, recipient }: Draft): string | null {
  if (frame.action === 'mob-violence' && (isPolice(recipient) || isOffice(recipient))) return 'riot.damage';
  // "exchanged fire": with guns, whoever they are.
  const armed = frame.id === 'clash.exchange' || /^(?:exchange|trade)$/.test(clause.verb?.lemma ?? '');
  if (frame.action === 'clash' && !armed) {
    // "Hindu and Muslim groups clashed with stones": people of no army.
    const bare = recipient?.types.has('hand-weapon') === true && fightsForNobody(actor) && !isPolice(actor);
    if (bare) return isProtesters(actor) ? 'riot.clash' : 'mob-violence.clash';
    if (isProtesters(actor) && isProtesters(recipient)) return 'riot.clash';
    if (isProtesters(actor) || isProtesters(recipient)) return 'riot.clash';
    if (isCrowd(actor) && isPolice(recipient)) return 'riot.clash';
    // "clashed with sticks": a thing is no opponent.
    const alone = recipient === null || !recipient.types.has('actor');
    if (isCrowd(actor) && (alone || isCrowd(recipient))) return 'mob-violence.clash';
  }
  if (frame.action === 'attack' && isProtesters(actor) && !isCrowd(recipient)) return 'riot.damage';
  // "Youths attacked a police station".
  if (frame.action === 'attack' && isCrowd(actor) && isPolice(recipient)) return 'riot.damage';
  return null;
}

/** Nobody known, or a party or other body that has no men under arms. */
const fightsForNobody = (referent: Referent | null): boolean => {
  const entry = referent?.actor?.entry;
  return entry == null || entry.kind === 'organisation' || PARTY.test(entry.name);
};
const PARTY = /\b(?:party|league|congress|movement for|union)\b/i;

/** "pupils seized from a school": people who fight for nobody, taken by nobody knows whom, are not arrested. */
function abductionFrame({ frame, clause, actor, recipient, origin }: Draft): string | null {
  if (frame.id !== 'arrest' || actor !== null || recipient === null) return null;
  const seized = /^(?:seize|take|grab)$/.test(clause.verb?.lemma ?? '');
  const from = origin !== null || clause.pps.some((pp) => pp.prep === 'from');
  return seized && from && recipient.types.has('civilian') && !recipient.types.has('armed') ? 'kidnap.prisoner' : null;
}

/**
 * "still occupies Irob", "the hilltops it occupies", "have occupied the town since 2014": who is in a place, not that it
 * was taken. In a headline the present tense tells what has just happened.
 */
function occupationFrame({ frame, clause }: Draft, { units }: MatchContext): string | null {
  const { verb } = clause;
  if (frame.id !== 'capture.verb' || verb === null) return null;
  // "remains occupied by Russian troops".
  if (verb.ops.some((op) => op.kind === 'cue' && /^(?:remain|stay)$/.test(op.lemma))) return 'control.verb';
  if (verb.lemma !== 'occupy' || verb.voice === 'passive') return null;
  const around = units.slice(clause.from, clause.to + 1);
  if (around.some(({ lower }) => lower === 'still' || lower === 'since')) return 'control.verb';
  if (verb.ops.length > 0)
    return verb.ops.some((op) => op.kind === 'cue' && op.lemma === 'continue') ? 'control.verb' : null;
  const present = verb.tense === 'present' && !verb.perfect && verb.shape === 'finite';
  return present && (clause.kind === 'relative' || units.at(-1)?.text === '.') ? 'control.verb' : null;
}

/** "thirty border guards crossed into Iran after the Taliban overran their post": beaten soldiers get away, and steal in nowhere. */
function routFrame({ frame, actor, clause }: Draft, { clauses, units }: MatchContext): string | null {
  if (!frame.id.startsWith('infiltrate.cross') || actor === null || !isSoldiers(actor)) return null;
  const beaten = units.slice(actor.phrase.from, actor.phrase.head).some(({ lower }) => BEATEN.has(lower));
  const after = clauses.some(({ parent, introducer }) => parent === clause && introducer === 'after');
  return beaten || after ? 'flee.cross' : null;
}
const BEATEN: ReadonlySet<string> = new Set(
  'fleeing retreating defeated routed deserting wounded surrounded demoralised demoralized'.split(' '),
);
const isSoldiers = ({ types, actor, anaphor }: Referent): boolean =>
  types.has('forces') &&
  (actor?.entry?.kind === 'state-forces' ||
    actor?.entry?.kind === 'police' ||
    (anaphor?.kind === 'role' && anaphor.sides === 'state'));

/** What kinds of things make of an attack; the first that is there wins. */
const BY_INSTRUMENT: readonly (readonly [string, string])[] = [
  ['chemical', 'chemical-attack.use'],
  ['suicide-bomber', 'suicide-bombing.bomber'],
  ['grenade', 'grenade'],
  ['aircraft', 'airstrike.aircraft'],
  ['artillery', 'shell'],
  ['explosive', 'bombing'],
];
const GENERAL = new Set(['attack', 'ambush', 'kill']);
const WEAPON_OF_ATTACK = new Set(['shell', 'airstrike', 'bombing', ...GENERAL]);
const MEANS = /^(?:with|using|by means of)$/;

/** "attacked the post with mortars", "used poison gas in an attack", "shells containing chlorine". */
function instrumentFrame(draft: Draft, context: MatchContext): string | null {
  const { action } = draft.frame;
  // "opened fire with live rounds" says itself what with.
  if (!WEAPON_OF_ATTACK.has(action) || /\.(?:open|live)-fire$/.test(draft.frame.id)) return null;
  const classes = instrumentClasses(draft, context);
  if (classes.has('firearm')) return null;
  for (const [name, frame] of BY_INSTRUMENT)
    if (classes.has(name) && (GENERAL.has(action) || name === 'chemical')) return frame;
  return null;
}

function instrumentClasses(draft: Draft, context: MatchContext): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (phrase: NounPhrase): void => {
    for (const one of [phrase, ...phrase.conjuncts, ...(phrase.of === null ? [] : [phrase.of])]) {
      const referent = context.refer(one);
      if (
        /^(?:guns?|rifles?|pistols?|firearms?|machine guns?|small arms|arms|gunfire|knives|machetes?)$/.test(
          referent.headWord,
        )
      )
        found.add('firearm');
      if (referent.headWord === 'gas' && isIrritant(one, context)) continue;
      for (const type of referent.types) found.add(type);
    }
  };
  for (const pp of draft.clause.pps) if (MEANS.test(pp.prep) && pp.object !== draft.noun) note(pp.object);
  for (const pp of draft.noun?.post ?? []) if (pp.prep === 'with') note(pp.object);
  for (const clause of context.clauses)
    if (tellsMeans(clause, draft.clause)) for (const object of clause.objects) note(object);
  // "coalition warplanes carried out nine raids".
  if (draft.noun !== null && draft.actor?.types.has('aircraft') === true && draft.actor.types.has('thing'))
    found.add('aircraft');
  if (draft.actor?.types.has('chemical') === true) found.add('chemical');
  if (draft.noun === null)
    for (const object of draft.clause.objects) if (isChemical(object, context)) found.add('chemical');
  if (draft.noun !== null && draft.clause.verb?.lemma === 'use')
    for (const object of draft.clause.objects) note(object);
  if (draft.noun === null)
    for (const clause of context.clauses) if (fillsObject(clause, draft.clause)) noteFilling(clause, note);
  return found;
}

/** ", using mortars". */
const tellsMeans = (clause: Clause, over: Clause): boolean =>
  clause.parent === over &&
  clause.kind !== 'main' &&
  /^(?:use|employ|throw|hurl|lob|detonate)$/.test(clause.verb?.lemma ?? '');

/** "shells containing chlorine", "barrel bombs filled with gas". */
const fillsObject = (clause: Clause, over: Clause): boolean =>
  (clause.kind === 'reduced' || clause.kind === 'participle') &&
  clause.parent === over &&
  /^(?:contain|fill|load|lace|carry)/.test(clause.verb?.lemma ?? '');

function noteFilling(clause: Clause, note: (phrase: NounPhrase) => void): void {
  for (const object of clause.objects) note(object);
  for (const pp of clause.pps) if (pp.prep === 'with') note(pp.object);
}

/** "a chlorine bomb"; a gas pipeline is none. */
const isChemical = (phrase: NounPhrase, context: MatchContext): boolean =>
  !isIrritant(phrase, context) &&
  !/property|site/.test([...context.refer(phrase).types].join()) &&
  context.units
    .slice(phrase.from, phrase.head)
    .some((unit) => context.grammar.nounClasses.get(unit.lower)?.has('chemical') === true);

const isIrritant = (phrase: NounPhrase, context: MatchContext): boolean =>
  context.units.slice(phrase.from, phrase.head).some((unit) => /^(?:tear|pepper|teargas)$/.test(unit.lower));
