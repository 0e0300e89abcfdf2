/** Subscriptions in words. */
import type { Subscription, SubscriptionFilter, Timetable } from '../model/subscription.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** "Hajin, Islamic State, capture, changes of control only"; "everything" where nothing is asked for. */
export const filterWords = (filter: SubscriptionFilter): string => {
  const { place, actor, type, controlOnly, minConfidence, factuality } = filter;
  const words = [
    place?.name ?? '',
    actor?.name ?? '',
    type ?? '',
    controlOnly ? 'changes of control only' : '',
    minConfidence === null ? '' : `confidence at least ${minConfidence}`,
    factuality.length === 0 ? '' : `only what is ${factuality.join(' or ')}`,
  ].filter((word) => word !== '');
  return words.length === 0 ? 'everything' : words.join(', ');
};

/** "every day at 08:00 (Europe/Berlin), not between 22:00 and 07:00" */
export const timetableWords = ({ every, at, weekday, zone, quiet }: Timetable): string => {
  const when = {
    instant: 'at once',
    hourly: 'once an hour',
    daily: `every day at ${at}`,
    weekly: `every ${DAYS[weekday - 1]} at ${at}`,
  }[every];
  const where = every === 'daily' || every === 'weekly' || quiet !== null ? ` (${zone})` : '';
  return `${when}${where}${quiet === null ? '' : `, not between ${quiet.from} and ${quiet.to}`}`;
};

/** What stands above a subscription's messages. */
export const titleOf = ({ title, filter }: Pick<Subscription, 'title' | 'filter'>): string => {
  if (title !== null) return title;
  const { place, actor, type } = filter;
  const about = [place?.name, actor?.name, type].filter((word) => word != null).join(', ');
  return about === '' ? 'Update' : `Update: ${about}`;
};

/** "active", "paused", "off: the channel no longer exists" */
export const stateWords = ({ state, reason }: Pick<Subscription, 'state' | 'reason'>): string =>
  state === 'disabled' ? `off: ${reason?.text ?? 'no reason is known'}` : state;
