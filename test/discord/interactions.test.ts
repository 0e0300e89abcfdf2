import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/discord/command.ts';
import { UserError } from '../../src/errors.ts';
import type { Answer } from '../../src/model/answer.ts';
import { type Asker, runBot } from './running-bot.ts';
import { answer, command } from './sample-answers.ts';
import type { Reply } from './server/interactions.ts';
import { allComponents, textsOf } from './server/message-rules.ts';
import { COLLEAGUE } from './server/world.ts';

const shown = (reply: Reply): string => textsOf(reply.message ?? {}).join('\n');

/** A promise and what settles it. */
const pending = <T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } => {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

describe('a command', () => {
  it('gets its options as trimmed values without control characters', async () => {
    const seen: unknown[] = [];
    const { discord } = await runBot([
      command('events', (options) => {
        seen.push(options);
        return answer();
      }),
    ]);
    await discord.interact({
      command: 'events',
      options: { place: ' Su\u0000weida ', limit: 5, quotes: true, since: '  ' },
    });
    expect(seen).toEqual([{ place: 'Suweida', limit: 5, quotes: true }]);
  });

  it('knows whose question it is: the guild that has the bot, else the person', async () => {
    const scopes: string[] = [];
    const { discord } = await runBot([
      command<Asker>('summary', (_, { scope }) => {
        scopes.push(scope);
        return answer();
      }),
    ]);
    await discord.interact({ command: 'summary' });
    await discord.interact({ command: 'summary', where: 'dm' });
    await discord.interact({ command: 'summary', where: 'user-app' });
    expect(scopes).toEqual(['guild:1200000000000000001', 'user:1100000000000000011', 'user:1100000000000000011']);
  });

  it('is deferred at once when it takes longer, and then edited', async () => {
    const slow = pending<Answer>();
    const { discord } = await runBot([command('summary', () => slow.promise)], { dispatch: { deferAfterMs: 1 } });
    const asked = discord.begin({ command: 'summary' });
    await asked.acknowledged;
    expect(asked.state.steps).toEqual(['callback 5']);
    slow.resolve(answer());
    const reply = await asked.reply;
    expect(reply.steps).toEqual(['callback 5', 'edit']);
    expect(shown(reply)).toContain('The army took the dam.');
  });

  it('that Discord no longer has is refused in words', async () => {
    const { discord } = await runBot([command('summary', () => answer())]);
    const reply = await discord.interact({ command: 'gone', unregistered: true });
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply)).toBe('This command no longer exists; /help lists those that do.');
  });

  it('gives each shard its guilds and answers on all of them', async () => {
    const { discord } = await runBot([command('summary', () => answer())], { shards: { ids: [0, 1], count: 2 } });
    expect(discord.gateway.identifies.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect((await discord.interact({ command: 'summary' })).steps).toEqual(['callback 4']);
  });
});

describe('a mistake', () => {
  const unknownPlace: Command<Asker> = command('summary', ({ place }) => {
    if (place === 'Suweida') return answer();
    throw new UserError('unknown-place', `No place called "${place}" is known.`, {
      suggestions: ['Suweida', 'Sweida'],
    });
  });

  it('is told to the asker alone, with what could be meant', async () => {
    const { discord } = await runBot([unknownPlace]);
    const reply = await discord.interact({ command: 'summary', options: { place: 'Suwaida*' } });
    expect(reply.ephemeral).toBe(true);
    expect(reply.steps).toEqual(['callback 4']);
    expect(shown(reply)).toBe('✕ No place called "Suwaida\\*" is known.\nDid you mean **Suweida**, **Sweida**?');
  });

  it('offers its suggestions as buttons that ask again for all to see', async () => {
    const { discord } = await runBot([unknownPlace]);
    const reply = await discord.interact({ command: 'summary', options: { place: 'Suwaida' } });
    const button = allComponents(reply.message ?? {}).find(({ label }) => label === 'Suweida');
    const again = await discord.press({ customId: String(button?.custom_id), on: reply.message });
    expect(again.ephemeral).toBe(false);
    expect(shown(again)).toContain('The army took the dam.');
  });

  it('in an answer is told in the same way, with what else can be done', async () => {
    const sections: Answer['sections'] = [
      { heading: null, statements: [{ text: '/search may help.', tone: 'note', evidence: [] }] },
    ];
    const { discord } = await runBot([
      command('summary', () =>
        answer({ sections, error: { code: 'unknown-place', message: 'Unknown.', suggestions: ['Hajin'] } }),
      ),
    ]);
    const reply = await discord.interact({ command: 'summary', options: { place: 'X' } });
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply)).toBe('✕ Unknown.\nDid you mean **Hajin**?\n-# /search may help.');
  });

  it('found after deferring is still told to the asker alone', async () => {
    const slow = pending<Answer>();
    const { discord } = await runBot([command('summary', () => slow.promise)], { dispatch: { deferAfterMs: 1 } });
    const asked = discord.begin({ command: 'summary' });
    await asked.acknowledged;
    slow.reject(new UserError('bad-date', 'since: must be a date such as 2018-09-20.'));
    const reply = await asked.reply;
    expect(reply.steps).toEqual(['callback 5', 'delete', 'follow-up']);
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply)).toBe('✕ since: must be a date such as 2018-09-20.');
  });
});

