/** Cuts a typed line into words and `name:value` pairs; values with blanks stand in double quotes, straight or curly. */

/** `name` is set for `name:value`; `quoted` says that the value stood in quotes. */
export type Piece = { name?: string; text: string; quoted: boolean };

const OPENING: ReadonlyMap<string, string> = new Map([
  ['"', '"”“'],
  ['“', '”“"'],
  ['”', '”“"'],
  ['„', '“”"'],
  ['«', '»'],
]);

/** An option's name with its colon; a colon elsewhere (`10:30`, `https://…`) belongs to the word. */
const NAME = /^(\p{L}[\p{L}\p{N}_-]{0,31}):(?!\/\/)/u;

/** A quoted value at `at`, up to its closing quote or the end of the line; null where there is no quote. */
const quotedAt = (line: string, at: number): { text: string; end: number } | null => {
  const closing = OPENING.get(line.charAt(at));
  if (closing === undefined) return null;
  let end = at + 1;
  while (end < line.length && !closing.includes(line.charAt(end))) end += 1;
  return { text: line.slice(at + 1, end), end: end + 1 };
};

const wordEnd = (line: string, at: number): number => {
  let end = at;
  while (end < line.length && !/\s/.test(line.charAt(end))) end += 1;
  return end;
};

/** The pieces of a line, in order. A quote that is never closed reaches to the end. Never throws. */
export const piecesOf = (line: string): Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) {
      at += 1;
      continue;
    }
    const name = NAME.exec(line.slice(at, at + 40))?.[1];
    let from = name === undefined ? at : at + name.length + 1;
    // "place: Suweida", as some write it.
    while (name !== undefined && /\s/.test(line.charAt(from))) from += 1;
    const quoted = quotedAt(line, from);
    const end = quoted?.end ?? wordEnd(line, from);
    const text = quoted?.text ?? line.slice(from, end);
    pieces.push({ ...(name === undefined ? {} : { name }), text, quoted: quoted !== null });
    at = Math.max(end, at + 1);
  }
  return pieces;
};
