/** Labelled text: articles with the events that a careful reader finds in them, one JSON object a line. */
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { parseArticleLine, toArticle } from '../ingest/parse-article.ts';
import type { Article } from '../model/article.ts';
import { ControlChange, Factuality, MentionKind, Stance } from '../model/event.ts';

/** Absent: not labelled. Null: must be empty. An array: each counts as right. */
const label = <T extends z.ZodType>(value: T) =>
  z.union([value, z.null(), z.array(z.union([value, z.null()])).min(1)]).optional();

const name = z.string().min(1);

const GoldControl = z.strictObject({
  place: label(name),
  holder: label(name),
  loser: label(name),
  change: label(ControlChange),
});

/** What one event of an article should be; the labelled fields are scored. */
export const GoldEvent = z.strictObject({
  action: label(name),
  subEventType: label(name),
  actor: label(name),
  recipient: label(name),
  place: label(name),
  date: label(name),
  factuality: label(Factuality),
  control: label(GoldControl),
});
export type GoldEvent = z.infer<typeof GoldEvent>;
export type GoldControl = z.infer<typeof GoldControl>;

export const GoldMention = z.object({
  kind: MentionKind,
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type GoldMention = z.infer<typeof GoldMention>;

const GoldAttribution = z.strictObject({
  event: z.number().int().nonnegative().describe('index into gold'),
  by: label(name),
  stance: label(Stance),
});

/** The labels of one article; what is absent is not scored. */
const Labels = z.object({
  gold: z.array(GoldEvent).optional(),
  goldAttribution: z.array(GoldAttribution).optional(),
  goldMentions: z.array(GoldMention).optional(),
  /** Actions that may be found as well. */
  allow: z.array(z.string()).optional(),
  /** The PLOVER event of the sentence; then `gold` holds its main event only and nothing found beside it is a mistake. */
  plover: z.object({ event: z.string(), mode: z.string().nullable() }).optional(),
});
export type LabelledArticle = z.infer<typeof Labels> & { article: Article };

/**
 * Reads a JSONL file's text. `file` names it in errors. Throws `UserError` that says line and field, and for a file without
 * anything to score.
 */
export function parseLabelledText(text: string, file: string): LabelledArticle[] {
  const found: LabelledArticle[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    found.push(parseLine(line, `${file}, line ${index + 1}`, `line-${index + 1}`));
  }
  if (found.length === 0) {
    throw new UserError('no-labels', `${file} is empty: write one article with its "gold" list of events a line.`);
  }
  if (found.every(({ gold, goldMentions, plover }) => (gold ?? goldMentions ?? plover) === undefined)) {
    throw new UserError(
      'no-labels',
      `${file} labels nothing, so there is nothing to score: no line has a "gold" list; [] says that there is no event.`,
    );
  }
  return found;
}

function parseLine(line: string, where: string, fallbackId: string): LabelledArticle {
  let article: Article;
  try {
    article = toArticle(parseArticleLine(line), fallbackId);
  } catch (error) {
    if (error instanceof UserError) throw new UserError('bad-label', `${where}: ${error.message}`, { cause: error });
    throw error;
  }
  const parsed = Labels.safeParse(JSON.parse(line));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UserError('bad-label', `${where}: "${issue?.path.join('.')}" is wrong: ${issue?.message}.`);
  }
  const events = parsed.data.gold?.length ?? 0;
  const stray = parsed.data.goldAttribution?.find(({ event }) => event >= events);
  if (stray !== undefined) {
    throw new UserError('bad-label', `${where}: goldAttribution names event ${stray.event}, but gold has ${events}.`);
  }
  return { ...parsed.data, article };
}

/** The alternatives of a label that is given. */
export function alternatives<T>(given: T | null | readonly (T | null)[]): readonly (T | null)[] {
  return Array.isArray(given) ? given : [given as T | null];
}
