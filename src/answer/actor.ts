/** Answers `/actor`: who it is, what it did and what was done to it of late, and which places it holds. */
import type { Assessment } from '../assess/assess-place.ts';
import { assessPlace } from '../assess/assess-place.ts';
import { isItself, sameSide } from '../assess/world.ts';
import { fold } from '../knowledge/fold.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Answer, Section, Statement } from '../model/answer.ts';
import type { ActorEntry } from '../model/knowledge.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { standingInShort } from './control-sections.ts';
import { EvidenceList, note } from './evidence-list.ts';
import { readAsSection, sideIds, unknownName } from './filter.ts';
import type { AskedActor } from './find-names.ts';
import { findActor } from './find-names.ts';
import { MOST_COUNTED, reportsOfEvents } from './incident-words.ts';
import { todayOf } from './parameters.ts';
import { withText } from './plain-text.ts';
import { reportsOnEach } from './reports.ts';
import { bounded, clustersOf, statementsOf } from './statements.ts';
import { actorPhrase } from './wording/names.ts';
import { listed } from './wording/say-event.ts';
import { worldOf } from './world.ts';

/** How many of its newest events are read, and how many of the places in them are assessed. */
const READ_EVENTS = 200;
const MAX_PLACES = 60;
const SHOWN = 8;
const NAMES_SHOWN = 12;

/** An unknown actor is an answer with `error`. */
export async function answerActor(context: AnswerContext, { name }: { name: string }): Promise<Answer> {
  const resolved = await findActor(context, name);
  if (resolved.found === null)
    return withText({ command: 'actor', ...unknownName('actor', name, resolved.suggestions) });
  const actor = resolved.found;
  const { store, knowledge, viewer } = context;
  const ids = sideIds(actor, context);
  const events = await store.events({ viewer, actors: ids, order: 'newest', limit: READ_EVENTS });
  const evidence = new EvidenceList();
  const side = new Set(ids);
  const by = (event: StoredEvent): boolean => event.actor !== null && side.has(event.actor.id);
  const told = (of: readonly StoredEvent[]): Statement[] => {
    const { shown, rest } = bounded(clustersOf(of, knowledge), SHOWN, `/events actor:${actor.id}`);
    return [...statementsOf(shown, evidence), ...rest];
  };
  const sections: Section[] = [
    ...readAsSection(resolved.readAs),
    { heading: 'Who it is', statements: actor.entry === null ? [unknownToUs(actor)] : whoItIs(actor.entry, knowledge) },
    ...(await placesHeld(actor, events, context, evidence)),
    { heading: 'What it did, or is said to do', statements: told(events.filter(by)) },
    {
      heading: 'What was done to it',
      statements: told(
        events.filter((event) => event.recipient !== null && side.has(event.recipient.id) && !by(event)),
      ),
    },
    {
      heading: 'Other readings of the name',
      statements: resolved.alternatives.slice(0, SHOWN).map((one) => note(`${one.name}: /actor name:${one.id}`)),
    },
  ];
  return withText({
    command: 'actor',
    title: actor.name,
    headline: await headlineOf(actor, context, events.length),
    sections: sections.filter(({ statements }) => statements.length > 0),
    evidence: evidence.all,
  });
}

async function headlineOf({ id, name, entry }: AskedActor, context: AnswerContext, found: number): Promise<string> {
  const { text, plural } = actorPhrase({ id, name }, context.knowledge);
  const who = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  const what = entry === null ? 'known only from stored articles' : describedAs(entry);
  if (found === 0)
    return `${who} ${plural ? 'are' : 'is'} ${what}; no event in the store is about ${plural ? 'them' : 'it'}.`;
  const query = { viewer: context.viewer, actors: sideIds({ id }, context), firstOnly: true };
  const reports = await context.store.countEvents({ ...query, limit: MOST_COUNTED + 1 });
  return `${who} ${plural ? 'are' : 'is'} ${what}; ${reportsOfEvents(reports)} in the store.`;
}

const KIND_WORDS: Readonly<Record<ActorEntry['kind'], string>> = {
  'state-forces': 'a state force',
  government: 'a government',
  police: 'a police force',
  'rebel-group': 'a rebel group',
  'political-militia': 'a political militia',
  'identity-militia': 'an identity militia',
  rioters: 'rioters',
  protesters: 'protesters',
  civilians: 'civilians',
  'external-forces': 'an external force',
  alliance: 'an alliance',
  organisation: 'an organisation',
  media: 'a news medium or journalists',
  aid: 'aid workers',
  state: 'a state',
};

const describedAs = ({ kind }: ActorEntry): string => KIND_WORDS[kind];

const unknownToUs = ({ name }: AskedActor): Statement =>
  note(`The knowledge base does not know “${name}”; it is known by this name from stored articles only.`);

