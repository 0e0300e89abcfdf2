/** Who uses a command and where, from an interaction. */
import {
  type BaseInteraction,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js';
import type { Asker, AskerChannel } from '../model/asker.ts';
import { scopeOf } from './scope.ts';

const MANAGING = [
  PermissionFlagsBits.ManageMessages,
  PermissionFlagsBits.ManageChannels,
  PermissionFlagsBits.ManageWebhooks,
  PermissionFlagsBits.ManageGuild,
];

/** What the bot needs to post, by channel. */
const needed = (inThread: boolean): readonly (readonly [bigint, string])[] => [
  [PermissionFlagsBits.ViewChannel, 'View Channel'],
  inThread
    ? [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads']
    : [PermissionFlagsBits.SendMessages, 'Send Messages'],
];

const THREADS: ReadonlySet<number> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

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
  const name =
    channel !== null && 'name' in channel && channel.name !== null ? `#${channel.name}` : `channel ${channelId}`;
  return { id: channelId, name, kind: channel !== null && THREADS.has(channel.type) ? 'thread' : 'text' };
};

const lacks = (permissions: Readonly<PermissionsBitField> | null, channel: AskerChannel | null): string[] =>
  permissions === null || channel === null || channel.kind === 'dm'
    ? []
    : needed(channel.kind === 'thread').flatMap(([bit, name]) => (permissions.has(bit) ? [] : [name]));

export const askerOf = (interaction: BaseInteraction): Asker => {
  const channel = channelOf(interaction);
  const { memberPermissions, appPermissions, guildId, user } = interaction;
  const scope = scopeOf(interaction);
  return {
    userId: user.id,
    scope,
    guildId,
    channel,
    // What is one's own may always be managed.
    mayManage: scope.startsWith('user:') || MANAGING.some((bit) => memberPermissions?.has(bit) === true),
    botLacks: lacks(appPermissions, channel),
  };
};
