/** What Discord demands of slash commands beyond its specification. */
import { type JsonObject, listOf, numberOf, objectOf, objectsIn, textOf } from './json.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const LOCALES: ReadonlySet<string> = new Set(
  `ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi
  zh-CN zh-TW`.split(/\s+/),
);

const SUBCOMMAND = 1;
const GROUP = 2;
const STRING = 3;
const INTEGER = 4;
const NUMBER = 10;
const MOST_COMMANDS = 100;
const MOST_CHARACTERS = 8_000;

const nameFaults = (name: unknown, path: string): string[] => {
  const text = textOf(name);
  if (!NAME.test(text)) return [`${path}: a name has 1 to 32 letters, digits, - or _`];
  return text === text.toLowerCase() ? [] : [`${path}: a name is in lower case`];
};

const descriptionFaults = (description: unknown, path: string): string[] => {
  const { length } = textOf(description).trim();
  return length === 0 ? [`${path}: the description is missing`] : length > 100 ? [`${path}: longer than 100`] : [];
};

const localeFaults = (value: unknown, path: string, check: (text: unknown, path: string) => string[]): string[] =>
  Object.entries(objectOf(value)).flatMap(([locale, text]) => [
    ...(LOCALES.has(locale) ? [] : [`${path}.${locale}: unknown locale`]),
    ...check(text, `${path}.${locale}`),
  ]);

const named = (thing: JsonObject, path: string): string[] => [
  ...nameFaults(thing.name, `${path}.name`),
  ...descriptionFaults(thing.description, `${path}.description`),
  ...localeFaults(thing.name_localizations, `${path}.name_localizations`, nameFaults),
  ...localeFaults(thing.description_localizations, `${path}.description_localizations`, descriptionFaults),
];

const repeated = (names: readonly string[], path: string): string[] =>
  names.filter((name, index) => names.indexOf(name) < index).map((name) => `${path}: ${name} stands there twice`);

const choiceFaults = (option: JsonObject, path: string): string[] => {
  const choices = objectsIn(option.choices);
  const wanted = option.type === STRING ? 'string' : 'number';
  return [
    ...(choices.length > 25 ? [`${path}.choices: more than 25`] : []),
    ...(choices.length > 0 && option.autocomplete === true ? [`${path}: choices and autocomplete together`] : []),
    ...(option.autocomplete === true && ![STRING, INTEGER, NUMBER].includes(numberOf(option.type))
      ? [`${path}: autocomplete for a type that has none`]
      : []),
    ...repeated(
      choices.map(({ name }) => textOf(name)),
      `${path}.choices`,
    ),
    ...choices.flatMap(({ name, value }, index) => [
      ...(textOf(name).trim() === '' || textOf(name).length > 100 ? [`${path}.choices[${index}].name: 1 to 100`] : []),
      ...(typeof value !== wanted ? [`${path}.choices[${index}].value: not a ${wanted}`] : []),
    ]),
  ];
};

const rangeFaults = (option: JsonObject, path: string): string[] =>
  (['value', 'length'] as const).flatMap((kind) => {
    const least = option[`min_${kind}`];
    const most = option[`max_${kind}`];
    return typeof least === 'number' && typeof most === 'number' && least > most
      ? [`${path}: min_${kind} above max`]
      : [];
  });

const optionFaults = (options: readonly JsonObject[], path: string, depth: number): string[] => {
  const nested = options.filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  let optionalSeen = false;
  const order = options.flatMap((option, index) => {
    if (option.required !== true) optionalSeen = true;
    return option.required === true && optionalSeen ? [`${path}[${index}]: required after optional`] : [];
  });
  return [
    ...(options.length > 25 ? [`${path}: more than 25 options`] : []),
    ...(nested.length > 0 && nested.length < options.length ? [`${path}: subcommands beside options`] : []),
    ...(depth > 2 || (depth === 2 && nested.some(({ type }) => type === GROUP)) ? [`${path}: nested too deeply`] : []),
    ...(nested.length > 0 ? [] : order),
    ...repeated(
      options.map(({ name }) => textOf(name)),
      path,
    ),
    ...options.flatMap((option, index) => {
      const here = `${path}[${index}]`;
      return [
        ...named(option, here),
        ...choiceFaults(option, here),
        ...rangeFaults(option, here),
        ...optionFaults(objectsIn(option.options), `${here}.options`, depth + 1),
      ];
    }),
  ];
};

const longest = (text: unknown, localised: unknown): number =>
  Math.max(textOf(text).length, ...Object.values(objectOf(localised)).map((other) => textOf(other).length));

/** Characters of a command as Discord counts them: names, descriptions and choices, the longest translation of each. */
const charactersOf = (thing: JsonObject): number =>
  longest(thing.name, thing.name_localizations) +
  longest(thing.description, thing.description_localizations) +
  objectsIn(thing.choices).reduce(
    (sum, { name, name_localizations, value }) => sum + longest(name, name_localizations) + textOf(value).length,
    0,
  ) +
  objectsIn(thing.options).reduce((sum, option) => sum + charactersOf(option), 0);

/** What Discord would say against a list of slash commands. */
export const againstCommandRules = (body: unknown): string[] => {
  const commands = objectsIn(body);
  return [
    ...(listOf(body).length > MOST_COMMANDS ? [`more than ${MOST_COMMANDS} commands`] : []),
    ...repeated(
      commands.map(({ name }) => textOf(name)),
      'commands',
    ),
    ...commands.flatMap((command, index) => {
      const path = `[${index}]`;
      return [
        ...named(command, path),
        ...optionFaults(objectsIn(command.options), `${path}.options`, 0),
        ...(charactersOf(command) > MOST_CHARACTERS ? [`${path}: more than ${MOST_CHARACTERS} characters`] : []),
      ];
    }),
  ];
};
