/** How certain an event is: one lattice over verb groups, the clauses above them and the words around event nouns. */
import type { Factuality } from '../model/event.ts';
import type { CueTables } from './cue-tables.ts';
import { isDenied } from './denials.ts';
import type { Draft } from './draft.ts';
import { isBeatenBack } from './reversals.ts';
import type { Clause, NounPhrase, Unit, VerbGroup } from './syntax.ts';

/** The order of the ontology: the first that holds wins. */
const ORDER: readonly Factuality[] = ['conditional', 'planned', 'negated', 'failed', 'attempted', 'ongoing', 'actual'];

/** Actions that last: told in the simple present they are going on. */
const LASTING = new Set([
  'advance',
  'besiege',
  'expel',
  'clear',
  'flee',
  'deploy',
  'offensive',
  'clash',
  'hold-hostages',
  'negotiate',
  'block-escape',
  'protest',
  'riot',
  'shell',
  'attack',
  'airstrike',
  'attrition',
  'displace',
  'evacuate',
]);
/** Actions whose bare noun speaks of something that lasts. */
const LASTING_NOUN = new Set(['offensive', 'besiege', 'negotiate', 'flee']);

const CONDITIONAL_INTRODUCERS =
  /^(?:if|should|unless|in case|even if|whether|provided|provided that|assuming|only if|lest|in the event that|as long as)$/;
const FUTURE_INTRODUCERS = /^(?:as soon as|once|when|until|till|before|after|while|by the time)$/;
const PURPOSE_INTRODUCERS =
  /^(?:so that|in order to|in order that|so as to|aimed at|with the aim of|in an attempt to|in an effort to|in a bid to|hoping to|in preparation for)$/;

export type FactualityContext = {
  units: readonly Unit[];
  clauses: readonly Clause[];
  cues: CueTables;
  heading: boolean;
};

/** The factuality of one draft. */
export function factualityOf(draft: Draft, context: FactualityContext): Factuality {
  const { clause, governed, noun } = draft;
  if (noun === null) return lightFactuality(draft, context) ?? clauseFactuality(clause, draft.frame.action, context);
  if (/^still\b/i.test(context.units.find((unit) => unit.start === draft.trigger.start)?.lower ?? '')) return 'ongoing';
  const own = nounFactuality(noun, context);
  if (own !== null) return own;
  if (governed.kind === 'none') return presupposed(clause, draft.frame.action, context);
  const over = clauseFactuality(clause, draft.frame.action, context);
  // "This attack is yet another sign of …": what it is, and not that it goes on.
  const told = clause.subject === noun && clause.objects.length > 0 && draft.frame.roles.complement === undefined;
  if (over === 'ongoing' && clause.verb?.lemma === 'be' && told) return 'actual';
  if (governed.kind === 'verb')
    return isOngoingVerb(clause.verb, context) && (over === 'actual' || over === 'ongoing')
      ? ongoingOrPast(clause.verb)
      : over;
  switch (governed.factuality) {
    case 'failed':
      // "could not repel the attack": the attack did not fail.
      return over === 'negated' || over === 'failed'
        ? 'actual'
        : over === 'planned' || over === 'conditional'
          ? over
          : 'failed';
    case 'negated':
      return over === 'planned' || over === 'conditional' ? over : 'negated';
    case 'planned':
      return over === 'conditional' ? 'conditional' : over === 'negated' ? 'negated' : 'planned';
    case 'attempted':
      return over === 'actual' || over === 'ongoing' ? 'attempted' : over;
    default:
      return 'actual';
  }
}

/** Actions that a verb with a noun names; the verb may say that they are only promised, or called off. */
const CARRIED = new Set(['aid', 'cooperate', 'consult', 'agreement', 'exchange', 'negotiate']);

/** "promised aid" is planned, "cancelled the exercise" negated; null where the verb carries the action out. */
function lightFactuality({ frame, clause }: Draft, context: FactualityContext): Factuality | null {
  const { verb } = clause;
  if (verb === null || frame.objectNouns.length === 0 || !CARRIED.has(frame.action)) return null;
  const support = context.cues.support.get(verb.lemma)?.filter((entry) => entry.rest.length === 0) ?? [];
  const promised = context.cues.catenative.get(verb.lemma)?.some((entry) => entry.value === 'planned') ?? false;
  const over = clauseFactuality(clause, frame.action, context);
  if (over !== 'actual' && over !== 'ongoing') return over;
  if (support.some((entry) => entry.value === 'negated')) return 'negated';
  return promised && support.some((entry) => entry.value === 'planned') ? 'planned' : null;
}

