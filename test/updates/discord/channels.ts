/** Where updates can go: another channel than this one, a thread, a post of its own in a forum; and where they cannot. */
import { describe, expect, it } from 'vitest';
import { type Channel, COLLEAGUE, type Guild, makeGuild } from '../../discord/server/world.ts';
import { button, shown, type World, world } from './world.ts';

const FELL = 'On 9 January 2019 the SDF captured Hajin from the Islamic State.';
const LOST = 'On 10 January 2019 the Islamic State captured Hajin from the SDF.';

const MORE: readonly (Pick<Channel, 'name' | 'type'> & Partial<Channel>)[] = [
  { name: 'forum', type: 15 },
  { name: 'gallery', type: 16 },
  { name: 'rooms', type: 4 },
  { name: 'thread', type: 11, parentId: '1300000000000000001' },
  { name: 'quiet', type: 15, botPermissions: ((1n << 10n) | (1n << 11n)).toString() },
];

/** A server with a channel of each type beside the one where people ask. */
const manyChannels = (): { guild: Guild; idOf: (name: string) => string } => {
  const guild = makeGuild(1);
  for (const [n, channel] of MORE.entries()) {
    guild.channels.push({ id: `13500000000000000${n}0`, guildId: guild.id, refuses: null, ...channel });
  }
  return { guild, idOf: (name) => guild.channels.find((channel) => channel.name === name)?.id ?? '' };
};

const inForum = async (more: Partial<Channel> = {}): Promise<{ w: World; forum: string; posts: () => string[] }> => {
  const { guild, idOf } = manyChannels();
  const forum = idOf('forum');
  Object.assign(guild.channels.find(({ id }) => id === forum) ?? {}, more);
  const w = await world({ guilds: [guild] });
  const posts = (): string[] =>
    w.discord.requests
      .filter(({ method, path }) => method === 'POST' && path === `/channels/${forum}/threads`)
      .map(({ body }) => (body as { name: string }).name);
  return { w, forum, posts };
};

/** Messages in the posts of a forum, each with the post's id. */
const inPosts = (w: World): { post: string; text: string }[] =>
  w.discord.allMessages().flatMap((message) => {
    const post = message.channel_id;
    const own = typeof message.nonce === 'string' && post !== w.channel;
    return own ? [{ post, text: shown(message) }] : [];
  });

const passes = async (w: World, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await w.pass(5_000);
};

describe('a forum', () => {
  it('gets one post for the subscription, with its title, and each update in it, also after a restart', async () => {
    const { w, forum, posts } = await inForum();
    const options = { place: 'Hajin', channel: forum, title: 'Hajin **now**' };
    const { message } = await w.discord.interact({ command: 'subscribe', options });
    expect(shown(message)).toContain('to a post of its own in #forum');
    await w.ingest('one', FELL);
    await w.pass();
    await w.restart();
    await w.ingest('two', LOST);
    await w.pass();
    expect(posts()).toEqual(['Hajin **now**']);
    const messages = inPosts(w);
    expect(messages).toHaveLength(2);
    expect(new Set(messages.map(({ post }) => post)).size).toBe(1);
    expect(messages[0]?.text).toContain('The SDF captured Hajin');
    const list = await w.discord.interact({ command: 'subscriptions', subcommand: 'list' });
    expect(shown(list.message)).toContain('#forum');
  });

  it.each([
    ['is made and then answered with 500', { kind: 'accept-then', status: 500 } as const],
    ['is made and its answer cut off', { kind: 'truncate' } as const],
    ['is refused for its rate', { kind: 'rate-limit', retryAfter: 0.05 } as const],
  ])('has one post although it %s', async (_, fault) => {
    const { w, forum } = await inForum();
    await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin', channel: forum } });
    w.discord.faults.add({ method: 'POST', path: /\/threads$/, fault });
    await w.ingest('one', FELL);
    await passes(w, 4);
    expect(w.discord.postsIn(forum)).toHaveLength(1);
    expect(inPosts(w)).toHaveLength(1);
  });

  it('that wants a tag on every post gets one, and a new post where the old one was deleted', async () => {
    const { w, forum } = await inForum({ needsTag: true });
    await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin', channel: forum } });
    await w.ingest('one', FELL);
    await w.pass();
    const [first] = w.discord.postsIn(forum);
    w.discord.deleteChannel(first?.id ?? '');
    await w.ingest('two', LOST);
    await passes(w, 2);
    const [second] = w.discord.postsIn(forum);
    expect(second?.id).not.toBe(first?.id);
    expect(inPosts(w).at(-1)).toMatchObject({ post: second?.id, text: expect.stringContaining('Islamic State') });
  });

  it('that is gone turns the subscription off, with the reason', async () => {
    const { w, forum } = await inForum();
    await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin', channel: forum } });
    w.discord.deleteChannel(forum);
    await w.ingest('one', FELL);
    await passes(w, 2);
    const list = await w.discord.interact({ command: 'subscriptions', subcommand: 'list' });
    expect(shown(list.message)).toContain('off: the channel no longer exists');
  });

  it('rewrites and answers in its post what a review corrects', async () => {
    const { w, forum } = await inForum();
    await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin', channel: forum } });
    await w.ingest('one', FELL);
    await w.pass();
    const [event] = await w.core.store.events({ viewer: { scopes: ['shared'] }, articleId: 'one' });
    await w.discord.interact({ command: 'review', options: { event: event?.id ?? '', verdict: 'wrong' } });
    await w.pass();
    expect(inPosts(w).map(({ text }) => text)).toEqual([
      expect.stringContaining('Withdrawn: “The SDF captured Hajin'),
      expect.stringContaining('An analyst judged it wrong'),
    ]);
  });
});

