/** Mentions: the spans a reader would mark, and what each stands for. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });

const mentionsOf = (text: string, kind: 'actor' | 'place'): string[] =>
  extract({ id: 'm', text, title: null, url: null, source: null, published: null })
    .mentions.filter((mention) => mention.kind === kind)
    .map((mention) => mention.text);

it('takes the article and the modifiers of a group into its span', () => {
  expect(mentionsOf('The Syrian Democratic Forces met the Iraqi people.', 'actor')).toEqual([
    'The Syrian Democratic Forces',
    'the Iraqi people',
  ]);
});

it('leaves how many out of who', () => {
  expect(mentionsOf('They said 20 militants died.', 'actor')).toEqual(['militants']);
});

it('names a country as a place, and as an actor where it acts', () => {
  const text = 'The United Kingdom will help refugees in Turkey.';
  expect(mentionsOf(text, 'place')).toEqual(['United Kingdom', 'Turkey']);
  expect(mentionsOf(text, 'actor')).toContain('The United Kingdom');
  expect(mentionsOf(text, 'actor')).not.toContain('Turkey');
});

it('keeps a people with the country behind "of", and the country in it', () => {
  const text = 'Talks with the people of Iraq went on.';
  expect(mentionsOf(text, 'actor')).toEqual(['the people of Iraq']);
  expect(mentionsOf(text, 'place')).toEqual(['Iraq']);
});

it('marks a name alone where it only says whose a thing is', () => {
  expect(mentionsOf('Strikes destroyed two ISIL vehicles.', 'actor')).toEqual(['ISIL']);
});

it('does not take one official or commander for an organisation', () => {
  expect(mentionsOf('The commander spoke.', 'actor')).toEqual([]);
});

it('tells a community of people from one where people live', () => {
  expect(mentionsOf('The international community must act.', 'actor')).toEqual(['The international community']);
});

it('reads a heap of words in linear time', () => {
  const long = `${'units '.repeat(20_000)}and ${'Iraq and '.repeat(5_000)}.`;
  expect(mentionsOf(long, 'place').length).toBeGreaterThan(1000);
});
