/** What Discord and the database can do while updates are sent: each arrives once and in order, and the log says what happened. */
import { describe, expect, it } from 'vitest';
import type { Asker } from '../../../src/model/asker.ts';
import { answerSubscribe } from '../../../src/updates/subscribe.ts';
import type { Fault } from '../../discord/server/faults.ts';
import { ANALYST, type Guild, makeGuild } from '../../discord/server/world.ts';
import { shown, type World, world } from './world.ts';

/** How many channels refuse at once; SITREP_STORM_CHANNELS sets it for a longer run. */
const CHANNELS = Number(process.env.SITREP_STORM_CHANNELS ?? 100);

const FELL = 'On 9 January 2019 the SDF captured Hajin from the Islamic State.';
const LOST = 'On 10 January 2019 the Islamic State captured Hajin from the SDF.';

/** How many updates meet each fault, every other one of them; SITREP_FAULT_UPDATES sets it for a longer run. Even. */
const UPDATES = Number(process.env.SITREP_FAULT_UPDATES ?? 2);

const dayAt = (n: number): number => Date.UTC(2018, 0, 1 + n);
const shownDay = (n: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(dayAt(n));

/** Hajin changes hands each day. */
const turn = (n: number): string => {
  const [winner, loser] = n % 2 === 0 ? ['the SDF', 'the Islamic State'] : ['the Islamic State', 'the SDF'];
  return `On ${shownDay(n)} ${winner} captured Hajin from ${loser}.`;
};

const POST = /channels\/\d+\/messages$/;

/** Requests give up and wait so quickly that no test has to sleep. */
const QUICK = { fallbackWaitMs: 20, timeoutMs: 250 };

const subscribe = async (w: World, guild: Guild, options = {}): Promise<void> => {
  const [channel] = guild.channels;
  const askedFrom: Asker = {
    userId: ANALYST.id,
    scope: `guild:${guild.id}`,
    guildId: guild.id,
    channel: { id: channel?.id ?? '', name: '#reports', kind: 'text' },
    mayManage: true,
    botLacks: [],
  };
  await answerSubscribe({ ...w.core.contextFor(askedFrom.scope), askedFrom }, { place: 'Hajin', ...options });
  w.clock.now += 1;
};

const logged = (w: World, message: string): Record<string, unknown>[] => w.log.filter(({ msg }) => msg === message);

const postsTo = (w: World, guilds: readonly Guild[]): number => {
  const paths = new Set(guilds.map(({ channels: [channel] }) => `/channels/${channel?.id}/messages`));
  return w.discord.requests.filter(({ method, path }) => method === 'POST' && paths.has(path)).length;
};

describe('Discord that', () => {
  it.each<[string, Fault, number, string]>([
    ['accepts a message and answers 500', { kind: 'accept-then', status: 500 }, 5, 'update not sent'],
    ['accepts a message and never answers', { kind: 'silence' }, 5, 'update not sent'],
    ['cuts its answer off', { kind: 'truncate' }, 2, 'update not sent'],
    ['closes the connection', { kind: 'reset' }, 3, 'update not sent'],
    ['fails without accepting', { kind: 'status', status: 502 }, 9, 'update not sent'],
    ['answers 429 with a pause', { kind: 'rate-limit', retryAfter: 0.02 }, 3, 'update sent'],
    [
      'answers 429 with a long pause',
      { kind: 'rate-limit', retryAfter: 90 },
      1,
      'update waits for Discord’s rate limit',
    ],
    ['answers 429 without one', { kind: 'rate-limit' }, 3, 'update sent'],
    ['answers 429 without one for long', { kind: 'rate-limit' }, 5, 'update waits for Discord’s rate limit'],
  ])(
    `%s has each of ${UPDATES} updates once, in order, in its ledger and log`,
    async (_, fault, times, message) => {
      const guild = makeGuild(1);
      const w = await world({ guilds: [guild] }, QUICK);
      await subscribe(w, guild);
      for (let n = 0; n < UPDATES; n += 1) {
        // The one is under way with its faults when the next comes.
        if (n % 2 === 0) w.discord.faults.add({ method: 'POST', path: POST, times, fault });
        await w.ingest(`a${n}`, turn(n));
        await w.pass();
        for (let round = 0; n % 2 === 1 && round < 12; round += 1) await w.pass(20_000);
      }
      const lines = w.posted().flatMap((posted) => shown(posted).split('\n'));
      const told = lines.filter((line) => / captured Hajin from .* on /.test(line) && !line.startsWith('>'));
      expect(told.map((line) => / on (\d+ \w+ \d{4})/.exec(line)?.[1])).toEqual(
        Array.from({ length: UPDATES }, (__, n) => shownDay(n)),
      );
      const ids = (await w.core.store.subscribers.ofChannel(w.channel)).map(({ id }) => id);
      const { deliveries } = await w.core.store.ledger.log(ids, { limit: 10 * UPDATES, offset: 0 });
      expect(deliveries.filter(({ kind, state }) => kind === 'incident' && state === 'sent')).toHaveLength(UPDATES);
      expect(deliveries.filter(({ state }) => state !== 'sent' && state !== 'filtered')).toEqual([]);
      expect(logged(w, message).length).toBeGreaterThanOrEqual(UPDATES / 2);
      expect(logged(w, 'update sent').reduce((sum, { updates }) => sum + Number(updates), 0)).toBe(
        deliveries.filter(({ state }) => state === 'sent').length,
      );
    },
    30_000 + UPDATES * 5_000,
  );

  it('has accepted a message long ago, without saying so, gets no second one', async () => {
    const guild = makeGuild(1);
    const w = await world({ guilds: [guild] }, QUICK);
    await subscribe(w, guild);
    w.discord.faults.add({ method: 'POST', path: POST, times: 4, fault: { kind: 'accept-then', status: 500 } });
    await w.ingest('one', FELL);
    await w.pass();
    expect(w.posted()).toHaveLength(1);
    w.discord.forgetNonces();
    await w.restart();
    await w.ingest('two', LOST);
    for (let round = 0; round < 3; round += 1) await w.pass(3_600_000);
    expect(w.posted().map((message) => / captured Hajin/.exec(shown(message))?.[0])).toHaveLength(2);
  });

  it(`refuses ${CHANNELS} channels at once gets one request from each, tells the one who made them in few words, and holds up nobody`, async () => {
    const guilds = Array.from({ length: CHANNELS + 1 }, (_, n) => makeGuild(n + 1));
    const w = await world({ guilds }, QUICK);
    for (const guild of guilds) await subscribe(w, guild);
    const [well, ...bad] = guilds;
    const codes = [10003, 50001, 50013, 10004];
    for (const [n, guild] of bad.entries()) {
      for (const channel of guild.channels) channel.refuses = codes[n % codes.length] ?? null;
    }
    await w.ingest('one', FELL);
    await w.pass();
    while ((await w.updates.round()).channels > 0) await w.updates.idle();
    await w.ingest('two', LOST);
    await w.pass(10_000);
    expect(postsTo(w, bad)).toBe(CHANNELS);
    expect(w.posted(well?.channels[0]?.id)).toHaveLength(2);
    const off = await w.core.store.subscribers.ofChannel(bad[0]?.channels[0]?.id ?? '');
    expect(off).toMatchObject([{ state: 'disabled', reason: { code: '10003', text: 'the channel no longer exists' } }]);
    expect(logged(w, 'subscriptions turned off')).toHaveLength(CHANNELS);
    await w.pass(120_000);
    const notices = w.discord.allMessages().filter((message) => shown(message).includes('I can no longer post'));
    expect(notices.length).toBeGreaterThan(0);
    expect(notices.length).toBeLessThanOrEqual(3);
    expect(shown(notices[0] ?? null)).toContain('/subscriptions resume');
  }, 120_000);
});

describe('a database that goes away while updates are sent', () => {
  it('and comes back has each update told once and in order, wherever it was lost', async () => {
    const guild = makeGuild(1);
    const w = await world({ guilds: [guild] }, QUICK);
    await subscribe(w, guild, { controlOnly: true });
    const days: string[] = [];
    let steps = Number.POSITIVE_INFINITY;
    for (let from = 1; from <= steps; from += 1) {
      days.push(shownDay(from));
      await w.ingest(`a${from}`, turn(from));
      Object.assign(w.outage, { calls: 0, from, lasts: 4 });
      for (let round = 0; round < 6; round += 1) {
        await w.updates.round().catch(() => undefined);
        await w.updates.idle();
        w.clock.now += 7_000;
      }
      steps = Math.min(steps, w.outage.calls);
      w.outage.from = Number.POSITIVE_INFINITY;
      w.clock.now += 60_000;
      await w.pass();
    }
    const lines = w.posted().flatMap((message) => shown(message).split('\n'));
    const told = lines.filter((line) => / captured Hajin from .* on /.test(line) && !line.startsWith('>'));
    expect(told.map((line) => / on (\d+ \w+ \d{4})/.exec(line)?.[1])).toEqual(days);
    expect(days.length).toBeGreaterThan(15);
    expect(logged(w, 'sending updates failed').length).toBeGreaterThan(0);
  });
});
