import { describe, expect, it } from 'vitest';
import type { QuestionStore } from '../../src/discord/button-state.ts';
import { runBot } from './running-bot.ts';
import { answer, command, longAnswer } from './sample-answers.ts';
import type { Reply } from './server/interactions.ts';
import type { LocalDiscord } from './server/local-discord.ts';
import { allComponents, textsOf } from './server/message-rules.ts';
import { COLLEAGUE, type Message } from './server/world.ts';

const STATEMENTS = 60;
const events = command('events', () => longAnswer(STATEMENTS));

const shown = (message: Message | null): string => textsOf(message ?? {}).join('\n');
const button = (message: Message | null, label: string): string =>
  String(allComponents(message ?? {}).find((one) => one.label === label)?.custom_id);
const numbers = (message: Message | null): number[] =>
  [...shown(message).matchAll(/Statement number (\d+)/g)].map(([, number]) => Number(number));

const next = (discord: LocalDiscord, { original, message }: Reply): Promise<Reply> =>
  discord.press({ customId: button(original ?? message, 'Next ▶'), on: original ?? message });

const kept = (): QuestionStore & { size: () => number } => {
  const values = new Map<string, string>();
  return {
    size: () => values.size,
    get: async (key) => values.get(key),
    set: async (key, value) => values.set(key, value),
  };
};

describe('a long answer', () => {
  it('shows every statement once over its pages, in order, and says what is not shown', async () => {
    const { discord } = await runBot([events]);
    let reply = await discord.interact({ command: 'events', options: { place: 'Hajin' } });
    expect(shown(reply.message)).toMatch(/Part 1 of \d; \d+ statements on the other parts\./);
    const seen = numbers(reply.message);
    while (
      !allComponents(reply.original ?? {}).some(({ label, disabled }) => label === 'Next ▶' && disabled === true)
    ) {
      reply = await next(discord, reply);
      expect(reply.steps).toEqual(['callback 7']);
      seen.push(...numbers(reply.original));
    }
    expect(seen).toEqual(Array.from({ length: STATEMENTS }, (_, index) => index + 1));
  });

  it('goes on where it was after a restart', async () => {
    const { discord, bot } = await runBot([events]);
    const first = await discord.interact({ command: 'events', options: { place: 'سويداء', since: '2018-07-01' } });
    await bot.stop();
    const asked: unknown[] = [];
    await runBot(
      [
        command('events', (options) => {
          asked.push(options);
          return longAnswer(STATEMENTS);
        }),
      ],
      {},
      discord,
    );
    const second = await next(discord, first);
    expect(asked).toEqual([{ place: 'سويداء', since: '2018-07-01' }]);
    expect(numbers(second.original)[0]).toBe((numbers(first.message).at(-1) ?? 0) + 1);
  });

  it('goes on after a restart also where the question is too long for a button', async () => {
    const questions = kept();
    const place = 'a long question, '.repeat(300).trim();
    const { discord, bot } = await runBot([events], { questions });
    const first = await discord.interact({ command: 'events', options: { place } });
    await bot.stop();
    const asked: unknown[] = [];
    await runBot(
      [
        command('events', (options) => {
          asked.push(options);
          return longAnswer(STATEMENTS);
        }),
      ],
      { questions },
      discord,
    );
    await next(discord, first);
    expect(asked).toEqual([{ place }]);
    expect(questions.size()).toBe(1);
  });

  it('has no page buttons where its question can be kept nowhere, and still says what is missing', async () => {
    const { discord } = await runBot([events]);
    const reply = await discord.interact({ command: 'events', options: { place: 'x'.repeat(500) } });
    expect(allComponents(reply.message ?? {}).filter(({ type }) => type === 2)).toEqual([]);
    expect(shown(reply.message)).toMatch(/Part 1 of \d/);
  });

  it('asks the command for its own next page where it has further ones', async () => {
    const asked: unknown[] = [];
    const paged = command('events', ({ page = 1, place }) => {
      asked.push({ page, place });
      return answer({ headline: `Page ${page}.`, paging: { page: Number(page), pages: 3, total: 27 } });
    });
    const { discord } = await runBot([paged]);
    const first = await discord.interact({ command: 'events', options: { place: 'Hajin' } });
    expect(shown(first.message)).toContain('Page 1 of 3, 27 in all.');
    const second = await next(discord, first);
    const third = await next(discord, second);
    const back = await discord.press({ customId: button(third.original, '◀ Previous'), on: third.original });
    expect([second, third, back].map(({ original }) => shown(original).match(/\*\*(.*)\*\*/)?.[1])).toEqual([
      'Page 2.',
      'Page 3.',
      'Page 2.',
    ]);
    expect(asked.map((options) => JSON.stringify(options))).toEqual(
      [1, 2, 3, 2].map((page) => JSON.stringify({ page, place: 'Hajin' })),
    );
  });

  it('refuses a page that is no longer there', async () => {
    let statements = STATEMENTS;
    const { discord } = await runBot([command('events', () => longAnswer(statements))]);
    const first = await discord.interact({ command: 'events' });
    statements = 2;
    const reply = await next(discord, first);
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply.message)).toBe('That page is no longer there: the answer has changed. Ask again.');
  });

  it('is turned for everyone by the asker alone; somebody else gets a copy', async () => {
    const { discord } = await runBot([events]);
    const first = await discord.interact({ command: 'events' });
    const customId = button(first.message, 'Next ▶');
    const copy = await discord.press({ customId, on: first.message, user: COLLEAGUE });
    expect(copy.steps).toEqual(['callback 4']);
    expect(copy.ephemeral).toBe(true);
    expect(shown(copy.message)).toContain(
      'Only the person who asked can turn the pages for everyone; this copy is yours alone.',
    );
    const further = await discord.press({
      customId: button(copy.message, '◀ Previous'),
      on: copy.message,
      user: COLLEAGUE,
    });
    expect(further.steps).toEqual(['callback 7']);
    expect(numbers(further.original)[0]).toBe(1);
  });

  it('is deferred in place where it takes longer', async () => {
    let answers: Promise<ReturnType<typeof answer>> = Promise.resolve(longAnswer(STATEMENTS));
    const { discord } = await runBot([command('events', () => answers)], { dispatch: { deferAfterMs: 1 } });
    const first = await discord.interact({ command: 'events' });
    let finish: (value: ReturnType<typeof answer>) => void = () => undefined;
    answers = new Promise((resolve) => {
      finish = resolve;
    });
    const pressed = discord.beginPress({ customId: button(first.message, 'Next ▶'), on: first.message });
    await pressed.acknowledged;
    expect(pressed.state.steps).toEqual(['callback 6']);
    finish(longAnswer(STATEMENTS));
    expect((await pressed.reply).steps).toEqual(['callback 6', 'edit']);
  });
});

