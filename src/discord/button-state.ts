/** What a button does, written into its custom_id, so that buttons still work after a restart. */
import { createHash } from 'node:crypto';
import type { CommandOptions } from './command.ts';

/** Discord's bound on a custom_id. */
const CUSTOM_ID_LENGTH = 100;
const VERSION = 's1';

/**
 * `previous`, `next`, `quotes`: show the same answer otherwise, in place. `position` labels the page and does nothing.
 * `ask`: ask again as a new message; `choice` tells several of them apart. `evidence`: show what was chosen from a list.
 */
export type ButtonAction = 'previous' | 'next' | 'quotes' | 'position' | 'ask' | 'evidence';

const LETTERS: ReadonlyMap<string, ButtonAction> = new Map([
  ['p', 'previous'],
  ['n', 'next'],
  ['q', 'quotes'],
  ['i', 'position'],
  ['a', 'ask'],
  ['e', 'evidence'],
]);
const letterOf = (action: ButtonAction): string => [...LETTERS].find(([, name]) => name === action)?.[0] ?? 'i';

/** Which part of an answer is shown. `page` is the command's own page from 1; `part` the message within it from 0, -1 the last. */
export type Position = { page: number; part: number; quotes: boolean };

export const FIRST: Position = { page: 1, part: 0, quotes: true };

export type ButtonState = Position & {
  action: ButtonAction;
  /** Id of the person who asked. */
  owner: string;
  command: string;
  /** Option values as text, by name. */
  options: ReadonlyMap<string, string>;
};

/** Where questions too long for a custom_id are kept: any Keyv. Without one their answers have no buttons. */
export type QuestionStore = {
  get(key: string): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
};

const packed = (text: string): string => text.replace(/[%&=|]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
const unpacked = (text: string): string =>
  text.replace(/%(25|26|3d|7c)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** A question in few characters: `who-controls?place=Suweida&as-of=2018-09-30`. */
export const questionText = (command: string, options: CommandOptions): string => {
  const pairs = Object.entries(options)
    .filter(([name, value]) => value !== undefined && name !== 'page')
    .map(([name, value]) => `${packed(name)}=${packed(String(value))}`);
  return [packed(command), ...(pairs.length === 0 ? [] : [pairs.join('&')])].join('?');
};

const parseQuestion = (text: string): { command: string; options: ReadonlyMap<string, string> } | null => {
  const mark = text.indexOf('?');
  const command = unpacked(mark < 0 ? text : text.slice(0, mark));
  if (!/^[\p{L}\p{N}_'-]{1,32}$/u.test(command)) return null;
  const options = new Map<string, string>();
  for (const pair of mark < 0 ? [] : text.slice(mark + 1).split('&')) {
    const equals = pair.indexOf('=');
    if (equals < 1) return null;
    options.set(unpacked(pair.slice(0, equals)), unpacked(pair.slice(equals + 1)));
  }
  return { command, options };
};

const head = (action: ButtonAction, owner: string, { page, part, quotes }: Position, choice: number): string =>
  [VERSION, letterOf(action), BigInt(owner).toString(36), page, part, quotes ? 1 : 0, choice].join('|');

/** Longest head: version, letter, owner of 20 digits, numbers of up to five digits. */
const HEAD_LENGTH = 2 + 1 + 13 + 5 + 5 + 1 + 2 + 7;

/** Kept questions have their hash as key, so that the same question is kept once and a key cannot be guessed. */
const keyOf = (question: string): string => createHash('sha256').update(question).digest('base64url').slice(0, 22);
const storeKey = (key: string): string => `question:${key}`;

/**
 * The part of a custom_id that says what was asked, or null where it is too long and there is nowhere to keep it.
 */
export const questionReference = async (question: string, store: QuestionStore | null): Promise<string | null> => {
  if (HEAD_LENGTH + 2 + question.length <= CUSTOM_ID_LENGTH) return `?${question}`;
  if (store === null) return null;
  const key = keyOf(question);
  await store.set(storeKey(key), question);
  return `#${key}`;
};

/** A custom_id of at most 100 characters. */
export const customId = (
  action: ButtonAction,
  owner: string,
  position: Position,
  reference: string,
  choice = 0,
): string => `${head(action, owner, position, choice)}|${reference}`;

/** What the start of a custom_id tells without reading what was asked: how its answer should be shown, and who asked. */
export const firstLook = (id: string): { action: ButtonAction | null; owner: string | null } => {
  const [, letter = '', owner] = id.split('|');
  return { action: LETTERS.get(letter) ?? null, owner: owner === undefined ? null : ownerOf(owner) };
};

const ownerOf = (digits: string): string =>
  [...digits].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36) || 0), 0n).toString();

const HEAD = /^s1\|([pnqiae])\|([0-9a-z]{1,13})\|([1-9]\d{0,4})\|(-1|\d{1,5})\|([01])\|\d{1,2}\|([?#])([\s\S]+)$/;

/** What a pressed button asks for: `forged` where it is none of ours, `stale` where its question is no longer kept. */
export const readButton = async (
  id: string,
  store: QuestionStore | null,
): Promise<ButtonState | 'forged' | 'stale'> => {
  const match = id.length > CUSTOM_ID_LENGTH ? null : HEAD.exec(id);
  if (match === null) return 'forged';
  const [, letter = '', owner = '', page, part, quotes, kind, reference = ''] = match;
  const action = LETTERS.get(letter);
  if (action === undefined) return 'forged';
  let question = reference;
  if (kind === '#') {
    const kept = store === null ? undefined : await store.get(storeKey(reference));
    if (typeof kept !== 'string') return 'stale';
    question = kept;
  }
  const parsed = parseQuestion(question);
  if (parsed === null) return 'forged';
  return {
    action,
    owner: ownerOf(owner),
    page: Number(page),
    part: Number(part),
    quotes: quotes === '1',
    ...parsed,
  };
};
