import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { errorFields, isGone } from '../../src/discord/discord-error.ts';

const TOKEN = 'aW50ZXJhY3Rpb24tdG9rZW4tb2YtMTM4Mzgy';
const URL_WITH_TOKEN = `https://discord.com/api/v10/webhooks/1/${TOKEN}/messages/@original`;

describe('what is logged of an error', () => {
  it('has Discord’s code and status, and neither the address nor the token in it', () => {
    const error = new DiscordAPIError(
      { code: 50027, message: 'Invalid Webhook Token' },
      50027,
      401,
      'PATCH',
      URL_WITH_TOKEN,
      {
        files: undefined,
        body: { secret: 'text' },
      },
    );
    expect(errorFields(error)).toEqual({
      error: 'DiscordAPIError[50027]',
      message: 'Invalid Webhook Token',
      code: 50027,
      status: 401,
    });
    expect(isGone(error)).toBe(true);
  });

  it('of a failed request has its status alone', () => {
    const error = new HTTPError(500, 'Internal Server Error', 'POST', URL_WITH_TOKEN, {
      files: undefined,
      body: undefined,
    });
    expect(errorFields(error)).toEqual({ error: 'HTTPError', message: 'Internal Server Error', status: 500 });
    expect(isGone(error)).toBe(false);
  });

  it('never has a bot’s token, wherever it stands', () => {
    const token = 'MTEwMDAwMDAwMDAwMDAwMDAwMQ.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB';
    expect(JSON.stringify(errorFields(new Error(`refused ${token} at ${URL_WITH_TOKEN}`)))).not.toMatch(
      /abcdefghij|aW50ZXJhY/,
    );
    expect(errorFields(`thrown text ${token}`)).toEqual({ error: 'thrown text [secret]' });
  });
});
