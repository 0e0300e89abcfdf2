/** The filter that a question asks with – place, actor, types, period – as a query and in words. */
import type { Answer, Section } from '../model/answer.ts';
import type { EventQuery } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { typesOption } from './event-types.ts';
import { note } from './evidence-list.ts';
import type { AskedActor } from './find-names.ts';
import { findActor, findPlace } from './find-names.ts';
import { cleanName, periodOf } from './parameters.ts';
import { placeLabel, placeName } from './wording/places.ts';

export type FilterQuestion = {
  place?: string | undefined;
  actor?: string | undefined;
  type?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
};

export type Filter = {
  query: EventQuery;
  /** "Suweida, Islamic State, since 2018-07-01"; "" for everything. */
  words: string;
  place: PlaceRef | null;
  actor: AskedActor | null;
  hasPeriod: boolean;
  /** How names were read where that is not plain, a section of notes; none where it is. */
  readAs: Section[];
};

/** An answer's parts for a name that nobody knows. */
export type UnknownName = Pick<Answer, 'title' | 'headline' | 'sections' | 'evidence'> & {
  error: NonNullable<Answer['error']>;
};

/** The filter; or, for a place or actor that nobody knows, the error to answer with. Throws a UserError for bad dates and types. */
export async function filterOf(context: AnswerContext, question: FilterQuestion): Promise<Filter | UnknownName> {
  const { knowledge, viewer } = context;
  const period = periodOf(question.since, question.until);
  const types = typesOption(question.type);
  const place = question.place ? await findPlace(context, question.place) : null;
  if (place?.found === null) return unknownName('place', question.place ?? '', place.suggestions);
  const actor = question.actor ? await findActor(context, question.actor) : null;
  if (actor?.found === null) return unknownName('actor', question.actor ?? '', actor.suggestions);

  const who = actor?.found ?? null;
  const where = place?.found ?? null;
  const words = [
    where === null
      ? ''
      : place !== null && place.alternatives.length > 0
        ? placeLabel(where, knowledge)
        : placeName(where, knowledge),
    who?.name ?? '',
    types === null ? '' : types.name,
    question.since ? `since ${question.since}` : '',
    question.until ? `until ${question.until}` : '',
  ];
  return {
    query: {
      viewer,
      ...(where === null ? {} : { places: [where.id] }),
      ...(who === null ? {} : { actors: sideIds(who, context) }),
      ...(types === null ? {} : { types: [types.value] }),
      ...period,
    },
    words: words.filter((word) => word !== '').join(', '),
    place: where,
    actor: who,
    hasPeriod: period.since !== undefined || period.until !== undefined,
    readAs: readAsSection(place?.readAs, actor?.readAs),
  };
}

/** The section that says how names were read; none where they are plain. */
export function readAsSection(...said: readonly (string | null | undefined)[]): Section[] {
  const lines = said.filter((line) => line != null);
  return lines.length === 0 ? [] : [{ heading: null, statements: lines.map(note) }];
}

/** The most members that one query asks for. */
const MAX_MEMBERS = 200;

/** An actor and all its members. */
export function sideIds({ id }: Pick<AskedActor, 'id'>, { knowledge }: Pick<AnswerContext, 'knowledge'>): string[] {
  const members = knowledge.members(id).map((member) => member.id);
  return members.length === 0 ? [id] : members.slice(0, MAX_MEMBERS);
}

/** The answer to a name that nobody knows, with what could have been meant, and what can be done. */
export function unknownName(kind: 'place' | 'actor', typed: string, suggestions: string[]): UnknownName {
  const name = cleanName(typed);
  const message = `No ${kind} is known by the name “${name}”.`;
  const words = name.replace(/["“”«»]/g, '').trim();
  const hints = [
    ...(words === '' ? [] : [`/search text:"${words}" looks for the words themselves.`]),
    `How to add ${kind === 'place' ? 'a place' : 'an actor'} stands in the README under “Teaching it”.`,
  ];
  return {
    title: `Unknown ${kind}`,
    headline: message,
    sections: [{ heading: null, statements: hints.map(note) }],
    evidence: [],
    error: { code: `unknown-${kind}`, message, suggestions },
  };
}
