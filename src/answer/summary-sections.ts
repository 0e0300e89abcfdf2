/** Sorts what happened into the sections of a briefing, so that each statement stands in exactly one. */
import type { Assessment } from '../assess/assess-place.ts';
import { assessPlace } from '../assess/assess-place.ts';
import { counts } from '../assess/claims.ts';
import { isItself } from '../assess/world.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Section } from '../model/answer.ts';
import type { Control } from '../model/event.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';
import { areaOf, NO_AREA } from './areas.ts';
import type { AnswerContext } from './context.ts';
import { contradictions } from './contradictions.ts';
import type { EvidenceList } from './evidence-list.ts';
import { todayOf } from './parameters.ts';
import type { Cluster } from './statements.ts';
import { bounded, clustersOf, statementsOf } from './statements.ts';
import { actorPhrase } from './wording/names.ts';
import { placePhrase } from './wording/places.ts';
import { sayClaim } from './wording/say-control.ts';
import { sayEvent } from './wording/say-event.ts';
import { worldOf } from './world.ts';

export type Sorted = {
  /** What happened or goes on, by area. */
  developments: Map<string, Cluster[]>;
  control: Cluster[];
  people: Cluster[];
  failed: Cluster[];
  expected: Cluster[];
  denied: Cluster[];
  /** How each place that events speak of stands, by what these events say alone. */
  assessments: Assessment[];
  /** Ids of events that their own article contradicts. */
  disputed: ReadonlySet<string>;
};

/** How many statements a section has at most, and how many areas are told one by one. */
const SHOWN = 8;
const AREAS = 8;

/** Actions that take, hold or free people. */
const PEOPLE: ReadonlySet<string> = new Set(['kidnap', 'hold-hostages', 'arrest', 'surrender', 'release', 'exchange']);

type Input = { context: AnswerContext; events: readonly StoredEvent[]; evidence: EvidenceList };

/** All statements, sorted, and the sections that tell them. */
export async function sortedClusters({
  context,
  events,
  evidence,
}: Input): Promise<{ clusters: Sorted; sections: Section[] }> {
  const { knowledge } = context;
  const inOrder = [...events].sort((a, b) => inArticleOrder(a, b));
  const assessments = assessmentsOf(inOrder, context);
  const texts = await disputedTexts(assessments, context);
  const clusters = sort(
    clustersOf(inOrder, knowledge, (event) => texts.get(event.id) ?? say(event, knowledge)),
    knowledge,
  );
  const sorted: Sorted = { ...clusters, assessments, disputed: new Set(texts.keys()) };

  const section = (heading: string, list: readonly Cluster[], more: string): Section => {
    const { shown, rest } = bounded(list, SHOWN, more);
    return { heading, statements: [...statementsOf(shown, evidence), ...rest] };
  };
  const { shown: areas, rest } = bounded([...sorted.developments], AREAS, 'ask for /summary of one place');
  const sections = [
    ...areas.map(([area, list]) => section(`Developments: ${area}`, list, '/events lists them all')),
    { heading: 'Developments elsewhere', statements: rest },
    section('Control of places', sorted.control, '/who-controls tells more of each place'),
    section('People taken, held or released', sorted.people, '/events type:kidnap, arrest, surrender'),
    section('What failed or was only tried', sorted.failed, '/events lists them all'),
    section('What is only expected', sorted.expected, '/events lists them all'),
    section('Denied, or said not to be so', sorted.denied, '/events lists them all'),
  ];
  return { clusters: sorted, sections };
}

/** Newest first as they came, but the events of one article in the order in which it tells them. */
function inArticleOrder(a: StoredEvent, b: StoredEvent): number {
  return a.articleId === b.articleId && a.date === null && b.date === null ? a.evidence.start - b.evidence.start : 0;
}

function say(event: StoredEvent, knowledge: Knowledge): string {
  const { control } = event;
  return control !== null && counts(event) ? sayClaim(control, event, knowledge) : sayEvent(event, knowledge);
}

function sort(clusters: readonly Cluster[], knowledge: Knowledge): Omit<Sorted, 'assessments' | 'disputed'> {
  const sorted = {
    developments: new Map<string, Cluster[]>(),
    control: [] as Cluster[],
    people: [] as Cluster[],
    failed: [] as Cluster[],
    expected: [] as Cluster[],
    denied: [] as Cluster[],
  };
  for (const cluster of clusters) {
    const { first } = cluster;
    const { factuality, attribution, action } = first;
    if (first.control !== null && counts(first) && !isPresence(first.control)) sorted.control.push(cluster);
    else if (factuality === 'negated' || attribution?.stance === 'denied') sorted.denied.push(cluster);
    else if (factuality === 'failed' || factuality === 'attempted') sorted.failed.push(cluster);
    else if (factuality === 'planned' || factuality === 'conditional') sorted.expected.push(cluster);
    else if (PEOPLE.has(action)) sorted.people.push(cluster);
    else {
      const area = areaOf(first, knowledge);
      sorted.developments.set(area, [...(sorted.developments.get(area) ?? []), cluster]);
    }
  }
  return { ...sorted, control: togetherByPlace(sorted.control), developments: byWeight(sorted.developments) };
}