/** Adjectives and determiners of an event noun: "planned offensive", "failed assault", "no attack". */
function nounFactuality(noun: NounPhrase, context: FactualityContext): Factuality | null {
  for (let at = noun.from; at < noun.head; at += 1) {
    const value = context.cues.adjectiveFactuality.get(context.units[at]?.lower ?? '');
    if (value === 'planned' || value === 'failed' || value === 'attempted') return value;
  }
  if (noun.negated || noun.governor?.prep === 'without') return 'negated';
  for (let at = noun.from; at < noun.head; at += 1)
    if (context.cues.adjectiveFactuality.get(context.units[at]?.lower ?? '') === 'ongoing') return 'ongoing';
  return null;
}

/** An event that a sentence takes for granted, unless the whole sentence is a condition. */
function presupposed(clause: Clause, action: string, context: FactualityContext): Factuality {
  if (isConditional(clause)) return 'conditional';
  const present =
    clause.verb !== null &&
    (clause.verb.tense === 'present' || clause.verb.progressive) &&
    clause.verb.voice === 'active' &&
    !clause.verb.perfect;
  if (LASTING_NOUN.has(action) && (present || (clause.verb === null && context.heading))) return 'ongoing';
  if (clause.kind === 'purpose' && LASTING_NOUN.has(action)) return 'ongoing';
  return 'actual';
}

const isOngoingVerb = (verb: VerbGroup | null, context: FactualityContext): boolean =>
  verb !== null &&
  (/^(?:continue|intensify|rage|persist|escalate|unfold|drag|expand|increase|rise|spread|step)$/.test(verb.lemma) ||
    (verb.progressive && context.units.length > 0));

const ongoingOrPast = (verb: VerbGroup | null): Factuality =>
  verb !== null && (verb.tense === 'present' || verb.progressive) ? 'ongoing' : 'actual';

/** The factuality of what a clause's verb says. */
function clauseFactuality(clause: Clause, action: string, context: FactualityContext): Factuality {
  const found = new Set<Factuality>();
  collectVerb(clause, action, context, found);
  collectAbove(clause, context, found);
  if (isBeatenBack(clause, action, found.has('attempted'), context)) {
    found.delete('ongoing');
    found.add('failed');
  }
  return ORDER.find((one) => found.has(one)) ?? 'actual';
}

function collectVerb(clause: Clause, action: string, context: FactualityContext, found: Set<Factuality>): void {
  const { verb } = clause;
  if (verb === null) return;
  let negated = false;
  const cues: string[] = [];
  for (const op of verb.ops) {
    if (op.kind === 'neg') negated = !negated;
    else if (op.kind === 'modal') modal(op.word, clause, context, found);
    else {
      // "had started to attack", "began shelling": told in the past, the event is there.
      const begun = /^(?:begin|start)$/.test(op.lemma) && verb.tense === 'past' && !op.progressive;
      const value = op.factuality === 'obligation' ? 'ongoing' : begun ? 'actual' : op.factuality;
      // "has never stopped attacking": it goes on.
      if (op.negated && value === 'negated') cues.push('ongoing');
      else if (op.negated) cues.push(value === 'failed' ? 'actual' : value === 'actual' ? 'failed' : 'negated');
      else cues.push(value);
      if (op.progressive && value === 'actual') found.add('ongoing');
    }
  }
  for (const cue of cues) if (isFactuality(cue)) found.add(cue);
  // "No group has claimed …", "captured no villages".
  if (clause.subject?.negated || clause.objects.some((object) => object.negated)) negated = !negated;
  if (negated) {
    if (found.has('failed')) found.delete('failed');
    else {
      // "will not attack", "said it would not attack": no plan is left.
      found.delete('planned');
      found.add('negated');
    }
  }
  if (verb.progressive) found.add('ongoing');
  if (
    isPresent(clause) &&
    !verb.perfect &&
    verb.voice === 'active' &&
    LASTING.has(action) &&
    !/^(?:kill|wound|injure|hit|destroy)$/.test(verb.lemma) &&
    verb.shape === 'finite' &&
    !verb.ops.some((op) => op.kind === 'modal')
  )
    found.add('ongoing');
  if (clause.pps.some((pp) => pp.prep === 'without' && pp.object.to < verb.from)) found.add('negated');
}

