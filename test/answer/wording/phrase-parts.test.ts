/** The parts that sentences are made of: names, places, dates, verbs. */
import { describe, expect, it } from 'vitest';
import { dateWords, sinceWords, whenWords } from '../../../src/answer/wording/dates.ts';
import { actorPhrase, peopleOf } from '../../../src/answer/wording/names.ts';
import { PHRASES } from '../../../src/answer/wording/phrases.ts';
import { atPlace, fullPlace, placePhrase } from '../../../src/answer/wording/places.ts';
import { conjugate } from '../../../src/answer/wording/verbs.ts';
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts';
import { actorRef, placeRef } from '../made-events.ts';

const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });

describe('actors as noun phrases', () => {
  const phrase = (name: string) => actorPhrase({ id: `test-${name}`, name }, knowledge);

  it.each([
    ['Syrian army', 'the Syrian army', false],
    ['Islamic State', 'the Islamic State', false],
    ['SDF', 'the SDF', false],
    ['ISIS', 'ISIS', false],
    ['Iraqi Security Forces', 'the Iraqi Security Forces', true],
    ["Hay'at Tahrir al-Sham", "Hay'at Tahrir al-Sham", false],
    ['Ahrar al-Sham', 'Ahrar al-Sham', false],
    ['al-Qaeda', 'al-Qaeda', false],
    ['Hezbollah', 'Hezbollah', false],
    ['Army of Conquest', 'the Army of Conquest', false],
    ['4th Armoured Division', 'the 4th Armoured Division', false],
    ['civilians', 'civilians', true],
    ['aid workers', 'aid workers', true],
    ['Druze militias', 'Druze militias', true],
    ['unidentified armed group', 'an unidentified armed group', false],
    ['Ahrar X brigade', 'the Ahrar X brigade', false],
    ['Houthis', 'the Houthis', true],
    ['Peshmerga', 'the Peshmerga', true],
    ['the Coalition', 'the Coalition', false],
  ])('says %s as "%s"', (name, text, plural) => {
    expect(phrase(name)).toEqual({ text, plural });
  });

  it('gives every actor of the knowledge base a phrase without a doubled article or a stray blank', () => {
    const texts = [...knowledge.actors.values()].map((actor) => actorPhrase(actor, knowledge).text);
    expect(texts.filter((text) => /^(?:the the|an? an?|the an?)\b|\s{2}|^\s|\s$|^$/i.test(text))).toEqual([]);
  });

  it('calls people members of a group, unless the group is people', () => {
    expect(peopleOf(actorRef('Islamic State', knowledge), knowledge).text).toBe('members of the Islamic State');
    expect(peopleOf(actorRef('journalists', knowledge), knowledge).text).toBe('journalists');
    expect(peopleOf({ ...actorRef('SDF', knowledge), text: 'at least 12 SDF fighters' }, knowledge).text).toBe(
      'at least 12 members of the SDF',
    );
    expect(peopleOf({ ...actorRef('SDF', knowledge), text: '4th SDF brigade' }, knowledge).text).toBe(
      'members of the SDF',
    );
  });
});

describe('places as noun phrases', () => {
  const place = (name: string, more = {}) => placeRef(name, knowledge, more);

  it('knows which places take an article, and what is in, at or on them', () => {
    expect(atPlace(place('Hajin'), knowledge)).toBe('in Hajin');
    expect(placePhrase(place('Damietta dam'), knowledge)).toBe('the Damietta dam');
    expect(atPlace(place('Damietta dam'), knowledge)).toBe('at the Damietta dam, south of Al-Dars');
    expect(atPlace(place('Badia desert'), knowledge)).toBe('in the Badia');
    expect(atPlace(place('Euphrates'), knowledge)).toBe('on the Euphrates');
    expect(placePhrase(place('United States'), knowledge)).toBe('the United States');
    expect(atPlace(place('old mill bridge'), knowledge)).toBe('at the old mill bridge');
  });

  it('keeps the wording of relative places', () => {
    expect(atPlace(place('Deir ez-Zor', { relation: 'south-of' }), knowledge)).toBe('south of Deir ez-Zor');
    expect(atPlace(place('Hajin', { relation: 'near' }), knowledge)).toBe('near Hajin');
    expect(atPlace(place('South of Nowhere', {}), knowledge)).toBe('south of Nowhere');
    expect(atPlace(place('Hajin', { relation: 'between', text: 'between Hajin and Sousa' }), knowledge)).toBe(
      'between Hajin and Sousa',
    );
    const pocket = {
      text: 'a mountainous area',
      relativeTo: { id: 'suweida', name: 'Suweida', relation: 'in' as const },
    };
    expect(fullPlace(place('mountainous area', pocket), knowledge)).toBe('a mountainous area in Suweida');
  });
});

