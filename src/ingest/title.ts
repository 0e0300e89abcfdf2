/** The title of a plain text: its first line, where that line is a heading. */

const MAX_TITLE = 200;

/** Lines that pages put above their articles. */
const ABOVE = /^(skip to|jump to|back to|menu\b|share\b|home\b|search\b|advertisement\b)/i;

/**
 * The first line that says something, without Markdown's hashes, where it stands alone above more text and does not read
 * like a sentence; else null.
 */
export const titleOfText = (text: string): string | null => {
  const lines = text
    .slice(0, 5000)
    .split('\n')
    .map((line) => line.trim());
  const at = lines.findIndex((line) => line !== '' && !ABOVE.test(line));
  const line = lines[at];
  if (line === undefined) return null;
  const marked = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
  if (marked !== undefined) return marked.slice(0, MAX_TITLE);
  const alone = lines[at + 1] === '' && lines.slice(at + 1).some((next) => next !== '');
  return alone && line.length <= MAX_TITLE && !/[.!?:;,…]["'”’)]?$/.test(line) ? line : null;
};
