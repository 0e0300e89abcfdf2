import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/model/answer.ts';
import { discordForTest, runBot } from './running-bot.ts';
import { answer, command } from './sample-answers.ts';
import { textsOf } from './server/message-rules.ts';
import { makeGuild } from './server/world.ts';

const summary = command('summary', () => answer());

describe('a gateway connection', () => {
  it('that drops is resumed, and what happened meanwhile is answered', async () => {
    const { discord } = await runBot([summary]);
    discord.gateway.cut();
    const meanwhile = discord.interact({ command: 'summary' });
    expect(await discord.gateway.session(2)).toEqual({ kind: 'resumed' });
    expect((await meanwhile).steps).toEqual(['callback 4']);
  });

  it('that Discord asks to renew (op 7) is resumed', async () => {
    const { discord } = await runBot([summary]);
    discord.gateway.signal(7);
    expect(await discord.gateway.session(2)).toEqual({ kind: 'resumed' });
    expect((await discord.interact({ command: 'summary' })).steps).toEqual(['callback 4']);
  });

  it('that Discord ends for good is reported with what to mend', async () => {
    const { discord, bot } = await runBot([summary]);
    discord.gateway.closeAll(4004);
    const error = await bot.failed;
    expect(error.code).toBe('wrong-token');
  });

  it('serves what it has where a guild is announced and never sent', async () => {
    const discord = await discordForTest({ withholdGuilds: true, guilds: [makeGuild(1), makeGuild(2)] });
    await runBot([summary], {}, discord);
    expect((await discord.interact({ command: 'summary' })).steps).toEqual(['callback 4']);
  });

  it('that brings a malformed interaction goes on', async () => {
    const rejections = new EventEmitter();
    const stray: unknown[] = [];
    const catcher = (reason: unknown): void => {
      stray.push(reason);
      rejections.emit('unhandledRejection', reason);
    };
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', catcher);
    try {
      const { discord, logged } = await runBot([summary], { rejections });
      discord.send('INTERACTION_CREATE', { id: '1', type: 2, data: null });
      await logged('a gateway event could not be read');
      expect(stray).toHaveLength(1);
      expect((await discord.interact({ command: 'summary' })).steps).toEqual(['callback 4']);
    } finally {
      process.off('unhandledRejection', catcher);
      for (const listener of others) process.on('unhandledRejection', listener);
    }
  });
});

describe('a bot that stops', () => {
  it('answers what is running first, refuses what is new, and closes the connection', async () => {
    let finish: (value: Answer) => void = () => undefined;
    const slow = new Promise<Answer>((resolve) => {
      finish = resolve;
    });
    const { discord, bot } = await runBot([command('summary', () => slow)], { dispatch: { deferAfterMs: 1 } });
    const running = discord.begin({ command: 'summary' });
    await running.acknowledged;
    const stopped = bot.stop(5_000);
    const refused = await discord.interact({ command: 'summary' });
    expect(refused.ephemeral).toBe(true);
    expect(textsOf(refused.message ?? {})).toEqual(['I am restarting. Ask again in a minute.']);
    finish(answer());
    expect((await running.reply).steps).toEqual(['callback 5', 'edit']);
    await stopped;
    expect(discord.gateway.connections()).toBe(0);
  });

  it('does not wait for what never ends', async () => {
    const { discord, bot, log } = await runBot([command('summary', () => new Promise(() => undefined))], {
      dispatch: { deferAfterMs: 1 },
    });
    await discord.begin({ command: 'summary' }).acknowledged;
    await bot.stop(20);
    expect(log.map(({ message }) => message)).toContain('stopped before every interaction was answered');
    expect(discord.gateway.connections()).toBe(0);
  });

  it('stops once, however often it is told to', async () => {
    const { bot } = await runBot([summary]);
    expect(await Promise.all([bot.stop(), bot.stop(), bot.stop()])).toEqual([undefined, undefined, undefined]);
  });
});
