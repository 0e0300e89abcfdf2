/** The nonce of a message: the same for the same updates in the same channel, in every process and after a restart. */
import { createHash } from 'node:crypto';
import type { Delivery } from '../model/delivery.ts';

/** Discord takes 25 characters. */
const LENGTH = 22;

/** Letters, digits, `-` and `_`; of the channel and what is told there, whichever subscription asks for it. */
export const nonceOf = (deliveries: readonly Pick<Delivery, 'channel' | 'item'>[]): string => {
  const hash = createHash('sha256');
  for (const { channel, item } of deliveries) hash.update(JSON.stringify([channel, item]));
  return hash.digest('base64url').slice(0, LENGTH);
};
