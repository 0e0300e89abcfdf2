/** Says who holds a place: the bottom line of an assessment, and its claims one by one. */
import type { Assessment } from '../../assess/assess-place.ts';
import type { Claim } from '../../assess/claims.ts';
import { isUnnamed } from '../../assess/context.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { StoredEvent } from '../../model/record.ts';
import type { Ref } from '../../model/ref.ts';
import { describes } from '../same-telling.ts';
import { sinceWords } from './dates.ts';
import { actorPhrase } from './names.ts';
import { placePhrase } from './places.ts';
import { attributed, clauseOf, listed, nominalOf, sentence } from './say-event.ts';
import { speakerOf } from './speakers.ts';

/** One claim as a sentence: its event, and what that means for who holds the place. */
export function sayClaim(claim: Pick<Claim, 'change' | 'holder'>, event: StoredEvent, knowledge: Knowledge): string {
  return sentence(attributed(claimClause(claim, event, knowledge), event, knowledge));
}

/** The same without capital letter, stop and attribution. */
export function claimClause(
  { change, holder }: Pick<Claim, 'change' | 'holder'>,
  event: StoredEvent,
  knowledge: Knowledge,
): string {
  const clause = clauseOf(event, knowledge);
  if (holder === null) return clause;
  const { text, plural } = actorPhrase(holder, knowledge);
  const holds = plural ? 'hold' : 'holds';
  if (change === 'besieged' && event.action !== 'break-siege') {
    const place = event.place === null ? null : placePhrase(event.place, knowledge);
    const ends = place !== null && clause.endsWith(place);
    const still = ends ? `${clause}, which ${text} still ${holds}` : `${clause}; ${text} still ${holds} the place`;
    return still + inferredMark(holder);
  }
  if (change === 'lost') return `${clause}; ${text} ${holds} it now${inferredMark(holder)}`;
  return clause;
}

/** A side that the quote itself does not name. */
const inferredMark = ({ basis }: Ref): string => (basis === 'inferred' ? ' (by implication)' : '');

/** The bottom line: who holds the place, who contests it, what is expected. */
export function sayAssessment(assessment: Assessment, knowledge: Knowledge): string {
  const { status, since } = assessment;
  const words = status === 'held' ? sinceWords(since) : '';
  return sentence(
    [
      standingClause(assessment, knowledge),
      words === '' ? '' : ` ${words}`,
      deniedClause(assessment, knowledge),
      expectedClause(assessment, knowledge),
    ].join(''),
  );
}

function standingClause(assessment: Assessment, knowledge: Knowledge): string {
  const { holder, challengers, status, heldBy, left } = assessment;
  const place = placePhrase(assessment.place, knowledge);
  const heldPlace = assessment.extent === null ? place : `${assessment.extent.words} ${place}`;
  const sides = listed(challengers.map((ref) => actorPhrase(ref, knowledge).text + inferredMark(ref)));
  const by = holder === null ? '' : actorPhrase(holder, knowledge).text;
  const account = ownAccount(assessment, knowledge);
  const implied = heldBy === 'defence' || heldBy === 'inference' ? ', by implication' : '';
  switch (status) {
    case 'held': {
      if (holder !== null && heldBy === 'presence') return presenceClause(holder, place, knowledge);
      const isHeld = sinceWords(assessment.since) === '' ? 'is held' : 'has been held';
      return `${heldPlace} ${isHeld} by ${by}${account}${implied}`;
    }
    case 'besieged':
      return holder === null
        ? `${place} is besieged${sides === '' ? '' : ` by ${sides}`}`
        : `${place} is besieged${sides === '' ? '' : ` by ${sides}`} and still held by ${by}${implied}`;
    case 'changing':
      return changingClause(assessment, place, knowledge);
    case 'contested': {
      if (holder !== null) {
        const how = underAttack(assessment) ? 'under attack by' : 'contested by';
        return `${heldPlace} is held by ${by}${account}${implied}${implied === '' ? '' : ','} and is ${how} ${sides}`;
      }
      const gain = assessment.claims.findLast(({ change }) => change === 'partly-gained');
      const named = new Set([gain?.doer, gain?.holder, gain?.loser].map((ref) => ref?.id));
      if (gain !== undefined && challengers.every(({ id }) => named.has(id)))
        return `${place} is contested: ${clauseOf({ ...gain.event, ...(gain.extent === null ? { place: null } : {}), date: null }, knowledge)}`;
      const held = heldPartsClause(assessment, knowledge);
      if (held !== '') return `${place} is contested: ${held}`;
      if (challengers.length < 2) return `${place} is contested${sides === '' ? '' : ` by ${sides}`}`;
      return `${place} is contested between ${sides}`;
    }
    case 'unknown':
      return left === null ? unknownClause(assessment, place) : leftClause(left, place, knowledge);
  }
}

/** " by its own account only", where nobody else says of the holder that it has the place. */
function ownAccount({ claims, holder }: Assessment, knowledge: Knowledge): string {
  const saying = claims.filter((claim) => claim.holder !== null && claim.holder.id === holder?.id);
  const isOpen = claims.some(({ change, ownWord }) => change === 'lost' && !ownWord);
  if (holder === null || saying.length === 0 || isOpen || !saying.every(({ ownWord }) => ownWord)) return '';
  return ` by ${actorPhrase(holder, knowledge).plural ? 'their' : 'its'} own account only`;
}

/** How many holders of parts, and parts of each, the bottom line names. */
const HOLDERS_NAMED = 4;
const PLACES_NAMED = 3;

