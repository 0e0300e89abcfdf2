/** The slash commands: what Discord is told of them, what they answer, and what they offer while somebody types. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { CommandOptions } from '../../src/discord/command.ts';
import { UserError } from '../../src/errors.ts';
import { checkAnswer } from '../answer/checks.ts';
import type { TestContext } from '../answer/context.ts';
import { contextWith } from '../answer/context.ts';
import { foundingDocument } from '../answer/founding-article.ts';

let context: TestContext;
beforeAll(async () => {
  context = await contextWith((knowledge) => [foundingDocument(knowledge)]);
});
afterAll(() => context.close());

const command = (name: string) => {
  const found = commands.find(({ data }) => data.name === name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
};
const run = (name: string, options: CommandOptions = {}) => command(name).execute(context, options);
const complete = async (name: string, option: string, typed: string) =>
  (await command(name).autocomplete?.(context, option, typed)) ?? [];

describe('what Discord is told', () => {
  it('is questions, reviews and subscriptions, usable in servers, direct messages and by user installation', () => {
    expect(commands.map(({ data }) => data.name)).toEqual([
      'who-controls',
      'summary',
      'events',
      'actor',
      'evidence',
      'search',
      'review',
      'subscribe',
      'subscriptions',
      'help',
    ]);
    for (const { data } of commands) {
      expect(data).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
    }
  });

  it('keeps Discord’s limits and puts required options first', () => {
    for (const { data } of commands) {
      for (const { name, description } of [data, ...(data.options ?? [])]) {
        expect(name).toMatch(/^[a-z-]{1,32}$/);
        expect(description.length).toBeGreaterThan(10);
        expect(description.length).toBeLessThanOrEqual(100);
      }
      const required = (data.options ?? []).map((option) => 'required' in option && option.required === true);
      expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
      expect(JSON.stringify(data).length).toBeLessThan(8000);
    }
  });

  it('offers choices for every text but those in one’s own words', () => {
    for (const { data, autocomplete } of commands) {
      // What is free text or chosen from a fixed list needs no choices.
      const free = ['title', 'text', 'note'];
      const texts = (data.options ?? [])
        .flatMap((option) => (option.type === 1 ? (option.options ?? []) : [option]))
        .filter((option) => option.type === 3 && !free.includes(option.name))
        .filter((option) => !('choices' in option) || (option.choices ?? []).length === 0);
      expect(
        texts.every((option) => 'autocomplete' in option && option.autocomplete === true),
        data.name,
      ).toBe(true);
      expect(autocomplete !== undefined, data.name).toBe(texts.length > 0);
    }
  });
});

describe('answers', () => {
  it('come from every command, each under its own name', async () => {
    const asked: [string, CommandOptions][] = [
      ['who-controls', { place: 'Suweida' }],
      ['summary', {}],
      ['events', { actor: 'ISIS', type: 'besiege' }],
      ['actor', { name: 'SDF' }],
      ['evidence', { event: 'E20' }],
      ['search', { text: 'dam' }],
      ['review', { event: 'E20', verdict: 'right' }],
      ['help', {}],
    ];
    for (const [name, options] of asked) {
      const answer = await run(name, options);
      expect(answer.command).toBe(name);
      await checkAnswer(answer, context);
    }
  });

  it('take ids that autocomplete offers as well as free text', async () => {
    const [byId, byName] = [
      await run('who-controls', { place: 'al-safa' }),
      await run('who-controls', { place: 'Tulul al-Safa' }),
    ];
    expect(byId.headline).toBe(byName.headline);
    expect((await run('events', { place: 'hajin', actor: 'sdf', type: 'Battles' })).paging?.total).toBe(4);
  });

  it('turn pages by number or text, and refuse what is no number', async () => {
    expect((await run('events', { page: 2 })).paging?.page).toBe(2);
    expect((await run('events', { page: '2' })).paging?.page).toBe(2);
    await expect(run('events', { page: 'two' })).rejects.toThrow('page: “two” is no whole number.');
  });

  it('say which option is missing', async () => {
    await expect(run('who-controls')).rejects.toThrow('The option place is missing; write place:…');
    await expect(run('evidence', { event: '  ' })).rejects.toThrow(UserError);
  });

  it('help tells of every command and option, with examples that work', async () => {
    const overview = (await run('help')).sections[0]?.statements.map(({ text }) => text) ?? [];
    expect(overview).toHaveLength(commands.length);
    for (const [index, { data }] of commands.entries()) {
      expect(overview[index]).toMatch(new RegExp(`^/${data.name}: .*\\. Example: /${data.name}\\b`));
      const { text, headline, sections } = await run('help', { command: `/${data.name}` });
      expect(headline).toBe(data.description);
      for (const option of data.options ?? []) expect(text).toContain(`${option.name}: `);
      const examples = sections.at(-1)?.statements.map((one) => one.text) ?? [];
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(example).toMatch(new RegExp(`^/${data.name}\\b`));
    }
    await expect(run('help', { command: 'evnts' })).rejects.toThrow(
      'command: there is no command “evnts”; /help lists',
    );
  });
});

describe('choices while typing', () => {
  it('are places that the store mentions, then others', async () => {
    const places = await complete('who-controls', 'place', '');
    expect(places.slice(0, 2)).toEqual([
      { name: 'Suweida (region), Syria – 6 mentions', value: 'suweida' },
      { name: 'Badia, Syria – 4 mentions', value: 'badia' },
    ]);
    expect(places).toHaveLength(25);
    const typed = await complete('who-controls', 'place', 'suw');
    expect(typed[0]?.name).toBe('Suweida (region), Syria – 6 mentions');
    expect(typed.map(({ name }) => name)).toContain('Suweida (city), Syria');
    expect((await complete('summary', 'place', 'mount'))[0]?.value).toBe('mountainous-area');
  });

  it('are actors that the store mentions, by any of their names, then others', async () => {
    expect((await complete('events', 'actor', ''))[0]).toEqual({ name: 'Islamic State – 31 mentions', value: 'isis' });
    expect((await complete('actor', 'name', 'daesh')).map(({ value }) => value)).toContain('isis');
    expect((await complete('actor', 'name', 'boko')).map(({ value }) => value)).toEqual(['boko-haram']);
  });

  it('are types, dates and events', async () => {
    expect((await complete('events', 'type', 'hostage'))[0]).toEqual({
      name: 'hold hostages (action)',
      value: 'hold-hostages',
    });
    expect(await complete('who-controls', 'as-of', 'yester')).toEqual([
      { name: 'yesterday, 2018-09-30', value: '2018-09-30' },
    ]);
    expect((await complete('summary', 'since', '2018-07'))[0]).toEqual({ name: '2018-07', value: '2018-07' });
    expect(await complete('evidence', 'event', 'captured dam')).toEqual([
      { name: 'The Syrian army captured the Damietta dam.', value: 'E20' },
    ]);
  });

  it.each(['', 'a', 'الس', 'x'.repeat(6000), '\u0000', '__proto__', '%_'])(
    'stay within Discord’s limits whatever is typed (%#)',
    async (typed) => {
      for (const { data, autocomplete } of commands) {
        for (const { name } of data.options ?? []) {
          const choices = (await autocomplete?.(context, name, typed)) ?? [];
          expect(choices.length).toBeLessThanOrEqual(25);
          expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
          for (const choice of choices) {
            expect(choice.name.length).toBeLessThanOrEqual(100);
            expect(choice.name.length).toBeGreaterThan(0);
            expect(choice.value.length).toBeLessThanOrEqual(100);
            expect(choice.value.length).toBeGreaterThan(0);
          }
        }
      }
    },
  );
});
