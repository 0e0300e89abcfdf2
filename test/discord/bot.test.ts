import { describe, expect, it } from 'vitest';
import { startBot } from '../../src/discord/bot.ts';
import { UserError } from '../../src/errors.ts';
import { discordForTest, runBot, settingsFor } from './running-bot.ts';
import { answer, command } from './sample-answers.ts';
import { textsOf } from './server/message-rules.ts';

const summary = command('summary', () => answer());

describe('a bot that starts', () => {
  it('registers its commands, logs in with the Guilds intent alone, and answers', async () => {
    const { bot, discord } = await runBot([summary]);
    expect(bot.registration).toEqual({ status: 'registered', count: 1 });
    expect(discord.gateway.identifies.map(({ intents }) => intents)).toEqual([1]);
    const reply = await discord.interact({ command: 'summary', options: { place: 'Suweida' } });
    expect(reply.steps).toEqual(['callback 4']);
    expect(reply.ephemeral).toBe(false);
    const text = textsOf(reply.message ?? {}).join('\n');
    expect(text).toContain('**The army is gaining ground.**');
    expect(text).toContain(
      '● The army took the dam. \\[1\\]\n> “The SAA conquers the dam and besieges the town” \\[1\\]',
    );
    expect(text).toContain('[Syria, the army gains ground](<https://news.example/a1>)');
    expect(discord.violations()).toEqual([]);
  });

  it('registers nothing the second time, though Discord lists commands otherwise', async () => {
    const { discord, bot } = await runBot([summary, command('events', () => answer())]);
    await bot.stop();
    const again = await runBot([summary, command('events', () => answer())], {}, discord);
    expect(again.bot.registration).toEqual({ status: 'unchanged', count: 2 });
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });
});

describe('a bot that cannot start', () => {
  const failure = async (start: Promise<unknown>): Promise<UserError> => {
    const error: unknown = await start.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof UserError)) throw new Error(`not a UserError: ${String(error)}`);
    expect(error.message.split('\n')).toHaveLength(1);
    return error;
  };

  it('names the token when Discord refuses it', async () => {
    const discord = await discordForTest();
    const error = await failure(startBot({ ...settingsFor(discord, [summary]), token: 'wrong.token.here' }));
    expect(error.code).toBe('wrong-token');
    expect(error.message).toContain('token');
    expect(error.message).not.toContain('wrong.token.here');
  });

  it('names the token when the gateway alone refuses it', async () => {
    const discord = await discordForTest({ refuseIdentify: 4004 });
    const error = await failure(startBot(settingsFor(discord, [summary])));
    expect(error.code).toBe('wrong-token');
  });

  it('names the intent when Discord disallows it', async () => {
    const discord = await discordForTest({ refuseIdentify: 4014 });
    const log: object[] = [];
    const note = (fields: object): void => void log.push(fields);
    const port = { info: note, warn: note, error: note };
    const error = await failure(startBot(settingsFor(discord, [summary], port)));
    expect(JSON.stringify(log)).not.toContain('stack');
    expect(error.code).toBe('disallowed-intents');
    expect(error.message).toContain('intent');
  });

  it('names the address when nobody listens there', async () => {
    const discord = await discordForTest();
    const error = await failure(startBot({ ...settingsFor(discord, [summary]), apiUrl: 'http://127.0.0.1:9/api' }));
    expect(error.code).toBe('unreachable');
    expect(error.message).toContain('http://127.0.0.1:9 (DISCORD_API_URL)');
  });

  it('gives up when the gateway keeps closing before READY', async () => {
    const discord = await discordForTest({ refuseIdentify: 4002 });
    const error = await failure(startBot({ ...settingsFor(discord, [summary]), readyTimeoutMs: 300 }));
    expect(error.code).toBe('not-ready');
  });
});
