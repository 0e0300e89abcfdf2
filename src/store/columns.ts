/** How strings go into SQL columns and come out again, whatever they hold: no engine takes every JavaScript string as it is. */
import { createHash } from 'node:crypto';

/** A private-use character that opens an escape: four hexadecimal digits of a UTF-16 code unit follow. */
const ESCAPE = '\ue010';
/** A lone surrogate is not UTF-8, and the mark itself must stay apart from escapes. */
const UNSAFE = /[\p{Cs}\ue010]/gu;
const ESCAPED = /\ue010([0-9a-f]{4})/g;

/** B-tree entries of PostgreSQL end at 2,704 bytes; a key of 200 units takes 600 at most, so four of them fit. */
const MAX_KEY_UNITS = 200;

/** Any string as text that every engine keeps; `fromText` gives back exactly the same string. */
export const toText = (value: string): string =>
  // NUL ends a text in libsql and is refused by PostgreSQL.
  value.replace(UNSAFE, escaped).replaceAll('\0', escaped);

const escaped = (unit: string): string => ESCAPE + unit.charCodeAt(0).toString(16).padStart(4, '0');

/** The string that `toText` was given. */
export const fromText = (stored: string): string =>
  stored.includes(ESCAPE)
    ? stored.replace(ESCAPED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : stored;

export const toTextOrNull = (value: string | null): string | null => (value === null ? null : toText(value));
export const fromTextOrNull = (stored: string | null): string | null => (stored === null ? null : fromText(stored));

/** A string as an index key: like `toText`, and a very long one is cut and told apart by its hash; a key is its own key. */
export function toKey(value: string): string {
  const text = toText(value);
  if (text.length <= MAX_KEY_UNITS) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return `${toText(fromText(text).slice(0, 30))}~${hash}`;
}
