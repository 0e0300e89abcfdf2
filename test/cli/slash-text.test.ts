import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandData } from '../../src/cli/command-usage.ts';
import { parseSlashText } from '../../src/cli/slash-text.ts';
import { UserError } from '../../src/errors.ts';

const text = (name: string, more: object = {}) => ({ type: 3, name, description: name, ...more });

const COMMANDS = [
  {
    name: 'who-controls',
    description: 'Who',
    options: [text('place', { required: true, max_length: 100 }), text('as-of')],
  },
  { name: 'summary', description: 'Sum', options: [text('place'), text('actor'), text('since'), text('until')] },
  {
    name: 'events',
    description: 'Ev',
    options: [
      text('place'),
      text('actor'),
      text('since'),
      { type: 4, name: 'limit', description: 'limit', min_value: 1, max_value: 50 },
      { type: 5, name: 'quotes', description: 'quotes' },
      text('order', {
        choices: [
          { name: 'Newest first', value: 'newest' },
          { name: 'As told', value: 'article' },
        ],
      }),
    ],
  },
  { name: 'help', description: 'Help', options: [] },
  {
    name: 'subscriptions',
    description: 'Subs',
    options: [
      { type: 1, name: 'list', description: 'List' },
      { type: 1, name: 'remove', description: 'Remove', options: [text('id', { required: true })] },
      {
        type: 2,
        name: 'quiet',
        description: 'Quiet',
        options: [{ type: 1, name: 'set', description: 'Set', options: [text('hours')] }],
      },
    ],
  },
] as unknown as readonly CommandData[];

const parse = (line: string) => parseSlashText(line, COMMANDS);

describe('a slash command as text', () => {
  it.each([
    ['/who-controls Suweida', { place: 'Suweida' }],
    ['  /who-controls   Suweida  ', { place: 'Suweida' }],
    ['who-controls Suweida', { place: 'Suweida' }],
    ['/Who-Controls السويداء', { place: 'السويداء' }],
    ['/who-controls Deir ez-Zor', { place: 'Deir ez-Zor' }],
    ['/who-controls place:"Deir ez-Zor" as-of:2018-09-30', { place: 'Deir ez-Zor', 'as-of': '2018-09-30' }],
    ['/who-controls place:“Deir ez-Zor”', { place: 'Deir ez-Zor' }],
    ['/who-controls "Deir ez-Zor"', { place: 'Deir ez-Zor' }],
    ['/who-controls place: Suweida', { place: 'Suweida' }],
    ['/who-controls PLACE:Suweida', { place: 'Suweida' }],
    ['/who-controls as-of:2018-09-30 Deir ez-Zor', { place: 'Deir ez-Zor', 'as-of': '2018-09-30' }],
    ['/who-controls place:Hajin as-of:20 September 2018', { place: 'Hajin', 'as-of': '20 September 2018' }],
    ["/who-controls 'Ayn al-'Arab", { place: "'Ayn al-'Arab" }],
    ['who controls Hajin as-of:2018', { place: 'Hajin', 'as-of': '2018' }],
    ['/summary Suweida', { place: 'Suweida' }],
    ['/summary', {}],
    ['/events actor:ISIS since:2018-07-01', { actor: 'ISIS', since: '2018-07-01' }],
    ['/events actor:Islamic State since:2018-07-01', { actor: 'Islamic State', since: '2018-07-01' }],
    ['/events limit:5 quotes:yes order:"newest first"', { limit: 5, quotes: true, order: 'newest' }],
    ['/events page:2', { page: 2 }],
    ['/subscriptions list', { subcommand: 'list' }],
    ['/subscriptions remove a1', { subcommand: 'remove', id: 'a1' }],
    ['/subscriptions quiet set 22-7', { group: 'quiet', subcommand: 'set', hours: '22-7' }],
  ])('reads %s', (line, options) => {
    expect(parse(line).options).toEqual(options);
  });

  it.each([
    ['/who-contrls Suweida', 'unknown-command', '/who-controls place:<place> [as-of:<as-of>]'],
    ['/subscriptions lst', 'unknown-command', '/subscriptions list'],
    ['', 'unknown-command', '/help'],
    ['/events plaec:Suweida', 'unknown-option', '/events [place:<place>]'],
    ['/help me', 'unknown-option', '/help'],
    ['/who-controls', 'missing-option', '/who-controls place:<place>'],
    ['/who-controls place:""', 'missing-option', '/who-controls place:<place>'],
    ['/who-controls place:a place:b', 'repeated-option', '/who-controls place:<place>'],
    ['/who-controls place:"Deir ez" Zor', 'repeated-option', 'quote a value'],
    ['/events limit:51', 'bad-option', 'must be at most 50'],
    ['/events limit:many', 'bad-option', 'must be a number'],
    ['/events page:0', 'bad-option', 'must be at least 1'],
    ['/events quotes:perhaps', 'bad-option', 'must be yes or no'],
    ['/events order:oldest', 'bad-option', 'must be one of newest, article'],
    [`/who-controls ${'x'.repeat(101)}`, 'bad-option', 'may have 100 characters'],
    [`/who-controls ${'x'.repeat(9000)}`, 'too-long', '8000'],
  ])('answers %s with %s and how it is used', (line, code, words) => {
    expect(() => parse(line)).toThrowError(
      expect.objectContaining({ name: 'UserError', code, message: expect.stringContaining(words) }),
    );
  });

  it('gives back any quoted value as it was typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), (value) => {
        fc.pre(!/["“”]/.test(value) && value.trim() !== '');
        expect(parse(`/who-controls place:"${value}"`).options).toEqual({ place: value.trim() });
      }),
    );
  });

  it('throws nothing but UserError, whatever is typed', () => {
    const piece = fc.constantFrom(
      '/',
      'events',
      '/who-controls ',
      ' place:',
      '"',
      '“',
      '”',
      ':',
      ' ',
      '__proto__:x',
      'limit:',
      '٣',
      '\n',
      '\0',
    );
    const line = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(piece, fc.string({ maxLength: 4 }))).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(line, (typed) => {
        try {
          const { name, options } = parse(typed);
          expect(COMMANDS.some((command) => command.name === name)).toBe(true);
          expect(Object.getPrototypeOf(options)).toBe(Object.prototype);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
