/** Answers what is new: the updates of one message, each with its quote, and what they change about who holds a place. */
import type { Answer, Section, Statement } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';
import { EvidenceList, note } from './evidence-list.ts';
import { withText } from './plain-text.ts';
import { clustersOf, statementsOf } from './statements.ts';

/** A sentence with the events that it rests on, if there are any left. */
export type Told = { text: string; events: readonly StoredEvent[] };

export type Update = {
  title: string;
  /** Who holds a place now; `besides` of these changes are made by none of the events. */
  changes: readonly Told[];
  besides: number;
  /** What was told before and is said otherwise or no longer. */
  corrections: readonly Told[];
  /** The new events, in order. */
  events: readonly StoredEvent[];
  /** How many further updates there are that nothing is said about. */
  left: number;
  /** How many articles all of them come from. */
  articles: number;
  /** The question that shows the rest where not everything fits, such as `/events place:hajin`. */
  more: string;
};

/** A function from how many statements fit to the answer that says as much; what is left out is counted. */
export function answerUpdate(
  { knowledge }: Pick<AnswerContext, 'knowledge'>,
  update: Update,
): (most: number) => Answer {
  const { title, left, articles, more } = update;
  const clusters = clustersOf(update.events, knowledge);
  const told = clusters.length + update.corrections.length + left;
  return (most) => {
    const evidence = new EvidenceList();
    const say = ({ text, events: grounds }: Told): Statement =>
      grounds.length === 0 ? note(text) : evidence.statement(text, 'ongoing', grounds);
    const changed = update.changes.slice(0, most).map(say);
    const room = Math.max(1, most - changed.length);
    const corrected = update.corrections.slice(0, room).map(say);
    const shown = clusters.slice(0, Math.max(0, room - corrected.length));
    const rest = told - shown.length - corrected.length + update.changes.length - changed.length;
    const news: Statement[] = [
      ...corrected,
      ...statementsOf(shown, evidence),
      ...(rest > 0 ? [note(`… and ${rest} more: ${more}`)] : []),
    ];
    const sections: Section[] = [
      { heading: 'What changed', statements: changed },
      { heading: changed.length > 0 ? 'What is reported' : null, statements: news },
    ];
    return withText({
      command: 'update',
      title,
      headline: headlineOf(told + update.besides, articles),
      sections: sections.filter(({ statements }) => statements.length > 0),
      evidence: evidence.all,
    });
  };
}

const headlineOf = (told: number, articles: number): string => {
  const updates = `${told} ${told === 1 ? 'update' : 'updates'}`;
  return articles > 1 ? `${updates} from ${articles} articles.` : `${updates}.`;
};
