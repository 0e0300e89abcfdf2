/** People of the local Discord: they use commands, type options and press buttons, and wait for what the bot shows. */
import type { Gateway } from './gateway.ts';
import {
  type InteractionState,
  interactionJson,
  type OptionInput,
  optionsJson,
  type Place,
  type Reply,
} from './interactions.ts';
import type { JsonObject } from './json.ts';
import { allComponents } from './message-rules.ts';
import type { State } from './routes.ts';
import { ANALYST, APPLICATION, type Message, makeGuild, type Person, userJson } from './world.ts';

type Where = 'guild' | 'dm' | 'user-app' | { guildId: string; channelId?: string };

export type CommandInput = {
  command: string;
  options?: OptionInput;
  subcommand?: string;
  group?: string;
  user?: Person;
  where?: Where;
  /** Sends the interaction although Discord has no such command, as for one deleted a moment ago. */
  unregistered?: boolean;
  /** As if Discord had given up waiting: every answer to it is 10062 or 50027. */
  expired?: boolean;
};

export type PressInput = {
  customId: string;
  on: Message | null;
  user?: Person;
  where?: Where;
  /** Presses a button that the message does not have. */
  forged?: boolean;
  /** As a select, with these values, instead of a button. */
  values?: readonly string[];
  expired?: boolean;
};

/** An interaction under way. */
export type Begun = {
  id: string;
  acknowledged: Promise<void>;
  reply: Promise<Reply>;
  state: InteractionState;
  /** Sends the very same interaction to the bot again, as the gateway may after a resume. */
  repeat(): void;
  /** From now on its token is no longer valid. */
  expire(): void;
};

export type People = {
  command(input: CommandInput): Begun;
  press(input: PressInput): Begun;
  type(input: CommandInput & { focused: string }): Begun;
  /** Gives up waiting for what has not been answered. */
  leave(): void;
};

const later = <T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } => {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
};

/** What a message has when a test presses a button on none. */
const userMessage = {
  type: 0,
  author: userJson(APPLICATION, true),
  content: '',
  timestamp: '2025-06-15T15:06:40.000000+00:00',
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  components: [],
  pinned: false,
  flags: 1 << 15,
};

/** The people who can reach the bot through this gateway. */
export const createPeople = (state: State, gateway: Gateway, patienceMs: number): People => {
  const { guilds, channels, commands, nextId, interactions } = state;
  const timers = new Set<NodeJS.Timeout>();

  const placeOf = (where: Where): Place => {
    const [first] = guilds;
    const [dm] = channels;
    const guildId = typeof where === 'object' ? where.guildId : (first?.id ?? '');
    const channelId = typeof where === 'object' ? where.channelId : undefined;
    const channel = channels.find((one) => one.guildId === guildId && one.id === (channelId ?? one.id));
    if (dm === undefined) throw new Error('there are no direct messages');
    if (where === 'dm') return { kind: 'dm', channel: dm };
    if (where === 'user-app') {
      const foreign = makeGuild(99);
      return { kind: 'user-app', guildId: foreign.id, channel: foreign.channels[0] ?? dm };
    }
    if (channel === undefined) throw new Error(`no such guild: ${guildId}`);
    return { kind: 'guild', guildId, channel };
  };

  const begin = (
    kind: InteractionState['kind'],
    name: string,
    { user = ANALYST, where = 'guild', expired = false }: { user?: Person; where?: Where; expired?: boolean },
    type: number,
    data: JsonObject,
    on: Message | null,
  ): Begun => {
    const id = nextId();
    const place = placeOf(where);
    const finished = later<Reply>();
    const interaction: InteractionState = {
      id,
      token: Buffer.from(`interaction-token-of-${id}`.padEnd(60, '.')).toString('base64url'),
      kind,
      place,
      user,
      stage: 'new',
      expired,
      steps: [],
      original: on,
      deleted: false,
      ephemeral: false,
      followUps: [],
      choices: null,
      acknowledged: later<void>(),
      finished,
      commandName: name,
    };
    interactions.set(id, interaction);
    const timer = setTimeout(
      () =>
        finished.reject(
          new Error(`no reply to ${name} within ${patienceMs} ms; steps so far: ${interaction.steps.join(', ')}`),
        ),
      patienceMs,
    );
    timers.add(timer);
    const payload = interactionJson(interaction, APPLICATION.id, type, data, on);
    const send = (): void =>
      gateway.dispatch('INTERACTION_CREATE', payload, place.kind === 'guild' ? place.guildId : null);
    send();
    return {
      id,
      acknowledged: interaction.acknowledged.promise,
      reply: finished.promise.finally(() => clearTimeout(timer)),
      state: interaction,
      repeat: send,
      expire: () => {
        interaction.expired = true;
      },
    };
  };

  const commandData = (input: CommandInput, focused?: string): JsonObject => {
    const place = placeOf(input.where ?? 'guild');
    const id = commands.find(input.command, place.kind === 'guild' ? place.guildId : null);
    if (id === null && input.unregistered !== true) throw new Error(`Discord knows no command ${input.command}`);
    const { subcommand, group } = input;
    return {
      id: id ?? nextId(),
      name: input.command,
      type: 1,
      options: optionsJson(input.options ?? {}, {
        ...(subcommand === undefined ? {} : { subcommand }),
        ...(group === undefined ? {} : { group }),
        ...(focused === undefined ? {} : { focused }),
      }),
    };
  };

  const press = (input: PressInput): Begun => {
    const { customId, on, values } = input;
    const button = on === null ? undefined : allComponents(on).find(({ custom_id }) => custom_id === customId);
    if (input.forged !== true && (button === undefined || button.disabled === true)) {
      throw new Error(`the message has no button that can be pressed with ${customId}`);
    }
    const data = {
      custom_id: customId,
      component_type: values === undefined ? 2 : 3,
      ...(values === undefined ? {} : { values }),
      id: 1,
    };
    const message = on ?? { id: nextId(), channel_id: placeOf(input.where ?? 'guild').channel.id, ...userMessage };
    return begin('component', customId, input, 3, data, message);
  };

  return {
    command: (input) => begin('command', input.command, input, 2, commandData(input), null),
    press,
    type: (input) => begin('autocomplete', input.command, input, 4, commandData(input, input.focused), null),
    leave: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