describe('a failure', () => {
  it('is told with a code under which the log has it, and with nothing else', async () => {
    const { discord, log } = await runBot(
      [
        command('summary', () => {
          throw new Error('SQLITE_CORRUPT at /var/lib/secret');
        }),
      ],
      { dispatch: { reference: () => 'ab12cd34' } },
    );
    const reply = await discord.interact({ command: 'summary' });
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply)).toContain('tell the operator the code **ab12cd34**');
    expect(shown(reply)).not.toContain('SQLITE');
    const failed = log.find(({ level }) => level === 'error');
    expect(failed?.fields).toMatchObject({ reference: 'ab12cd34', message: 'SQLITE_CORRUPT at /var/lib/secret' });
  });

  it('in working out the context is told too', async () => {
    const { discord } = await runBot([command('summary', () => answer())], {
      contextFor: () => Promise.reject(new Error('store is closed')),
      dispatch: { reference: () => 'c0ffee00' },
    });
    expect(shown(await discord.interact({ command: 'summary' }))).toContain('c0ffee00');
  });

  it('to answer in time ends the waiting', async () => {
    const never = pending<Answer>();
    const { discord } = await runBot([command('summary', () => never.promise)], {
      dispatch: { deferAfterMs: 1, answerWithinMs: 20 },
    });
    const reply = await discord.interact({ command: 'summary' });
    expect(shown(reply)).toBe('✕ That took too long to answer: narrow it with a place or dates.');
  });
});

describe('autocomplete', () => {
  it('offers at most 25 distinct choices of at most 100 characters', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      name: `Place ${index % 40} ${'x'.repeat(200)}`,
      value: `p${index % 40}`,
    }));
    const { discord } = await runBot([
      command(
        'summary',
        () => answer(),
        () => [{ name: 'too long', value: 'v'.repeat(101) }, ...many],
      ),
    ]);
    const choices = await discord.autocomplete({ command: 'summary', options: { place: 'pl' }, focused: 'place' });
    expect(choices).toHaveLength(25);
    expect(choices[0]).toEqual({ name: `Place 0 ${'x'.repeat(91)}…`, value: 'p0' });
  });

  it('passes on what is typed, for the option that is being typed', async () => {
    const { discord } = await runBot([
      command(
        'summary',
        () => answer(),
        (typed, _, option) => [{ name: `${option}: ${typed}`, value: typed }],
      ),
    ]);
    const choices = await discord.autocomplete({
      command: 'summary',
      options: { place: ' سوي\u0000 ' },
      focused: 'place',
    });
    expect(choices).toEqual([{ name: 'place: سوي', value: 'سوي' }]);
  });

  it('offers nothing where the command fails', async () => {
    const { discord } = await runBot([
      command(
        'summary',
        () => answer(),
        () => Promise.reject(new Error('busy')),
      ),
    ]);
    expect(await discord.autocomplete({ command: 'summary', options: { place: 'x' }, focused: 'place' })).toEqual([]);
  });

  it('offers nothing where the command takes too long', async () => {
    const { discord } = await runBot(
      [
        command(
          'summary',
          () => answer(),
          () => new Promise(() => undefined),
        ),
      ],
      {
        dispatch: { autocompleteWithinMs: 10 },
      },
    );
    expect(await discord.autocomplete({ command: 'summary', options: { place: 'x' }, focused: 'place' })).toEqual([]);
  });

  it('offers nothing for a command without it', async () => {
    const { discord } = await runBot([command('summary', () => answer())]);
    expect(await discord.autocomplete({ command: 'summary', options: { place: 'x' }, focused: 'place' })).toEqual([]);
  });
});

