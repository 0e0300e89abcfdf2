/** Text from outside as Discord shows it: what it says, without formatting, mentions or links of its own. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\u2060\ufeff]/g;
/** Overrides and isolates of writing direction, with which a text can be made to read otherwise than it is. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
/** Where one of these stands, Discord could begin or end formatting, a link or a mention. */
const MARKDOWN = /[\\*_`[\]<]|(?<=\])\(|[~|](?=[~|])|(?<=[~|])[~|]/g;
/** What Discord reads as a mention: of everyone, or of an id in angle brackets. */
const MENTION = /@(?=everyone|here|[!&]?\d)/gi;
const ADDRESS = /:(?=\/\/)/g;

/** One line of plain text: blanks joined, control characters and half surrogate pairs gone. */
export const plain = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(DIRECTION, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\s+/g, ' ')
    .trim();

/** `text` on one line such that Discord shows exactly these words: no markdown, no mention, no link, no time stamp. */
export const escaped = (text: string): string =>
  plain(text)
    .replace(MARKDOWN, '\\$&')
    .replace(MENTION, '@\u200b')
    .replace(ADDRESS, '\\:')
    .replace(/^[-+>#]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2');

/** The first `length` characters of a plain text, cut at a character's end, with an ellipsis where something is missing. */
export const shortened = (text: string, length: number): string => {
  const line = plain(text);
  if (line.length <= length) return line;
  const cut = line.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut.trimEnd()}…`;
};

/** Longest address that is made a link; a longer one is left out. */
const MAX_ADDRESS = 300;

/** An `http` or `https` address that may stand in `[label](<address>)`, or null for any other text. */
export const linkTarget = (address: string): string | null => {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  const href = url.href.replace(/[()<>\\|*_~`\s]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return href.length > MAX_ADDRESS ? null : href;
};