/** Forces somewhere, which hold it by implication at most, are a development. */
const isPresence = ({ change, basis }: Control): boolean => change === 'held' && basis === 'implied';

/** What is said of one place stands together, in the order of the first of it. */
function togetherByPlace(clusters: readonly Cluster[]): Cluster[] {
  const byPlace = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    const id = cluster.first.control?.place.id ?? '';
    byPlace.set(id, [...(byPlace.get(id) ?? []), cluster]);
  }
  return [...byPlace.values()].flat();
}

/** Areas with most to tell first; what has no place comes last. */
function byWeight(areas: ReadonlyMap<string, Cluster[]>): Map<string, Cluster[]> {
  const entries = [...areas.entries()];
  const last = (area: string): number => (area === NO_AREA ? 1 : 0);
  return new Map(entries.sort(([a, x], [b, y]) => last(a) - last(b) || y.length - x.length));
}

/** How many places are assessed for one briefing. */
const ASSESSED = 60;

/** How the places that events happened at, or make claims about, stand by these events. */
function assessmentsOf(events: readonly StoredEvent[], context: AnswerContext): Assessment[] {
  const places = new Map<string, PlaceRef>();
  for (const { place, control } of events) {
    for (const ref of [control?.place, place]) {
      if (ref != null && isItself(ref) && !places.has(ref.id)) places.set(ref.id, ref);
    }
  }
  const world = worldOf(context.knowledge);
  return [...places.values()].slice(0, ASSESSED).map((place) => {
    const about = events.filter((event) => event.place?.id === place.id || event.control?.place.id === place.id);
    return assessPlace({ place, events: about, asOf: null, today: todayOf(context), world });
  });
}

async function disputedTexts(assessments: readonly Assessment[], context: AnswerContext): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const assessment of assessments) {
    for (const [claim, text] of await contradictions(assessment, context))
      for (const { id } of claim.reports) texts.set(id, text);
  }
  return texts;
}

/** How much a statement weighs for the bottom line. */
const CHANGE_WEIGHT: Readonly<Record<string, number>> = {
  gained: 10,
  'handed-over': 10,
  lost: 9,
  'partly-gained': 8,
  besieged: 7,
  contested: 5,
  held: 3,
  residual: 3,
};
const ACTION_WEIGHT: Readonly<Record<string, number>> = {
  offensive: 6,
  'hold-hostages': 6,
  kidnap: 5,
  attack: 4,
  ceasefire: 4,
  agreement: 4,
  airstrike: 4,
  'suicide-bombing': 4,
  flee: 3,
  kill: 4,
};

/** How many sentences the bottom line joins. */
const JOINED = 3;

/** The bottom line: what weighs most of control, fighting and people, joined to one sentence; each part stands below with its quotes. */
export function bottomLine(sorted: Sorted, knowledge: Knowledge): string {
  const { control, developments, people, failed, expected, denied, disputed } = sorted;
  const happened = [...control, ...[...developments.values()].flat(), ...people];
  const weightOf = ({ first, reports }: Cluster): number => {
    const base =
      first.control === null ? (ACTION_WEIGHT[first.action] ?? 1) : (CHANGE_WEIGHT[first.control.change] ?? 1);
    const killed = first.casualties?.killed ?? 0;
    return (
      (disputed.has(first.id) ? base / 3 : base) + Math.min(3, Math.log10(1 + killed)) + Math.min(1, reports.length / 4)
    );
  };
  const heaviest = happened
    .map((cluster) => ({ cluster, weight: weightOf(cluster) }))
    .sort((a, b) => b.weight - a.weight);
  const chosen: Cluster[] = [];
  for (const { cluster } of heaviest) {
    const { first } = cluster;
    const same = chosen.some(
      (other) => areaOf(other.first, knowledge) === areaOf(first, knowledge) && kindOf(other.first) === kindOf(first),
    );
    if (!same && chosen.length < JOINED) chosen.push(cluster);
  }
  if (chosen.length > 0) return joined(chosen, knowledge);
  const rest = [...failed, ...expected, ...denied].slice(0, 1);
  return rest.length === 0
    ? 'Nothing that happened is reported.'
    : `Nothing is reported as done. ${joined(rest, knowledge)}`;
}

const kindOf = ({ control, action }: StoredEvent): string =>
  control !== null ? 'control' : PEOPLE.has(action) ? 'people' : 'events';

/** Sentences as one, with semicolons. */
const joined = (clusters: readonly Cluster[], knowledge: Knowledge): string =>
  `${clusters.map((cluster, index) => (index === 0 ? cluster.text : uncapitalised(cluster, knowledge)).replace(/\.$/, '')).join('; ')}.`;

/** The text of a cluster for the middle of a sentence: a name that it begins with keeps its capital. */
function uncapitalised({ text, first }: Cluster, knowledge: Knowledge): string {
  const { actor, recipient, place, attribution } = first;
  const actors = [actor, recipient, attribution?.ref ?? null].flatMap((ref) =>
    ref === null ? [] : actorPhrase(ref, knowledge).text,
  );
  const names = [...actors, ...(place === null ? [] : [placePhrase(place, knowledge)])];
  const isName = names.some((name) => text.startsWith(name)) || /^(?:\p{Lu}{2}|\P{Lu})/u.test(text);
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