function whoItIs(entry: ActorEntry, knowledge: Knowledge): Statement[] {
  const name = (id: string): string => knowledge.actors.get(id)?.name ?? id;
  const members = knowledge.members(entry.id).slice(1);
  const country = entry.country === null ? undefined : knowledge.countries.get(entry.country);
  const years = [entry.from === null ? '' : `from ${entry.from}`, entry.to === null ? '' : `to ${entry.to}`].filter(
    (word) => word !== '',
  );
  const lines = [
    `Kind: ${KIND_WORDS[entry.kind]}${country === undefined ? '' : `, ${country.name}`}.`,
    otherNames(entry).length === 0 ? '' : `Also called: ${some(otherNames(entry))}.`,
    entry.parent === null ? '' : `Part of: ${name(entry.parent)}.`,
    members.length === 0 ? '' : `Members and parts: ${some(members.map((member) => member.name))}.`,
    entry.side === null || isOwnName(entry.side, entry) ? '' : `Side: ${sideWords(entry.side, knowledge)}.`,
    years.length === 0 ? '' : `Active ${years.join(' ')}.`,
    entry.successor === null ? '' : `Became: ${name(entry.successor)}.`,
  ];
  return lines.filter((line) => line !== '').map(note);
}

const otherNames = ({ name, aliases, abbreviations }: ActorEntry): string[] =>
  [...abbreviations, ...aliases].filter((other) => other !== name);

/** Whether a side is the actor itself: the RSF stand on the side "rsf". */
const isOwnName = (side: string, { id, name, aliases, abbreviations }: ActorEntry): boolean =>
  side === id || [name, ...aliases, ...abbreviations].some((own) => fold(own) === fold(side));

/** Sides that are no actor and no country, and are said with an article. */
const COMMON_SIDES: ReadonlySet<string> = new Set([
  'coalition',
  'government',
  'junta',
  'opposition',
  'republic',
  'resistance',
]);

/** A side as knowledge files name it, in words: an actor, a country, or a word of their own. */
function sideWords(side: string, { actors, places }: Knowledge): string {
  const name = actors.get(side)?.name ?? places.get(side)?.name;
  if (name !== undefined) return name;
  if (COMMON_SIDES.has(side)) return `the ${side}`;
  return side.length < 4 ? side.toUpperCase() : side.charAt(0).toUpperCase() + side.slice(1).replaceAll('-', ' ');
}

function some(names: readonly string[]): string {
  const different = [...new Set(names)];
  const left = different.length - NAMES_SHOWN;
  return listed(left > 0 ? [...different.slice(0, NAMES_SHOWN), `${left} more`] : different);
}

/** The places that the side holds or fights for, by the newest reports on each. */
async function placesHeld(
  actor: AskedActor,
  events: readonly StoredEvent[],
  context: AnswerContext,
  evidence: EvidenceList,
): Promise<Section[]> {
  const { store, knowledge, viewer } = context;
  const actors = sideIds(actor, context);
  const claims = await store.events({ viewer, actors, controlOnly: true, order: 'newest', limit: READ_EVENTS });
  const places = new Map<string, PlaceRef>();
  for (const { place, control } of [...claims, ...events]) {
    for (const ref of [control?.place, place]) {
      if (ref != null && isItself(ref) && places.size < MAX_PLACES) places.set(ref.id, ref);
    }
  }
  if (places.size === 0) return [];
  // What others report of the same places decides whether it still holds them.
  const reports = await reportsOnEach(context, [...places.keys()]);
  const world = worldOf(knowledge);
  const asked = { id: actor.id, name: actor.name, text: actor.name, start: 0, end: 0, basis: 'direct' } as const;
  const held: Assessment[] = [];
  const contested: Assessment[] = [];
  for (const place of places.values()) {
    const about = reports.filter((event) => event.place?.id === place.id || event.control?.place.id === place.id);
    const assessment = assessPlace({
      place,
      events: about,
      asOf: null,
      today: todayOf(context),
      world,
    });
    const { holder, challengers, status } = assessment;
    if (sameSide(world, holder, asked) && status !== 'changing') held.push(assessment);
    else if ([holder, ...challengers].some((ref) => sameSide(world, ref, asked))) contested.push(assessment);
  }
  const tell = async (heading: string, assessments: readonly Assessment[]): Promise<Section> => {
    const { shown, rest } = bounded(assessments, SHOWN, `/events actor:${actor.id}`);
    const statements: Statement[] = [];
    for (const assessment of shown) statements.push(...(await standingInShort(assessment, context, evidence)));
    return { heading, statements: [...statements, ...rest] };
  };
  return [await tell('Places it holds', held), await tell('Places it contests', contested)];
}
