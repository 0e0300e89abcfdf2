/** A Discord of one's own for tests: REST and gateway on localhost, people who use commands, and a record of every fault. */
import type { AddressInfo } from 'node:net';
import { createCommandStore } from './command-store.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import type { Reply } from './interactions.ts';
import { type JsonObject, objectOf, textOf } from './json.ts';
import { type Begun, type CommandInput, createPeople, type PressInput } from './people.ts';
import { createRestServer, type RestRecord, type RestRequest } from './rest-server.ts';
import { route, type State } from './routes.ts';
import { type Channel, type Guild, type Message, makeGuild, snowflakes } from './world.ts';

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
  /** Resolves as soon as this holds, which is looked at after each request. */
  until(holds: () => boolean): Promise<void>;
  allMessages(): Message[];
  /** The posts of a forum that are there. */
  postsIn(forumId: string): Channel[];
  /** As if minutes had passed: the nonces so far no longer keep a message from being sent again. */
  forgetNonces(): void;
  /** As if somebody had deleted it. */
  deleteChannel(id: string): void;
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

/** Starts a Discord on a free port of localhost. */
export const startDiscord = async (settings: DiscordSettings = {}): Promise<LocalDiscord> => {
  const { token = 'MTEwMDAwMDAwMDAwMDAwMDAwMQ.local.discord', guilds = [makeGuild(1)], patienceMs = 15_000 } = settings;
  const nextId = snowflakes();
  const faults = createFaults();
  const records: RestRecord[] = [];
  const found: string[] = [];
  const messages = new Map<string, Message>();
  const dm: Channel = { id: nextId(), guildId: null, name: '', type: 1, refuses: null };
  let current: RestRequest | null = null;
  const violate = (texts: readonly string[]): void => {
    found.push(...texts.map((text) => `${current?.method} ${current?.path.replace(/[\w.-]{30,}/g, '…')}: ${text}`));
  };
  const state: State = {
    guilds,
    channels: [dm, ...guilds.flatMap((guild) => guild.channels)],
    messages,
    interactions: new Map(),
    forgotten: new Set(),
    commands: createCommandStore({ nextId, violate }),
    nextId,
    violate,
    keep: (message) => void messages.set(message.id, message),
  };
  let gatewayAddress = '';
  const handle = (request: RestRequest) => {
    current = request;
    return route(request, state, { gatewayAddress: () => gatewayAddress, shards: settings.shards ?? 1 });
  };
  const waiting = new Set<() => void>();
  const acted = (): void => {
    for (const look of waiting) look();
  };
  const server = createRestServer({ token, faults, records, handle, acted });
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
  const people = createPeople(state, gateway, patienceMs);

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    guilds,
    violations: () => found.splice(0),
    requests: records,
    faults,
    gateway,
    commands: (guildId) => state.commands.list(guildId ?? null, true).reverse(),
    messages: (channelId) => [...messages.values()].filter((message) => message.channel_id === channelId),
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    allMessages: () => [...messages.values()],
    postsIn: (forumId) => state.channels.filter(({ parentId }) => parentId === forumId),
    forgetNonces: () => {
      for (const id of messages.keys()) state.forgotten.add(id);
    },
    deleteChannel: (id) => {
      state.channels = state.channels.filter((channel) => channel.id !== id);
    },
    begin: people.command,
    interact: (input) => people.command(input).reply,
    beginPress: people.press,
    press: (input) => people.press(input).reply,
    autocomplete: async (input) => (await people.type(input).reply).choices ?? [],
    send: (event, data) => gateway.dispatch(event, data, textOf(objectOf(data).guild_id) || null),
    close: async () => {
      people.leave();
      await gateway.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (found.length > 0) throw new Error(`Discord would have refused:\n${found.join('\n')}`);
    },
  };
};