/** "by what is reported, the Syrian army holds Abu Kamal (by implication); the Islamic State holds Al-Safa (besieged)" */
function heldPartsClause({ parts }: Assessment, knowledge: Knowledge): string {
  const byHolder = new Map<string, { holder: Ref; places: string[] }>();
  for (const part of parts) {
    const { holder, status } = part;
    if (holder === null || status === 'changing') continue;
    const known = byHolder.get(holder.id) ?? { holder, places: [] };
    const extent = part.extent === null ? '' : `${part.extent.words} `;
    known.places.push(extent + placePhrase(part.place, knowledge) + reservation(part));
    byHolder.set(holder.id, known);
  }
  const clauses = [...byHolder.values()].slice(0, HOLDERS_NAMED).map(({ holder, places }) => {
    const { text, plural } = actorPhrase(holder, knowledge);
    const left = places.length - PLACES_NAMED;
    const named = listed(left > 0 ? [...places.slice(0, PLACES_NAMED), `${left} more`] : places);
    return `${text} ${plural ? 'hold' : 'holds'} ${named}`;
  });
  return clauses.length === 0 ? '' : `by what is reported, ${clauses.join('; ')}`;
}

function reservation({ heldBy, status }: Assessment): string {
  const remarks = [status === 'besieged' ? 'besieged' : '', heldBy === 'statement' ? '' : 'by implication'];
  const said = remarks.filter((remark) => remark !== '').join('; ');
  return said === '' ? '' : ` (${said})`;
}

const underAttack = ({ claims, context }: Assessment): boolean =>
  context.attacks.length > 0 && !claims.some(({ change }) => change === 'contested' || change === 'partly-gained');

/** Why the side that is attacked counts as the holder. */
export function sayDefence(
  holder: Ref,
  { place, defence }: Pick<Assessment, 'place' | 'defence'>,
  knowledge: Knowledge,
): string {
  const { text, plural } = actorPhrase(holder, knowledge);
  const where = placePhrase(place, knowledge);
  return `By implication ${text} ${plural ? 'hold' : 'holds'} ${where}: the attacks on it are aimed at ${plural ? 'them' : 'that side'}${isUnnamed(defence) ? ', though no quote names it' : ''}.`;
}

function presenceClause(holder: Ref, place: string, knowledge: Knowledge): string {
  const { text, plural } = actorPhrase(holder, knowledge);
  return `${text} ${plural ? 'are' : 'is'} reported to be present at ${place}, which ${plural ? 'they hold' : 'it holds'} by implication only`;
}

function changingClause(assessment: Assessment, place: string, knowledge: Knowledge): string {
  const { holder, challengers, disputes, claims } = assessment;
  const name = (ref: Ref): string => actorPhrase(ref, knowledge).text + inferredMark(ref);
  const taker = holder ?? challengers[0];
  if (disputes.length > 0) {
    const by = taker === undefined ? '' : ` by ${name(taker)}`;
    return `${place} is reported as taken${by}, but also as still being fought for`;
  }
  const took = (ref: Ref | undefined): boolean =>
    claims.some(
      ({ doer, holder: gainer, change }) => change !== 'besieged' && [doer?.id, gainer?.id].includes(ref?.id),
    );
  const changing = `${place} is changing hands`;
  const [first, ...others] = challengers;
  if (holder !== null && took(holder)) return `${changing}: ${name(holder)} is taking it`;
  if (first === undefined) {
    const isDone = claims.some(({ change, ongoing, event }) => change === 'gained' && !ongoing && event.actor === null);
    return isDone ? `${place} is reported as taken, and no report says by whom` : changing;
  }
  if (others.length > 0) return `${changing}: ${listed(challengers.map(name))} fight for it`;
  return took(first) ? `${changing}: ${name(first)} is taking it` : `${changing}: ${name(first)} is losing it`;
}

function leftClause(left: Ref, place: string, knowledge: Knowledge): string {
  const { text, plural } = actorPhrase(left, knowledge);
  return `${text} no longer ${plural ? 'hold' : 'holds'} ${place}, and no report says who does now`;
}

function unknownClause({ parts, context }: Assessment, place: string): string {
  if (parts.length > 0)
    return `no report says who holds ${place} as a whole; what is known of places in it is listed below`;
  if (context.attacks.length > 0) return `no report says who holds ${place}, which is under attack`;
  return `nothing is known about who controls ${place}: nothing in the store says so`;
}

/** "; the junta denies it", of what rests on the word of the side that has the place. */
function deniedClause({ status, claims, context }: Assessment, knowledge: Knowledge): string {
  if (status !== 'held' || claims.length === 0 || !claims.every(({ ownWord }) => ownWord)) return '';
  const denial = context.denied.find(({ action, attribution }) => action === 'capture' && attribution !== null);
  const speaker = denial?.attribution == null ? null : speakerOf(denial.attribution, knowledge);
  return speaker === null ? '' : `; ${speaker.text} ${speaker.plural ? 'deny' : 'denies'} it`;
}

/** "; an invasion by the SDF is planned" */
function expectedClause({ context, status }: Assessment, knowledge: Knowledge): string {
  const planned = context.expected.filter(({ factuality, actor }) => factuality === 'planned' && actor !== null);
  const isVague = ({ actor }: StoredEvent): boolean =>
    planned.some((other) => actor !== null && other.actor !== null && describes(actor, other.actor, knowledge));
  const first = planned.find((event) => !isVague(event)) ?? planned[0];
  if (first === undefined || status === 'unknown') return '';
  return `; ${nominalOf({ ...first, place: null, date: null, recipient: null, origin: null, destinations: [] }, knowledge)}`;
}

/** What a person asked about, for titles. */
export const titleOf = (assessment: Pick<Assessment, 'place'>, knowledge: Knowledge): string =>
  `Who controls ${placePhrase(assessment.place, knowledge)}?`;
