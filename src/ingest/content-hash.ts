/** Recognises the same article again, whatever its case, blanks, quotation marks and dashes. */
import { createHash } from 'node:crypto';

const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201a\u201b\u2032`´]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033«»]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** SHA-256, in hexadecimal, of the text without what two copies of one article differ in. */
export const contentHash = (text: string): string => createHash('sha256').update(normalise(text)).digest('hex');
