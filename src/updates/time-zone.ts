/** Local time in a zone of the IANA database, by Intl, right on the days when clocks change. */
import { UserError } from '../errors.ts';

/** A moment as the clocks of a zone show it. `weekday` is 1 Monday to 7 Sunday. */
export type LocalTime = { day: string; minutes: number; seconds: number; weekday: number };

export type TimeZone = {
  name: string;
  local(at: number): LocalTime;
  /**
   * When the clocks show this day and time, in milliseconds since 1970: the first time where they show it twice, and as
   * much later as the clocks are put forward where they never do.
   */
  moment(day: string, time: string): number;
};

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Throws a UserError for a name that is no zone. */
export const timeZone = (name: string): TimeZone => {
  const format = formatOf(name);
  const wall = (at: number): number => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  };
  const offset = (at: number): number => wall(at) - Math.floor(at / 1000) * 1000;
  return {
    name: format.resolvedOptions().timeZone,
    local: (at) => {
      const shown = new Date(wall(at));
      return {
        day: shown.toISOString().slice(0, 10),
        minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
        seconds: shown.getUTCSeconds(),
        weekday: ((shown.getUTCDay() + 6) % 7) + 1,
      };
    },
    moment: (day, time) => {
      const wanted = Date.parse(`${day}T${time}:00Z`);
      const before = wanted - offset(wanted - DAY);
      const after = wanted - offset(wanted + DAY);
      const right = [before, after].filter((at) => at + offset(at) === wanted);
      return right.length === 0 ? before : Math.min(...right);
    },
  };
};

const formatOf = (name: string): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: name,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch (cause) {
    throw new UserError(
      'bad-time-zone',
      `time-zone: “${name.slice(0, 60)}” is no time zone; write one such as Europe/Berlin.`,
      {
        context: { option: 'time-zone' },
        cause,
      },
    );
  }
};

/** The day so many days later. */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Since when the clocks of a zone have shown the present hour. */
export const hourStart = (zone: TimeZone, at: number): number => {
  const { minutes, seconds } = zone.local(at);
  return at - (minutes % 60) * MINUTE - seconds * 1000 - (at % 1000);
};
