import { describe, expect, it } from 'vitest';
import { createRest } from '../../src/discord/rest.ts';
import { createSender } from '../../src/discord/sender.ts';
import { noticeView } from '../../src/discord/views/mistake-view.ts';
import { discordForTest } from './running-bot.ts';
import { textsOf } from './server/message-rules.ts';
import { makeGuild } from './server/world.ts';

const senderFor = (discord: Awaited<ReturnType<typeof discordForTest>>, timeoutMs = 5_000) =>
  createSender(createRest({ token: discord.token, apiUrl: discord.apiUrl, timeoutMs }));

describe('a message that is sent', () => {
  it('arrives once, with its nonce', async () => {
    const discord = await discordForTest();
    const channel = discord.guilds[0]?.channels[0]?.id ?? '';
    const { messageId } = await senderFor(discord).send(channel, noticeView('Hajin fell.'), { nonce: 'n1' });
    expect(discord.messages(channel).map(({ id, nonce }) => [id, nonce])).toEqual([[messageId, 'n1']]);
    expect(discord.messages(channel).map(textsOf)).toEqual([['Hajin fell.']]);
  });

  it.each([
    ['accepted and then answered with 500', { kind: 'accept-then', status: 500 } as const],
    ['accepted and never answered', { kind: 'silence' } as const],
  ])('arrives once although it is %s', async (_, fault) => {
    const discord = await discordForTest();
    const channel = discord.guilds[0]?.channels[0]?.id ?? '';
    discord.faults.add({ method: 'POST', path: /messages$/, fault });
    await senderFor(discord, 200).send(channel, noticeView('Hajin fell.'), { nonce: 'n1' });
    expect(discord.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
    expect(discord.messages(channel)).toHaveLength(1);
  });

  it('fails with an unknown outcome where the answer is cut off; sent again it is the same message', async () => {
    const discord = await discordForTest();
    const channel = discord.guilds[0]?.channels[0]?.id ?? '';
    const sender = senderFor(discord);
    discord.faults.add({ method: 'POST', path: /messages$/, times: 1, fault: { kind: 'truncate' } });
    const first = await sender.send(channel, noticeView('Hajin fell.'), { nonce: 'n1' }).catch(() => null);
    const second = await sender.send(channel, noticeView('Hajin fell.'), { nonce: 'n1' });
    expect(first).toBeNull();
    expect(discord.messages(channel).map(({ id }) => id)).toEqual([second.messageId]);
  });

  it('to a channel that refuses fails with Discord’s code after one request', async () => {
    const guild = makeGuild(1);
    const [channel] = guild.channels;
    const discord = await discordForTest({
      guilds: [{ ...guild, channels: channel ? [{ ...channel, refuses: 50013 }] : [] }],
    });
    await expect(senderFor(discord).send(channel?.id ?? '', noticeView('x'), { nonce: 'n' })).rejects.toMatchObject({
      code: 50013,
    });
    expect(discord.requests).toHaveLength(1);
  });

  it('needs a nonce of at most 25 characters', async () => {
    const discord = await discordForTest();
    await expect(senderFor(discord).send('1', noticeView('x'), { nonce: 'n'.repeat(26) })).rejects.toThrow(RangeError);
    expect(discord.requests).toHaveLength(0);
  });
});
