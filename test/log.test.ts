import { describe, expect, it } from 'vitest';
import { createLog, redact, secretsOf } from '../src/log.ts';

// Assembled here, so that nobody takes it for a real one.
const TOKEN = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GabcdE', 'x'.repeat(38)].join('.');

const written = (format: 'pretty' | 'json', write: (log: ReturnType<typeof createLog>) => void): string => {
  let text = '';
  const destination = {
    write: (line: string) => {
      text += line;
    },
  };
  write(createLog({ level: 'info', format, destination, colour: false, secrets: ['hunter22'] }));
  return text;
};

describe('the log', () => {
  it('is JSON, one object a line', () => {
    expect(JSON.parse(written('json', (log) => log.info({ guild: 3 }, 'ready')))).toMatchObject({
      level: 30,
      guild: 3,
      msg: 'ready',
    });
  });

  it('is readable where a person looks', () => {
    expect(written('pretty', (log) => log.warn({ guild: 3 }, 'slow'))).toMatch(/WARN: slow {"guild":3}/);
  });

  it('leaves out what is below its level', () => {
    expect(written('json', (log) => log.debug('detail'))).toBe('');
  });

  it.each(['pretty', 'json'] as const)('writes no secret, wherever it stands (%s)', (format) => {
    const text = written(format, (log) => {
      log.error({ err: new Error(`refused postgres://u:topsecret@db/x with hunter22`), token: TOKEN }, `Bot ${TOKEN}`);
    });
    expect(text).not.toMatch(/hunter22|topsecret/);
    expect(text).not.toContain(TOKEN);
    expect(text).toContain('postgres://u:[secret]@db/x');
  });
});

describe('redact', () => {
  it("hides the token of an interaction's address", () => {
    expect(redact(`POST /api/v10/interactions/123/${'aB3_'.repeat(10)}/callback`, [])).toBe(
      'POST /api/v10/interactions/123/[secret]/callback',
    );
  });

  it('leaves words with dots alone', () => {
    const text = 'See https://example.org/a.b.c and v1.2.3 at 10.0.0.1:8080.';
    expect(redact(text, [])).toBe(text);
  });
});

describe('secretsOf', () => {
  it('finds the token and the passwords inside addresses, as written and decoded', () => {
    expect(
      secretsOf({ discordToken: 'token', databaseUrl: 'postgres://u:p%40ss@db/x', redisUrl: 'redis://cache' }),
    ).toEqual(['token', 'p%40ss', 'p@ss']);
  });

  it('is not thrown off by a % that encodes nothing', () => {
    expect(secretsOf({ discordToken: null, databaseUrl: 'postgres://u:50%@db/x', redisUrl: null })).toEqual(['50%']);
  });
});
