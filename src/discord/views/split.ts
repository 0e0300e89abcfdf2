/** Cuts escaped text into pieces of bounded size, at blanks where there are any, and never inside a character or an escape. */
import { type Size, sizeOf } from './limits.ts';

const fits = (text: string, most: Size): boolean => {
  const size = sizeOf(text);
  return size.characters <= most.characters && size.bytes <= most.bytes;
};

/** How many UTF-16 units of `text` from `start` fit, at least one character. */
const reach = (text: string, start: number, most: Size): number => {
  let low = 1;
  let high = Math.min(most.characters, text.length - start);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(start, start + middle), most)) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Whether a cut before `index` parts a surrogate pair or a backslash from what it escapes. */
const parts = (text: string, index: number): boolean => {
  if (/[\udc00-\udfff]/.test(text.charAt(index)) && /[\ud800-\udbff]/.test(text.charAt(index - 1))) return true;
  let slashes = 0;
  while (text.charAt(index - 1 - slashes) === '\\') slashes += 1;
  return slashes % 2 === 1;
};

/**
 * `text` in pieces that each fit into `most`. Joined with nothing between they give `text` again; a cut at a blank leaves the
 * blank at the end of the piece before it.
 */
export const split = (text: string, most: Size): string[] => {
  if (text !== '' && fits(text, most)) return [text];
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = start + reach(text, start, most);
    if (end < text.length) {
      const blank = text.lastIndexOf(' ', end - 1);
      if (blank > start + (end - start) / 2) end = blank + 1;
      while (end > start + 1 && parts(text, end)) end -= 1;
      if (parts(text, end)) end += 1;
    }
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
};
