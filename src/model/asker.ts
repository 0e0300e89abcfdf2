/** Who asks a question and from where, as far as a command may depend on it. */
import type { Scope } from './scope.ts';

export type AskerChannel = {
  id: string;
  name: string;
  /** In a `forum` updates stand in a post of their own. */
  kind: 'text' | 'thread' | 'forum' | 'dm' | 'console';
};

export type Asker = {
  userId: string;
  scope: Scope;
  guildId: string | null;
  /** Null where the bot cannot write on its own: other people's direct messages, servers that did not install it. */
  channel: AskerChannel | null;
  /** Whether the person may say what is posted in the channel. */
  mayManage: boolean;
  /** Permissions that the bot lacks in the channel, by their names in Discord. */
  botLacks: readonly string[];
  /** A role of the server as the channel's messages can mention it; left out where roles are not known. */
  role?: (roleId: string) => AskerRole;
  /** The same person as if asking from another channel of the server; throws a UserError where updates cannot go there. */
  in?: (channelId: string) => Promise<Asker>;
};

/** `fault` says why nobody is notified when it is mentioned, or is null. */
export type AskerRole = { name: string; fault: string | null };

/** What a person needs to manage a channel's subscriptions, as Discord names it. */
export const MANAGING_PERMISSION = 'Manage Messages, Manage Channels, Manage Webhooks or Manage Server';
