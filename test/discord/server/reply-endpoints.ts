/** The endpoints with which a bot answers an interaction: callback, edit and deletion of the reply, follow-ups. */
import { againstSpecification, type BodyKind } from './by-specification.ts';
import type { InteractionState, Reply } from './interactions.ts';
import { type JsonObject, numberOf, objectOf, objectsIn } from './json.ts';
import { againstMessageRules, FLAG, failsOnBytes, type MessageRuleOptions } from './message-rules.ts';
import { Refusal, type RestAnswer, type RestRequest } from './rest-server.ts';
import { APPLICATION, type Message, userJson } from './world.ts';

export type ReplySettings = {
  nextId: () => string;
  violate: (faults: readonly string[]) => void;
  keep: (message: Message) => void;
};

/** Callback types that each kind of interaction may be answered with. */
const ALLOWED: Readonly<Record<InteractionState['kind'], readonly number[]>> = {
  command: [4, 5, 9],
  component: [4, 5, 6, 7, 9],
  autocomplete: [8],
};
const MOST_FOLLOW_UPS_AS_USER_APP = 5;

const replyOf = (state: InteractionState): Reply => ({
  steps: [...state.steps],
  message: state.deleted ? (state.followUps.at(-1) ?? null) : (state.followUps.at(-1) ?? state.original),
  original: state.original,
  ephemeral:
    (numberOf((state.followUps.at(-1) ?? state.original)?.flags) & FLAG.ephemeral) !== 0 && state.choices === null,
  followUps: state.followUps,
  choices: state.choices,
});

const finish = (state: InteractionState): void => state.finished.resolve(replyOf(state));

/** Refuses a body as Discord would, and remembers that it was wrong. */
export const checkBody = (
  kind: BodyKind,
  body: unknown,
  message: JsonObject,
  options: MessageRuleOptions,
  violate: ReplySettings['violate'],
): void => {
  const faults = [...againstSpecification(kind, body), ...againstMessageRules(message, options)];
  if (faults.length > 0) {
    violate(faults);
    throw new Refusal(400, 50035, 'Invalid Form Body', faults);
  }
  if (failsOnBytes(message)) {
    violate(['components: more bytes of text than Discord takes; it fails with a 500']);
    throw new Refusal(500, 0, '500: Internal Server Error');
  }
};

/** A message as Discord gives it back, from the body that made it. */
export const messageFrom = (body: JsonObject, id: string, channelId: string): Message => ({
  id,
  channel_id: channelId,
  type: 0,
  author: userJson(APPLICATION, true),
  application_id: APPLICATION.id,
  content: '',
  timestamp: '2025-06-15T15:06:40.000000+00:00',
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  components: objectsIn(body.components),
  pinned: false,
  flags: numberOf(body.flags),
  ...(typeof body.content === 'string' ? { content: body.content } : {}),
  ...(body.nonce == null ? {} : { nonce: body.nonce }),
});

const edited = (message: Message, body: JsonObject): Message => ({
  ...message,
  ...('components' in body ? { components: objectsIn(body.components) } : {}),
  ...(typeof body.content === 'string' ? { content: body.content } : {}),
  flags: numberOf(message.flags) | (numberOf(body.flags) & FLAG.componentsV2),
  edited_timestamp: '2025-06-15T15:06:41.000000+00:00',
});

const isV2 = (message: Message | null): boolean => (numberOf(message?.flags) & FLAG.componentsV2) !== 0;

