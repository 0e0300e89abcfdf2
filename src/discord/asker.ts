/** Who uses a command and where, from an interaction. */
import {
  type BaseInteraction,
  ChannelType,
  type Guild,
  GuildMember,
  InteractionContextType,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js';
import { UserError } from '../errors.ts';
import type { Asker, AskerChannel, AskerRole } from '../model/asker.ts';
import { scopeOf } from './scope.ts';

const MANAGING = [
  PermissionFlagsBits.ManageMessages,
  PermissionFlagsBits.ManageChannels,
  PermissionFlagsBits.ManageWebhooks,
  PermissionFlagsBits.ManageGuild,
];

/** What the bot needs to post, by channel. */
const NEEDED: Readonly<Record<AskerChannel['kind'], readonly (readonly [bigint, string])[]>> = {
  text: [
    [PermissionFlagsBits.ViewChannel, 'View Channel'],
    [PermissionFlagsBits.SendMessages, 'Send Messages'],
  ],
  thread: [
    [PermissionFlagsBits.ViewChannel, 'View Channel'],
    [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'],
  ],
  forum: [
    [PermissionFlagsBits.ViewChannel, 'View Channel'],
    [PermissionFlagsBits.SendMessages, 'Create Posts'],
    [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Posts'],
  ],
  dm: [],
  console: [],
};

const KINDS: ReadonlyMap<ChannelType, AskerChannel['kind']> = new Map([
  [ChannelType.PublicThread, 'thread'],
  [ChannelType.PrivateThread, 'thread'],
  [ChannelType.AnnouncementThread, 'thread'],
  [ChannelType.GuildForum, 'forum'],
]);

/** Channels in which no message can stand. */
const UNFIT: ReadonlyMap<ChannelType, string> = new Map([
  [ChannelType.GuildCategory, 'is a category: choose one of the channels in it'],
  [ChannelType.GuildDirectory, 'lists servers and takes no messages: choose a text channel'],
  [
    ChannelType.GuildMedia,
    'is a media channel, whose posts must have a picture or film, and updates have none: choose a text or forum channel',
  ],
]);

const shownAs = (id: string, name: string | null): string => (name === null ? `channel ${id}` : `#${name}`);
const kindOf = (type: ChannelType): AskerChannel['kind'] => KINDS.get(type) ?? 'text';

/** The channel, where the bot can write there on its own account. */
const channelOf = (interaction: BaseInteraction): AskerChannel | null => {
  const { channel, channelId, guildId, context } = interaction;
  if (channelId === null) return null;
  if (guildId === null) {
    const foreign = context === InteractionContextType.PrivateChannel || channel?.type === ChannelType.GroupDM;
    return foreign ? null : { id: channelId, name: 'direct messages', kind: 'dm' };
  }
  // A bot that a person brought along may answer here, and no more.
  if (scopeOf(interaction) !== `guild:${guildId}`) return null;
  const name = channel !== null && 'name' in channel ? channel.name : null;
  return { id: channelId, name: shownAs(channelId, name), kind: kindOf(channel?.type ?? ChannelType.GuildText) };
};

const lacks = (permissions: Readonly<PermissionsBitField> | null, channel: AskerChannel | null): string[] =>
  permissions === null || channel === null
    ? []
    : NEEDED[channel.kind].flatMap(([bit, name]) => (permissions.has(bit) ? [] : [name]));

const manages = (permissions: Readonly<PermissionsBitField> | null): boolean =>
  MANAGING.some((bit) => permissions?.has(bit) === true);

/** What comes of mentioning a role of the server, with these permissions of the bot. */
const roleOf = (guild: Guild, roleId: string, permissions: Readonly<PermissionsBitField> | null): AskerRole => {
  const role = guild.roles.cache.get(roleId);
  if (role === undefined) return { name: `role ${roleId}`, fault: 'it no longer exists' };
  if (role.id === guild.id) return { name: role.name, fault: 'everybody is no role that can be mentioned' };
  const may = role.mentionable || permissions?.has(PermissionFlagsBits.MentionEveryone) !== false;
  const name = `@${role.name}`;
  return { name, fault: may ? null : 'allow everybody to mention it, or give my role Mention All Roles here' };
};

export const askerOf = (interaction: BaseInteraction): Asker => {
  const channel = channelOf(interaction);
  const { memberPermissions, appPermissions, guild, guildId, user } = interaction;
  const scope = scopeOf(interaction);
  const asker: Asker = {
    userId: user.id,
    scope,
    guildId,
    channel,
    // What is one's own may always be managed.
    mayManage: scope.startsWith('user:') || manages(memberPermissions),
    botLacks: lacks(appPermissions, channel),
    ...(guild === null ? {} : { role: (roleId: string) => roleOf(guild, roleId, appPermissions) }),
  };
  return { ...asker, in: (channelId) => askerIn(interaction, asker, channelId) };
};

/** The same person as if asking from another channel of the server that the bot is in. */
const askerIn = async (interaction: BaseInteraction, asker: Asker, channelId: string): Promise<Asker> => {
  const wrong = (message: string): UserError =>
    new UserError('unknown-channel', message, { context: { option: 'channel' } });
  const { guild, member } = interaction;
  if (guild === null || asker.scope !== `guild:${guild.id}`) {
    throw wrong('channel: only in a server that has me can another channel be chosen.');
  }
  const found = guild.channels.cache.get(channelId) ?? (await guild.channels.fetch(channelId).catch(() => null));
  if (found === null) throw wrong('channel: there is no such channel in this server, or I may not see it.');
  const channel = { id: found.id, name: shownAs(found.id, found.name), kind: kindOf(found.type) };
  const unfit = UNFIT.get(found.type);
  if (unfit !== undefined) {
    throw new UserError('unfit-channel', `${channel.name} ${unfit}.`, { context: { option: 'channel' } });
  }
  const own = guild.members.me ?? (await guild.members.fetchMe().catch(() => null));
  const person = member instanceof GuildMember ? found.permissionsFor(member) : null;
  const permissions = own === null ? null : found.permissionsFor(own);
  return {
    ...asker,
    channel,
    mayManage: manages(person),
    botLacks: lacks(permissions, channel),
    role: (roleId) => roleOf(guild, roleId, permissions),
  };
};