describe('dates in words', () => {
  it.each([
    ['2018-09-20', '20 September 2018'],
    ['2018-09-20T10:30:00Z', '20 September 2018'],
    ['2018-09', 'September 2018'],
    ['2018', '2018'],
    ['XXXX-07-25', '25 July (year not given)'],
    ['2018-22', 'summer 2018'],
    ['2018-09-XX', 'September 2018'],
    ['201X', 'the 2010s'],
    ['2018-09~', 'about September 2018'],
    ['2018-09-01/2018-09-05', null],
    ['someday', null],
  ])('says %s as "%s"', (edtf, words) => {
    expect(dateWords(edtf)).toBe(words);
  });

  it('says when', () => {
    const on = (edtf: string, precision: 'day' | 'week' = 'day') => whenWords({ edtf, text: 'last week', precision });
    expect(on('2018-09-20')).toBe('on 20 September 2018');
    expect(on('2018-09')).toBe('in September 2018');
    expect(on('2018-09-01/2018-09-05')).toBe('between 1 September 2018 and 5 September 2018');
    expect(on('2018-09-01/..')).toBe('on or after 1 September 2018');
    expect(on('2025-01/..')).toBe('in or after January 2025');
    const open = { edtf: '2025-01/..', text: 'since January', precision: 'month' as const };
    expect(whenWords(open, { lasts: true })).toBe('since January 2025');
    expect(on('../2018-09-01')).toBe('until 1 September 2018');
    expect(on('2018-09-17', 'week')).toBe('in the week of 17 September 2018');
    expect(on('?')).toBe('(“last week”)');
    expect(whenWords(null)).toBe('');
  });

  it('says since when', () => {
    expect(sinceWords('2018-12-14')).toBe('since 14 December 2018');
    expect(sinceWords('[..2018-12-14]')).toBe('since 14 December 2018 at the latest');
    expect(sinceWords(null)).toBe('');
    expect(sinceWords('2025-01/..')).toBe('since January 2025');
    expect(sinceWords('2024-10-29/2024-10-30')).toBe('since 30 October 2024 at the latest');
    expect(sinceWords('../2024-10-30')).toBe('since 30 October 2024 at the latest');
    expect(sinceWords('../..')).toBe('');
  });
});

describe('verbs', () => {
  it.each([
    ['attack', 'attacks', 'attacked', 'attacking'],
    ['flee', 'flees', 'fled', 'fleeing'],
    ['agree', 'agrees', 'agreed', 'agreeing'],
    ['carry', 'carries', 'carried', 'carrying'],
    ['deploy', 'deploys', 'deployed', 'deploying'],
    ['kidnap', 'kidnaps', 'kidnapped', 'kidnapping'],
    ['launch', 'launches', 'launched', 'launching'],
    ['seize', 'seizes', 'seized', 'seizing'],
    ['drive', 'drives', 'drove', 'driving'],
    ['control', 'controls', 'controlled', 'controlling'],
  ])('conjugates %s', (base, third, past, ing) => {
    expect(conjugate(base)).toMatchObject({ third, past, ing });
  });

  it('are the first words of all predicates, each with its own past', () => {
    const bases = new Set(Object.values(PHRASES).flatMap(({ say }) => say.map((text) => text.split(' ')[0] ?? '')));
    const odd = [...bases].filter(
      (base) => !/^[a-z]+$/.test(base) || /eed{2}|yed$/.test(conjugate(base).past.replace(/[aeo]yed$/, '')),
    );
    expect(odd).toEqual([]);
  });
});
