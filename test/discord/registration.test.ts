import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { sameCommands } from '../../src/discord/command-shape.ts';
import { registerCommands } from '../../src/discord/registration.ts';
import { createRest } from '../../src/discord/rest.ts';
import { discordForTest } from './running-bot.ts';
import type { LocalDiscord } from './server/local-discord.ts';

type CommandData = RESTPostAPIChatInputApplicationCommandsJSONBody;

const summary: CommandData = {
  name: 'summary',
  description: 'What happened',
  description_localizations: { de: 'Was geschah', fr: 'Ce qui est arrivé' },
  integration_types: [1, 0],
  contexts: [0, 1, 2],
  options: [
    { type: 3, name: 'place', description: 'Where', required: true, autocomplete: true, choices: [] },
    { type: 4, name: 'limit', description: 'How many', required: false, min_value: 1, max_value: 25 },
  ],
};
const events: CommandData = { name: 'events', description: 'Events', options: [] };

const register = (discord: LocalDiscord, commands: readonly CommandData[], guildId: string | null = null) =>
  registerCommands({
    rest: createRest({ token: discord.token, apiUrl: discord.apiUrl }),
    token: discord.token,
    apiUrl: discord.apiUrl,
    guildId,
    commands,
  });

const writes = (discord: LocalDiscord): number => discord.requests.filter(({ method }) => method === 'PUT').length;

describe('registering commands', () => {
  it('writes once, and then nothing while nothing differs', async () => {
    const discord = await discordForTest();
    expect(await register(discord, [summary, events])).toEqual({ status: 'registered', count: 2 });
    expect(await register(discord, [events, summary])).toEqual({ status: 'unchanged', count: 2 });
    expect(writes(discord)).toBe(1);
    expect(discord.commands().map(({ name }) => name)).toEqual(['summary', 'events']);
  });

  it('writes in the guild alone where one is given', async () => {
    const discord = await discordForTest();
    const guild = discord.guilds[0]?.id ?? '';
    expect(await register(discord, [summary], guild)).toEqual({ status: 'registered', count: 1 });
    expect(await register(discord, [summary], guild)).toEqual({ status: 'unchanged', count: 1 });
    expect(discord.commands()).toEqual([]);
    expect(discord.commands(guild).map(({ name }) => name)).toEqual(['summary']);
  });

  it.each<[string, CommandData]>([
    ['a description', { ...summary, description: 'What took place' }],
    ['a translation', { ...summary, description_localizations: { de: 'Was los war', fr: 'Ce qui est arrivé' } }],
    [
      'an option’s bound',
      {
        ...summary,
        options: [
          ...(summary.options ?? []).slice(0, 1),
          { type: 4, name: 'limit', description: 'How many', min_value: 1, max_value: 50 },
        ],
      },
    ],
    [
      'the order of options',
      { ...summary, options: [...(summary.options ?? [])].map((option) => ({ ...option, required: false })).reverse() },
    ],
    ['who may use it', { ...summary, default_member_permissions: '32' }],
    ['where it may be used', { ...summary, contexts: [0] }],
  ])('writes again where %s differs', async (_, changed) => {
    const discord = await discordForTest();
    await register(discord, [summary]);
    expect(await register(discord, [changed])).toEqual({ status: 'registered', count: 1 });
    expect(await register(discord, [changed])).toEqual({ status: 'unchanged', count: 1 });
  });

  it('removes what the program no longer has', async () => {
    const discord = await discordForTest();
    await register(discord, [summary, events]);
    await register(discord, [summary]);
    expect(discord.commands().map(({ name }) => name)).toEqual(['summary']);
  });

  it('says how to mend a guild that the bot is not in', async () => {
    const discord = await discordForTest();
    await expect(register(discord, [summary], '1299999999999999999')).rejects.toMatchObject({
      code: 'missing-access',
      message: expect.stringContaining('DISCORD_GUILD_ID') as string,
    });
  });

  it('reads the application from the token where the API does not name it', async () => {
    const discord = await discordForTest();
    discord.faults.add({ path: /@me$/, times: 3, fault: { kind: 'status', status: 404 } });
    expect(await register(discord, [summary])).toEqual({ status: 'registered', count: 1 });
  });

  it('waits out a 429 that names no time, instead of asking in a hot loop', async () => {
    const discord = await discordForTest();
    discord.faults.add({ method: 'PUT', path: /commands$/, times: 3, fault: { kind: 'rate-limit' } });
    const rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, fallbackWaitMs: 20 });
    const { token, apiUrl } = discord;
    await registerCommands({ rest, token, apiUrl, guildId: null, commands: [summary] });
    expect(writes(discord)).toBe(4);
  });

  it('gives up after five 429s in a row', async () => {
    const discord = await discordForTest();
    discord.faults.add({ method: 'PUT', path: /commands$/, times: 100, fault: { kind: 'rate-limit' } });
    const rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, fallbackWaitMs: 1 });
    const { token, apiUrl } = discord;
    await expect(registerCommands({ rest, token, apiUrl, guildId: null, commands: [summary] })).rejects.toMatchObject({
      code: 'rate-limited',
    });
    expect(writes(discord)).toBe(5);
  });
});

describe('two lists of commands', () => {
  it('are the same whatever Discord adds to them', () => {
    const registered = {
      ...events,
      id: '1',
      application_id: '2',
      version: '3',
      type: 1,
      nsfw: false,
      dm_permission: true,
      contexts: null,
      integration_types: [0, 1],
      default_permission: true,
      name_localizations: null,
      something_new: 5,
    };
    expect(sameCommands({ wanted: [events], registered: [registered], inGuild: false })).toBe(true);
  });

  it('differ where Discord has one more', () => {
    expect(sameCommands({ wanted: [events], registered: [{ ...events }, { ...summary }], inGuild: false })).toBe(false);
  });
});
