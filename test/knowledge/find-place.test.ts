import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSeeds } from './seeds-knowledge.ts';

const knowledge = loadSeeds();
const idOf = (name: string, country?: string) => {
  const found = knowledge.findPlace(name, country === undefined ? {} : { country });
  return found.status === 'found' ? found.entry.id : found.status;
};
const namesOf = (name: string) => {
  const found = knowledge.findPlace(name);
  return found.status === 'unknown' ? found.suggestions.map(({ name: each }) => each) : null;
};

describe('a place is found in every spelling', () => {
  it.each([
    [
      'suweida',
      ['Suweida', 'As-Suwayda', 'Sweida', 'السويداء', 'suweida ', 'SUWEIDA', 'Souéida', 'as suwayda', 'Soueyda'],
    ],
    ['deir-ez-zor', ['Deir ez-Zor', 'Deir Ezzor', 'deir al-zour', 'Dayr az-Zawr', 'DeirEzzor', 'دير الزور']],
    ['abu-kamal', ['Abu Kamal', 'Al-Bukamal', 'Albu Kamal', 'البوكمال', 'Boukamal']],
    ['hajin', ['Hajin', 'Hajīn', 'hajin', 'هجين', 'Hajeen']],
    ['al-safa', ['Al-Safa', 'As-Safa', 'Safa', 'الصفا', 'Assafa']],
    ['al-dars', ['Al-Dars', 'Tal al-Dars', 'Tell al Dars']],
    ['anbar', ['Anbar', 'al-Anbar', 'الأنبار', 'Anbar province']],
    ['kobani', ['Kobani', 'Kobanê', 'Ayn al-Arab', 'عين العرب']],
    ['qamishli', ['Qamishli', 'al-Qamishli', 'Qamişlo', 'القامشلي']],
    ['damietta-dam', ['Damietta dam', 'the Damietta Dam']],
    ['gn-703448', ['Kyiv', 'Kiev']],
    ['gn-79415', ['Hodeidah', 'Al-Hudaydah', 'Hudaydah']],
    ['syria', ['Syria', 'سوريا', 'Syrian Arab Republic']],
  ])('%s', (id, spellings) => {
    expect(spellings.map((name) => idOf(name))).toEqual(spellings.map(() => id));
  });

  it('and by its noun of kind, before or after', () => {
    expect(idOf('Suweida governorate')).toBe('suweida');
    expect(idOf('Suweida city')).toBe('suweida-city');
    expect(idOf('the city of Suweida')).toBe('suweida-city');
    expect(idOf('Baghdad province')).toBe('baghdad-governorate');
    expect(idOf('Badia desert')).toBe('badia');
    expect(idOf('Kharkiv region')).toBe('ua-63');
  });

  it('and with the words that articles put before it', () => {
    expect(idOf('south of Deir Ezzor')).toBe('deir-ez-zor');
    expect(idOf('in central Baghdad')).toBe('baghdad');
    expect(idOf('the outskirts of Hajin')).toBe('hajin');
  });
});

describe('one of several places is chosen', () => {
  it('the governorate for the bare name of a territory, with the city as alternative', () => {
    const found = knowledge.findPlace('Suweida');
    expect(found).toMatchObject({ status: 'found', entry: { id: 'suweida', kind: 'admin1' } });
    expect(found.status === 'found' ? found.alternatives.map(({ id }) => id) : []).toContain('suweida-city');
  });

  it.each([
    ['Aleppo', 'aleppo'],
    ['Damascus', 'damascus'],
    ['Baghdad', 'baghdad'],
    ['Tripoli', 'gn-2210247'],
    ['Gaza', 'gaza-strip'],
    ['Gaza City', 'gn-281133'],
    ['Georgia', 'georgia'],
    ['Washington', 'gn-4140963'],
    ['Sinjar', 'sinjar'],
    ['Kandahar', 'gn-1138336'],
  ])('%s is %s', (name, id) => {
    expect(idOf(name)).toBe(id);
  });

  it('the one in the country that is spoken of', () => {
    expect(idOf('Tripoli', 'LB')).toBe('tripoli-lebanon');
    expect(idOf('Gaza', 'MZ')).toBe('mz-g');
    expect(idOf('Hajin', 'US')).toBe('hajin');
  });

  it('or the person is asked where two are as likely', () => {
    const found = knowledge.findPlace('Springfield');
    expect(found.status).toBe('ambiguous');
    expect(found.status === 'ambiguous' ? found.candidates.every(({ country }) => country === 'US') : false).toBe(true);
  });

  it('equal consonants of different places are a question, not a guess', () => {
    const found = knowledge.findPlace('Darea');
    expect(found.status === 'ambiguous' ? found.candidates.map(({ id }) => id) : []).toEqual(
      expect.arrayContaining(['daraa', 'darayya']),
    );
    expect(idOf('Daraa')).toBe('daraa');
    expect(idOf('Daraya')).toBe('darayya');
  });
});

describe('a name that is only similar is never a match', () => {
  it.each(['Marid', 'Hammam', 'Atlantis', 'Wakanda', 'Hajim City'])('%s is unknown', (name) => {
    expect(idOf(name)).toBe('unknown');
  });

  it('but a suggestion', () => {
    expect(namesOf('Marid')).toContain('Marib');
    expect(namesOf('Hajjin Town')).toEqual([]);
    expect(namesOf('Mogadischu')).toEqual(['Mogadishu']);
    expect(namesOf('Palmyrra')).toBeNull();
  });

  it('and nothing at all for what is no name', () => {
    expect(knowledge.findPlace('')).toEqual({ status: 'unknown', suggestions: [] });
    expect(knowledge.findPlace('?!')).toEqual({ status: 'unknown', suggestions: [] });
    expect(knowledge.findPlace('the '.repeat(500_000))).toEqual({ status: 'unknown', suggestions: [] });
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(['found', 'ambiguous', 'unknown']).toContain(knowledge.findPlace(name).status);
      }),
      { numRuns: 60 },
    );
  });
});

describe('places know where they are', () => {
  it('ancestors go from the nearest to the country', () => {
    expect(knowledge.ancestors('hajin').map(({ id }) => id)).toEqual(['deir-ez-zor', 'syria']);
    expect(knowledge.ancestors('damietta-dam').map(({ id }) => id)).toEqual(['suweida', 'syria']);
    expect(knowledge.ancestors('gn-706483').map(({ id }) => id)).toEqual(['ua-63', 'ukraine']);
    expect(knowledge.ancestors('syria')).toEqual([]);
    expect(knowledge.ancestors('nowhere')).toEqual([]);
  });

  it('the Damietta dam has no coordinates but lies south of Al-Dars', () => {
    expect(knowledge.places.get('damietta-dam')).toMatchObject({
      kind: 'dam',
      lat: null,
      lon: null,
      relativeTo: { id: 'al-dars', relation: 'south-of' },
    });
  });

  it('capitals stand for their countries', () => {
    expect(knowledge.countryOfCapital('damascus')?.code).toBe('SY');
    expect(knowledge.countryOfCapital('aleppo')).toBeNull();
    expect(knowledge.placeOfCountry('IQ').id).toBe('iraq');
  });
});
