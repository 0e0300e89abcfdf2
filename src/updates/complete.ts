/** Choices while an option of a subscription is being typed. */
import type { Completion } from '../answer/complete.ts';
import type { AnswerContext } from '../answer/context.ts';
import { askerOf, subscriptionsOf } from './asking.ts';
import { filterWords, stateWords } from './words.ts';

const MAX_CHOICES = 25;

const matching = (choices: readonly Completion[], typed: string): Completion[] => {
  const wanted = typed.trim().toLowerCase();
  return choices.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MAX_CHOICES);
};

/** Subscriptions, those of this channel first. Values are ids. */
export const completeSubscription = async (context: AnswerContext, typed: string): Promise<Completion[]> => {
  const { channel } = askerOf(context);
  const all = await subscriptionsOf(context);
  const here = all.filter((one) => one.channel.id === channel?.id);
  const elsewhere = all.filter((one) => one.channel.id !== channel?.id);
  const choices = [...here, ...elsewhere].map((one) => {
    const state = one.state === 'active' ? '' : ` – ${stateWords(one)}`;
    return {
      name: `${filterWords(one.filter)} – ${one.channel.name}${state} (${one.id})`.slice(0, 100),
      value: one.id,
    };
  });
  return matching(choices, typed);
};

/** Zones of the IANA database that contain what was typed, well-known ones where nothing was. */
export const completeTimeZone = (typed: string): Completion[] => {
  const common = [
    'UTC',
    'Asia/Damascus',
    'Asia/Baghdad',
    'Europe/London',
    'Europe/Berlin',
    'Europe/Kyiv',
    'America/New_York',
  ];
  const zones = typed.trim() === '' ? common : ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return matching(
    zones.map((zone) => ({ name: zone, value: zone })),
    typed.trim().replace(/ /g, '_'),
  );
};

/** What is being typed, where it can be a time at all. */
const own = (typed: string): Completion[] => {
  const time = typed.trim();
  return /^[\w: –-]{1,40}$/.test(time) ? [{ name: time, value: time }] : [];
};

/** Times of day, and days for weekly digests. */
export const completeTime = (typed: string): Completion[] => {
  const times = ['06:00', '07:00', '08:00', '09:00', '12:00', '18:00', 'Monday 08:00', 'Friday 16:00'];
  const found = matching(
    times.map((time) => ({ name: time, value: time })),
    typed,
  );
  return found.length > 0 ? found : own(typed);
};

export const completeQuiet = (typed: string): Completion[] => {
  const hours = ['22:00-07:00', '20:00-08:00', '00:00-06:00', 'off'];
  const found = matching(
    hours.map((time) => ({ name: time, value: time })),
    typed,
  );
  return found.length > 0 ? found : own(typed);
};