const isPresent = (clause: Clause): boolean => clause.verb?.tense === 'present';

function modal(word: string, clause: Clause, context: FactualityContext, found: Set<Factuality>): void {
  if (word === 'will' || word === 'shall' || word === "'ll" || word === 'wo' || word === 'must' || word === 'should') {
    found.add(hangsOnFuture(clause, context) ? 'conditional' : 'planned');
    return;
  }
  // "said it would attack" is a plan reported later.
  if ((word === 'would' || word === "'d") && clause.kind === 'complement' && clause.parent?.verb?.tense === 'past') {
    found.add('planned');
    return;
  }
  found.add('conditional');
}

/** "… will increase as soon as they attack", "If A attacks, B will withdraw". */
function hangsOnFuture(clause: Clause, context: FactualityContext): boolean {
  return context.clauses.some(
    (other) =>
      other.introducer !== null &&
      (other.parent === clause || standsBetween(other, clause)) &&
      (CONDITIONAL_INTRODUCERS.test(other.introducer) || /^(?:as soon as|once|when)$/.test(other.introducer)) &&
      other.introducer !== 'whether',
  );
}

/** "A is continuing and – as soon as B – will increase": the clause between two verbs belongs to the second. */
function standsBetween(other: Clause, clause: Clause): boolean {
  const first = other.parent;
  if (first?.verb == null || clause.verb === null || other.verb === null) return false;
  return (
    clause.inherited &&
    first.subject === clause.subject &&
    first.verb.to < other.from &&
    other.verb.to < clause.verb.from
  );
}

function isConditional(clause: Clause): boolean {
  for (let one: Clause | null = clause, depth = 0; one !== null && depth < 6; one = one.parent, depth += 1)
    if (one.introducer !== null && CONDITIONAL_INTRODUCERS.test(one.introducer)) return true;
  return false;
}

/** What the clauses above say: purpose, condition, denial, plans, prevention. */
function collectAbove(clause: Clause, context: FactualityContext, found: Set<Factuality>): void {
  const introducer = clause.introducer ?? '';
  if (PURPOSE_INTRODUCERS.test(introducer)) found.add(/attempt|effort|bid/.test(introducer) ? 'attempted' : 'planned');
  if (CONDITIONAL_INTRODUCERS.test(introducer)) found.add('conditional');
  if (
    FUTURE_INTRODUCERS.test(introducer) &&
    clause.verb?.tense === 'present' &&
    !clause.verb.perfect &&
    !clause.verb.progressive &&
    futureAround(clause, context)
  )
    found.add('planned');
  if (/^(?:once|until|till|as soon as)$/.test(introducer) && isAwaited(clause, context)) found.add('conditional');
  if (introducer === 'without' || introducer === 'instead of') found.add('negated');
  if (introducer === 'before' && clause.kind !== 'participle' && clause.verb?.tense === 'present') found.add('planned');
  if (clause.kind === 'purpose' && !isResult(clause, context)) found.add('planned');
  if (clause.kind === 'infinitive' && clause.antecedent !== null) {
    const head = context.units[clause.antecedent.head]?.lower ?? '';
    const value = context.cues.nominal.get(head);
    const failing =
      clause.parent?.verb !== null &&
      clause.parent?.verb !== undefined &&
      clause.parent.subject === clause.antecedent &&
      isFailing(clause.parent.verb, context);
    const none = clause.antecedent.negated;
    const foiled = clause.parent?.objects.includes(clause.antecedent) === true && supports(clause.parent.verb, context);
    if (failing || foiled === 'failed') found.add('failed');
    else if (foiled === 'negated' || none || isCalledOff(clause, context)) found.add('negated');
    else if (value !== undefined && isFactuality(value)) found.add(value);
  }
  if (clause.kind === 'infinitive' && introducer === 'object-control') addControl(clause, context, found);
  if ((clause.kind === 'participle' || clause.kind === 'reduced') && /^(?:from|of|for)$/.test(introducer))
    addControl(clause, context, found);
  const { parent } = clause;
  if (parent === null || parent.verb === null) return;
  const inherits =
    clause.kind === 'complement' ||
    clause.kind === 'infinitive' ||
    (clause.kind === 'participle' && clause.introducer === null) ||
    clause.kind === 'purpose';
  if (clause.kind === 'complement') {
    const reporting = context.cues.reporting.get(parent.verb.lemma)?.[0]?.value;
    const planned = context.cues.catenative.get(parent.verb.lemma)?.some((entry) => entry.value === 'planned') === true;
    if (isDenied(clause, context)) {
      found.delete('planned');
      found.add('negated');
    }
    if (reporting === undefined && planned) found.add('planned');
    if (
      /^(?:fear|hope|expect|wish|demand|insist|propose|suggest|worry)$/.test(parent.verb.lemma) &&
      reporting === undefined
    )
      found.add('planned');
    if (isConditional(parent)) found.add('conditional');
    return;
  }
  if (inherits && clause.kind !== 'purpose') {
    const over = new Set<Factuality>();
    collectVerb(parent, '', context, over);
    for (const one of over) if (one === 'conditional' || one === 'planned') found.add(one);
    if (isConditional(parent)) found.add('conditional');
  }
}

