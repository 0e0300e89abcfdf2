/** The history of control of a place and of the places in it: as statements with their quotes, and as data. */
import type { Assessment } from '../assess/assess-place.ts';
import type { ControlTurn, Stand } from '../assess/history.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Section, WhoControlsAnswer } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { EvidenceList } from './evidence-list.ts';
import { placeArgument } from './find-names.ts';
import { isSameTelling } from './same-telling.ts';
import { bounded, quotesOf } from './statements.ts';
import { toneOf } from './wording/say-event.ts';
import { sayTurn } from './wording/say-turn.ts';

/** How many changes are told, and how many are given as data. */
const SHOWN = 8;
const GIVEN = 200;
/** Quotes for one change. */
const QUOTES = 3;

type HasHistory = Pick<Assessment, 'place' | 'history' | 'parts'>;

/** The changes to tell, newest first: of a place that stands as it always did, its standing says it all. */
export const turnsTold = (assessment: HasHistory, knowledge: Knowledge): ControlTurn[] =>
  newestFirst(histories(assessment, knowledge).filter((turns) => turns.length > 1));

const histories = ({ history, parts }: HasHistory, knowledge: Knowledge): ControlTurn[][] =>
  [history, ...parts.map((part) => part.history)].map((turns) => toldOnce(turns, knowledge));

/** What tells by another name of the event that made the change before is no change of its own. */
function toldOnce(turns: readonly ControlTurn[], knowledge: Knowledge): ControlTurn[] {
  const told: ControlTurn[] = [];
  for (const turn of turns) {
    const last = told.at(-1);
    if (last === undefined || !isRetold(turn, last, knowledge)) told.push(turn);
    else told[told.length - 1] = { ...last, after: turn.after, claims: [...last.claims, ...turn.claims] };
  }
  return told;
}

const isRetold = ({ claims }: ControlTurn, before: ControlTurn, knowledge: Knowledge): boolean =>
  claims.length > 0 &&
  claims.every(({ event }) => before.claims.some((claim) => isSameTelling(claim.event, event, knowledge)));

/** Stable, so that the order of changes of one day stays. */
const newestFirst = (turns: readonly ControlTurn[][]): ControlTurn[] =>
  turns
    .flat()
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .reverse();

export const reportsOf = ({ claims, attacks }: ControlTurn): StoredEvent[] => [
  ...claims.flatMap(({ reports }) => reports),
  ...attacks,
];

type Telling = {
  turns: readonly ControlTurn[];
  place: HasHistory['place'];
  knowledge: Knowledge;
  evidence: EvidenceList;
};

/** The section that tells them; without statements where nothing changed. */
export function historySection({ turns, place, knowledge, evidence }: Telling): Section {
  const { shown, rest } = bounded(turns, SHOWN, `/events ${placeArgument(place, knowledge)}`);
  const statements = shown.map((turn) => {
    const reports = reportsOf(turn);
    const text = sayTurn(turn, knowledge, { where: turn.place.id !== place.id });
    const newest = reports.at(-1);
    return evidence.statement(
      text,
      newest === undefined ? 'ongoing' : toneOf(newest),
      quotesOf(reports).slice(0, QUOTES),
    );
  });
  return { heading: 'How it changed', statements: [...statements, ...rest] };
}

/** All changes, oldest first, with the ids of the events that made them. */
export const historyData = (assessment: HasHistory, knowledge: Knowledge): WhoControlsAnswer['history'] =>
  newestFirst(histories(assessment, knowledge))
    .slice(0, GIVEN)
    .reverse()
    .map((turn) => ({
      place: turn.place,
      date: turn.date,
      before: standData(turn.before),
      after: standData(turn.after),
      events: [...new Set(reportsOf(turn).map(({ id }) => id))],
    }));

const standData = ({ status, holder, challengers }: Stand) => ({ status, holder, challengers });
