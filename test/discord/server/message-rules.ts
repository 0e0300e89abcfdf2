/** What Discord demands of messages beyond its specification: Components V2, empty messages, sums and repeated ids. */
import { type JsonObject, listOf, numberOf, objectOf, objectsIn, textOf } from './json.ts';

export const FLAG = { ephemeral: 1 << 6, componentsV2: 1 << 15 } as const;

const TYPE = {
  row: 1,
  button: 2,
  select: 3,
  selects: [3, 5, 6, 7, 8],
  section: 9,
  text: 10,
  container: 17,
} as const;

const MOST_COMPONENTS = 40;
const MOST_CHARACTERS = 4_000;
/** More than this, counted as UTF-8 bytes of text plus 12 for each text display, fails with a 500. */
const MOST_BYTES = 10_170;
const MOST_IN_EMBEDS = 6_000;
const LONGEST_NONCE = 25;

/** A component and all within it, an accessory included. */
const withNested = (component: JsonObject): JsonObject[] => [
  component,
  ...objectsIn(component.components).flatMap(withNested),
  ...(component.accessory === undefined ? [] : withNested(objectOf(component.accessory))),
];

export const allComponents = (message: JsonObject): JsonObject[] => objectsIn(message.components).flatMap(withNested);

/** Every text that a message shows in text displays, in order. */
export const textsOf = (message: JsonObject): string[] =>
  allComponents(message)
    .filter(({ type }) => type === TYPE.text)
    .map(({ content }) => textOf(content));

const buttonFaults = (button: JsonObject, path: string): string[] => {
  const link = button.style === 5;
  return [
    ...(link && (button.url == null || button.custom_id != null) ? [`${path}: a link button has a url alone`] : []),
    ...(!link && (button.custom_id == null || button.url != null) ? [`${path}: a button has a custom_id alone`] : []),
    ...(button.label == null && button.emoji == null ? [`${path}: a button has a label or an emoji`] : []),
    ...(button.label != null && textOf(button.label).trim() === '' ? [`${path}.label: empty`] : []),
  ];
};

const rowFaults = (row: JsonObject, path: string): string[] => {
  const inside = objectsIn(row.components);
  const buttons = inside.filter(({ type }) => type === TYPE.button).length;
  if (inside.length === 0 || inside.length > 5) return [`${path}: a row has one to five components`];
  return buttons === inside.length || inside.length === 1 ? [] : [`${path}: a row has buttons or one select`];
};

const selectFaults = (select: JsonObject, path: string): string[] => {
  const values = objectsIn(select.options).map(({ value }) => textOf(value));
  return [
    ...(select.type === TYPE.select && (values.length === 0 || values.length > 25) ? [`${path}: 1 to 25 options`] : []),
    ...(new Set(values).size < values.length ? [`${path}: a value stands there twice`] : []),
  ];
};

const componentFaults = (message: JsonObject, isV2: boolean): string[] => {
  const top = objectsIn(message.components);
  const all = allComponents(message);
  const ids = all.flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []));
  const onlyV2 = top.filter(({ type }) => type !== TYPE.row);
  return [
    ...(isV2 || onlyV2.length === 0 ? [] : ['components: this type needs the flag of Components V2']),
    ...(!isV2 && top.length > 5 ? ['components: more than five rows'] : []),
    ...(all.length > MOST_COMPONENTS ? [`components: ${all.length}, more than ${MOST_COMPONENTS}`] : []),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `components: custom_id ${id} stands there twice`),
    ...all.flatMap((component, index) => {
      const path = `component ${index}`;
      if (component.type === TYPE.button) return buttonFaults(component, path);
      if (component.type === TYPE.row) return rowFaults(component, path);
      if (TYPE.selects.some((type) => type === component.type)) return selectFaults(component, path);
      if (component.type === TYPE.text && textOf(component.content).trim() === '') return [`${path}: empty text`];
      return [];
    }),
  ];
};

/** Every text that a message displays: text displays, and the words on and in its controls, which may count as well. */
const displayed = (message: JsonObject): string[] => [
  ...textsOf(message),
  ...allComponents(message).flatMap(({ label, placeholder, options }) => [
    textOf(label),
    textOf(placeholder),
    ...objectsIn(options).flatMap((option) => [textOf(option.label), textOf(option.description)]),
  ]),
];

const textFaults = (message: JsonObject): string[] => {
  const texts = displayed(message);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  return characters > MOST_CHARACTERS ? [`components: ${characters} characters, more than ${MOST_CHARACTERS}`] : [];
};

const embedFaults = (message: JsonObject): string[] => {
  const sum = objectsIn(message.embeds).reduce(
    (total, embed) =>
      total +
      textOf(embed.title).length +
      textOf(embed.description).length +
      textOf(objectOf(embed.footer).text).length +
      textOf(objectOf(embed.author).name).length +
      objectsIn(embed.fields).reduce((all, field) => all + textOf(field.name).length + textOf(field.value).length, 0),
    0,
  );
  return sum > MOST_IN_EMBEDS ? [`embeds: ${sum} characters, more than ${MOST_IN_EMBEDS}`] : [];
};

const holdsSomething = (message: JsonObject): boolean =>
  textOf(message.content).trim() !== '' ||
  ['embeds', 'components', 'attachments', 'sticker_ids'].some((key) => listOf(message[key]).length > 0) ||
  message.poll != null;

/** Whether the body is one of those that make Discord's servers fail instead of refusing it. */
export const failsOnBytes = (message: JsonObject): boolean => {
  const bytes = displayed(message).reduce((sum, text) => sum + Buffer.byteLength(text, 'utf8'), 0);
  return bytes + 12 * textsOf(message).length > MOST_BYTES;
};

export type MessageRuleOptions = {
  /** Whether the message that is edited has the flag of Components V2 already; it cannot be taken back. */
  wasV2?: boolean;
  /** Whether an edit may leave everything as it is. */
  isEdit?: boolean;
};

/** What Discord would say against a message, and whether it could ping somebody. */
export const againstMessageRules = (message: JsonObject, options: MessageRuleOptions = {}): string[] => {
  const flags = numberOf(message.flags);
  const isV2 = (flags & FLAG.componentsV2) !== 0 || options.wasV2 === true;
  const beside = ['content', 'embeds', 'poll', 'sticker_ids'].filter(
    (key) =>
      message[key] != null &&
      message[key] !== '' &&
      !(Array.isArray(message[key]) && listOf(message[key]).length === 0),
  );
  const mentions = objectOf(message.allowed_mentions);
  const { nonce } = message;
  return [
    ...(holdsSomething(message) || options.isEdit === true ? [] : ['message: empty (50006)']),
    ...(isV2 ? beside.map((key) => `${key}: cannot stand beside Components V2`) : []),
    ...componentFaults(message, isV2),
    ...textFaults(message),
    ...embedFaults(message),
    ...(typeof nonce === 'string' && nonce.length > LONGEST_NONCE ? ['nonce: longer than 25'] : []),
    ...(message.enforce_nonce === true && nonce == null ? ['enforce_nonce: without a nonce'] : []),
    ...(Array.isArray(mentions.parse) && mentions.parse.length === 0
      ? []
      : ['allowed_mentions: parse is not an empty list, so that text could ping (a rule of this project)']),
  ];
};
