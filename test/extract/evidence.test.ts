/** The sentence that a reader is shown for an event, and the event's id. */
import { describe, expect, it } from 'vitest';
import { sentenceAround } from '../../src/extract/evidence.ts';
import { eventsOf } from './extraction.ts';

const spanOf = (text: string, words: string) => ({
  text: words,
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
});

describe('the sentence of an event', () => {
  it('names who did it where the clause alone does not', () => {
    const text = 'The SAA captured Hajin and besieges Al-Safa. Nobody fled.';
    const siege = eventsOf(text).find(({ action }) => action === 'besiege');
    expect(siege?.evidence.text).toBe('besieges Al-Safa');
    expect(siege?.sentence).toEqual(spanOf(text, 'The SAA captured Hajin and besieges Al-Safa.'));
  });

  it('shows both sides of a claim that is disputed', () => {
    const text = 'The RSF claimed to have captured Sinjah, but the army said its garrison was still holding out.';
    expect(eventsOf(text).map(({ sentence }) => sentence.text)).toContain(text);
  });

  it('is cut around the clause where it is long, at whole words, with who did it', () => {
    const filler = 'after a long night of rain in the hills, '.repeat(12);
    const text = `${filler}the rebels, as two residents said, captured Hajin ${filler}and went home.`;
    const evidence = spanOf(text, 'captured Hajin');
    const cut = sentenceAround({
      evidence,
      named: [spanOf(text, 'the rebels'), spanOf(text, 'home')],
      sentence: { start: 0, end: text.length },
      text,
    });
    expect(cut.text).toBe(text.slice(cut.start, cut.end));
    expect(cut.text).toContain('the rebels, as two residents said, captured Hajin');
    expect(cut.text.length).toBeGreaterThan(350);
    expect(cut.text.length).toBeLessThanOrEqual(400);
    expect(text.charAt(cut.start - 1) + text.charAt(cut.end)).toBe('  ');
  });

  it('is the clause itself where that is longer than anybody reads', () => {
    const text = `${'no blank '.repeat(3)}${'x'.repeat(600)} and more`;
    const evidence = spanOf(text, 'x'.repeat(600));
    expect(sentenceAround({ evidence, named: [null], sentence: { start: 0, end: text.length }, text })).toEqual(
      evidence,
    );
  });
});

describe('the id of an event', () => {
  it('is the same every time and begins with a letter, so that no spreadsheet or shell reads it as something else', () => {
    const text = 'The SDF captured Hajin, Sousa and Shafa. The army shelled Idlib. Rebels killed ten soldiers in Hama.';
    const ids = eventsOf(text).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^e[0-9a-f]{16}$/);
    expect(eventsOf(text).map(({ id }) => id)).toEqual(ids);
  });
});
