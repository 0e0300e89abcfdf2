/** What must hold of every answer, whatever was asked. */
import { expect } from 'vitest';
import type { AnswerContext } from '../../src/answer/context.ts';
import { plainText } from '../../src/answer/plain-text.ts';
import { Answer } from '../../src/model/answer.ts';

/** Fits the schema; each statement but notes has evidence; each quote is an exact slice; `text` says all of it. */
export async function checkAnswer(answer: Answer, { store, viewer }: AnswerContext): Promise<void> {
  expect(Answer.safeParse(answer).error).toBeUndefined();
  const statements = answer.sections.flatMap((section) => section.statements);
  for (const { text, tone, evidence } of statements) {
    if (tone !== 'note') expect(evidence.length, text).toBeGreaterThan(0);
    for (const index of evidence) expect(answer.evidence[index], text).toBeDefined();
    expect(text).not.toMatch(/undefined|null|\s{2}|\[object/);
    expect(answer.text).toContain(text);
  }
  for (const { articleId, quote, start, end } of answer.evidence) {
    const document = await store.document(articleId, viewer);
    expect(document?.article.text.slice(start, end)).toBe(quote);
  }
  expect(answer.text).toBe(plainText(answer));
  expect(answer.text).toContain(answer.headline);
}
