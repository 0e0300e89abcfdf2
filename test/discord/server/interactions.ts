/** Interactions of the local Discord: what a person does, as the gateway sends it, and what the bot answers to it. */
import type { JsonObject } from './json.ts';
import { type Channel, channelJson, EVERYBODY, type Message, type Person, userJson } from './world.ts';

/** Where a person is: in a guild that has the bot, in the bot's direct messages, or elsewhere with the bot as a user app. */
export type Place =
  | { kind: 'guild'; guildId: string; channel: Channel }
  | { kind: 'dm'; channel: Channel }
  | { kind: 'user-app'; guildId: string; channel: Channel };

export type OptionInput = Readonly<Record<string, string | number | boolean>>;

/** What the bot finally showed for one interaction, and how it got there. */
export type Reply = {
  /** Types of the callbacks and later steps, in order: `callback 5`, `edit`, `delete`, `follow-up`. */
  steps: readonly string[];
  /** The message the person sees in the end, or null where choices were the answer or the reply was deleted. */
  message: Message | null;
  /** The message a button belonged to, as it is now. */
  original: Message | null;
  ephemeral: boolean;
  followUps: readonly Message[];
  choices: readonly JsonObject[] | null;
};

type Settled = { resolve: (reply: Reply) => void; reject: (error: Error) => void };

export type InteractionState = {
  id: string;
  token: string;
  kind: 'command' | 'autocomplete' | 'component';
  place: Place;
  user: Person;
  /** `loading`: deferred reply not yet edited; `updating`: deferred update. */
  stage: 'new' | 'loading' | 'updating' | 'answered';
  /** As if 3 s or 15 minutes had passed. */
  expired: boolean;
  steps: string[];
  original: Message | null;
  deleted: boolean;
  ephemeral: boolean;
  followUps: Message[];
  choices: readonly JsonObject[] | null;
  acknowledged: { promise: Promise<void>; resolve: () => void };
  finished: { promise: Promise<Reply> } & Settled;
  commandName: string;
};

const optionType = (value: string | number | boolean): number => {
  if (typeof value === 'string') return 3;
  if (typeof value === 'boolean') return 5;
  return Number.isInteger(value) ? 4 : 10;
};

/** Options as Discord sends them, within a subcommand and its group where there are any. */
export const optionsJson = (
  options: OptionInput,
  { subcommand, group, focused }: { subcommand?: string; group?: string; focused?: string } = {},
): JsonObject[] => {
  const flat = Object.entries(options).map(([name, value]) => ({
    name,
    type: optionType(value),
    value,
    ...(name === focused ? { focused: true } : {}),
  }));
  const inSubcommand = subcommand === undefined ? flat : [{ name: subcommand, type: 1, options: flat }];
  return group === undefined ? inSubcommand : [{ name: group, type: 2, options: inSubcommand }];
};

/** The gateway's INTERACTION_CREATE data. */
export const interactionJson = (
  state: Pick<InteractionState, 'id' | 'token' | 'place' | 'user'>,
  applicationId: string,
  type: number,
  data: JsonObject,
  message: Message | null,
): JsonObject => {
  const { place, user } = state;
  const guildId = place.kind === 'dm' ? null : place.guildId;
  const owners = place.kind === 'guild' ? { 0: place.guildId } : place.kind === 'dm' ? { 0: '0' } : { 1: user.id };
  const person = userJson(user);
  const member = {
    user: person,
    roles: [],
    joined_at: '2025-01-01T00:00:00.000000+00:00',
    deaf: false,
    mute: false,
    flags: 0,
    permissions: user.permissions ?? EVERYBODY,
  };
  return {
    id: state.id,
    application_id: applicationId,
    type,
    token: state.token,
    version: 1,
    channel: { ...channelJson(place.channel), permissions: user.permissions ?? EVERYBODY },
    channel_id: place.channel.id,
    ...(guildId === null
      ? { user: person }
      : { guild_id: guildId, guild: { id: guildId, locale: 'en-US', features: [] }, guild_locale: 'en-US', member }),
    locale: 'en-US',
    app_permissions: place.channel.botPermissions ?? EVERYBODY,
    entitlements: [],
    authorizing_integration_owners: owners,
    context: place.kind === 'guild' ? 0 : place.kind === 'dm' ? 1 : 0,
    attachment_size_limit: 10_485_760,
    data,
    ...(message === null ? {} : { message }),
  };
};