describe('another channel', () => {
  it('is refused where no message can stand in it, or it is not of this server, with the reason', async () => {
    const { guild, idOf } = manyChannels();
    const w = await world({ guilds: [guild, makeGuild(2)] });
    for (const [channel, words] of [
      [idOf('gallery'), '#gallery is a media channel, whose posts must have a picture or film'],
      [idOf('rooms'), '#rooms is a category'],
      [makeGuild(2).channels[0]?.id ?? '', 'no such channel in this server'],
      ['1', 'no such channel in this server'],
      [idOf('quiet'), 'give my role Send Messages in Posts'],
    ] as const) {
      const options = { place: 'Hajin', channel };
      const { message, ephemeral } = await w.discord.interact({ command: 'subscribe', options });
      expect(shown(message)).toContain(words);
      expect(ephemeral).toBe(true);
    }
    const dm = await w.discord.interact({
      command: 'subscribe',
      options: { place: 'Hajin', channel: idOf('forum') },
      where: 'dm',
    });
    expect(shown(dm.message)).toContain('only in a server that has me');
  });

  it('takes updates as a thread, is moved to, exported and imported into', async () => {
    const { guild, idOf } = manyChannels();
    const w = await world({ guilds: [guild] });
    const thread = idOf('thread');
    const { message } = await w.discord.interact({
      command: 'subscribe',
      options: { place: 'Hajin', channel: thread },
    });
    expect(shown(message)).toContain('comes to #thread');
    await w.ingest('one', FELL);
    await w.pass();
    expect(w.posted(thread)).toHaveLength(1);
    await w.discord.press({ customId: button(message, 'Edit'), on: message });
    const id = /Id: ([0-9a-f]{8})/.exec(shown(message))?.[1] ?? '';
    const subscriptions = (subcommand: string, options: Record<string, string>) =>
      w.discord.interact({ command: 'subscriptions', subcommand, options });
    const moved = await subscriptions('move', { id, channel: idOf('forum') });
    expect(shown(moved.message)).toContain('Where: #forum');
    const exported = await subscriptions('export', { channel: idOf('forum') });
    expect(shown(exported.message)).toContain('Subscriptions of #forum');
    await subscriptions('import', { text: '{"place":"hajin"}', channel: thread });
    await w.ingest('two', LOST);
    await w.pass();
    expect(w.posted(thread)).toHaveLength(2);
    expect(w.discord.postsIn(idOf('forum'))).toHaveLength(1);
  });

  it('is managed by those who may manage it, wherever they are, and by nobody else', async () => {
    const { guild, idOf } = manyChannels();
    const w = await world({ guilds: [guild] });
    const thread = idOf('thread');
    const { message } = await w.discord.interact({
      command: 'subscribe',
      options: { place: 'Hajin', channel: thread },
    });
    const id = /Id: ([0-9a-f]{8})/.exec(shown(message))?.[1] ?? '';
    // Who manages one channel by a permission there manages no other.
    const here = { ...COLLEAGUE, permissions: (1n << 13n).toString() };
    for (const [subcommand, more] of Object.entries({
      pause: {},
      remove: {},
      test: {},
      edit: { every: 'daily' },
      move: {},
    })) {
      const refused = await w.discord.interact({
        command: 'subscriptions',
        subcommand,
        options: { id, ...more },
        user: here,
      });
      expect(shown(refused.message)).toContain('in #thread to change');
    }
    const refused = await w.discord.interact({
      command: 'subscribe',
      options: { place: 'Suweida', channel: thread },
      user: here,
    });
    expect(shown(refused.message)).toContain('You need the permission');
    await w.discord.interact({ command: 'subscriptions', subcommand: 'remove', options: { id } });
  });
});
