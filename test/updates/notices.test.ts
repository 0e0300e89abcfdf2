import { describe, expect, it } from 'vitest';
import { createNotices } from '../../src/updates/notices.ts';

const noticing = (arrives = true) => {
  const clock = { now: 0 };
  const told: string[] = [];
  const warnings: object[] = [];
  const log = { info: () => undefined, warn: (fields: object) => void warnings.push(fields), error: () => undefined };
  const tell = async (user: string, text: string): Promise<boolean> => {
    told.push(`${user}: ${text}`);
    return arrives;
  };
  return { clock, told, warnings, notices: createNotices({ tell, log, now: () => clock.now }) };
};

describe('notices to a person', () => {
  it('that come together are one message, and the next is a minute later', async () => {
    const { clock, told, notices } = noticing();
    notices.add('1', 'A is off.');
    notices.add('2', 'X is off.');
    await notices.flush();
    expect(told).toEqual([]);
    notices.add('1', 'B is off.');
    clock.now = 2_000;
    await notices.flush();
    expect(told).toEqual(['1: A is off.\nB is off.', '2: X is off.']);
    notices.add('1', 'C is off.');
    clock.now = 61_999;
    await notices.flush();
    expect(told).toHaveLength(2);
    clock.now = 62_000;
    await notices.flush();
    expect(told[2]).toBe('1: C is off.');
  });

  it('are counted where they are too many for one message, and sent at once at the end', async () => {
    const { told, notices } = noticing();
    for (let n = 0; n < 500; n += 1) notices.add('1', `${n} is off.`);
    await notices.flush(true);
    expect(told).toHaveLength(1);
    expect(told[0]?.split('\n')).toHaveLength(13);
    expect(told[0]).toContain('… and 488 more channels');
  });

  it('that do not arrive are in the log', async () => {
    const { warnings, notices } = noticing(false);
    notices.add('1', 'A is off.');
    await notices.flush(true);
    expect(warnings).toEqual([{ user: '1', channels: 1 }]);
  });
});
