/** Checks request bodies against Discord's own specification, properties it does not know included. */
import * as spec from 'discord-api-spec/zod';
import type { ZodMiniType } from 'zod/mini';
import { isObject, numberOf, objectOf } from './json.ts';

/** Properties that discord.js adds to every message by itself, with their empty values, and that Discord ignores. */
const ADDED_BY_LIBRARY: ReadonlyMap<string, unknown> = new Map([
  ['tts', false],
  ['enforce_nonce', false],
]);

/** Paths that `given` has and `known`, which is what a schema kept of it, has not. */
const unknownPaths = (given: unknown, known: unknown, path: string): string[] => {
  if (Array.isArray(given)) {
    const kept = Array.isArray(known) ? known : [];
    return given.flatMap((item, index) => unknownPaths(item, kept[index], `${path}[${index}]`));
  }
  if (!isObject(given)) return [];
  const kept = objectOf(known);
  return Object.entries(given).flatMap(([key, value]) => {
    const here = `${path}.${key}`;
    if (key in kept) return unknownPaths(value, kept[key], here);
    return ADDED_BY_LIBRARY.has(key) && ADDED_BY_LIBRARY.get(key) === value ? [] : [`${here}: unknown property`];
  });
};

const check = (schema: ZodMiniType, body: unknown, path = 'body'): string[] => {
  const result = schema.safeParse(body);
  if (result.success) return unknownPaths(body, result.data, path);
  return result.error.issues.map((issue) => `${path}.${issue.path.join('.')}: ${issue.message}`);
};

/** Which request a body belongs to. */
export type BodyKind = 'commands' | 'callback' | 'follow-up' | 'reply-edit' | 'message' | 'message-edit' | 'post';

const callbackSchema = (body: unknown): ZodMiniType => {
  switch (numberOf(objectOf(body).type)) {
    case 6:
    case 7:
      return spec.UpdateMessageInteractionCallbackRequestSchema;
    case 8:
      return spec.ApplicationCommandAutocompleteCallbackRequestSchema;
    case 9:
      return spec.ModalInteractionCallbackRequestSchema;
    default:
      return spec.CreateMessageInteractionCallbackRequestSchema;
  }
};

/** What Discord's specification says against a body: one line for each fault, with where it is. */
export const againstSpecification = (kind: BodyKind, body: unknown): string[] => {
  switch (kind) {
    case 'commands':
      return Array.isArray(body)
        ? body.flatMap((command, index) => check(spec.ApplicationCommandUpdateRequestSchema, command, `[${index}]`))
        : ['body: not a list of commands'];
    case 'callback':
      return check(callbackSchema(body), body);
    case 'follow-up':
      return check(spec.IncomingWebhookRequestPartialSchema, body);
    case 'reply-edit':
      return check(spec.IncomingWebhookUpdateRequestPartialSchema, body);
    case 'message':
      return check(spec.MessageCreateRequestSchema, body);
    case 'post':
      return check(spec.CreateForumThreadRequestSchema, body);
    case 'message-edit':
      return check(spec.MessageEditRequestPartialSchema, body);
  }
};
