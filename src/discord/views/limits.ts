/** What one Components V2 message may hold, by Discord's documentation and by what its servers were seen to refuse. */

/** Characters of text over all text displays. */
export const MAX_CHARACTERS = 4_000;
/** UTF-8 bytes of all text plus `BYTES_PER_DISPLAY` for each text display; more fails with a 500. */
export const MAX_BYTES = 10_170;
export const BYTES_PER_DISPLAY = 12;
export const MAX_LABEL = 80;
/** Label, description and value of something to choose, and how many there may be. */
export const MAX_CHOICE = 100;
export const MAX_CHOICES = 25;
export const MAX_BUTTONS_IN_ROW = 5;

/** What a piece of text takes of these bounds. */
export type Size = { characters: number; bytes: number };

export const sizeOf = (text: string): Size => ({ characters: text.length, bytes: Buffer.byteLength(text, 'utf8') });
