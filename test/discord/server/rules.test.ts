import { describe, expect, it } from 'vitest';
import { againstSpecification } from './by-specification.ts';
import { againstCommandRules } from './command-rules.ts';
import type { JsonObject } from './json.ts';
import { againstMessageRules, failsOnBytes } from './message-rules.ts';

const V2 = 1 << 15;
const quiet = { allowed_mentions: { parse: [] } };
const text = (content: string): JsonObject => ({ type: 10, content });
const button = (changes: JsonObject = {}): JsonObject => ({
  type: 2,
  style: 2,
  label: 'Next',
  custom_id: 'n',
  ...changes,
});
const row = (...components: JsonObject[]): JsonObject => ({ type: 1, components });
const message = (changes: JsonObject): JsonObject => ({ ...quiet, ...changes });
const v2 = (...components: JsonObject[]): JsonObject => message({ flags: V2, components });

const everything = (body: JsonObject): string[] => [
  ...againstSpecification('message', body),
  ...againstMessageRules(body),
];

describe('a message that Discord takes', () => {
  it.each<[string, JsonObject]>([
    ['plain words', message({ content: 'Hajin fell.' })],
    [
      'text in a container with buttons',
      v2({ type: 17, accent_color: 1, components: [text('x'), { type: 14 }, row(button())] }),
    ],
    ['a section with a button beside it', v2({ type: 9, components: [text('x')], accessory: button() })],
    [
      'a link button',
      message({ content: 'x', components: [row(button({ style: 5, url: 'https://a.b', custom_id: undefined }))] }),
    ],
    ['what discord.js adds by itself', message({ content: 'x', tts: false, enforce_nonce: false })],
    ['4,000 characters', v2(text('x'.repeat(4_000)))],
    ['40 components', v2(...Array.from({ length: 40 }, () => text('x')))],
  ])('%s', (_, body) => {
    expect(everything(JSON.parse(JSON.stringify(body)) as JsonObject)).toEqual([]);
  });
});

describe('a message that Discord refuses', () => {
  it.each<[string, JsonObject, RegExp]>([
    ['nothing at all', message({}), /empty/],
    ['blanks alone', message({ content: '  \n' }), /empty/],
    [
      'words beside Components V2',
      message({ flags: V2, content: 'x', components: [text('x')] }),
      /content: cannot stand/,
    ],
    [
      'an embed beside Components V2',
      message({ flags: V2, embeds: [{ title: 'x' }], components: [text('x')] }),
      /embeds: cannot/,
    ],
    ['a text display without the flag', message({ components: [text('x')] }), /needs the flag/],
    ['41 components', v2({ type: 17, components: Array.from({ length: 40 }, () => text('x')) }), /41, more than 40/],
    ['4,001 characters over several displays', v2(text('x'.repeat(4_000)), text('y')), /4001 characters/],
    ['an empty text display', v2(text(' ')), /empty text/],
    ['one custom_id twice', v2(row(button(), button({ label: 'Also' }))), /stands there twice/],
    [
      'a custom_id of 101 characters',
      v2(row(button({ custom_id: 'x'.repeat(101) }))),
      /custom_id|too_big|<=100|Invalid/i,
    ],
    [
      'six buttons in a row',
      v2(row(...'abcdef'.split('').map((id) => button({ custom_id: id })))),
      /one to five|Invalid/,
    ],
    ['a button that does nothing', v2(row(button({ custom_id: undefined }))), /custom_id alone/],
    ['a link button with a custom_id', v2(row(button({ style: 5, url: 'https://a.b' }))), /url alone/],
    ['a button without a name', v2(row(button({ label: undefined }))), /label or an emoji/],
    [
      'a select with one value twice',
      v2(
        row({
          type: 3,
          custom_id: 's',
          options: [
            { label: 'a', value: 'v' },
            { label: 'b', value: 'v' },
          ],
        }),
      ),
      /twice/,
    ],
    [
      'embeds of 6,001 characters',
      message({ embeds: [{ description: 'x'.repeat(4_000) }, { description: 'y'.repeat(2_001) }] }),
      /6001 characters/,
    ],
    ['a nonce of 26 characters', message({ content: 'x', nonce: 'n'.repeat(26) }), /nonce/],
    ['an enforced nonce that is not there', message({ content: 'x', enforce_nonce: true }), /without a nonce/],
    ['a property that does not exist', message({ content: 'x', colour: 'red' }), /colour: unknown property/],
    ['an unknown property deep inside', v2(row(button({ tooltip: 'x' }))), /tooltip: unknown property/],
    ['a mention that could ping', { content: '@everyone' }, /allowed_mentions/],
  ])('%s', (_, body, words) => {
    expect(everything(JSON.parse(JSON.stringify(body)) as JsonObject).join('\n')).toMatch(words);
  });

  it('or fails on: Arabic text of fewer than 4,000 characters', () => {
    expect(failsOnBytes(v2(text('س'.repeat(3_900))))).toBe(false);
    expect(failsOnBytes(v2(text('語'.repeat(3_400))))).toBe(true);
    expect(failsOnBytes(v2(text('x'.repeat(10_158))))).toBe(false);
    expect(failsOnBytes(v2(text('x'.repeat(10_159))))).toBe(true);
  });
});

describe('commands that Discord refuses', () => {
  const command = (changes: JsonObject = {}): JsonObject => ({
    name: 'summary',
    description: 'What happened',
    ...changes,
  });
  const option = (changes: JsonObject = {}): JsonObject => ({
    type: 3,
    name: 'place',
    description: 'Where',
    ...changes,
  });

  it.each<[string, JsonObject[], RegExp]>([
    ['no description', [command({ description: undefined })], /description is missing/],
    ['an upper-case name', [command({ name: 'Summary' })], /lower case/],
    ['a name with a blank', [command({ name: 'who controls' })], /1 to 32 letters/],
    ['an unknown locale', [command({ name_localizations: { xx: 'x' } })], /unknown locale/],
    [
      'required after optional',
      [command({ options: [option(), option({ name: 'b', required: true })] })],
      /required after optional/,
    ],
    ['one name twice', [command(), command()], /summary stands there twice/],
    ['one option twice', [command({ options: [option(), option()] })], /place stands there twice/],
    [
      'choices and autocomplete',
      [command({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
      /together/,
    ],
    [
      'a choice of the wrong type',
      [command({ options: [option({ choices: [{ name: 'a', value: 1 }] })] })],
      /not a string/,
    ],
    [
      'bounds the wrong way round',
      [command({ options: [option({ type: 4, min_value: 5, max_value: 1 })] })],
      /min_value above max/,
    ],
    [
      'subcommands beside options',
      [command({ options: [option(), { type: 1, name: 's', description: 'S' }] })],
      /beside options/,
    ],
    [
      '8,001 characters',
      [
        command({
          options: Array.from({ length: 20 }, (_, index) =>
            option({
              name: `o${index}`,
              choices: Array.from({ length: 5 }, (_each, other) => ({
                name: `${other}`.padEnd(95, 'x'),
                value: 'v'.repeat(10),
              })),
            }),
          ),
        }),
      ],
      /8000 characters/,
    ],
    ['101 commands', Array.from({ length: 101 }, (_, index) => command({ name: `c${index}` })), /more than 100/],
    ['a property that does not exist', [command({ colour: 1 })], /colour: unknown property/],
  ])('%s', (_, commands, words) => {
    const body: unknown = JSON.parse(JSON.stringify(commands));
    expect([...againstSpecification('commands', body), ...againstCommandRules(body)].join('\n')).toMatch(words);
  });
});
