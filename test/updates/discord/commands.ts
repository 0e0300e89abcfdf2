/** Subscriptions as people meet them: real commands, real store, a real bot against the local Discord. */
import { describe, expect, it } from 'vitest';
import { viewerOf } from '../../../src/model/scope.ts';
import { COLLEAGUE, type Message, makeGuild } from '../../discord/server/world.ts';
import { button, shown, type World, world } from './world.ts';

describe('/subscribe', () => {
  it('takes effect from its options alone, shows a sample, and the next article is posted once', async () => {
    const w = await world();
    const { message, ephemeral } = await w.discord.interact({ command: 'subscribe', options: { place: 'Suweida' } });
    expect(ephemeral).toBe(false);
    expect(shown(message)).toContain('Subscribed: Suweida');
    expect(shown(message)).toContain('Sample: the latest that would have come');
    await w.ingest('new', 'On 9 January 2019 the Syrian army captured the city of Suweida from the Islamic State.');
    await w.pass();
    await w.pass();
    expect(w.posted().map(shown)).toEqual([expect.stringContaining('captured the city of Suweida')]);
    expect(w.posted()[0]?.nonce).toMatch(/^.{1,25}$/);
    const post = w.discord.requests.findLast(({ path: at }) => at === `/channels/${w.channel}/messages`);
    expect(post?.body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
  });

  it('posts a long article as one message that Discord takes, says how many updates it leaves out, and mentions the role', async () => {
    const w = await world();
    const options = { place: 'Syria', role: '1200000000000000001', title: 'Syria <@&1> **now**' };
    await w.discord.interact({ command: 'subscribe', options });
    const towns = ['Hajin', 'Raqqa', 'Idlib', 'Aleppo', 'Homs', 'Hama', 'Palmyra', 'Manbij'];
    const forces = ['the SDF', 'the Syrian army', 'Turkish forces', 'HTS'];
    const sentences = towns.flatMap((town, n) =>
      forces.map((force, m) => `On ${1 + n + m} January 2019 ${force} shelled the town of ${town} in Syria.`),
    );
    await w.ingest('long', sentences.join('\n'));
    await w.pass();
    expect(w.posted()).toHaveLength(1);
    const text = shown(w.posted()[0] ?? null);
    expect(text).toMatch(/^<@&1200000000000000001>\n## Syria \\<@/);
    expect(text).toContain('updates.');
    expect(text).toMatch(/… and \d+ more: \/events place:/);
    const post = w.discord.requests.findLast(({ path: at }) => at === `/channels/${w.channel}/messages`);
    expect(post?.body).toMatchObject({ allowed_mentions: { parse: [], roles: ['1200000000000000001'] } });
  });

  it('has buttons for a test, editing and undoing, that work after a restart', async () => {
    const w = await world();
    const { message } = await w.discord.interact({ command: 'subscribe', options: { place: 'Suweida' } });
    await w.restart();
    const tested = await w.discord.press({ customId: button(message, 'Send a test'), on: message });
    expect(shown(tested.message)).toContain('within seconds');
    await w.pass();
    expect(w.posted().map(shown)).toEqual([expect.stringContaining('## Test: Update: Suweida')]);
    const edit = await w.discord.press({ customId: button(message, 'Edit'), on: message });
    const daily = await w.discord.press({ customId: button(edit.message, 'Send daily'), on: edit.message });
    expect(shown(daily.message)).toContain('every day at 08:00');
    await w.discord.press({ customId: button(daily.message, 'Undo'), on: daily.message });
    const list = await w.discord.interact({ command: 'subscriptions', subcommand: 'list' });
    expect(shown(list.message)).toContain('at once');
    const undone = await w.discord.press({ customId: button(daily.message, 'Undo'), on: daily.message });
    expect(shown(undone.message)).toContain('every day');
  });

  it('twice to the same is one subscription, and revives one that was off', async () => {
    const w = await world();
    const subscribe = (options: Record<string, string>) => w.discord.interact({ command: 'subscribe', options });
    await subscribe({ place: 'Hajin' });
    expect(shown((await subscribe({ place: 'Hajin' })).message)).toContain('Subscribed already');
    expect(shown((await subscribe({ place: 'Hajin', every: 'weekly' })).message)).toContain('Subscription changed');
    await w.discord.interact({ command: 'subscriptions', subcommand: 'pause' });
    expect(shown((await subscribe({ place: 'Hajin' })).message)).toContain('Subscribed again');
    const list = await w.discord.interact({ command: 'subscriptions', subcommand: 'list' });
    expect(shown(list.message)).toContain('1 subscription.');
  });

  it('works in direct messages, and says why not where the bot is only brought along', async () => {
    const w = await world();
    const dm = await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin' }, where: 'dm' });
    expect(shown(dm.message)).toContain('Where: direct messages');
    const foreign = await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin' }, where: 'user-app' });
    expect(shown(foreign.message)).toContain('add me to this server');
    expect(foreign.ephemeral).toBe(true);
  });

  it('asks for the member’s permission and the bot’s own, and names what is missing', async () => {
    const guild = makeGuild(1);
    const w = await world({ guilds: [guild] });
    const options = { place: 'Hajin' };
    const refused = await w.discord.interact({ command: 'subscribe', options, user: COLLEAGUE });
    expect(shown(refused.message)).toContain('You need the permission Manage Messages');
    expect(refused.ephemeral).toBe(true);
    for (const channel of guild.channels) channel.botPermissions = (1n << 10n).toString();
    const lacking = await w.discord.interact({ command: 'subscribe', options });
    expect(shown(lacking.message)).toContain('give my role Send Messages here');
    for (const subcommand of ['pause', 'remove', 'undo', 'test', 'edit', 'move', 'import']) {
      const text = subcommand === 'import' ? { text: '{}' } : {};
      const { message } = await w.discord.interact({
        command: 'subscriptions',
        subcommand,
        options: text,
        user: COLLEAGUE,
      });
      expect(shown(message)).toContain('You need the permission');
    }
  });

  it('names what is wrong with an option', async () => {
    const w = await world();
    for (const [options, words] of [
      [{ place: 'Qwxzyv' }, 'No place is known'],
      [{ place: 'Hajin', 'time-zone': 'Mars/Olympus' }, 'is no time zone'],
      [{ place: 'Hajin', at: '25:00' }, 'is no time'],
      [{ place: 'Hajin', quiet: 'always' }, 'are no hours'],
    ] as const) {
      const { message, ephemeral } = await w.discord.interact({ command: 'subscribe', options });
      expect(shown(message)).toContain(words);
      expect(ephemeral).toBe(true);
    }
  });
});

describe('/review of what was posted', () => {
  const posted = async (w: World): Promise<{ event: string; first: Message | null }> => {
    await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin' } });
    await w.ingest('new', 'On 9 January 2019 the SDF captured Hajin from the Islamic State.');
    await w.pass();
    const [event] = await w.core.store.events({ viewer: viewerOf('shared'), articleId: 'new' });
    return { event: event?.id ?? '', first: w.posted()[0] ?? null };
  };

  it('rewrites the message and answers it once, in the history of the channel and after the next start as well', async () => {
    const w = await world();
    const { event, first } = await posted(w);
    await w.discord.interact({ command: 'review', options: { event, verdict: 'wrong' } });
    await w.restart();
    for (let round = 0; round < 3; round += 1) await w.pass();
    expect(w.posted()).toHaveLength(2);
    const [rewritten, answer] = w.posted();
    expect(shown(rewritten ?? null)).toContain('Withdrawn: “The SDF captured Hajin');
    expect(answer?.message_reference).toMatchObject({ message_id: first?.id });
    expect(shown(answer ?? null)).toContain('An analyst judged it wrong');
    const log = await w.discord.interact({ command: 'subscriptions', subcommand: 'log' });
    expect(shown(log.message)).toContain('sent · retraction: The SDF captured Hajin');
  });

  it('is told as a message of its own where the bot may not reply, and where the first message is gone', async () => {
    const guild = makeGuild(1);
    const w = await world({ guilds: [guild] });
    const { event, first } = await posted(w);
    for (const channel of guild.channels) channel.botPermissions = ((1n << 10n) | (1n << 11n)).toString();
    w.discord.faults.add({
      method: 'PATCH',
      path: new RegExp(`messages/${first?.id}$`),
      times: 2,
      fault: { kind: 'status', status: 404, code: 10008 },
    });
    await w.discord.interact({ command: 'review', options: { event, verdict: 'wrong' } });
    await w.pass();
    expect(w.posted()).toHaveLength(2);
    expect(w.posted()[1]?.message_reference).toBeUndefined();
    expect(shown(w.posted()[1] ?? null)).toContain('Withdrawn');
  });
});
