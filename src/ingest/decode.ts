/** Bytes → text, for files, standard input and pages; says so where they are no text. */
import htmlEncodingSniffer from 'html-encoding-sniffer';
import { UserError } from '../errors.ts';

const binary = (what: string): UserError =>
  new UserError('binary', `${what} is not text (expected UTF-8 or UTF-16): save it as UTF-8 text and try again.`);

const decode = (bytes: Uint8Array, encoding: string, what: string): string => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw Object.assign(binary(what), { cause });
  }
};

const refuseNul = (text: string, what: string): string => {
  if (text.includes('\0')) throw binary(what);
  return text;
};

/** Plain text: UTF-8, or UTF-16 with a byte order mark. `what` names the bytes in the `binary` error. */
export const decodeText = (bytes: Uint8Array, what: string): string => {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return refuseNul(decode(bytes, encoding, what), what);
};

/** A page, in the encoding that its transport, byte order mark or `<meta>` names, as a browser reads it. */
export const decodeHtml = (bytes: Uint8Array, what: string, charset?: string): string => {
  const encoding = htmlEncodingSniffer(bytes, {
    ...(charset === undefined ? {} : { transportLayerEncodingLabel: charset }),
    defaultEncoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252',
  });
  return refuseNul(new TextDecoder(encoding).decode(bytes), what);
};

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
