/** Which endpoint answers which request of the REST API. */
import { channelRequest } from './channel-endpoints.ts';
import type { CommandStore } from './command-store.ts';
import type { InteractionState } from './interactions.ts';
import { objectOf, textOf } from './json.ts';
import { callback, type ReplySettings, webhook } from './reply-endpoints.ts';
import { Refusal, type RestAnswer, type RestRequest } from './rest-server.ts';
import { APPLICATION, type Channel, channelJson, EVERYBODY, type Guild, type Message, userJson } from './world.ts';

/** Everything that the local Discord remembers. */
export type State = ReplySettings & {
  guilds: readonly Guild[];
  channels: Channel[];
  messages: Map<string, Message>;
  /** Ids of messages whose nonces no longer count. */
  forgotten: Set<string>;
  interactions: Map<string, InteractionState>;
  commands: CommandStore;
};

export type RouteSettings = { gatewayAddress: () => string; shards: number };

const COMMANDS = new RegExp(`^/applications/${APPLICATION.id}(?:/guilds/(\\d+))?/commands$`);
const CALLBACK = /^\/interactions\/(\d+)\/([^/]+)\/callback$/;
const WEBHOOK = /^\/webhooks\/\d+\/([^/]+)(\/.*)?$/;
const ACTIVE_THREADS = /^\/guilds\/(\d+)\/threads\/active$/;
const CHANNEL = /^\/channels\/(\d+)(\/.*)?$/;

const user = { ...userJson(APPLICATION, true), verified: true };

/** Endpoints that tell about the bot itself, or null for any other. */
const about = (path: string, state: State, { gatewayAddress, shards }: RouteSettings): object | null => {
  switch (path) {
    case '/gateway':
    case '/gateway/bot': {
      const limit = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 };
      return { url: gatewayAddress(), shards, session_start_limit: limit };
    }
    case '/users/@me':
      return user;
    case '/users/@me/guilds':
      return state.guilds.map(({ id, name }) => ({ id, name, permissions: EVERYBODY }));
    case '/applications/@me':
    case '/oauth2/applications/@me':
      return { id: APPLICATION.id, name: APPLICATION.name, bot: user, flags: 0 };
    default:
      return null;
  }
};

const commandRequest = ({ method, query, body }: RestRequest, guildId: string | null, state: State): RestAnswer => {
  const { commands, guilds } = state;
  if (guildId !== null && !guilds.some(({ id }) => id === guildId)) throw new Refusal(403, 50001, 'Missing Access');
  if (method === 'PUT') return { status: 200, body: commands.replace(guildId, body) };
  return { status: 200, body: commands.list(guildId, query.get('with_localizations') === 'true') };
};

/** Direct messages with a person: the same channel each time. */
const directMessages = ({ body }: RestRequest, { channels, nextId }: State): RestAnswer => {
  const name = textOf(objectOf(body).recipient_id);
  const known = channels.find((channel) => channel.type === 1 && channel.name === name);
  const channel = known ?? { id: nextId(), guildId: null, name, type: 1, refuses: null };
  if (known === undefined) channels.push(channel);
  return { status: 200, body: channelJson(channel) };
};

/** Answers one request; throws `Refusal` as Discord refuses. */
export const route = (request: RestRequest, state: State, settings: RouteSettings): RestAnswer => {
  const { path, method } = request;
  const told = about(path, state, settings);
  if (told !== null) return { status: 200, body: told };
  const list = COMMANDS.exec(path);
  if (list !== null) return commandRequest(request, list[1] ?? null, state);
  const acknowledgement = CALLBACK.exec(path);
  if (acknowledgement !== null) {
    const [, id = '', secret] = acknowledgement;
    const interaction = state.interactions.get(id);
    if (interaction?.token !== secret || interaction === undefined)
      throw new Refusal(404, 10062, 'Unknown interaction');
    return callback(interaction, request, state);
  }
  const hook = WEBHOOK.exec(path);
  if (hook !== null) {
    const interaction = [...state.interactions.values()].find(({ token }) => token === hook[1]);
    if (interaction === undefined) throw new Refusal(404, 10015, 'Unknown Webhook');
    return webhook(interaction, hook[2] ?? '', request, state);
  }
  if (path === '/users/@me/channels' && method === 'POST') return directMessages(request, state);
  const active = ACTIVE_THREADS.exec(path);
  if (active !== null) {
    const threads = state.channels.filter(({ guildId, parentId }) => guildId === active[1] && parentId !== undefined);
    return { status: 200, body: { threads: threads.map(channelJson), members: [] } };
  }
  const channel = CHANNEL.exec(path);
  if (channel !== null) {
    return channelRequest(channel[1] ?? '', channel[2] ?? '', request, {
      ...state,
      channel: (id) => state.channels.find((candidate) => candidate.id === id) ?? null,
      message: (id) => state.messages.get(id) ?? null,
      messagesIn: (id) => [...state.messages.values()].filter((message) => message.channel_id === id),
      remove: (id) => void state.messages.delete(id),
      addChannel: (added) => void state.channels.push(added),
    });
  }
  throw new Refusal(404, 0, '404: Not Found');
};
