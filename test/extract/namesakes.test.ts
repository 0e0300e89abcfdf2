/** Which of several places of one name a text means, and whose local forces are. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event } from '../../src/model/event.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });
const first = (text: string): Event | undefined =>
  extract({ id: 'a', text, title: null, url: null, source: null, published: null }).events[0];

describe('a place of a common name', () => {
  it('is not a namesake in another country than the one that the text names', () => {
    const place = first('Militants attacked Mubi in North Kivu, Democratic Republic of the Congo.')?.place;
    expect(place?.name).toBe('Mubi');
    expect(place).toMatchObject({ country: 'Democratic Republic of the Congo', lat: null });
  });
  it('is in the country that the text speaks of where nobody knows it', () => {
    const place = first('Shells hit the Daraja Oula neighbourhood of El Fasher, in Sudan, on Saturday.')?.place;
    expect(first('In Sudan, gunmen attacked the village of Umm Xara.')?.place).toMatchObject({
      precision: 'unlocated',
      country: 'Sudan',
      relativeTo: { id: 'sudan', relation: 'in' },
    });
    expect(place?.country).toBe('Sudan');
    expect(first('Gunmen attacked the village of Umm Xara.')?.place).toMatchObject({ country: null });
  });
  it('is the world city rather than a small town in the country of those who act', () => {
    expect(first('The U.S. secretary met the minister in Paris.')?.place?.country).toBe('France');
  });
  it('is found where only those who act abroad are named', () => {
    expect(first('A U.S. airstrike near Jilib killed five militants.')?.place?.country).toBe('Somalia');
  });
});

describe('forces named after a place', () => {
  it('are their own, not the army of the country', () => {
    expect(first('Kachin troops captured Bhamo.')?.actor?.name).toBe('Kachin troops');
  });
  it('are the government’s where the place is its capital', () => {
    expect(first('Kyiv troops captured Lyman.')?.actor?.id).toBe('ukrainian-armed-forces');
  });
});

describe('what only looks like a deed', () => {
  it.each([
    'The group lost the ability to strike targets in Raqqa.',
    'The commander of Operation Inherent Resolve arrived.',
  ])('is no event: %s', (text) => {
    expect(first(text)?.action ?? 'none').not.toMatch(/^(?:attack|offensive|airstrike)$/);
  });
  it('a group does not fight itself', () => {
    const clash = first('Clashes broke out between SDF fighters and the SDF in Manbij.');
    expect(clash?.actor?.id === clash?.recipient?.id).toBe(false);
  });
});
