/** When an update may be sent: at once or with the next digest, and never in quiet hours. */
import type { Timetable } from '../model/subscription.ts';
import { daysLater, hourStart, minutesOf, type TimeZone, timeZone } from './time-zone.ts';

const HOUR = 3_600_000;

/** The first moment from which an update of this time may go out, quiet hours left aside. */
const digestAfter = ({ every, at, weekday }: Timetable, zone: TimeZone, moment: number): number => {
  if (every === 'instant') return moment;
  if (every === 'hourly') return hourStart(zone, moment) + HOUR;
  const today = zone.local(moment);
  const ahead = every === 'daily' ? 0 : (weekday - today.weekday + 7) % 7;
  const first = zone.moment(daysLater(today.day, ahead), at);
  return first > moment ? first : zone.moment(daysLater(today.day, ahead + (every === 'daily' ? 1 : 7)), at);
};

/** When the quiet hours that this moment lies in end, or null where it lies in none. */
export const quietUntil = ({ quiet }: Timetable, zone: TimeZone, moment: number): number | null => {
  if (quiet === null || quiet.from === quiet.to) return null;
  const { day, minutes } = zone.local(moment);
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  const inside = from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
  if (!inside) return null;
  const end = zone.moment(day, quiet.to);
  return end > moment ? end : zone.moment(daysLater(day, 1), quiet.to);
};

/** From when an update came up to when it is to be sent, both in milliseconds since 1970. */
export const dueTimes = (timetable: Timetable): ((moment: number) => number) => {
  if (timetable.every === 'instant' && timetable.quiet === null) return (moment) => moment;
  const zone = timeZone(timetable.zone);
  return (moment) => {
    const due = digestAfter(timetable, zone, moment);
    return quietUntil(timetable, zone, due) ?? due;
  };
};
