/** What happens to servers while updates come: roles that go, a bot that is thrown out and invited back, many subscriptions. */
import { describe, expect, it } from 'vitest';
import { allComponents } from '../../discord/server/message-rules.ts';
import { type Guild, guildJson, type Message, makeGuild } from '../../discord/server/world.ts';
import { button, shown, type World, world } from './world.ts';

const FELL = 'On 9 January 2019 the SDF captured Hajin from the Islamic State.';
const LOST = 'On 10 January 2019 the Islamic State captured Hajin from the SDF.';
const BACK = 'On 11 January 2019 the SDF captured Hajin from the Islamic State.';

const ANALYSTS = { id: '1600000000000000001', name: 'analysts', mentionable: true };
const EDITORS = { id: '1600000000000000002', name: 'editors', mentionable: false };
const VIEW_AND_SEND = ((1n << 10n) | (1n << 11n)).toString();

const idIn = (text: string): string => /Id: ([0-9a-f]{8})/.exec(text)?.[1] ?? '';

/** As a person copies it: Discord takes the escapes out. */
const rendered = (message: Message | null): string => shown(message).replace(/\\([^A-Za-z0-9\s])/g, '$1');

const show = async (w: World, id: string): Promise<string> =>
  shown((await w.discord.interact({ command: 'subscriptions', subcommand: 'show', options: { id } })).message);