/** "talks would start once they laid down their guns": what has not begun waits for it. */
const isAwaited = (clause: Clause, { clauses }: FactualityContext): boolean =>
  [clause.parent, ...clauses.filter((one) => one.to < clause.from)].some((one) =>
    one?.verb?.ops.some((op) => op.kind === 'modal' && /^(?:would|could|might|may|'d)$/.test(op.word)),
  );

/** "went on to capture", "left the town to fall": an infinitive that tells an outcome. */
function isResult(clause: Clause, context: FactualityContext): boolean {
  const before = context.units[(clause.verb?.from ?? 1) - 1]?.lower;
  return before === 'only' || before === 'later';
}

function isFailing(verb: VerbGroup, context: FactualityContext): boolean {
  const value = context.cues.support.get(verb.lemma)?.map((entry) => entry.value) ?? [];
  return value.includes('failing') || (verb.voice === 'passive' && value.includes('failed'));
}

/** "plans to storm A were shelved". */
function isCalledOff({ parent, antecedent }: Clause, { cues }: FactualityContext): boolean {
  if (parent?.verb == null || parent.verb.voice !== 'passive' || parent.subject !== antecedent) return false;
  const kept = parent.verb.ops.some((op) => op.kind !== 'cue');
  return !kept && cues.support.get(parent.verb.lemma)?.some(({ value }) => value === 'negated') === true;
}

/** What a verb makes of the attempt or plan that is its object: "foiled an attempt to", "cancelled plans to". */
function supports(verb: VerbGroup | null, context: FactualityContext): string | null {
  if (verb === null || verb.voice === 'passive') return null;
  const behind = context.units[verb.head + 1]?.lower ?? '';
  const entries = context.cues.support.get(verb.lemma) ?? [];
  return entries.find(({ rest }) => rest.length === 0 || rest.join(' ') === behind)?.value ?? null;
}

/** "ordered troops to attack" is planned, "forced them to withdraw" happened, "prevented them from advancing" failed. */
function addControl(clause: Clause, context: FactualityContext, found: Set<Factuality>): void {
  const verb = clause.parent?.verb;
  if (verb == null) return;
  const entries = context.cues.objectControl.get(verb.lemma);
  const value = entries?.find((entry) =>
    entry.rest.every((word, i) => context.units[verb.head + 1 + i]?.lower === word),
  )?.value;
  if (value === undefined) return;
  if (value === 'failed') found.add('failed');
  else if (value === 'planned') found.add('planned');
}

function futureAround(clause: Clause, context: FactualityContext): boolean {
  if (/^(?:as soon as|once)$/.test(clause.introducer ?? '')) return true;
  const will = (one: Clause | null): boolean => one?.verb?.ops.some((op) => op.kind === 'modal') ?? false;
  return will(clause.parent) || context.clauses.some((other) => other.kind === 'main' && will(other));
}

const FACTUALITIES = new Set<string>(['actual', 'ongoing', 'attempted', 'failed', 'planned', 'conditional', 'negated']);
const isFactuality = (value: string): value is Factuality => FACTUALITIES.has(value);
