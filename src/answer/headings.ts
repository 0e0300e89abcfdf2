/** Tells the headings of an article from its body, for saying where a quote stands. */

/** The longest line that can be a heading, in UTF-16 code units. */
const LONGEST = 300;
const CLOSED = /[.!?…:;,]["”’»)\]]*$/;

/** Whether the line around a position is a heading: short, and not closed by a stop. */
export function isInHeading(text: string, position: number): boolean {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  const end = text.indexOf('\n', position);
  const line = text.slice(start, end < 0 ? undefined : end).trim();
  return line !== '' && line.length <= LONGEST && !CLOSED.test(line);
}
