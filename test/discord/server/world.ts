/** The guilds, channels, people and messages of the local Discord, and its ids. */
import type { JsonObject } from './json.ts';

const EPOCH = 1_420_070_400_000n;

export type Person = {
  id: string;
  name: string;
  /** Permission bits in every channel; what everybody has where it is left out. */
  permissions?: string;
};
/** What Discord gives everybody in a new server, and the same with Manage Messages and Manage Channels. */
export const EVERYBODY = '2248473465835073';
const MANAGER = (BigInt(EVERYBODY) | (1n << 13n) | (1n << 4n)).toString();
export type Channel = {
  id: string;
  guildId: string | null;
  name: string;
  /** Discord's channel type: 0 text, 1 direct messages, 4 category, 11 thread, 15 forum, 16 media. */
  type: number;
  /** Discord error code with which posting is refused, or null. */
  refuses: number | null;
  /** Permission bits of the bot in it; everything that it needs where they are left out. */
  botPermissions?: string;
  /** Of a thread: the channel that it is in, and who made it. */
  parentId?: string;
  ownerId?: string;
  /** Of a forum: whether each post must have a tag. */
  needsTag?: boolean;
};

/** The one tag that the posts of a forum can have. */
export const TAG = { id: '1500000000000000001', name: 'news', moderated: false, emoji_id: null, emoji_name: null };
const REQUIRES_TAG = 1 << 4;

export type Role = { id: string; name: string; mentionable: boolean };

/** `roles` are those besides everybody's. */
export type Guild = { id: string; name: string; channels: Channel[]; roles?: readonly Role[] };
export type Message = JsonObject & { id: string; channel_id: string };

/** Snowflakes that only grow, from a fixed moment, so that runs are alike. */
export const snowflakes = (): (() => string) => {
  let next = ((1_750_000_000_000n - EPOCH) << 22n) + 1n;
  return () => {
    next += 1n << 22n;
    return next.toString();
  };
};

export const APPLICATION: Person = { id: '1100000000000000001', name: 'sitrep' };
export const ANALYST: Person = { id: '1100000000000000011', name: 'analyst', permissions: MANAGER };
export const COLLEAGUE: Person = { id: '1100000000000000012', name: 'colleague' };

export const userJson = ({ id, name }: Person, bot = false): JsonObject => ({
  id,
  username: name,
  discriminator: '0',
  global_name: name,
  avatar: null,
  bot,
});

/** A guild with one text channel; `number` tells several apart. */
export const makeGuild = (number: number): Guild => {
  const id = `12000000000000${String(number).padStart(5, '0')}`;
  const channel = `13000000000000${String(number).padStart(5, '0')}`;
  return {
    id,
    name: `Guild ${number}`,
    channels: [{ id: channel, guildId: id, name: 'reports', type: 0, refuses: null }],
  };
};

export const channelJson = (channel: Channel): JsonObject => {
  const { id, guildId, name, type } = channel;
  if (guildId === null) return { id, type, name };
  const common = { id, type, name, guild_id: guildId };
  if (channel.parentId !== undefined) {
    const metadata = { archived: false, locked: false, auto_archive_duration: 4320, archive_timestamp: JOINED };
    return { ...common, parent_id: channel.parentId, owner_id: channel.ownerId ?? '', thread_metadata: metadata };
  }
  const forum = type === 15 ? { available_tags: [TAG], flags: channel.needsTag === true ? REQUIRES_TAG : 0 } : {};
  return { ...common, position: 0, permission_overwrites: overwritesOf(channel), nsfw: false, topic: null, ...forum };
};

/** What is said of the bot in a channel, so that it has the permissions that the channel says. */
const overwritesOf = ({ botPermissions }: Channel): JsonObject[] => {
  if (botPermissions === undefined) return [];
  const deny = (BigInt(EVERYBODY) & ~BigInt(botPermissions)).toString();
  return [{ id: APPLICATION.id, type: 1, allow: botPermissions, deny }];
};

const JOINED = '2025-01-01T00:00:00.000000+00:00';

const roleJson = (role: Role, permissions: string): JsonObject => ({
  ...role,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  position: 0,
  permissions,
  managed: false,
  flags: 0,
});

/** A guild as the gateway sends it. */
export const guildJson = ({ id, name, channels, roles = [] }: Guild): JsonObject => ({
  id,
  name,
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: ANALYST.id,
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  roles: [
    roleJson({ id, name: '@everyone', mentionable: false }, EVERYBODY),
    ...roles.map((role) => roleJson(role, '0')),
  ],
  emojis: [],
  features: [],
  mfa_level: 0,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  preferred_locale: 'en-US',
  public_updates_channel_id: null,
  nsfw_level: 0,
  premium_progress_bar_enabled: false,
  safety_alerts_channel_id: null,
  joined_at: JOINED,
  large: false,
  unavailable: false,
  member_count: 2,
  voice_states: [],
  members: [{ user: userJson(APPLICATION, true), roles: [], joined_at: JOINED, deaf: false, mute: false, flags: 0 }],
  channels: channels.filter(({ parentId }) => parentId === undefined).map(channelJson),
  threads: channels.filter(({ parentId }) => parentId !== undefined).map(channelJson),
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  stickers: [],
});
