import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexedName } from '../../src/knowledge/knowledge.ts';
import { loadSeeds } from './seeds-knowledge.ts';

const knowledge = loadSeeds();
const idOf = (hit: IndexedName | undefined): string => {
  if (hit === undefined) return '';
  if (hit.kind === 'country') return hit.country.code;
  if (hit.kind === 'actor') return hit.actor.id;
  return hit.kind === 'place' ? hit.place.id : hit.operation.id;
};
/** "2 suweida": how many words the name at the first word spans, and its best reading. */
const at = (text: string, from = 0) => {
  const match = knowledge.longestName(text.split(/[\s-]+/), from);
  return match === null ? null : `${match.words} ${idOf(match.hits[0])}`;
};

describe('longestName', () => {
  it.each([
    ['Deir ez-Zor continue', '3 deir-ez-zor'],
    ['Deir Ezzor continue', '2 deir-ez-zor'],
    ['Islamic State at Suweida', '2 isis'],
    ['Islamic State of Iraq and the Levant said', '7 isis'],
    ['Isis militaries', '1 isis'],
    ["Da'esh attacked", '1 isis'],
    ['Da esh attacked', '2 isis'],
    ['Daesh by now', '1 isis'],
    ['Syrian army (SAA)', '2 syrian-army'],
    ['ISF of Baghdad', '1 iraqi-security-forces'],
    ['Operation Round Up of the SDF', '3 operation-round-up'],
    ['Jazeera Storm had', '2 operation-round-up'],
    ['Damietta dam south of', '2 damietta-dam'],
    ['Al-Safa and', '2 al-safa'],
    ['Badia desert, west', '2 badia'],
    ['Arab-Kurdish forces begin', '3 sdf'],
    ['civilian hostages, kidnapped', '2 civilians'],
    ['Suweida province was', '2 suweida'],
    ['Suweida city was', '2 suweida-city'],
    ['French troops entered', '2 fr-military'],
    ['Turkey army entered', '2 turkish-armed-forces'],
    ['US forces struck', '2 us-armed-forces'],
    ['U.S. forces struck', '2 us-armed-forces'],
    ['Syrian government forces took', '3 syrian-army'],
    ['Syria was', '1 SY'],
    ['Syrians were', '1 SY'],
    ['nothing here', null],
  ])('reads "%s" as %s', (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  it('asks abbreviations for the very same letters', () => {
    expect(at('IS said')).toBe('1 isis');
    expect(at('is said')).toBeNull();
    expect(at('Is said')).not.toBe('1 isis');
    expect(at('us forces')).toBeNull();
  });

  it('asks places for a capital letter, curated names in lower case apart', () => {
    expect(at('hit them')).toBeNull();
    expect(at('split them')).toBeNull();
    expect(at('hajin fell')).toBeNull();
    expect(at('daesh fled')).toBe('1 isis');
  });

  it('takes "as", "at" and "an" in lower case for prepositions, in capitals for articles', () => {
    expect(at('As-Safa fell')).toBe('2 al-safa');
    expect(at('as Safa fell')).toBeNull();
    expect(at('at Tanf the')).toBeNull();
    expect(at('al-Tanf the')).toBe('2 al-tanf');
  });

  it('marks names that are ordinary words or persons', () => {
    const common = (text: string) => knowledge.longestName(text.split(' '), 0)?.hits[0]?.common;
    expect(['Of', 'Reading', 'Nice', 'Split', 'March', 'Mobile', 'Orange', 'Martin'].map(common)).not.toContain(false);
    expect(['Hajin', 'Suweida', 'Kyiv', 'Hama'].map(common)).toEqual([false, false, false, false]);
  });

  it('marks adjectives and peoples of countries', () => {
    const demonym = (text: string) => knowledge.longestName([text], 0)?.hits[0]?.demonym;
    expect([demonym('Syria'), demonym('Syrian'), demonym('Syrians')]).toEqual([false, true, true]);
  });

  it('gives all readings, the likelier first', () => {
    const match = knowledge.longestName(['Suweida'], 0);
    expect(match?.hits.map(idOf)).toEqual(['suweida', 'suweida-city']);
    expect(knowledge.longestName(['Turkey'], 0)?.hits.map(({ kind }) => kind)).toEqual(['country', 'place']);
  });

  it('starts where it is told and stays inside the text on any words', () => {
    expect(at('fled to Hajin', 2)).toBe('1 hajin');
    expect(at('Hajin', 5)).toBeNull();
    const word = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Deir', 'ez', 'Zor', 'al', 'Syrian', 'army', 'The', 'of', 'Islamic', 'State', 'IS', 'U.S'),
    );
    fc.assert(
      fc.property(fc.array(word), fc.nat(20), (words, from) => {
        const match = knowledge.longestName(words, from);
        if (match === null) return;
        expect(match.words).toBeGreaterThan(0);
        expect(from + match.words).toBeLessThanOrEqual(words.length);
        expect(match.hits.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('roleNounAt', () => {
  const noun = (text: string) => {
    const match = knowledge.roleNounAt(text.split(' '), 0);
    return match === null ? null : `${match.words} ${match.plural ? 'plural' : 'singular'} ${match.noun.alone}`;
  };

  it.each([
    ['militiamen continue', '1 plural unidentified-armed-group'],
    ['gunman shot', '1 singular unidentified-armed-group'],
    ['Soldiers are', '1 plural null'],
    ['villagers fled', '1 plural civilians'],
    ['aid workers were', '2 plural aid-workers'],
    ['suicide bomber blew', '2 singular unidentified-armed-group'],
    ['protesters gathered', '1 plural protesters'],
    ['Hajin fell', null],
  ])('reads "%s" as %s', (text, expected) => {
    expect(noun(text)).toBe(expected);
  });

  it('tells soldiers of a state from militants, and planes from people', () => {
    expect(knowledge.roleNounAt(['soldiers'], 0)?.noun).toMatchObject({ sides: 'state', suggests: 'state-forces' });
    expect(knowledge.roleNounAt(['jihadists'], 0)?.noun).toMatchObject({ sides: 'non-state' });
    expect(knowledge.roleNounAt(['warplanes'], 0)?.noun.actsForOwner).toBe(true);
  });
});
