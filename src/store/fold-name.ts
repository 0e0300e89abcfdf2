/** One spelling for all spellings of a name: case, accents and punctuation apart, in any script. */

/** The name in lower case, without marks, words joined by single blanks. The knowledge base may bring a better one. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
