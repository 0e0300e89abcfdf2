import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSeeds } from './seeds-knowledge.ts';

const knowledge = loadSeeds();
const idOf = (name: string, country?: string) => {
  const found = knowledge.findActor(name, country === undefined ? {} : { country });
  return found.status === 'found' ? found.entry.id : found.status;
};

describe('an actor is found by all its names', () => {
  it.each([
    [
      'isis',
      'Islamic State',
      ['ISIS', 'isis', 'ISIL', 'IS', 'Daesh', 'Da’esh', 'so-called Islamic State', 'the Islamic State group', 'داعش'],
    ],
    ['sdf', 'SDF', ['SDF', 'QSD', 'Syrian Democratic Forces', 'Arab-Kurdish forces', 'قسد', 'the SDF']],
    [
      'syrian-army',
      'Syrian army',
      ['SAA', 'Syrian Arab Army', 'regime forces', "Syria's army", 'Syrian troops', 'the Syrian army (SAA)'],
    ],
    [
      'syrian-government',
      'Syrian government',
      ['Assad regime', 'Damascus', 'Syrian regime', 'Syrian President Bashar al-Assad'],
    ],
    ['iraqi-security-forces', 'Iraqi Security Forces', ['ISF', 'Iraqi forces', 'Iraqi security forces']],
    [
      'civilians',
      'civilians',
      ['civilians', 'hostages', 'the hostages', 'civilian hostages', 'residents', 'villagers', 'people'],
    ],
    ['hts', "Hay'at Tahrir al-Sham", ['HTS', 'Hayat Tahrir al-Sham', 'Tahrir al-Sham', 'هيئة تحرير الشام']],
    ['jaysh-al-islam', 'Jaysh al-Islam', ['Jaish al-Islam', 'Army of Islam', 'Jaysh al-Islaam']],
    ['pmf', 'Popular Mobilization Forces', ['PMU', 'Hashd al-Shaabi', 'al-Hashd al-Sha’abi', 'Hashd']],
    ['houthis', 'Houthis', ['Houthi rebels', 'Ansar Allah', 'Ansarallah', 'Huthis']],
  ])('%s (%s)', (id, name, spellings) => {
    expect(knowledge.actors.get(id)?.name).toBe(name);
    expect(spellings.map((each) => idOf(each))).toEqual(spellings.map(() => id));
  });
});

describe('a country has actors whether or not somebody wrote them down', () => {
  it.each([
    ['French troops', 'fr-military'],
    ['Nigerian army', 'nigerian-armed-forces'],
    ['Malian soldiers', 'fama'],
    ['Kenyan police', 'ke-police'],
    ['Egyptian security forces', 'eg-security-forces'],
    ['Ugandan government', 'ug-government'],
    ['Government of Portugal', 'pt-government'],
    ['Portuguese navy', 'pt-navy'],
    ['Ivory Coast rebels', 'ci-rebels'],
    ['Syrian army', 'syrian-army'],
    ['Iraqi police', 'iraqi-police'],
    ['Kuwait', 'kw-state'],
    ['Tokyo', 'jp-government'],
    ["Romania's new government", 'ro-government'],
    ['Iraqi President Saddam Hussein', 'iraqi-government'],
    ['president of Armenia', 'am-government'],
  ])('%s is %s', (name, id) => {
    expect(idOf(name)).toBe(id);
  });

  it('each with its place in the line', () => {
    expect(knowledge.lineage('fr-air-force').map(({ id }) => id)).toEqual([
      'fr-air-force',
      'fr-military',
      'fr-government',
      'fr-state',
    ]);
    expect(knowledge.actorOfCountry('SY', 'military').id).toBe('syrian-army');
    expect(knowledge.actorOfCountry('FR', 'citizens')).toMatchObject({ name: 'French civilians', parent: 'civilians' });
    expect(() => knowledge.actorOfCountry('ZZ', 'military')).toThrow(/"ZZ" is no ISO country code/);
  });
});

describe('a name of several actors', () => {
  it('is a question, the likelier first', () => {
    const found = knowledge.findActor('SNA');
    expect(found.status === 'ambiguous' ? found.candidates.map(({ id }) => id) : found.status).toEqual([
      'sna',
      'somali-national-army',
    ]);
  });

  it('is settled by the country', () => {
    expect(idOf('SNA', 'SO')).toBe('somali-national-army');
    expect(idOf('SNA', 'SY')).toBe('sna');
  });
});

describe('an unknown name', () => {
  it('is unknown, with near misses only suggested', () => {
    expect(idOf('Gondor police')).toBe('unknown');
    const found = knowledge.findActor('Hezbolah');
    expect(found.status === 'found' ? found.entry.id : '').toBe('hezbollah');
    const near = knowledge.findActor('Fatemiyoum');
    expect(near.status === 'unknown' ? near.suggestions.map(({ id }) => id) : near.status).toContain('liwa-fatemiyoun');
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(['found', 'ambiguous', 'unknown']).toContain(knowledge.findActor(name).status);
      }),
      { numRuns: 60 },
    );
    expect(idOf('')).toBe('unknown');
    expect(idOf('()')).toBe('unknown');
  });
});

describe('families', () => {
  it('lineage goes up, itself first', () => {
    expect(knowledge.lineage('deir-ez-zor-military-council').map(({ id }) => id)).toEqual([
      'deir-ez-zor-military-council',
      'sdf',
    ]);
    expect(knowledge.lineage('nobody')).toEqual([]);
  });

  it('members go down at any depth, itself first', () => {
    const members = knowledge.members('isis').map(({ id }) => id);
    expect(members[0]).toBe('isis');
    expect(members).toEqual(expect.arrayContaining(['iswap', 'iskp', 'is-sahel', 'maute-group']));
    expect(members).not.toContain('sdf');
  });
});
