/** Whose data an interaction may see and add to. */
import type { BaseInteraction } from 'discord.js';
import type { Scope } from '../model/scope.ts';

/**
 * The guild's scope where the bot is installed in that guild, else the user's own: somebody who brought the bot along as
 * a user app into a foreign guild neither sees nor changes that guild's data.
 */
export const scopeOf = (
  interaction: Pick<BaseInteraction, 'guildId' | 'user' | 'authorizingIntegrationOwners'>,
): Scope => {
  const { guildId, user, authorizingIntegrationOwners: owners } = interaction;
  const broughtAlong = owners.userId !== null && owners.guildId !== guildId;
  return guildId === null || broughtAlong ? `user:${user.id}` : `guild:${guildId}`;
};
