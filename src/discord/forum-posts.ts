/** Posts of forums, one for each subscription there: found again after any fault, made where there is none. */
import { type REST, Routes } from 'discord.js';
import { DISCORD_CODE, discordCode } from './discord-error.ts';
import { plain, shortened } from './views/escape.ts';
import { noticeView } from './views/mistake-view.ts';

/** Where the ids of posts are kept: any durable Keyv. Without one they are looked for by title. */
export type PostStore = {
  get(key: string): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
};

export type PostWanted = { forumId: string; key: string; title: string; guildId: string };

export type ForumPosts = {
  /** The id of the post, which is made where there is none. Throws discord.js's error as it is. */
  find(wanted: PostWanted): Promise<string>;
  /** As `find`, for a post that is known to be gone. */
  replace(wanted: PostWanted): Promise<string>;
};

export type ForumPostParts = {
  rest: REST;
  /** A client that tries each request once: making a post twice makes two of them. */
  once: REST;
  store: PostStore | null;
  /** Id of the bot's own user. */
  self: () => string;
};

/** Discord's bound on a post's title. */
const LONGEST_TITLE = 100;

const storeKey = (key: string): string => `post:${key}`;

export const createForumPosts = ({ rest, once, store, self }: ForumPostParts): ForumPosts => {
  const nameOf = ({ title }: PostWanted): string => shortened(plain(title), LONGEST_TITLE) || 'Updates';

  const keep = async ({ key }: PostWanted, id: string): Promise<string> => {
    await store?.set(storeKey(key), id);
    return id;
  };

  /** One that was made a moment ago, by somebody who could not write its id down. */
  const orphan = async (wanted: PostWanted): Promise<string | null> => {
    const { threads } = (await rest.get(Routes.guildActiveThreads(wanted.guildId))) as { threads: readonly Thread[] };
    const own = threads.filter((thread) => thread.parent_id === wanted.forumId && thread.owner_id === self());
    return own.find(({ name }) => name === nameOf(wanted))?.id ?? null;
  };

  const make = async (wanted: PostWanted): Promise<string> => {
    const { flags, components } = noticeView('Updates of a subscription stand here; /subscriptions changes it.');
    const message = { flags, components, allowed_mentions: { parse: [] } };
    const body = { name: nameOf(wanted), message };
    const post = async (more: { applied_tags?: readonly string[] }): Promise<string> => {
      const made = (await once.post(Routes.threads(wanted.forumId), { body: { ...body, ...more } })) as { id: string };
      return made.id;
    };
    try {
      return await post({});
    } catch (error) {
      if (discordCode(error) !== DISCORD_CODE.tagRequired) throw error;
      return post({ applied_tags: [await anyTag(wanted.forumId)] });
    }
  };

  /** A tag that everybody may give; such a forum has one. */
  const anyTag = async (forumId: string): Promise<string> => {
    const { available_tags: tags = [] } = (await rest.get(Routes.channel(forumId))) as {
      available_tags?: readonly Tag[];
    };
    return (tags.find(({ moderated }) => !moderated) ?? tags[0])?.id ?? '';
  };

  return {
    find: async (wanted) => {
      const known = await store?.get(storeKey(wanted.key));
      if (typeof known === 'string') return known;
      return keep(wanted, (await orphan(wanted)) ?? (await make(wanted)));
    },
    replace: async (wanted) => keep(wanted, await make(wanted)),
  };
};

type Thread = { id: string; name: string; parent_id?: string | null; owner_id?: string };
type Tag = { id: string; moderated: boolean };
