/** Sends updates as messages, and says of every failure what it means for the subscription. */
import { RateLimitError, type REST, Routes } from 'discord.js';
import { AppError } from '../errors.ts';
import type { Letter, SendLetter, SendOutcome } from '../model/delivery.ts';
import { DISCORD_CODE, discordCode, httpStatus } from './discord-error.ts';
import type { ForumPosts } from './forum-posts.ts';
import type { Sender } from './sender.ts';
import { letterView } from './views/letter-view.ts';
import { noticeView } from './views/mistake-view.ts';

export type UpdateSender = {
  send: SendLetter;
  /** Tells a person something in a direct message; false where that cannot be. */
  tell: (userId: string, text: string) => Promise<boolean>;
};

export type UpdateSenderParts = {
  sender: Sender;
  posts: ForumPosts;
  rest: REST;
  /** Whether a server still has the role; null where that is not known. */
  hasRole: (guildId: string, roleId: string) => boolean | null;
};

const REFUSALS: ReadonlyMap<number, string> = new Map([
  [DISCORD_CODE.unknownChannel, 'the channel no longer exists'],
  [DISCORD_CODE.unknownGuild, 'the server is gone, or the bot is no longer in it'],
  [DISCORD_CODE.missingAccess, 'the bot may no longer see the channel (View Channel is missing)'],
  [
    DISCORD_CODE.missingPermissions,
    'the bot may not post there (Send Messages, or in a thread Send Messages in Threads, is missing)',
  ],
  [DISCORD_CODE.cannotMessageUser, 'direct messages from the bot are not accepted'],
  [DISCORD_CODE.notATextChannel, 'nothing can be posted in a channel of this type'],
  [DISCORD_CODE.wrongChannelType, 'nothing can be posted in a channel of this type'],
  [DISCORD_CODE.threadArchived, 'the thread is archived'],
  [DISCORD_CODE.threadLocked, 'the thread is locked'],
]);

/** How long to wait where Discord asks for a pause without saying how long. */
const PAUSE_MS = 30_000;

/** What an error of discord.js says about the message that it came for. */
const outcomeOf = (error: unknown): SendOutcome => {
  if (error instanceof RateLimitError) {
    return { status: 'rate-limited', retryAfterMs: Math.max(error.retryAfter, error.timeToReset, 1_000) };
  }
  if (error instanceof AppError && error.code === 'rate-limited') {
    return { status: 'rate-limited', retryAfterMs: PAUSE_MS };
  }
  const status = httpStatus(error);
  const code = discordCode(error) ?? 0;
  const known = REFUSALS.get(code);
  if (known !== undefined) return { status: 'refused', code: String(code), reason: known, sure: true };
  const words = error instanceof Error ? error.message.split('\n')[0]?.slice(0, 200) : String(error);
  if (status === 403 || status === 404) {
    return {
      status: 'refused',
      code: String(code || status),
      reason: `Discord refuses the channel (${status}: ${words})`,
      sure: false,
    };
  }
  if (status === 400) return { status: 'invalid', reason: `Discord refuses the message (${code}: ${words})` };
  return { status: 'unknown', reason: status === null ? `no answer (${words})` : `Discord answered ${status}` };
};

/** Where a letter goes and whom it mentions. */
type Addressed = Letter & { to: string; mentioned: string | null };

/** Rewrites earlier messages; those that could not be rewritten. Throws where Discord asks for a pause. */
const rewrite = async ({ to, creator, mentioned }: Addressed, edits: Letter['edits'], sender: Sender) => {
  const failed: Letter['edits'][number][] = [];
  for (const edit of edits) {
    try {
      await sender.edit(to, edit.messageId, letterView({ answer: edit.answer, creator }, mentioned));
    } catch (error) {
      if (outcomeOf(error).status === 'rate-limited') throw error;
      failed.push(edit);
    }
  }
  return failed;
};

const sendTo = async (letter: Addressed, sender: Sender): Promise<{ messageId: string }> => {
  const { to, nonce, mentioned, replyTo, edits } = letter;
  // First what can be done twice without harm, so that nothing is left undone by whoever dies in between.
  const failed = await rewrite(letter, edits, sender);
  // Discord forgets a nonce after minutes; who may read the channel can still see whether the message is there.
  const there = letter.uncertain ? await sender.find(to, nonce).catch(() => null) : null;
  if (there !== null) return { messageId: there };
  const roles = mentioned === null ? [] : [mentioned];
  const sent = await sender.send(to, letterView(letter, mentioned), { nonce, roles, replyTo });
  // A message wakes a thread that was archived, and then its messages can be rewritten.
  if (failed.length > 0) await rewrite(letter, failed, sender).catch(() => undefined);
  return sent;
};

export const createUpdateSender = ({ sender, posts, rest, hasRole }: UpdateSenderParts): UpdateSender => ({
  send: async (letter) => {
    try {
      const { channelId, post, role } = letter;
      const mentioned = role === null || hasRole(role.guildId, role.id) === false ? null : role.id;
      const wanted = post === null ? null : { ...post, forumId: channelId };
      const to = wanted === null ? channelId : await posts.find(wanted);
      try {
        return { status: 'sent', ...(await sendTo({ ...letter, to, mentioned }, sender)) };
      } catch (error) {
        if (wanted === null || discordCode(error) !== DISCORD_CODE.unknownChannel) throw error;
        // Somebody deleted the post; the forum may still be there.
        const again = await posts.replace(wanted);
        const fresh = { ...letter, to: again, mentioned, replyTo: null, edits: [] };
        return { status: 'sent', ...(await sendTo(fresh, sender)) };
      }
    } catch (error) {
      return outcomeOf(error);
    }
  },
  tell: async (userId, text) => {
    if (!/^\d+$/.test(userId)) return false;
    try {
      const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: userId } })) as { id: string };
      const { flags, components } = noticeView(text);
      await rest.post(Routes.channelMessages(channel.id), {
        body: { flags, components, allowed_mentions: { parse: [] } },
      });
      return true;
    } catch {
      return false;
    }
  },
});
