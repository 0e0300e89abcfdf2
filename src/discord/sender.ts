/** Sends messages into channels on the bot's own account, once each. */
import { createHash } from 'node:crypto';
import { ComponentType, type REST, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import { DISCORD_CODE, discordCode } from './discord-error.ts';
import type { MessageView } from './views/message.ts';

/** Longest nonce that Discord accepts. */
const MAX_NONCE = 25;

export type Sender = {
  /**
   * Posts a message and returns its id, as a reply where `replyTo` is given and the bot may reply. The same nonce again
   * within a few minutes gives back the first message instead of posting another, so that a send whose outcome is unknown can
   * be repeated. Only `roles` are notified. Throws discord.js's error as it is.
   */
  send(
    channelId: string,
    view: MessageView,
    options: { nonce: string; roles?: readonly string[]; replyTo?: string | null },
  ): Promise<{ messageId: string }>;
  /** The id of the message that was sent with this nonce, among the last hundred of the channel; null where it is not seen. */
  find(channelId: string, nonce: string): Promise<string | null>;
  /** Makes a message of the bot say something else; nobody is notified. Throws discord.js's error as it is. */
  edit(channelId: string, messageId: string, view: MessageView): Promise<void>;
};

type Seen = { id: string; components?: readonly { id?: number }[] };

/** Discord numbers components from 1 on where they have no number. */
const FIRST_MARK = 2 ** 20;

/** A nonce as the number of a component, which stays with the message when the nonce itself is forgotten, after minutes. */
const markOf = (nonce: string): number =>
  FIRST_MARK + (createHash('sha256').update(nonce).digest().readUInt32BE() % (2 ** 31 - FIRST_MARK));

const marked = (components: MessageView['components'], nonce: string): MessageView['components'] =>
  components.map((one) => (one.type === ComponentType.Container ? { ...one, id: markOf(nonce) } : one));

export const createSender = (rest: REST): Sender => ({
  send: async (channelId, view, { nonce, roles = [], replyTo = null }) => {
    if (nonce.length === 0 || nonce.length > MAX_NONCE)
      throw new RangeError(`a nonce has 1 to ${MAX_NONCE} characters`);
    const body: RESTPostAPIChannelMessageJSONBody = {
      flags: view.flags,
      components: marked(view.components, nonce),
      allowed_mentions: { parse: [], ...(roles.length === 0 ? {} : { roles: [...roles] }) },
      nonce,
      enforce_nonce: true,
    };
    const post = async (more: Pick<RESTPostAPIChannelMessageJSONBody, 'message_reference'>): Promise<{ id: string }> =>
      (await rest.post(Routes.channelMessages(channelId), { body: { ...body, ...more } })) as { id: string };
    if (replyTo === null) return { messageId: (await post({})).id };
    try {
      const { id } = await post({ message_reference: { message_id: replyTo, fail_if_not_exists: false } });
      return { messageId: id };
    } catch (error) {
      // A reply needs Read Message History; the message itself does not.
      if (discordCode(error) !== DISCORD_CODE.cannotReply) throw error;
      return { messageId: (await post({})).id };
    }
  },
  find: async (channelId, nonce) => {
    const query = new URLSearchParams({ limit: '100' });
    const seen = (await rest.get(Routes.channelMessages(channelId), { query })) as readonly Seen[];
    const mark = markOf(nonce);
    return seen.find(({ components = [] }) => components.some(({ id }) => id === mark))?.id ?? null;
  },
  edit: async (channelId, messageId, view) => {
    const body = { flags: view.flags, components: view.components, allowed_mentions: { parse: [] } };
    await rest.patch(Routes.channelMessage(channelId, messageId), { body });
  },
});
