/** Channels of the local Discord: posting with nonces, editing, reading; and refusing where a test says so. */
import { againstSpecification } from './by-specification.ts';
import { numberOf, objectOf, textOf } from './json.ts';
import { FLAG } from './message-rules.ts';
import { checkBody, messageFrom, type ReplySettings } from './reply-endpoints.ts';
import { Refusal, type RestAnswer, type RestRequest } from './rest-server.ts';
import { APPLICATION, type Channel, channelJson, EVERYBODY, type Message, TAG } from './world.ts';

export type ChannelSettings = ReplySettings & {
  channel: (id: string) => Channel | null;
  message: (id: string) => Message | null;
  messagesIn: (channelId: string) => Message[];
  remove: (id: string) => void;
  forgotten: ReadonlySet<string>;
  addChannel: (channel: Channel) => void;
};

const READ_MESSAGE_HISTORY = 1n << 16n;
const mayRead = ({ botPermissions = EVERYBODY }: Channel): boolean =>
  (BigInt(botPermissions) & READ_MESSAGE_HISTORY) !== 0n;

const REFUSALS: ReadonlyMap<number, readonly [status: number, message: string]> = new Map([
  [10003, [404, 'Unknown Channel']],
  [10004, [404, 'Unknown Guild']],
  [50001, [403, 'Missing Access']],
  [50008, [400, 'Cannot send messages in a non-text channel']],
  [50013, [403, 'Missing Permissions']],
  [50083, [400, 'Thread is archived']],
  [50024, [400, 'Cannot execute action on this channel type']],
  [160005, [403, 'Thread is locked']],
]);

const refuse = (code: number): never => {
  const [status, message] = REFUSALS.get(code) ?? [403, 'Refused'];
  throw new Refusal(status, code, message);
};

/** Channels that hold no messages: categories, forums, media. */
const WITHOUT_MESSAGES: ReadonlySet<number> = new Set([4, 14, 15, 16]);

const post = (channel: Channel, body: unknown, settings: ChannelSettings): RestAnswer => {
  if (channel.refuses !== null) refuse(channel.refuses);
  if (WITHOUT_MESSAGES.has(channel.type)) refuse(50008);
  const given = objectOf(body);
  const nonce = given.nonce ?? null;
  const known = settings
    .messagesIn(channel.id)
    .find((message) => nonce !== null && message.nonce === nonce && !settings.forgotten.has(message.id));
  if (known !== undefined && given.enforce_nonce === true) return { status: 200, body: known };
  checkBody('message', body, given, {}, settings.violate);
  const replyTo = textOf(objectOf(given.message_reference).message_id);
  if (replyTo !== '' && !mayRead(channel))
    throw new Refusal(400, 160002, 'Cannot reply without permission to read message history');
  const reference = replyTo === '' ? {} : { message_reference: { message_id: replyTo, channel_id: channel.id } };
  const message = { ...messageFrom(given, settings.nextId(), channel.id), ...reference };
  settings.keep(message);
  return { status: 200, body: message };
};

/** Makes a post in a forum: a thread whose first message has its id. There is no nonce: twice is two posts. */
const makePost = (forum: Channel, body: unknown, settings: ChannelSettings): RestAnswer => {
  if (forum.refuses !== null) refuse(forum.refuses);
  if (forum.type !== 15) refuse(50024);
  const given = objectOf(body);
  const faults = againstSpecification('post', body);
  if (faults.length > 0) {
    settings.violate(faults);
    throw new Refusal(400, 50035, 'Invalid Form Body', faults);
  }
  const tags = Array.isArray(given.applied_tags) ? given.applied_tags : [];
  if (forum.needsTag === true && !tags.includes(TAG.id)) throw new Refusal(400, 40067, 'A tag is required');
  const id = settings.nextId();
  const thread: Channel = {
    id,
    guildId: forum.guildId,
    name: textOf(given.name),
    type: 11,
    refuses: null,
    parentId: forum.id,
    ownerId: APPLICATION.id,
  };
  settings.addChannel(thread);
  const message = messageFrom(objectOf(given.message), id, id);
  settings.keep(message);
  return { status: 201, body: { ...channelJson(thread), message } };
};

const one = (message: Message | null, { method, body }: RestRequest, settings: ChannelSettings): RestAnswer => {
  if (message === null) throw new Refusal(404, 10008, 'Unknown Message');
  if (method === 'DELETE') {
    settings.remove(message.id);
    return { status: 204 };
  }
  if (method !== 'PATCH') return { status: 200, body: message };
  const given = objectOf(body);
  const wasV2 = (numberOf(message.flags) & FLAG.componentsV2) !== 0;
  checkBody('message-edit', body, given, { wasV2, isEdit: true }, settings.violate);
  const changed: Message = { ...message, ...given, id: message.id, channel_id: message.channel_id };
  settings.keep(changed);
  return { status: 200, body: changed };
};

/** Answers everything below /channels/{id}. */
export const channelRequest = (
  id: string,
  rest: string,
  request: RestRequest,
  settings: ChannelSettings,
): RestAnswer => {
  const channel = settings.channel(id);
  if (channel === null) return refuse(10003);
  if (rest === '') return { status: 200, body: channelJson(channel) };
  if (rest === '/messages' && request.method === 'POST') return post(channel, request.body, settings);
  if (rest === '/threads' && request.method === 'POST') return makePost(channel, request.body, settings);
  if (rest === '/messages') {
    if (!mayRead(channel)) return refuse(50001);
    const limit = Number(request.query.get('limit') ?? 50);
    return { status: 200, body: settings.messagesIn(id).reverse().slice(0, limit) };
  }
  const [, messageId] = /^\/messages\/(\d+)$/.exec(rest) ?? [];
  if (messageId === undefined) throw new Refusal(404, 0, `404: Not Found ${textOf(rest)}`);
  return one(settings.message(messageId), request, settings);
};
