/** The options of a subscription as a person types them, into settings. */
import type { AnswerContext } from '../answer/context.ts';
import { filterOf, type UnknownName } from '../answer/filter.ts';
import { cleanName } from '../answer/parameters.ts';
import { UserError } from '../errors.ts';
import type { Factuality } from '../model/event.ts';
import {
  Frequency,
  SubscriptionFilter,
  type SubscriptionSettings,
  TimeOfDay,
  type Timetable,
} from '../model/subscription.ts';
import { timeZone } from './time-zone.ts';

/** Options by name; what was left out is undefined. */
export type SubscriptionOptions = {
  place?: string | undefined;
  actor?: string | undefined;
  type?: string | undefined;
  controlOnly?: boolean | undefined;
  minConfidence?: string | undefined;
  factuality?: string | undefined;
  every?: string | undefined;
  at?: string | undefined;
  timeZone?: string | undefined;
  quiet?: string | undefined;
  role?: string | undefined;
  title?: string | undefined;
};

export type Choices = Pick<SubscriptionSettings, 'filter' | 'timetable' | 'role' | 'title'>;

export const NOTHING_CHOSEN: Choices = {
  filter: { place: null, actor: null, type: null, controlOnly: false, minConfidence: null, factuality: [] },
  timetable: { every: 'instant', at: '08:00', weekday: 1, zone: 'UTC', quiet: null },
  role: null,
  title: null,
};

/** What can be asked for by factuality, and what that takes in. */
export const FACTUALITIES: Readonly<Record<string, readonly Factuality[]>> = {
  any: [],
  happened: ['actual', 'ongoing'],
  expected: ['planned', 'conditional'],
  attempted: ['attempted', 'failed'],
};

const NONE = /^(any|none|off|no)$/i;

const wrong = (option: string, message: string): UserError =>
  new UserError('bad-option', `${option}: ${message}`, { context: { option } });

/**
 * `before` with what was typed in place of it. A place or actor that nobody knows is an error to answer with; any other
 * mistake throws a UserError that names the option.
 */
export const chosen = async (
  context: AnswerContext,
  options: SubscriptionOptions,
  before: Choices,
): Promise<Choices | UnknownName> => {
  const typed = (text: string | undefined): string | undefined => (text !== undefined && NONE.test(text) ? '' : text);
  const found = await filterOf(context, {
    place: typed(options.place),
    actor: typed(options.actor),
    type: typed(options.type),
  });
  if ('error' in found) return found;
  const { place, actor, query } = found;
  const keep = <T>(option: string | undefined, old: T, now: T): T => (option === undefined ? old : now);
  const filter: SubscriptionFilter = {
    place: keep(options.place, before.filter.place, place === null ? null : { id: place.id, name: place.name }),
    actor: keep(options.actor, before.filter.actor, actor === null ? null : { id: actor.id, name: actor.name }),
    type: keep(options.type, before.filter.type, query.types?.[0]?.toLowerCase() ?? null),
    controlOnly: options.controlOnly ?? before.filter.controlOnly,
    minConfidence:
      options.minConfidence === undefined ? before.filter.minConfidence : confidenceOf(options.minConfidence),
    factuality: options.factuality === undefined ? before.filter.factuality : factualityOf(options.factuality),
  };
  return {
    filter,
    timetable: timetableOf(options, before.timetable),
    role: options.role === undefined ? before.role : roleOf(options.role),
    title: options.title === undefined ? before.title : titleOf(options.title),
  };
};

const confidenceOf = (typed: string): SubscriptionFilter['minConfidence'] => {
  if (NONE.test(typed)) return null;
  const parsed = SubscriptionFilter.shape.minConfidence.safeParse(typed.toLowerCase());
  if (parsed.success) return parsed.data;
  throw wrong('min-confidence', 'write low, moderate, high or any.');
};

const factualityOf = (typed: string): Factuality[] => {
  const found = FACTUALITIES[typed.toLowerCase()];
  if (found !== undefined && Object.hasOwn(FACTUALITIES, typed.toLowerCase())) return [...found];
  throw wrong('factuality', `write ${Object.keys(FACTUALITIES).join(', ')}.`);
};

