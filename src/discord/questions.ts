/** From a question to the reply that is shown: asks the command, lays its answer out, turns failures into words. */
import { UserError } from '../errors.ts';
import { type Action, type Answer, WhoControlsAnswer } from '../model/answer.ts';
import type { Reply } from './acknowledge.ts';
import { customId, FIRST, type Position, type QuestionStore, questionReference, questionText } from './button-state.ts';
import type { Command, CommandOptions } from './command.ts';
import { errorFields } from './discord-error.ts';
import type { LogPort } from './log-port.ts';
import { optionInError } from './options.ts';
import { answerView, type Controls, type Part, type PartTarget } from './views/answer-view.ts';
import type { Button } from './views/message.ts';
import { failureView, type Mistake, mistakeOf, mistakeView, noticeView } from './views/mistake-view.ts';

/** One question as it was asked, by command or by button. */
export type Question<Context> = {
  command: Command<Context>;
  options: CommandOptions;
  context: Context;
  /** Id of the person who may turn the pages. */
  owner: string;
  position: Position;
  /** A line in words under the answer. */
  note?: string;
};

export type QuestionSettings = {
  log: LogPort;
  questions: QuestionStore | null;
  /** Makes the code under which a failure is found in the log. */
  reference: () => string;
  answerWithinMs: number;
  /** Whether there is a command that shows a quote in its context. */
  showsEvidence: boolean;
};

/** What a press of a page button asks for, beyond the ends left to the answer to refuse. */
const moved = (target: PartTarget, shown: Part, page: number, parts: number): Position => {
  const here: Position = { page, part: shown.part, quotes: shown.quotes };
  switch (target) {
    case 'previous':
      return shown.part > 0 ? { ...here, part: shown.part - 1 } : { ...here, page: Math.max(1, page - 1), part: -1 };
    case 'next':
      return shown.part < parts - 1 ? { ...here, part: shown.part + 1 } : { ...here, page: page + 1, part: 0 };
    case 'quotes':
      return { page, part: 0, quotes: !shown.quotes };
    case 'position':
      return here;
  }
};

const within = async <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new UserError('too-slow', 'That took too long to answer: narrow it with a place or dates.')),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const mistakeReply = async <Context>(
  { command, options, owner }: Question<Context>,
  mistake: Mistake & { code: string; option: unknown },
  questions: QuestionStore | null,
): Promise<Reply> => {
  const option = optionInError(command.data, mistake.code, mistake.option);
  const references = new Map<string, string | null>();
  for (const suggestion of option === null ? [] : mistake.suggestions.slice(0, 10)) {
    const question = questionText(command.data.name, { ...options, [String(option)]: suggestion });
    references.set(suggestion, await questionReference(question, questions));
  }
  const retry = (suggestion: string, choice: number): string | null => {
    const reference = references.get(suggestion) ?? null;
    return reference === null ? null : customId('ask', owner, FIRST, reference, choice);
  };
  return { view: mistakeView(mistake, retry), how: 'private' };
};

/** The command that shows one event's sentence in its context, and the option that takes the event's id. */
export const EVIDENCE = { command: 'evidence', option: 'event' } as const;

const Alternatives = WhoControlsAnswer.pick({ alternatives: true });

/** Buttons that ask the same about other places of that name. */
const otherPlaces = async <Context>(
  { command, options, owner }: Question<Context>,
  answer: Answer,
  questions: QuestionStore | null,
): Promise<Button[]> => {
  const parsed = Alternatives.safeParse(answer);
  const buttons: Button[] = [];
  for (const [index, { id, name, admin1, country }] of (parsed.data?.alternatives ?? []).slice(0, 5).entries()) {
    const question = questionText(command.data.name, { ...options, place: id });
    const reference = await questionReference(question, questions);
    const where = [name, admin1, country].filter((part, at, all) => part !== null && all.indexOf(part) === at);
    if (reference !== null) {
      buttons.push({ label: where.join(', '), customId: customId('ask', owner, FIRST, reference, index) });
    }
  }
  return buttons;
};

/** Buttons that ask what the answer says one may want to ask next; each has a number of its own behind the places'. */
const nextQuestions = async (
  owner: string,
  actions: readonly Action[],
  questions: QuestionStore | null,
): Promise<Button[]> => {
  const buttons: Button[] = [];
  for (const [index, { label, command, options }] of actions.slice(0, 5).entries()) {
    const reference = await questionReference(questionText(command, options), questions);
    if (reference !== null) buttons.push({ label, customId: customId('ask', owner, FIRST, reference, 10 + index) });
  }
  return buttons;
};

/** What an answer says beside its error. */
const hintsOf = ({ sections }: Answer): string[] =>
  sections.flatMap(({ statements }) => statements.map(({ text }) => text));

const answerReply = async <Context>(
  question: Question<Context>,
  answer: Answer,
  how: Reply['how'],
  settings: QuestionSettings,
): Promise<Reply> => {
  const { command, options, owner, position, note } = question;
  const { questions } = settings;
  const again = answer.again ?? { command: command.data.name, options };
  const reference = await questionReference(questionText(again.command, again.options), questions);
  const page = answer.paging?.page ?? 1;
  const controls: Controls = {
    part: (target, shown, parts) => customId(target, owner, moved(target, shown, page, parts), reference ?? ''),
    evidence:
      !settings.showsEvidence || command.data.name === EVIDENCE.command
        ? null
        : customId('evidence', owner, FIRST, `?${EVIDENCE.command}`),
    others: [
      ...(await nextQuestions(owner, answer.actions ?? [], questions)),
      ...(await otherPlaces(question, answer, questions)),
    ],
  };
  const view = answerView(answer, {
    part: position.part,
    quotes: position.quotes,
    note: note ?? null,
    controls: reference === null ? null : controls,
  });
  if (view === null) {
    return { view: noticeView('That page is no longer there: the answer has changed. Ask again.'), how: 'private' };
  }
  return { view: view.message, how };
};

/**
 * The reply to a question; never rejects. A mistake of the asker becomes a private message with suggestions as buttons, any
 * other failure a private message with a code under which the log has it.
 */
export const replyTo = async <Context>(
  question: Question<Context>,
  how: Reply['how'],
  settings: QuestionSettings,
): Promise<Reply> => {
  const { log, questions, reference, answerWithinMs } = settings;
  const { command, options, context, position } = question;
  try {
    const asked = position.page === 1 ? options : { ...options, page: position.page };
    const answer = await within(command.execute(context, asked), answerWithinMs);
    if (answer.error !== undefined) {
      return await mistakeReply(question, { ...answer.error, hints: hintsOf(answer), option: undefined }, questions);
    }
    return await answerReply(question, answer, how, settings);
  } catch (error) {
    if (error instanceof UserError) {
      const { code, context: about } = error;
      return await mistakeReply(question, { ...mistakeOf(error), code, option: about.option }, questions).catch(() => ({
        view: mistakeView(mistakeOf(error), null),
        how: 'private' as const,
      }));
    }
    const code = reference();
    log.error({ reference: code, command: command.data.name, ...errorFields(error) }, 'command failed');
    return { view: failureView(code), how: 'private' };
  }
};