describe('a role to mention', () => {
  it('is named, and so is what keeps it from being notified', async () => {
    const guild: Guild = { ...makeGuild(1), roles: [ANALYSTS, EDITORS] };
    const w = await world({ guilds: [guild] });
    const withRole = async (role: string): Promise<string> =>
      shown((await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin', role } })).message);
    expect(await withRole(ANALYSTS.id)).toContain('Role mentioned: @analysts.');
    expect(await withRole(EDITORS.id)).toContain('Role mentioned: @editors.');
    for (const channel of guild.channels) channel.botPermissions = VIEW_AND_SEND;
    expect(await withRole(EDITORS.id)).toContain(
      '@editors, and nobody is notified: allow everybody to mention it, or give my role Mention All Roles here.',
    );
    expect(await withRole(ANALYSTS.id)).toContain('Role mentioned: @analysts.');
    expect(await withRole(guild.id)).toContain('nobody is notified: everybody is no role that can be mentioned');
    expect(await withRole('1699999999999999999')).toContain('nobody is notified: it no longer exists');
    const { message } = await w.discord.interact({
      command: 'subscribe',
      options: { place: 'Hajin', role: ANALYSTS.id },
      where: 'dm',
    });
    expect(shown(message)).toContain('Role mentioned: nobody, for only a server has roles.');
  });

  it('that is deleted is mentioned no longer, is shown as gone, and can be left out', async () => {
    const guild: Guild = { ...makeGuild(1), roles: [ANALYSTS] };
    const w = await world({ guilds: [guild] });
    const options = { place: 'Hajin', role: ANALYSTS.id };
    const { message } = await w.discord.interact({ command: 'subscribe', options });
    const id = idIn(shown(message));
    await w.ingest('one', FELL);
    await w.pass();
    w.discord.send('GUILD_ROLE_DELETE', { guild_id: guild.id, role_id: ANALYSTS.id });
    expect(await show(w, id)).toContain('nobody is notified: it no longer exists');
    await w.ingest('two', LOST);
    await w.pass();
    expect(w.posted().map((posted) => shown(posted).includes(`<@&${ANALYSTS.id}>`))).toEqual([true, false]);
    const edit = await w.discord.interact({ command: 'subscriptions', subcommand: 'edit', options: { id } });
    await w.discord.press({ customId: button(edit.message, 'Mention nobody'), on: edit.message });
    expect(await show(w, id)).not.toContain('Role mentioned');
  });
});

describe('a server that throws the bot out', () => {
  const thrownOut = async (): Promise<{ w: World; guild: Guild; id: string; invite: () => void }> => {
    const guild = makeGuild(1);
    const w = await world({ guilds: [guild] });
    const { message } = await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin' } });
    const id = idIn(shown(message));
    w.discord.send('GUILD_DELETE', { id: guild.id });
    for (const channel of guild.channels) channel.refuses = 50001;
    await w.ingest('one', FELL);
    await w.pass();
    expect(await w.core.store.subscribers.get([id])).toMatchObject([{ state: 'disabled', reason: { code: '50001' } }]);
    const invite = (): void => {
      for (const channel of guild.channels) channel.refuses = null;
    };
    return { w, guild, id, invite };
  };

  it('and invites it back has its updates again, without what came up meanwhile', async () => {
    const { w, guild, invite } = await thrownOut();
    await w.ingest('two', LOST);
    await w.pass();
    invite();
    w.discord.send('GUILD_CREATE', guildJson(guild));
    // An answer shows that what came before it through the gateway was seen.
    await w.discord.interact({ command: 'subscriptions', subcommand: 'list' });
    await w.pass();
    await w.ingest('three', BACK);
    await w.pass();
    expect(w.posted().map(shown)).toEqual([expect.stringContaining('11 January 2019')]);
  });

  it('and invites it back while it does not run has its updates again from its next start on', async () => {
    const { w, invite } = await thrownOut();
    invite();
    await w.restart();
    await w.pass();
    await w.ingest('two', LOST);
    await w.pass();
    expect(w.posted().map(shown)).toEqual([expect.stringContaining('10 January 2019')]);
  });

  it('or hides the channel from it has them only when it may see the channel again', async () => {
    const { w, guild, id, invite } = await thrownOut();
    invite();
    for (const channel of guild.channels) channel.botPermissions = '0';
    await w.restart();
    await w.pass();
    expect(await w.core.store.subscribers.get([id])).toMatchObject([{ state: 'disabled' }]);
    for (const channel of guild.channels) channel.botPermissions = VIEW_AND_SEND;
    await w.restart();
    await w.pass();
    expect(await w.core.store.subscribers.get([id])).toMatchObject([{ state: 'active', reason: null }]);
  });
});

describe('a channel with many subscriptions', () => {
  it('is exported whole, as what another channel imports', async () => {
    const guild = makeGuild(1);
    guild.channels.push({ id: '1350000000000000001', guildId: guild.id, name: 'other', type: 0, refuses: null });
    const w = await world({ guilds: [guild] });
    const types = ['battles', 'airstrike', 'capture', 'protests', 'agreement', 'besiege', 'withdraw', 'deploy'];
    for (const place of ['Hajin', 'Raqqa', 'Idlib', 'Aleppo', 'Homs']) {
      for (const [n, type] of types.entries()) {
        const title = `${place} *${n}* _now_ | \`x\` "q"`;
        const options = { place, type, title, every: 'weekly', at: 'Friday 09:30', quiet: '22:00-07:00' };
        const { message } = await w.discord.interact({ command: 'subscribe', options });
        expect(shown(message)).toContain('Subscribed');
      }
    }
    let { message } = await w.discord.interact({ command: 'subscriptions', subcommand: 'export' });
    let lines: string[] = [];
    for (;;) {
      lines = [...lines, ...(rendered(message).match(/\{.*\}/g) ?? [])];
      const next = allComponents(message ?? {}).find(({ label }) => label === 'Next ▶');
      if (next === undefined || next.disabled === true) break;
      const pressed = await w.discord.press({ customId: String(next.custom_id), on: message });
      message = pressed.original ?? pressed.message;
    }
    expect(lines).toHaveLength(40);
    const imported = await w.discord.interact({
      command: 'subscriptions',
      subcommand: 'import',
      options: { text: lines.slice(0, 20).join('\n'), channel: '1350000000000000001' },
    });
    expect(shown(imported.message)).toContain('20 lines read');
    const there = await w.core.store.subscribers.ofChannel('1350000000000000001');
    expect(there).toHaveLength(20);
    const here = await w.core.store.subscribers.ofChannel(w.channel);
    const settings = ({ filter, timetable, title }: (typeof here)[number]) =>
      JSON.stringify({ filter, timetable, title });
    const had = new Set(here.map(settings));
    expect(there.filter((one) => !had.has(settings(one)))).toEqual([]);
  });
});
