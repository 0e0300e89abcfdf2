/** Answers `/subscriptions` export and import: subscriptions as lines of JSON, each the options of `/subscribe`. */
import { z } from 'zod';
import type { AnswerContext } from '../answer/context.ts';
import { note } from '../answer/evidence-list.ts';
import { withText } from '../answer/plain-text.ts';
import { UserError } from '../errors.ts';
import type { Answer } from '../model/answer.ts';
import { askerOf, contextIn, requireManager, subscriptionsOf } from './asking.ts';
import { optionsOf } from './options.ts';
import { answerSubscribe } from './subscribe.ts';

const text = z.string().max(100).optional();

const Line = z.strictObject({
  place: text,
  actor: text,
  type: text,
  'control-only': z.boolean().optional(),
  'min-confidence': text,
  factuality: text,
  every: text,
  at: text,
  'time-zone': text,
  quiet: text,
  role: text,
  title: text,
});

const MOST_LINES = 50;

/** Those of the channel that was chosen, or else of this one, to be imported into another. */
export const answerExport = async (from: AnswerContext, chosen?: string): Promise<Answer> => {
  const context = await contextIn(from, chosen);
  const { channel } = askerOf(context);
  const here = (await subscriptionsOf(context)).filter((one) => one.channel.id === channel?.id);
  return withText({
    command: 'subscriptions',
    title: `Subscriptions of ${channel?.name ?? 'this channel'}`,
    headline: here.length === 0 ? 'It has none.' : 'Give these lines to /subscriptions import in another channel.',
    sections:
      here.length === 0 ? [] : [{ heading: null, statements: here.map((one) => note(JSON.stringify(optionsOf(one)))) }],
    evidence: [],
  });
};

/** Subscribes the channel that was chosen, or else this one, to each line; what is wrong with a line is said, and the others count. */
export const answerImport = async (from: AnswerContext, lines: string, chosen?: string): Promise<Answer> => {
  const context = await contextIn(from, chosen);
  requireManager(context);
  const objects = objectsIn(lines);
  const results: string[] = [];
  for (const [index, value] of objects.entries()) results.push(`${index + 1}: ${await imported(context, value)}`);
  return withText({
    command: 'subscriptions',
    title: 'Imported',
    headline: `${objects.length} ${objects.length === 1 ? 'line' : 'lines'} read.`,
    sections: [{ heading: null, statements: results.map(note) }],
    evidence: [],
  });
};

const imported = async (context: AnswerContext, value: unknown): Promise<string> => {
  const parsed = Line.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `refused: ${[...(issue?.path ?? []), issue?.message ?? 'is no subscription'].join(' ')}`;
  }
  const { 'control-only': controlOnly, 'min-confidence': minConfidence, 'time-zone': timeZone, ...rest } = parsed.data;
  try {
    const answer = await answerSubscribe(context, { ...rest, controlOnly, minConfidence, timeZone });
    return answer.error === undefined ? answer.title : `refused: ${answer.error.message}`;
  } catch (error) {
    if (error instanceof UserError) return `refused: ${error.message}`;
    throw error;
  }
};

/** Objects that stand behind each other, in lines or not, or in a list. */
const objectsIn = (given: string): unknown[] => {
  const bad = new UserError(
    'bad-import',
    'text: write one {"place": "…"} for each subscription, as export gives them.',
    {
      context: { option: 'text' },
    },
  );
  const list = given.trim().startsWith('[') ? given : `[${given.trim().replace(/\}\s*[,›]?\s*\{/g, '},{')}]`;
  let values: unknown;
  try {
    values = JSON.parse(list);
  } catch {
    throw bad;
  }
  if (!Array.isArray(values) || values.length === 0 || values.length > MOST_LINES) throw bad;
  return values;
};