describe('an interaction that goes wrong on the way', () => {
  it('delivered twice is answered once', async () => {
    let asked = 0;
    const { discord } = await runBot([
      command('summary', () => {
        asked += 1;
        return answer();
      }),
    ]);
    const first = discord.begin({ command: 'summary' });
    first.repeat();
    await first.reply;
    await discord.interact({ command: 'summary' });
    expect(asked).toBe(2);
    expect(discord.requests.filter(({ path }) => path.includes(first.id))).toHaveLength(1);
  });

  it('too late to be acknowledged (10062) is logged and left', async () => {
    const { discord, logged } = await runBot([command('summary', () => answer())]);
    const late = discord.begin({ command: 'summary', expired: true });
    const line = await logged('interaction expired before it was answered');
    await discord.interact({ command: 'summary' });
    expect(line.fields).toMatchObject({ interaction: late.id, code: 10062 });
    expect(JSON.stringify(line)).not.toContain(late.state.token);
    expect(discord.requests.filter(({ path }) => path.includes(late.id)).map(({ status }) => status)).toEqual([404]);
  });

  it('whose token runs out while it is answered (50027) is logged and left', async () => {
    const slow = pending<Answer>();
    const { discord, logged } = await runBot(
      [command('summary', () => slow.promise), command('events', () => answer())],
      {
        dispatch: { deferAfterMs: 1 },
      },
    );
    const asked = discord.begin({ command: 'summary' });
    await asked.acknowledged;
    asked.expire();
    slow.resolve(answer());
    const line = await logged('interaction expired before it was answered');
    await discord.interact({ command: 'events' });
    expect(line.fields).toMatchObject({ code: 50027 });
    expect(discord.requests.filter(({ path }) => path.includes(asked.state.token))).toHaveLength(2);
  });

  it('acknowledged although Discord said 500 is completed by editing (40060)', async () => {
    const slow = pending<Answer>();
    const { discord } = await runBot([command('summary', () => slow.promise)], { dispatch: { deferAfterMs: 1 } });
    discord.faults.add({ method: 'POST', path: /callback$/, fault: { kind: 'accept-then', status: 500 } });
    const asked = discord.begin({ command: 'summary' });
    await asked.acknowledged;
    slow.resolve(answer());
    expect((await asked.reply).steps).toEqual(['callback 5', 'edit']);
  });

  it('shown although Discord said 500 is not shown again', async () => {
    const { discord, logged } = await runBot([command('summary', () => answer())]);
    discord.faults.add({ method: 'POST', path: /callback$/, fault: { kind: 'accept-then', status: 500 } });
    const asked = discord.begin({ command: 'summary' });
    await logged('interaction was answered already');
    expect(asked.state.steps).toEqual(['callback 4']);
  });

  it('whose answer Discord refuses is apologised for once', async () => {
    const { discord } = await runBot([command('summary', () => answer())], {
      dispatch: { reference: () => 'deadbeef' },
    });
    discord.faults.add({ method: 'POST', path: /callback$/, fault: { kind: 'status', status: 400, code: 50035 } });
    const reply = await discord.interact({ command: 'summary' });
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply)).toContain('deadbeef');
  });

  it('of a kind that nobody registered is refused in words', async () => {
    const { discord } = await runBot([command('summary', () => answer())]);
    const reply = await discord.press({ customId: 'select-me', on: null, forged: true, values: ['x'] });
    expect(reply.ephemeral).toBe(true);
  });
});

describe('hostile text', () => {
  const echo = command('summary', ({ place }) => {
    if (typeof place === 'string' && place.startsWith('!'))
      throw new UserError('unknown-place', `No place "${place}".`, { suggestions: [place] });
    return answer({
      title: String(place),
      headline: String(place),
      sections: [{ heading: String(place), statements: [{ text: String(place), tone: 'claim', evidence: [0] }] }],
    });
  });

  it.each([
    ['a mention of everyone', '@everyone @here', /@everyone|@here/],
    [
      'mentions of roles, people, channels',
      '<@&123456789012345678> <@123456789012345678> <#123456789012345678>',
      /<@[&!]?\d|[^\\]<#/,
    ],
    ['a masked link', '[click](https://evil.example)', /[^\\]\[click|https:\/\/evil/],
    ['markdown', '**bold** `code` ||spoiler|| # head', /[^\\]`|[^\\]\|\|/],
    ['a property of every object', '__proto__', /(?<!\\_)(?<!\\)__proto/],
    ['six thousand characters', 'ܐ*'.repeat(3_000), /\0/],
    ['null bytes and overrides', 'a\u0000b\u202ec', /\0|\u202e/],
  ])('%s is shown as it is, without effect', async (_, text, forbidden) => {
    const { discord } = await runBot([echo]);
    const reply = await discord.interact({ command: 'summary', options: { place: text } });
    expect(shown(reply)).not.toMatch(forbidden);
    const mistake = await discord.interact({ command: 'summary', options: { place: `!${text}` } });
    expect(mistake.ephemeral).toBe(true);
    expect(shown(mistake)).not.toMatch(forbidden);
    expect(discord.violations()).toEqual([]);
  });
});

describe('buttons that are not ours', () => {
  it.each([
    ['another bot’s id', 'vote:up'],
    ['an id with a wrong letter', 's1|z|abc|1|0|1|0|?summary'],
    ['an id with no question', 's1|n|abc|1|0|1|0|?'],
    ['an id with an option that does not exist', 's1|n|abc|1|0|1|0|?summary?__proto__=1'],
    ['an id with a number that is none', 's1|n|abc|1|0|1|0|?summary?limit=many'],
    ['an id with a command that does not exist', 's1|n|abc|1|0|1|0|?drop-table'],
    ['a kept question that nobody kept', 's1|n|abc|1|0|1|0|#AAAAAAAAAAAAAAAAAAAAAA'],
    ['a page far out of range', 's1|n|abc|1|9999|1|0|?summary'],
  ])('%s is refused in words', async (_, customId) => {
    const { discord } = await runBot([command('summary', () => answer())]);
    const reply = await discord.press({ customId, on: null, forged: true, user: COLLEAGUE });
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply)).toMatch(/Ask again\.$/);
  });
});