describe('quotes', () => {
  it('are shown under each statement, and can be hidden and shown again', async () => {
    const { discord } = await runBot([command('summary', () => answer())]);
    const first = await discord.interact({ command: 'summary' });
    expect(shown(first.message)).toContain('> “The SAA conquers the dam and besieges the town”');
    const hidden = await discord.press({ customId: button(first.message, 'Hide quotes'), on: first.message });
    expect(shown(hidden.original)).not.toContain('“');
    expect(shown(hidden.original)).toContain('● The army took the dam. \\[1\\]');
    expect(shown(hidden.original)).toContain('1 quote hidden.');
    const again = await discord.press({ customId: button(hidden.original, 'Show quotes'), on: hidden.original });
    expect(shown(again.original)).toBe(shown(first.message));
  });
});

describe('a quote', () => {
  const evidenceCommand = {
    ...command('evidence', ({ event }) => answer({ command: 'evidence', title: `Event ${event}` })),
    data: {
      name: 'evidence',
      description: 'One event',
      options: [{ type: 3 as const, name: 'event', description: 'Its id', required: true }],
    },
  };
  const listOf = (message: Message | null) => allComponents(message ?? {}).find(({ type }) => type === 3);

  it('can be chosen to be shown in its context to whoever asks for it', async () => {
    const { discord } = await runBot([command('summary', () => answer()), evidenceCommand]);
    const first = await discord.interact({ command: 'summary' });
    const list = listOf(first.message);
    expect(list?.options).toEqual([
      {
        label: '[1] The SAA conquers the dam and besieges the town',
        value: 'e1',
      },
    ]);
    const shownQuote = await discord.press({
      customId: String(list?.custom_id),
      on: first.message,
      values: ['e1'],
      user: COLLEAGUE,
    });
    expect(shownQuote.ephemeral).toBe(true);
    expect(shown(shownQuote.message)).toContain('## Event e1');
    expect(listOf(shownQuote.message)).toBeUndefined();
  });

  it('is not offered where no command could show it', async () => {
    const { discord } = await runBot([command('summary', () => answer())]);
    expect(listOf((await discord.interact({ command: 'summary' })).message)).toBeUndefined();
  });

  it('that is chosen from a list of buttons is refused', async () => {
    const { discord } = await runBot([command('summary', () => answer()), evidenceCommand]);
    const reply = await discord.press({ customId: 's1|e|abc|1|0|1|0|?evidence', on: null, forged: true });
    expect(shown(reply.message)).toBe('This control is not one of mine. Ask again.');
  });
});

describe('another place of the same name', () => {
  it('is asked about by a button, by its id', async () => {
    const asked: unknown[] = [];
    const place = {
      text: '',
      start: 0,
      end: 0,
      basis: 'direct',
      relation: 'in',
      lat: null,
      lon: null,
      precision: 'exact',
    } as const;
    const { discord } = await runBot([
      command('who-controls', (options) => {
        asked.push(options);
        return Object.assign(answer(), {
          alternatives: [{ ...place, id: 'suweida-city', name: 'Suweida', admin1: 'Suweida', country: 'Syria' }],
        });
      }),
    ]);
    const first = await discord.interact({ command: 'who-controls', options: { place: 'Suweida', since: '2018' } });
    const other = await discord.press({ customId: button(first.message, 'Suweida, Syria'), on: first.message });
    expect(other.steps).toEqual(['callback 4']);
    expect(other.ephemeral).toBe(false);
    expect(asked.at(-1)).toEqual({ place: 'suweida-city', since: '2018' });
  });
});
