/** Says how a place stood and how that changed: "On 14 September 2018: held by the Islamic State → held by the SDF." */
import type { ControlTurn, Stand } from '../../assess/history.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Ref } from '../../model/ref.ts';
import { dateWords, whenWords } from './dates.ts';
import { actorPhrase } from './names.ts';
import { placePhrase } from './places.ts';
import { listed, sentence } from './say-event.ts';

/** "held by the SDF", "besieged, still held by ISIS", "contested between A and B", "not known". */
export function standWords({ status, holder, challengers, left }: Stand, knowledge: Knowledge): string {
  const by = holder === null ? '' : `held by ${sideWords(holder, knowledge)}`;
  const others = listed(challengers.map((ref) => sideWords(ref, knowledge)));
  switch (status) {
    case 'held':
      return by;
    case 'besieged':
      return by === '' ? 'besieged' : `besieged, still ${by}`;
    case 'changing':
      return others === '' ? 'changing hands' : `changing hands, ${others} taking it`;
    case 'contested':
      return [by, others === '' ? 'contested' : `contested by ${others}`].filter((part) => part !== '').join(', ');
    case 'unknown':
      return left === null ? 'not known' : `given up by ${sideWords(left, knowledge)}`;
  }
}

/** A side that no quote names is marked as inferred. */
const sideWords = (ref: Ref, knowledge: Knowledge): string =>
  actorPhrase(ref, knowledge).text + (ref.basis === 'inferred' ? ' (by implication)' : '');

/** One change as a sentence; `where` names the place where that does not go without saying. */
export function sayTurn(turn: ControlTurn, knowledge: Knowledge, { where }: { where: boolean }): string {
  const { place, date, before, after, claims } = turn;
  const when = turnDate(date);
  const at = where ? placePhrase(place, knowledge) : '';
  const lead = [when, at].filter((part) => part !== '').join(', ');
  const own = claims.length > 0 && claims.every(({ ownWord }) => ownWord) ? ', by its own account only' : '';
  const from = before.status === 'unknown' && before.left === null ? '' : `${standWords(before, knowledge)} → `;
  return sentence(`${lead}: ${from}${standWords(after, knowledge)}${own}`);
}

/** "on 14 September 2018", "by 20 September 2018", "undated". */
function turnDate(date: string | null): string {
  if (date === null) return 'undated';
  const latest = dateWords(/^\[\.\.(.+)\]$/.exec(date)?.[1] ?? '');
  return latest === null ? whenWords({ edtf: date, text: date, precision: 'unknown' }) : `by ${latest}`;
}
