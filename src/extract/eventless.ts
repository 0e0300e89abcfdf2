/** Words of violence that tell none: idioms, critics who attack, and mishaps that nobody wants. */
import type { Frame } from './frame.ts';
import type { MatchContext } from './match-context.ts';
import type { Referent } from './referents.ts';
import type { Slots } from './slots.ts';
import type { Clause } from './syntax.ts';

/** "A heart attack killed the mayor": an event noun whose modifier makes it another thing. */
function isEventless(referent: Referent | null, { units, grammar }: MatchContext): boolean {
  if (referent === null) return false;
  const before = units[referent.phrase.head - 1]?.lower ?? '';
  return grammar.cues.eventlessModifiers.get(referent.headWord)?.has(before) ?? false;
}

/** "seized the opportunity", "attacked by critics": the words are there, the event is not. */
export function isIdiom(frame: Frame, slots: Slots, context: MatchContext): boolean {
  const { cues } = context.grammar;
  if (isEventless(slots.subj, context)) return true;
  // "leaving gutted buildings behind them": what is left behind is no ground given up.
  if (frame.id === 'withdraw.leave' && slots.pps.some(({ pp }) => pp.prep === 'behind')) return true;
  // "leaving seven Shiites dead".
  if (frame.id === 'withdraw.leave' && COME_TO_HARM.has(context.units[(slots.obj?.phrase.to ?? -2) + 1]?.lower ?? ''))
    return true;
  const bare = slots.obj !== null && frame.objectNouns.length === 0 && cues.eventlessObjects.has(slots.obj.headWord);
  // "looted the office of an NGO": what can be broken is no idiom.
  if (bare && !(HARMS_THINGS.test(frame.action) && slots.obj?.types.has('property'))) return true;
  const critical = (one: Referent | null): boolean => one !== null && cues.critics.has(one.headWord);
  if (critical(slots.subj) && slots.subj?.actor?.entry == null && !/accuse|reject|demand/.test(frame.action))
    return true;
  return frame.action === 'attack' && slots.pps.some(({ pp, referent }) => pp.prep === 'from' && critical(referent));
}

const COME_TO_HARM: ReadonlySet<string> = new Set(
  'dead injured wounded hurt homeless unconscious paralysed paralyzed bleeding unharmed trapped stranded'.split(' '),
);
const HARMS_THINGS = /^(?:loot|destroy|attack|bombing|grenade|shell|airstrike)$/;

/** Prepositions behind which stands what people came to harm by. */
const HARMED_BY = /^(?:in|by|from|during|after|following|due to|because of|as a result of|amid|with)$/;
const OF_VIOLENCE =
  /^(?:kill|attack|destroy|loot|displace|evacuate|airstrike|bombing|shell|release|flee|besiege|capture|advance)$/;
/** Things that are meant to harm: theirs is no accident. */
const WEAPONS = ['drone', 'artillery', 'explosive', 'grenade', 'suicide-bomber'] as const;

/** "A storm destroyed homes", "killed in a bus crash", "A plane crashed, killing 70": harm that nobody does to anybody. */
export function isMishap(frame: Frame, clause: Clause, slots: Slots, context: MatchContext): boolean {
  if (!OF_VIOLENCE.test(frame.action)) return false;
  if (mishap(slots.subj, context)) return true;
  if (slots.pps.some(({ pp, referent }) => HARMED_BY.test(pp.prep) && mishap(referent, context))) return true;
  const { subj } = slots;
  const before = clause.inherited ? clause.parent?.verb?.lemma : undefined;
  if (subj === null || before === undefined || !context.grammar.cues.mishaps.has(before)) return false;
  return !WEAPONS.some((type) => subj.types.has(type));
}

/** A flood, a crash, a beast; "a fire" is one, "tank fire" none. */
function mishap(referent: Referent | null, { units }: MatchContext): boolean {
  if (referent === null || referent.actor?.entry != null) return false;
  if (referent.headWord !== 'fire') return referent.types.has('mishap');
  const { from, head } = referent.phrase;
  return from === head || units[head - 1]?.pos === 'det';
}
