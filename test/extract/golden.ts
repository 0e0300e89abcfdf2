/** Golden articles: what the extractor must find in test/fixtures/articles/<slug>/article.md, kept in expected.json. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assign } from '../../src/evaluate/assignment.ts';
import type { Article } from '../../src/model/article.ts';
import type { Event, Extraction } from '../../src/model/event.ts';

const FOLDER = new URL('../fixtures/articles/', import.meta.url);

/** An event in short: ids of actors and places; `sameAs` is an index into the events of the article. */
export type ShortEvent = {
  action: string;
  actor: string | null;
  recipient: string | null;
  place: string | null;
  date: string | null;
  factuality: string;
  control: { place: string; holder: string | null; loser: string | null; change: string } | null;
  evidence: string;
  sameAs: number | null;
};

/** What is absent is not asserted; an array lists what counts as right; `about` must share words with the evidence. */
export type ExpectedEvent = { action: string; about?: string } & { [Field in keyof ShortEvent]?: unknown };

export const goldenArticles = (): string[] => readdirSync(FOLDER).sort();

/**
 * The article of a folder. Its file may open with a block of `published:`, `title:` and `source:` between two lines of
 * three hyphens; everything after it is the text.
 */
export function readArticle(slug: string): Article {
  const file = readFileSync(new URL(`${slug}/article.md`, FOLDER), 'utf8');
  const [head, block = ''] = /^---\n([\s\S]*?)\n---\n/.exec(file) ?? [''];
  const field = (name: string): string | null => new RegExp(`^${name}: *(.+)$`, 'm').exec(block)?.[1]?.trim() ?? null;
  return {
    id: slug,
    text: file.slice(head.length),
    title: field('title'),
    url: null,
    source: field('source'),
    published: field('published'),
  };
}

export function readExpected(slug: string): ExpectedEvent[] {
  const { events } = JSON.parse(readFileSync(new URL(`${slug}/expected.json`, FOLDER), 'utf8'));
  return events;
}

/** Writes what is found as what is expected: to be read by a person before it is committed. */
export function writeExpected(slug: string, extraction: Extraction): string {
  const file = new URL(`${slug}/expected.json`, FOLDER);
  const rows = shortEvents(extraction).map((event) => JSON.stringify(event));
  writeFileSync(file, `{\n  "events": [\n    ${rows.join(',\n    ')}\n  ]\n}\n`);
  return fileURLToPath(file);
}

/** In the order of the text. */
export function shortEvents({ events }: Extraction): ShortEvent[] {
  const ordered = [...events].sort((a, b) => a.trigger.start - b.trigger.start || a.evidence.start - b.evidence.start);
  const indexOf = (id: string | null): number | null =>
    id === null ? null : ordered.findIndex((event) => event.id === id);
  return ordered.map((event) => ({
    action: event.action,
    actor: event.actor?.id ?? null,
    recipient: event.recipient?.id ?? null,
    place: event.place?.id ?? null,
    date: event.date?.edtf ?? null,
    factuality: event.factuality,
    control: shortControl(event.control),
    evidence: event.evidence.text,
    sameAs: indexOf(event.sameAs),
  }));
}

function shortControl(control: Event['control']): ShortEvent['control'] {
  if (control === null) return null;
  const { place, holder, loser, change } = control;
  return { place: place.id, holder: holder?.id ?? null, loser: loser?.id ?? null, change };
}

/** Found events with what they should have been; `expected` and `found` of each row are equal where all is right. */
export function compare(
  expected: readonly ExpectedEvent[],
  found: readonly ShortEvent[],
): { expected: unknown; found: unknown }[] {
  const partners = assign(expected.length, found.length, (row, column) => {
    const one = expected[row];
    const other = found[column];
    if (one === undefined || other === undefined || one.action !== other.action || !isAbout(one, other)) return 0;
    const right = Object.entries(one).filter(([field, value]) =>
      accepts(value, other[field as keyof ShortEvent]),
    ).length;
    return 100 + 10 * right - Math.abs(row - column) / 100;
  });
  const foundAt = (index: number): number | null => partners[index] ?? null;
  const pairs = expected.map((event, index) => {
    const other = found[foundAt(index) ?? -1];
    const wanted = typeof event.sameAs === 'number' ? { ...event, sameAs: foundAt(event.sameAs) } : event;
    return { expected: wanted, found: other === undefined ? null : projected(wanted, other) };
  });
  const taken = new Set(partners);
  const stray = found.filter((_, index) => !taken.has(index));
  return [...pairs, ...stray.map((event) => ({ expected: null, found: event }))];
}

/** `found` in the fields of `expected`, with the expected value wherever the found one is accepted. */
function projected(expected: ExpectedEvent, found: ShortEvent): unknown {
  return Object.fromEntries(
    Object.entries(expected).map(([field, value]) => {
      if (field === 'about') return [field, isAbout(expected, found) ? value : found.evidence];
      const seen = found[field as keyof ShortEvent];
      return [field, accepts(value, seen) ? value : seen];
    }),
  );
}

function accepts(expected: unknown, found: unknown): boolean {
  if (Array.isArray(expected)) return expected.some((one) => accepts(one, found));
  if (typeof expected !== 'object' || expected === null) return expected === found;
  if (typeof found !== 'object' || found === null) return false;
  return Object.entries(expected).every(([field, value]) => accepts(value, (found as Record<string, unknown>)[field]));
}

/** Whether the evidence holds the expected words, or they hold it. */
function isAbout({ about }: ExpectedEvent, { evidence }: ShortEvent): boolean {
  return about === undefined || about.includes(evidence) || evidence.includes(about) || sharesHalf(about, evidence);
}

function sharesHalf(about: string, evidence: string): boolean {
  const words = new Set(evidence.toLowerCase().match(/\p{L}+/gu) ?? []);
  const wanted = about.toLowerCase().match(/\p{L}+/gu) ?? [];
  return wanted.filter((word) => words.has(word)).length * 2 >= wanted.length;
}
