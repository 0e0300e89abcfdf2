/** Figures on the labelled text that ships with the product: they may rise, and never fall below these floors. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import type { Field } from '../../src/evaluate/fields.ts';
import { parseLabelledText } from '../../src/evaluate/labelled-text.ts';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const knowledge = loadKnowledge({ folder });
const { extract } = createExtractor({ knowledge, folder });

/** The least F1 by field, and the least share of texts that are wholly right. */
type Floor = { fields: Partial<Record<Field, number>>; whollyRight: number };

const FLOORS: Readonly<Record<string, Floor>> = {
  'acled-60-dev.jsonl': {
    fields: { subEventType: 0.95, actor: 0.95, place: 0.9, date: 0.94, control: 0.9 },
    whollyRight: 0.78,
  },
  'acled-60-held.jsonl': { fields: { subEventType: 0.8, actor: 0.87, place: 0.79, control: 0.6 }, whollyRight: 0.45 },
  'acled-dev.jsonl': {
    fields: { subEventType: 0.95, actor: 0.93, place: 0.94, control: 0.95 },
    whollyRight: 0.82,
  },
  'acled-fresh.jsonl': { fields: { subEventType: 0.94, actor: 0.9, place: 0.94, control: 0.95 }, whollyRight: 0.78 },
  'acled-notes.jsonl': { fields: { subEventType: 0.95, actor: 0.92, place: 0.94, control: 0.95 }, whollyRight: 0.68 },
  'articles-dev.jsonl': {
    fields: { action: 0.89, actor: 0.85, place: 0.81, date: 0.84, factuality: 0.89, control: 0.8 },
    whollyRight: 0,
  },
  'acled-held.jsonl': { fields: { subEventType: 0.93, actor: 0.94, place: 0.93, control: 0.85 }, whollyRight: 0.78 },
  'articles-5-dev.jsonl': {
    fields: { action: 0.91, actor: 0.87, place: 0.81, date: 0.83, factuality: 0.9, control: 0.77 },
    whollyRight: 0,
  },
  'articles-5-held.jsonl': {
    fields: { action: 0.86, actor: 0.72, place: 0.73, date: 0.86, factuality: 0.87 },
    whollyRight: 0,
  },
  'articles-held.jsonl': { fields: { action: 0.83, actor: 0.74, place: 0.77, control: 0.77 }, whollyRight: 0 },
  'unseen-100-b.jsonl': { fields: { action: 0.95, actor: 0.93, place: 0.96 }, whollyRight: 0.8 },
  'unseen-100-c.jsonl': { fields: { action: 0.93, actor: 0.92, place: 0.93 }, whollyRight: 0.78 },
  'unseen-80-held.jsonl': { fields: { action: 0.83, actor: 0.78, place: 0.84, factuality: 0.82 }, whollyRight: 0.5 },
  'unseen-80-dev.jsonl': { fields: { action: 0.88, actor: 0.9, place: 0.9, factuality: 0.9 }, whollyRight: 0.6 },
  'unseen-100.jsonl': { fields: { action: 0.95, place: 0.92, control: 0.9 }, whollyRight: 0.82 },
};

it.each(Object.entries(FLOORS))('%s stays above its floor', (name, floor) => {
  const file = fileURLToPath(new URL(`../fixtures/eval/${name}`, import.meta.url));
  const lines = parseLabelledText(readFileSync(file, 'utf8'), name);
  const { events, failures } = evaluate({ lines, extract, knowledge, seed: 1, resamples: 1 });
  expect(failures).toEqual([]);
  const fields = Object.keys(floor.fields) as Field[];
  const low = fields.filter((field) => (events?.fields[field]?.f1 ?? 0) < (floor.fields[field] ?? 0));
  expect(low).toEqual([]);
  expect((events?.whollyRight.right ?? 0) / (events?.whollyRight.of ?? 1)).toBeGreaterThanOrEqual(floor.whollyRight);
});
