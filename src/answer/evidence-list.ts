/** Collects the evidence of an answer: each event once, in the order in which statements rest on it. */
import type { Evidence, Statement, Tone } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';

export class EvidenceList {
  private readonly indices = new Map<string, number>();
  private readonly list: Evidence[] = [];

  get all(): Evidence[] {
    return [...this.list];
  }

  /** Where the event stands in the list; it is added where it is new. */
  indexOf(event: StoredEvent): number {
    const key = `${event.articleId}\n${event.id}`;
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    this.indices.set(key, this.list.length);
    this.list.push(evidenceOf(event));
    return this.list.length - 1;
  }

  /** A statement that rests on these events. */
  statement(text: string, tone: Tone, events: readonly StoredEvent[]): Statement {
    return { text, tone, evidence: [...new Set(events.map((event) => this.indexOf(event)))] };
  }
}

/** A remark about what is known rather than about the world; it needs no evidence. */
export const note = (text: string): Statement => ({ text, tone: 'note', evidence: [] });

/** The sentence that an event was read from, with its article. */
function evidenceOf(event: StoredEvent): Evidence {
  return {
    eventId: event.id,
    articleId: event.articleId,
    title: event.title,
    source: event.source,
    url: event.url,
    published: event.published,
    date: event.date?.edtf ?? null,
    quote: event.sentence.text,
    start: event.sentence.start,
    end: event.sentence.end,
    supports: event.control?.holder?.id ?? event.actor?.id ?? null,
    factuality: event.factuality,
  };
}
