/** Registered commands, and how Discord gives them back: in another order, with defaults left out and fields of its own. */
import { againstSpecification } from './by-specification.ts';
import { againstCommandRules } from './command-rules.ts';
import { isObject, type JsonObject, listOf, objectOf, objectsIn, textOf } from './json.ts';
import { Refusal } from './rest-server.ts';
import { APPLICATION } from './world.ts';

export type CommandStore = {
  /** The commands of a guild, or global ones; `localised` with their translations. */
  list(guildId: string | null, localised: boolean): JsonObject[];
  /** Replaces the whole list. */
  replace(guildId: string | null, body: unknown): JsonObject[];
  /** The id of a command that a person in this guild sees, or null. */
  find(name: string, guildId: string | null): string | null;
};

const isDefault = (key: string, value: unknown): boolean =>
  value === false ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0) ||
  (key === 'contexts' && JSON.stringify(value) === '[0,1,2]');

/** An option as Discord keeps it: what has its default value is gone. */
const keptOption = (option: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(option)
      .filter(([key, value]) => !isDefault(key, value))
      .map(([key, value]) => [key, key === 'options' ? objectsIn(value).map(keptOption) : reordered(value)])
      .reverse(),
  );

/** Lists of numbers in ascending order, translations in descending: an order that is nobody's. */
const reordered = (value: unknown): unknown => {
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return [...value].sort((a, b) => a - b);
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? 1 : -1))) : value;
};

const TRANSLATIONS = ['name_localizations', 'description_localizations'];

const withoutTranslations = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutTranslations);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !TRANSLATIONS.includes(key))
      .map(([key, inner]) => [key, withoutTranslations(inner)]),
  );
};

export const createCommandStore = ({
  nextId,
  violate,
}: {
  nextId: () => string;
  violate: (faults: readonly string[]) => void;
}): CommandStore => {
  const lists = new Map<string, JsonObject[]>();
  const keyOf = (guildId: string | null): string => guildId ?? 'global';
  return {
    list: (guildId, localised) => {
      const commands = [...(lists.get(keyOf(guildId)) ?? [])].reverse();
      return localised ? commands : commands.map((command) => objectOf(withoutTranslations(command)));
    },
    replace: (guildId, body) => {
      const faults = [...againstSpecification('commands', body), ...againstCommandRules(body)];
      if (faults.length > 0) {
        violate(faults);
        throw new Refusal(400, 50035, 'Invalid Form Body', faults);
      }
      const before = new Map((lists.get(keyOf(guildId)) ?? []).map((command) => [command.name, command.id]));
      const commands = objectsIn(body).map((command) => ({
        ...keptOption(command),
        default_member_permissions:
          command.default_member_permissions == null ? null : String(command.default_member_permissions),
        id: before.get(command.name) ?? nextId(),
        application_id: APPLICATION.id,
        version: nextId(),
        type: 1,
        ...(guildId === null
          ? { integration_types: reordered(command.integration_types ?? [0]) }
          : { guild_id: guildId }),
      }));
      lists.set(keyOf(guildId), commands);
      return commands;
    },
    find: (name, guildId) => {
      const places = guildId === null ? ['global'] : [guildId, 'global'];
      const found = places
        .flatMap((place) => listOf(lists.get(place)))
        .find((command) => objectOf(command).name === name);
      return found === undefined ? null : textOf(objectOf(found).id);
    },
  };
};
