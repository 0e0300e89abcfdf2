import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timetable } from '../../src/model/subscription.ts';
import { timeZone } from '../../src/updates/time-zone.ts';
import { dueTimes, quietUntil } from '../../src/updates/timetable.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (moment: number): string => new Date(moment).toISOString().slice(0, 16);
const table = (more: Partial<Timetable>): Timetable => ({
  every: 'instant',
  at: '08:00',
  weekday: 1,
  zone: 'Europe/Berlin',
  quiet: null,
  ...more,
});
const due = (more: Partial<Timetable>, moment: string): string => iso(dueTimes(table(more))(at(moment)));

describe('a time zone', () => {
  it('knows the moment of a local time, also where clocks show it twice or never', () => {
    const berlin = timeZone('Europe/Berlin');
    expect(iso(berlin.moment('2019-03-30', '02:30'))).toBe('2019-03-30T01:30');
    expect(iso(berlin.moment('2019-03-31', '02:30'))).toBe('2019-03-31T01:30');
    expect(iso(berlin.moment('2019-10-27', '02:30'))).toBe('2019-10-27T00:30');
    expect(iso(berlin.moment('2019-10-28', '02:30'))).toBe('2019-10-28T01:30');
  });

  it('refuses a name that is none, naming the option', () => {
    expect(() => timeZone('Mars/Olympus')).toThrow(/time-zone: “Mars\/Olympus” is no time zone/);
  });

  it('shows at any moment the time that leads back to it, but in the hour that comes twice', () => {
    const zones = [
      'UTC',
      'Asia/Damascus',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Europe/Berlin',
    ];
    const times = fc
      .integer({ min: at('2000-01-01'), max: at('2030-01-01') })
      .map((ms) => Math.floor(ms / 60_000) * 60_000);
    fc.assert(
      fc.property(fc.constantFrom(...zones), times, (name, moment) => {
        const zone = timeZone(name);
        const { day, minutes } = zone.local(moment);
        const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
        const back = zone.moment(day, time);
        expect(zone.local(back)).toMatchObject({ day, minutes });
        expect(moment - back).toBeGreaterThanOrEqual(0);
        expect(moment - back).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});

describe('a timetable', () => {
  it.each([
    ['at once', {}, '2019-03-31T05:00:00Z', '2019-03-31T05:00'],
    ['the next full hour', { every: 'hourly' }, '2019-03-31T05:10:00Z', '2019-03-31T06:00'],
    [
      'the next full hour of a zone that is half an hour off',
      { every: 'hourly', zone: 'Asia/Kolkata' },
      '2019-03-31T05:10:00Z',
      '2019-03-31T05:30',
    ],
    ['today', { every: 'daily' }, '2019-03-30T06:59:00Z', '2019-03-30T07:00'],
    ['tomorrow, on a day that is an hour shorter', { every: 'daily' }, '2019-03-30T07:00:00Z', '2019-03-31T06:00'],
    ['tomorrow, on a day that is an hour longer', { every: 'daily' }, '2019-10-26T06:00:00Z', '2019-10-27T07:00'],
    ['on its weekday', { every: 'weekly', weekday: 5 }, '2019-03-26T12:00:00Z', '2019-03-29T07:00'],
    ['a week later', { every: 'weekly', weekday: 5 }, '2019-03-29T07:00:00Z', '2019-04-05T06:00'],
    ['when quiet hours end', { quiet: { from: '22:00', to: '07:00' } }, '2019-03-30T22:30:00Z', '2019-03-31T05:00'],
    [
      'a digest after quiet hours',
      { every: 'daily', quiet: { from: '06:00', to: '09:00' } },
      '2019-01-01T00:00:00Z',
      '2019-01-01T08:00',
    ],
  ] as const)('sends %s', (_, more, moment, expected) => {
    expect(due(more as Partial<Timetable>, moment)).toBe(expected);
  });

  it('never sends in quiet hours, never before the update, and a digest within its period', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const tables = fc.record({
      every: fc.constantFrom('instant', 'hourly', 'daily', 'weekly'),
      at: time,
      weekday: fc.integer({ min: 1, max: 7 }),
      zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
      quiet: fc.option(fc.record({ from: time, to: time }), { nil: null }),
    }) as fc.Arbitrary<Timetable>;
    const DAY = 86_400_000;
    const longest = { instant: 0, hourly: DAY / 24, daily: DAY, weekly: 7 * DAY };
    fc.assert(
      fc.property(tables, fc.integer({ min: at('2018-01-01'), max: at('2021-01-01') }), (timetable, moment) => {
        const sent = dueTimes(timetable)(moment);
        expect(sent).toBeGreaterThanOrEqual(moment);
        expect(quietUntil(timetable, timeZone(timetable.zone), sent)).toBeNull();
        const quiet = timetable.quiet === null ? 0 : DAY;
        expect(sent - moment).toBeLessThanOrEqual(longest[timetable.every] + quiet + 2 * 3_600_000);
      }),
    );
  });
});
