/** A Discord of one's own for tests: REST and gateway on localhost, people who use commands, and a record of every fault. */
import type { AddressInfo } from 'node:net';
import { channelRequest } from './channel-endpoints.ts';
import { createCommandStore } from './command-store.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import {
  type InteractionState,
  interactionJson,
  type OptionInput,
  optionsJson,
  type Place,
  type Reply,
} from './interactions.ts';
import { type JsonObject, objectOf, textOf } from './json.ts';
import { allComponents } from './message-rules.ts';
import { callback, webhook } from './reply-endpoints.ts';
import { createRestServer, Refusal, type RestAnswer, type RestRecord, type RestRequest } from './rest-server.ts';
import {
  ANALYST,
  APPLICATION,
  type Channel,
  type Guild,
  type Message,
  makeGuild,
  type Person,
  snowflakes,
  userJson,
} from './world.ts';

export type DiscordSettings = {
  token?: string;
  guilds?: readonly Guild[];
  /** Closes the gateway with this code instead of answering IDENTIFY. */
  refuseIdentify?: number;
  withholdGuilds?: boolean;
  shards?: number;
  /** How long a reply may take before waiting for it fails the test, in milliseconds. */
  patienceMs?: number;
};

export type Where = 'guild' | 'dm' | 'user-app' | { guildId: string };

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

export type LocalDiscord = {
  /** Base of the REST API, without `/v10`. */
  apiUrl: string;
  token: string;
  guilds: readonly Guild[];
  /** Everything that the bot sent and Discord would have refused; taking it empties it. */
  violations(): string[];
  requests: RestRecord[];
  faults: Faults;
  gateway: Gateway;
  /** Commands as registered, in the order in which the bot gave them. */
  commands(guildId?: string): JsonObject[];
  messages(channelId: string): Message[];
  begin(input: CommandInput): Begun;
  interact(input: CommandInput): Promise<Reply>;
  beginPress(input: PressInput): Begun;
  press(input: PressInput): Promise<Reply>;
  /** What is offered while the option `focused` is being typed. */
  autocomplete(input: CommandInput & { focused: string }): Promise<readonly JsonObject[]>;
  /** Sends anything at all through the gateway. */
  send(event: string, data: JsonObject): void;
  /** Stops; fails with the list where the bot sent anything that Discord refuses and no test has taken. */
  close(): Promise<void>;
};

const COMMANDS = new RegExp(`^/applications/${APPLICATION.id}(?:/guilds/(\\d+))?/commands$`);

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

