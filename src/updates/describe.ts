/** A subscription as an answer shows it: settings, what arrived last, and what can be done with it. */
import type { AnswerContext } from '../answer/context.ts';
import { EvidenceList, note } from '../answer/evidence-list.ts';
import { sideIds } from '../answer/filter.ts';
import { withText } from '../answer/plain-text.ts';
import { sayEvent, toneOf } from '../answer/wording/say-event.ts';
import type { Action, Answer, Section } from '../model/answer.ts';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import { viewerOf } from '../model/scope.ts';
import type { Subscription } from '../model/subscription.ts';
import { aboutOf, heldBack } from './about.ts';
import { filterWords, stateWords, timetableWords } from './words.ts';

/** How many of the newest events are looked through for one that the subscription would get. */
const LOOKED_THROUGH = 200;

/** The latest stored event that the subscription would get if it came today, or null. */
export const sampleFor = async (subscription: Subscription, context: AnswerContext): Promise<StoredEvent | null> => {
  const { filter, scope } = subscription;
  const query: EventQuery = {
    viewer: viewerOf(scope),
    firstOnly: true,
    order: 'newest',
    limit: LOOKED_THROUGH,
    ...(filter.place === null ? {} : { places: [filter.place.id] }),
    ...(filter.actor === null ? {} : { actors: sideIds(filter.actor, context) }),
    ...(filter.type === null ? {} : { types: [filter.type] }),
    ...(filter.controlOnly ? { controlOnly: true } : {}),
  };
  const always: Subscription = { ...subscription, state: 'active', since: 0 };
  const events = await context.store.events(query);
  return events.find((event) => heldBack(always, event, aboutOf(event, context), 0) === null) ?? null;
};

/** "@analysts", or what to do so that somebody is notified. */
const roleWords = (roleId: string, { askedFrom }: AnswerContext): string => {
  if (askedFrom === undefined || askedFrom.guildId === null) return `nobody, for only a server has roles`;
  const { name, fault } = askedFrom.role?.(roleId) ?? { name: `role ${roleId}`, fault: null };
  return fault === null ? name : `${name}, and nobody is notified: ${fault}`;
};

const settingsLines = (subscription: Subscription, context: AnswerContext): string[] => {
  const { id, channel, filter, timetable, role, title, state } = subscription;
  return [
    `What: ${filterWords(filter)}.`,
    `When: ${timetableWords(timetable)}.`,
    `Where: ${channel.name}.`,
    ...(title === null ? [] : [`Title: ${title}.`]),
    ...(role === null ? [] : [`Role mentioned: ${roleWords(role, context)}.`]),
    ...(state === 'active' ? [] : [`State: ${stateWords(subscription)}.`]),
    `Id: ${id}.`,
  ];
};

export type Described = {
  command: string;
  title: string;
  headline: string;
  subscription: Subscription;
  actions: readonly Action[];
  /** Sections after the settings. */
  more?: readonly Section[];
};

/** What was done, the settings as they are now, and the latest event that would have come. */
export const describe = async (context: AnswerContext, described: Described): Promise<Answer> => {
  const { command, title, headline, subscription, actions, more = [] } = described;
  const sample = await sampleFor(subscription, context);
  const evidence = new EvidenceList();
  const shown =
    sample === null
      ? note('Nothing stored would have come, so there is no sample yet.')
      : evidence.statement(sayEvent(sample, context.knowledge), toneOf(sample), [sample]);
  return withText({
    command,
    title,
    headline,
    sections: [
      { heading: 'Settings', statements: settingsLines(subscription, context).map(note) },
      ...more,
      { heading: 'Sample: the latest that would have come', statements: [shown] },
    ],
    evidence: evidence.all,
    actions: [...actions],
    again: { command: 'subscriptions', options: { subcommand: 'show', id: subscription.id } },
  });
};

/** What a button under a subscription asks. */
export const action = (
  label: string,
  subcommand: string,
  id: string,
  options: Record<string, string> = {},
): Action => ({
  label,
  command: 'subscriptions',
  options: { subcommand, id, ...options },
});
