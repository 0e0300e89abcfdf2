/** An assessment in sections: how the place and its parts stand, what is only expected, and how sure that is. */
import type { Assessment } from '../assess/assess-place.ts';
import type { Claim } from '../assess/claims.ts';
import { isUnnamed } from '../assess/context.ts';
import type { Section, Statement } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';
import { contradictions } from './contradictions.ts';
import { historySection, reportsOf, turnsTold } from './control-history.ts';
import type { EvidenceList } from './evidence-list.ts';
import { note } from './evidence-list.ts';
import { placeArgument } from './find-names.ts';
import { withReports } from './incident-words.ts';
import { isSameTelling } from './same-telling.ts';
import { bounded, clustersOf, quotesOf, statementsOf, tellingMost } from './statements.ts';
import { sayAssessment, sayClaim, sayDefence } from './wording/say-control.ts';
import { toneOf } from './wording/say-event.ts';

/** How many statements a section has at most, and how many places. */
const SHOWN = 8;
const PARTS_SHOWN = 12;

type Input = { context: AnswerContext; assessment: Assessment; evidence: EvidenceList };

/** All sections that have something to say; each statement but notes carries its evidence. */
export async function controlSections({ context, assessment, evidence }: Input): Promise<Section[]> {
  const { knowledge } = context;
  const { parts, around, overtaken, place } = assessment;
  const more = `/events ${placeArgument(place, knowledge)}`;

  // What stands among the current claims is not told again as overtaken: its quotes go with them.
  const retold = (claim: Claim): StoredEvent[] =>
    overtaken.filter(({ event }) => isSameTelling(claim.event, event, knowledge)).flatMap(({ reports }) => reports);
  const now = [...assessment.claims.flatMap(({ reports }) => reports), ...assessment.context.attacks];
  const isOver = (event: StoredEvent): boolean => !now.some((other) => isSameTelling(other, event, knowledge));

  const ofClaims = (claims: readonly Claim[], texts?: ReadonlyMap<Claim, string>): Statement[] => {
    const { shown, rest } = bounded(claims, SHOWN, more);
    return [
      ...claimStatements(shown, { context, evidence, retold, ...(texts === undefined ? {} : { texts }) }),
      ...rest,
    ];
  };
  const ofEvents = (events: readonly StoredEvent[]): Statement[] => {
    const { shown, rest } = bounded(clustersOf(events, knowledge), SHOWN, more);
    return [...statementsOf(shown, evidence), ...rest];
  };

  /** The place asked for: its claims, what settles most first, and the attacks on it. */
  const inFull = async (one: Assessment): Promise<Statement[]> => {
    const texts = await contradictions(one, context);
    const claims = [...one.claims].reverse().sort((a, b) => rank(b) - rank(a));
    const { attacks } = one.context;
    const defence =
      one.heldBy === 'defence' && one.holder !== null
        ? [evidence.statement(sayDefence(one.holder, one, knowledge), 'ongoing', one.defence)]
        : [];
    return [...ofClaims(claims, texts), ...defence, ...ofEvents(attacks)];
  };

  const all = [assessment, ...parts];
  const own = await inFull(assessment);
  const { shown, rest } = bounded(parts, PARTS_SHOWN, more);
  const ofParts: Statement[] = [];
  for (const part of shown) ofParts.push(...(await standingInShort(part, context, evidence)));
  const ofAround: Statement[] = [];
  // Near a place nobody may hold anything: then what goes on there is told.
  for (const near of around.slice(0, SHOWN))
    ofAround.push(
      ...(near.claims.length === 0 ? ofEvents(near.context.attacks) : await standingInShort(near, context, evidence)),
    );

  const turns = turnsTold(assessment, knowledge);
  const inHistory = new Set(turns.flatMap(reportsOf));
  const old = overtaken.filter(({ event }) => isOver(event) && !inHistory.has(event)).reverse();
  const sections: Section[] = [
    { heading: null, statements: own },
    { heading: 'Places in it', statements: [...ofParts, ...rest] },
    { heading: 'Around it', statements: ofAround },
    { heading: 'Fire from a distance', statements: ofEvents(assessment.context.fire) },
    { heading: 'Only expected', statements: ofEvents(all.flatMap((one) => one.context.expected)) },
    { heading: 'Tried or failed', statements: ofEvents(all.flatMap((one) => one.context.failed)) },
    { heading: 'Denied', statements: ofEvents(all.flatMap((one) => one.context.denied)) },
    historySection({ turns, place, knowledge, evidence }),
    {
      heading: 'Overtaken by newer reports',
      statements: [
        ...claimStatements(old.slice(0, SHOWN), { context, evidence }),
        ...ofEvents(assessment.context.past.filter(isOver)),
      ],
    },
    { heading: 'How sure this is', statements: evidence.all.length === 0 ? [] : howSure(assessment) },
  ];
  return sections.filter(({ statements }) => statements.length > 0);
}