/** Answers POST /interactions/{id}/{token}/callback. */
export const callback = (state: InteractionState, request: RestRequest, settings: ReplySettings): RestAnswer => {
  const { violate, nextId, keep } = settings;
  const body = objectOf(request.body);
  const type = numberOf(body.type);
  const data = objectOf(body.data);
  if (state.expired) throw new Refusal(404, 10062, 'Unknown interaction');
  if (state.stage !== 'new') throw new Refusal(400, 40060, 'Interaction has already been acknowledged.');
  const faults = ALLOWED[state.kind].includes(type) ? [] : [`callback ${type}: not for a ${state.kind}`];
  if (type === 5 && (numberOf(data.flags) & ~FLAG.ephemeral) !== 0) {
    faults.push('callback 5: a deferred reply takes the ephemeral flag alone');
  }
  if (type === 4 || type === 7) {
    checkBody('callback', body, data, { wasV2: type === 7 && isV2(state.original), isEdit: type === 7 }, violate);
  } else faults.push(...againstSpecification('callback', body));
  if (faults.length > 0) {
    violate(faults);
    throw new Refusal(400, 50035, 'Invalid Form Body', faults);
  }
  state.steps.push(`callback ${type}`);
  const flags = numberOf(data.flags);
  if (type === 4 || type === 5) {
    state.original = messageFrom(type === 4 ? data : { flags }, nextId(), state.place.channel.id);
    state.ephemeral = (flags & FLAG.ephemeral) !== 0;
    state.deleted = false;
  }
  if (type === 7 && state.original !== null) state.original = edited(state.original, data);
  if (type === 8) state.choices = objectsIn(data.choices);
  state.stage = type === 5 ? 'loading' : type === 6 ? 'updating' : 'answered';
  if (state.original !== null && state.stage === 'answered') keep(state.original);
  state.acknowledged.resolve();
  if (state.stage === 'answered') finish(state);
  return { status: 204 };
};

const original = (state: InteractionState): Message => {
  if (state.stage === 'new') throw new Refusal(404, 10015, 'Unknown Webhook');
  if (state.original === null || state.deleted) throw new Refusal(404, 10008, 'Unknown Message');
  return state.original;
};

/** Answers PATCH /webhooks/{application}/{token}/messages/@original. */
const editOriginal = (state: InteractionState, body: JsonObject, { violate, keep }: ReplySettings): RestAnswer => {
  const message = original(state);
  checkBody('reply-edit', body, body, { wasV2: isV2(message), isEdit: state.stage !== 'loading' }, violate);
  state.original = edited(message, body);
  state.stage = 'answered';
  state.steps.push('edit');
  keep(state.original);
  finish(state);
  return { status: 200, body: state.original };
};

/** Answers POST /webhooks/{application}/{token}. */
const followUp = (state: InteractionState, body: JsonObject, settings: ReplySettings): RestAnswer => {
  if (state.stage === 'new') throw new Refusal(404, 10015, 'Unknown Webhook');
  if (state.stage === 'loading' && !state.deleted) {
    settings.violate(['follow-up: takes the place of the loading reply, its ephemeral flag is ignored']);
    return editOriginal(state, body, settings);
  }
  if (state.place.kind === 'user-app' && state.followUps.length >= MOST_FOLLOW_UPS_AS_USER_APP) {
    throw new Refusal(400, 40094, 'Follow-up messages are limited to five in this context');
  }
  checkBody('follow-up', body, body, {}, settings.violate);
  const message = messageFrom(body, settings.nextId(), state.place.channel.id);
  state.followUps.push(message);
  state.steps.push('follow-up');
  settings.keep(message);
  finish(state);
  return { status: 200, body: message };
};

/** Answers everything below /webhooks/{application}/{token}. */
export const webhook = (
  state: InteractionState,
  rest: string,
  { method, body }: RestRequest,
  settings: ReplySettings,
): RestAnswer => {
  if (state.expired) throw new Refusal(401, 50027, 'Invalid Webhook Token');
  const given = objectOf(body);
  if (rest === '' && method === 'POST') return followUp(state, given, settings);
  if (rest !== '/messages/@original') throw new Refusal(404, 0, '404: Not Found');
  if (method === 'PATCH') return editOriginal(state, given, settings);
  if (method === 'DELETE') {
    original(state);
    state.deleted = true;
    state.steps.push('delete');
    return { status: 204 };
  }
  return { status: 200, body: original(state) };
};