const roleOf = (typed: string): string | null => {
  if (NONE.test(typed)) return null;
  const id = /^(?:<@&)?(\d{17,20})>?$/.exec(typed)?.[1];
  if (id === undefined) throw wrong('role', 'choose a role of this server.');
  return id;
};

const LONGEST_TITLE = 80;

const titleOf = (typed: string): string | null => {
  const title = cleanName(typed).slice(0, LONGEST_TITLE);
  return title === '' || NONE.test(title) ? null : title;
};

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const timetableOf = (options: SubscriptionOptions, before: Timetable): Timetable => {
  const every = options.every === undefined ? before.every : everyOf(options.every);
  const zone = options.timeZone === undefined ? before.zone : timeZone(options.timeZone).name;
  const quiet = options.quiet === undefined ? before.quiet : quietOf(options.quiet);
  return { ...before, every, zone, quiet, ...(options.at === undefined ? {} : atOf(options.at)) };
};

const everyOf = (typed: string): Frequency => {
  const parsed = Frequency.safeParse(typed.toLowerCase());
  if (parsed.success) return parsed.data;
  throw wrong('every', `write ${Frequency.options.join(', ')}.`);
};

/** `8:00`, `08:00`, `8`, `Monday 08:00`. */
const atOf = (typed: string): Pick<Timetable, 'at'> & Partial<Timetable> => {
  const [, day = '', hour = '', minute = '00'] = /^([a-z]{3,9})?\s*(\d{1,2})(?::(\d{2}))?$/i.exec(typed.trim()) ?? [];
  const at = TimeOfDay.safeParse(`${hour.padStart(2, '0')}:${minute}`);
  const weekday = WEEKDAYS.findIndex((name) => day !== '' && name.startsWith(day.toLowerCase()));
  if (!at.success || hour === '' || (day !== '' && weekday < 0)) {
    throw wrong('at', `“${typed.slice(0, 40)}” is no time; write 08:00, or Monday 08:00 for a weekly digest.`);
  }
  return { at: at.data, ...(day === '' ? {} : { weekday: weekday + 1 }) };
};

const quietOf = (typed: string): Timetable['quiet'] => {
  if (NONE.test(typed)) return null;
  const [, from = '', to = ''] = /^(\d{1,2}(?::\d{2})?)\s*(?:-|–|to)\s*(\d{1,2}(?::\d{2})?)$/i.exec(typed.trim()) ?? [];
  const time = (text: string): string => (text.includes(':') ? text : `${text}:00`).padStart(5, '0');
  if (from !== '' && TimeOfDay.safeParse(time(from)).success && TimeOfDay.safeParse(time(to)).success) {
    return { from: time(from), to: time(to) };
  }
  throw wrong('quiet', `“${typed.slice(0, 40)}” are no hours; write 22:00-07:00, or off.`);
};

/** The options that make these choices, by their names in Discord; what needs no saying is left out. */
export const optionsOf = ({ filter, timetable, role, title }: Choices): Record<string, string | boolean> => {
  const { place, actor, type, controlOnly, minConfidence, factuality } = filter;
  const { every, at, weekday, zone, quiet } = timetable;
  const kind = Object.entries(FACTUALITIES).find(([, values]) => values.join() === factuality.join())?.[0] ?? 'any';
  const day = WEEKDAYS[weekday - 1] ?? '';
  return {
    ...(place === null ? {} : { place: place.id }),
    ...(actor === null ? {} : { actor: actor.id }),
    ...(type === null ? {} : { type }),
    ...(controlOnly ? { 'control-only': true } : {}),
    ...(minConfidence === null ? {} : { 'min-confidence': minConfidence }),
    ...(kind === 'any' ? {} : { factuality: kind }),
    ...(every === 'instant' ? {} : { every }),
    ...(every === 'daily' ? { at } : every === 'weekly' ? { at: `${day} ${at}` } : {}),
    ...(zone === 'UTC' ? {} : { 'time-zone': zone }),
    ...(quiet === null ? {} : { quiet: `${quiet.from}-${quiet.to}` }),
    ...(role === null ? {} : { role }),
    ...(title === null ? {} : { title }),
  };
};