type Saying = {
  context: AnswerContext;
  evidence: EvidenceList;
  texts?: ReadonlyMap<Claim, string>;
  /** Further reports of the same event, which no claim in force holds. */
  retold?: (claim: Claim) => StoredEvent[];
};

/** What reports of one incident say alike of who holds the place is one statement; what they say otherwise stands beside it. */
const claimStatements = (claims: readonly Claim[], { context, evidence, texts, retold }: Saying): Statement[] => {
  const together: [Claim, ...Claim[]][] = [];
  for (const claim of claims) {
    const known = together.find(([first]) => isToldAlike(first, claim, context, texts));
    if (known === undefined) together.push([claim]);
    else known.push(claim);
  }
  const told = together.map((alike): Statement => {
    const [claim] = alike;
    const reports = [...new Set(alike.flatMap((one) => [...one.reports, ...(retold?.(one) ?? [])]))];
    const best = tellingMost(alike.flatMap((one) => one.reports)) ?? claim.event;
    const text = texts?.get(claim) ?? sayClaim(claim, best, context.knowledge);
    return evidence.statement(withReports(text, reports), toneOf(best), quotesOf(reports).slice(0, SHOWN));
  });
  return saidOnce(told);
};

/** Statements in the same words are one, with the evidence of all. */
function saidOnce(statements: readonly Statement[]): Statement[] {
  const byText = new Map<string, Statement>();
  for (const { text, tone, evidence } of statements) {
    const key = `${tone} ${text}`;
    const known = byText.get(key)?.evidence ?? [];
    byText.set(key, { text, tone, evidence: [...new Set([...known, ...evidence])] });
  }
  return [...byText.values()];
}

/** Whether two claims say the same of who has the place, and tell of one event. */
function isToldAlike(
  a: Claim,
  b: Claim,
  { knowledge }: AnswerContext,
  texts: ReadonlyMap<Claim, string> | undefined,
): boolean {
  if (a.change !== b.change || texts?.get(a) !== texts?.get(b)) return false;
  if (a.holder?.id === b.holder?.id && a.loser?.id === b.loser?.id && isOneIncident(a.event, b.event)) return true;
  return isSameTelling(a.event, b.event, knowledge) && a.extent?.words === b.extent?.words;
}

const isOneIncident = (a: StoredEvent, b: StoredEvent): boolean =>
  a === b || (a.incidentId !== undefined && a.incidentId === b.incidentId);

/** How a place stands in a line: its one claim, both sides of a contradiction, or the bottom line with all its quotes. */
export async function standingInShort(
  one: Assessment,
  context: AnswerContext,
  evidence: EvidenceList,
): Promise<Statement[]> {
  const texts = await contradictions(one, context);
  const { attacks, expected } = one.context;
  const isOneClaim = one.heldBy !== 'presence' && one.claims.length === 1 && attacks.length === 0;
  if (isOneClaim || texts.size > 0) return claimStatements(one.claims.slice(-SHOWN), { context, evidence, texts });
  const planned = expected.filter(({ factuality }) => factuality === 'planned').slice(0, 1);
  const all = [...one.claims.flatMap((claim) => claim.reports), ...attacks, ...one.defence];
  const reports = [...new Set(all)].slice(-SHOWN);
  const newest = reports.at(-1);
  if (newest === undefined) return [];
  const tone = one.status === 'held' ? toneOf(newest) : 'ongoing';
  const unnamed = one.heldBy === 'defence' && isUnnamed(one.defence) ? ' No quote names the holder.' : '';
  return [evidence.statement(sayAssessment(one, context.knowledge) + unnamed, tone, [...reports, ...planned])];
}

function howSure({ confidence, status }: Assessment): Statement[] {
  const { level, likelihood, reasons } = confidence;
  const lead = `${level.charAt(0).toUpperCase()}${level.slice(1)} confidence`;
  const line = status === 'unknown' ? `${lead}.` : `${lead}. That this is how things stand: ${likelihood} (ICD 203).`;
  return [note(line), ...reasons.map(note)];
}

/** What settles most comes first. */
const RANK: Partial<Record<Claim['change'], number>> = { gained: 3, 'handed-over': 3, lost: 3, held: 2, besieged: 2 };
const rank = ({ change, basis }: Claim): number => (basis === 'stated' ? (RANK[change] ?? 1) : 1);
