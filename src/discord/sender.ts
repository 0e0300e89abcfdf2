/** Sends messages into channels on the bot's own account, once each. */
import { type REST, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import type { MessageView } from './views/message.ts';

/** Longest nonce that Discord accepts. */
const MAX_NONCE = 25;

export type Sender = {
  /**
   * Posts a message and returns its id. The same nonce again within a few minutes gives back the first message instead of
   * posting another, so that a send whose outcome is unknown can be repeated. Only `roles` are notified. Throws discord.js's
   * error as it is.
   */
  send(
    channelId: string,
    view: MessageView,
    options: { nonce: string; roles?: readonly string[] },
  ): Promise<{ messageId: string }>;
};

export const createSender = (rest: REST): Sender => ({
  send: async (channelId, view, { nonce, roles = [] }) => {
    if (nonce.length === 0 || nonce.length > MAX_NONCE)
      throw new RangeError(`a nonce has 1 to ${MAX_NONCE} characters`);
    const body: RESTPostAPIChannelMessageJSONBody = {
      flags: view.flags,
      components: view.components,
      allowed_mentions: { parse: [], ...(roles.length === 0 ? {} : { roles: [...roles] }) },
      nonce,
      enforce_nonce: true,
    };
    const sent = (await rest.post(Routes.channelMessages(channelId), { body })) as { id: string };
    return { messageId: sent.id };
  },
});