/** Starts a Discord on a free port of localhost. */
export const startDiscord = async (settings: DiscordSettings = {}): Promise<LocalDiscord> => {
  const { token = 'MTEwMDAwMDAwMDAwMDAwMDAwMQ.local.discord', guilds = [makeGuild(1)], patienceMs = 15_000 } = settings;
  const nextId = snowflakes();
  const faults = createFaults();
  const records: RestRecord[] = [];
  const found: string[] = [];
  const messages = new Map<string, Message>();
  const states = new Map<string, InteractionState>();
  const timers = new Set<NodeJS.Timeout>();
  const dm: Channel = { id: nextId(), guildId: null, name: '', type: 1, refuses: null };
  const channels = [dm, ...guilds.flatMap((guild) => guild.channels)];
  let current: RestRequest | null = null;
  const violate = (texts: readonly string[]): void => {
    found.push(...texts.map((text) => `${current?.method} ${current?.path.replace(/[\w.-]{30,}/g, '…')}: ${text}`));
  };
  const commands = createCommandStore({ nextId, violate });
  const keep = (message: Message): void => void messages.set(message.id, message);
  const replySettings = { nextId, violate, keep };
  let gatewayAddress = '';

  const stateByToken = (secret: string): InteractionState => {
    const state = [...states.values()].find((candidate) => candidate.token === secret);
    if (state === undefined) throw new Refusal(404, 10015, 'Unknown Webhook');
    return state;
  };

  const commandRequest = ({ method, query, body }: RestRequest, guildId: string | null): RestAnswer => {
    if (guildId !== null && !guilds.some(({ id }) => id === guildId)) throw new Refusal(403, 50001, 'Missing Access');
    if (method === 'PUT') return { status: 200, body: commands.replace(guildId, body) };
    return { status: 200, body: commands.list(guildId, query.get('with_localizations') === 'true') };
  };

  const handle = (request: RestRequest): RestAnswer => {
    current = request;
    const { path } = request;
    const user = { ...userJson(APPLICATION, true), verified: true };
    if (path === '/gateway' || path === '/gateway/bot') {
      const limit = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 };
      return {
        status: 200,
        body: { url: gatewayAddress, shards: settings.shards ?? 1, session_start_limit: limit },
      };
    }
    if (path === '/users/@me') return { status: 200, body: user };
    if (path === '/applications/@me' || path === '/oauth2/applications/@me') {
      return { status: 200, body: { id: APPLICATION.id, name: APPLICATION.name, bot: user, flags: 0 } };
    }
    const list = COMMANDS.exec(path);
    if (list !== null) return commandRequest(request, list[1] ?? null);
    const [, id, secret] = /^\/interactions\/(\d+)\/([^/]+)\/callback$/.exec(path) ?? [];
    if (id !== undefined) {
      const state = states.get(id);
      if (state === undefined || state.token !== secret) throw new Refusal(404, 10062, 'Unknown interaction');
      return callback(state, request, replySettings);
    }
    const [, hook, rest = ''] = /^\/webhooks\/\d+\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    if (hook !== undefined) return webhook(stateByToken(hook), rest, request, replySettings);
    const [, channelId, below = ''] = /^\/channels\/(\d+)(\/.*)?$/.exec(path) ?? [];
    if (channelId !== undefined) {
      return channelRequest(channelId, below, request, {
        ...replySettings,
        channel: (wanted) => channels.find((channel) => channel.id === wanted) ?? null,
        message: (wanted) => messages.get(wanted) ?? null,
        messages: (wanted) => [...messages.values()].filter((message) => message.channel_id === wanted),
        remove: (wanted) => void messages.delete(wanted),
      });
    }
    throw new Refusal(404, 0, '404: Not Found');
  };

  const server = createRestServer({ token, faults, records, handle });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  gatewayAddress = `ws://127.0.0.1:${port}`;
  const gateway = createGateway(server, {
    token,
    guilds,
    nextId,
    address: () => gatewayAddress,
    refuseIdentify: settings.refuseIdentify ?? null,
    withholdGuilds: settings.withholdGuilds ?? false,
  });

  const placeOf = (where: Where): Place => {
    const [first] = guilds;
    const guildId = typeof where === 'object' ? where.guildId : (first?.id ?? '');
    const channel = channels.find((candidate) => candidate.guildId === guildId);
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
    const state: InteractionState = {
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
    states.set(id, state);
    const timer = setTimeout(
      () =>
        finished.reject(
          new Error(`no reply to ${name} within ${patienceMs} ms; steps so far: ${state.steps.join(', ')}`),
        ),
      patienceMs,
    );
    timers.add(timer);
    const payload = interactionJson(state, APPLICATION.id, type, data, on);
    const send = (): void =>
      gateway.dispatch('INTERACTION_CREATE', payload, place.kind === 'guild' ? place.guildId : null);
    send();
    return {
      id,
      acknowledged: state.acknowledged.promise,
      reply: finished.promise.finally(() => clearTimeout(timer)),
      state,
      repeat: send,
      expire: () => {
        state.expired = true;
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

  const beginCommand = (input: CommandInput): Begun =>
    begin('command', input.command, input, 2, commandData(input), null);

  const beginPress = (input: PressInput): Begun => {
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
    const message = on ?? { id: nextId(), channel_id: dm.id, ...userMessage };
    return begin('component', customId, input, 3, data, message);
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    guilds,
    violations: () => found.splice(0),
    requests: records,
    faults,
    gateway,
    commands: (guildId) => commands.list(guildId ?? null, true).reverse(),
    messages: (channelId) => [...messages.values()].filter((message) => message.channel_id === channelId),
    begin: beginCommand,
    interact: (input) => beginCommand(input).reply,
    beginPress,
    press: (input) => beginPress(input).reply,
    autocomplete: async (input) => {
      const begun = begin('autocomplete', input.command, input, 4, commandData(input, input.focused), null);
      return (await begun.reply).choices ?? [];
    },
    send: (event, data) => gateway.dispatch(event, data, textOf(objectOf(data).guild_id) || null),
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await gateway.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (found.length > 0) throw new Error(`Discord would have refused:\n${found.join('\n')}`);
    },
  };
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
