import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { smallKnowledge } from './small-knowledge.ts';

/** The message without the path of the temporary folder. */
const messageWith = (changes: Parameters<typeof smallKnowledge>[0]): string => {
  const folder = smallKnowledge(changes);
  try {
    loadKnowledge({ folder });
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error instanceof UserError ? error.message.replaceAll(`${folder}/`, '') : '';
  }
  return 'no error';
};
const civilians = { id: 'civilians', name: 'civilians', kind: 'civilians' };
const actor = (changes: Readonly<Record<string, unknown>>) => [
  civilians,
  { id: 'a', name: 'Alpha', kind: 'rebel-group', ...changes },
];
const place = (changes: Readonly<Record<string, unknown>>) => [
  { id: 'suweida', name: 'Suweida', kind: 'admin1', country: 'SY' },
  { id: 'p', name: 'Place', kind: 'town', country: 'SY', lat: 1, lon: 1, ...changes },
];

describe('a small knowledge folder', () => {
  it('loads and is found in', () => {
    const knowledge = loadKnowledge({ folder: smallKnowledge() });
    expect(knowledge.findActor('nf')).toMatchObject({ status: 'found', entry: { id: 'north-front' } });
    expect(knowledge.findPlace('Suweida province')).toMatchObject({ status: 'found', entry: { id: 'suweida' } });
    expect(knowledge.findActor('French troops')).toMatchObject({ status: 'found', entry: { name: 'French military' } });
  });

  it('may name a missing file or folder, in one line that says what to do', () => {
    expect(() => loadKnowledge({ folder: '/no/such/folder' })).toThrow(
      '/no/such/folder/countries.json: cannot be read; put the file back or set SITREP_SEEDS to a folder that has it',
    );
  });
});

describe('a wrong row is named by file, row and field', () => {
  it.each([
    [
      { 'actors/all.json': actor({ kind: 'rebels' }) },
      'actors/all.json, row 2 ("a"), field "kind": invalid option: expected one of "state-forces"',
    ],
    [
      { 'actors/all.json': actor({ id: 'Not An Id' }) },
      'actors/all.json, row 2 ("Not An Id"), field "id": must be lower-case words joined by hyphens, such as "syrian-army"',
    ],
    [
      { 'actors/all.json': actor({ alias: ['A'] }) },
      'actors/all.json, row 2 ("a"), field "alias": no such field; remove "alias" or correct its spelling',
    ],
    [
      { 'actors/all.json': actor({ parent: 'b' }) },
      'actors/all.json, row 2 ("a"), field "parent": there is no "b"; correct the id or add a row for it',
    ],
    [
      { 'actors/all.json': actor({ parent: 'a' }) },
      'actors/all.json, row 2 ("a"), field "parent": "a" leads back to itself; one of the parents is wrong',
    ],
    [
      { 'actors/all.json': actor({ country: 'syria' }) },
      'actors/all.json, row 2 ("a"), field "country": must be an ISO 3166-1 code of two capital letters, such as "SY"; it is "syria"',
    ],
    [
      { 'actors/all.json': actor({ country: 'DE' }) },
      'actors/all.json, row 2 ("a"), field "country": there is no "DE"',
    ],
    [
      { 'actors/all.json': actor({ from: 'in 2014' }) },
      'actors/all.json, row 2 ("a"), field "from": must be a year or date such as "2014" or "2018-07-25"',
    ],
    [
      { 'actors/all.json': actor({ from: '2018', to: '2014' }) },
      'actors/all.json, row 2 ("a"), field "to": "2014" is before "2018" in "from"',
    ],
    [
      { 'actors/all.json': [...actor({}), { id: 'a', name: 'Other', kind: 'rebel-group' }] },
      /^actors\/all.json, row 3 \("a"\), field "id": "a" is taken already by .*all.json, row 2; give this row another id$/,
    ],
    [
      { 'actors/all.json': actor({ aliases: ['The Civilians'] }) },
      'actors/all.json, row 2 ("a"), field "aliases": "The Civilians" is already a name of "civilians"; remove one of them or declare it in ambiguous-names.json',
    ],
    [
      { 'actors/all.json': actor({ aliases: ['---'] }) },
      'actors/all.json, row 2 ("a"), field "aliases": "---" has no letters; remove it',
    ],
    [
      { 'places/curated/all.json': place({ lat: 91 }) },
      'places/curated/all.json, row 2 ("p"), field "lat": too big: expected number to be <=90; it is 91',
    ],
    [
      { 'places/curated/all.json': place({ parent: 'nowhere' }) },
      'places/curated/all.json, row 2 ("p"), field "parent": there is no "nowhere"',
    ],
    [
      { 'places/curated/all.json': place({ neighbours: ['mordor'] }) },
      'places/curated/all.json, row 2 ("p"), field "neighbours": there is no "mordor"',
    ],
    [
      { 'places/curated/all.json': place({ id: 'syria' }) },
      'places/curated/all.json, row 2 ("syria"), field "id": "syria" is taken already by a country; give this row another id',
    ],
    [
      { 'operations.json': [{ id: 'o', name: 'Operation O', owner: 'x' }] },
      'operations.json, row 1 ("o"), field "owner": there is no "x"',
    ],
    [
      { 'role-nouns.json': [{ singular: 'orc', plural: 'orcs', suggests: null, sides: 'any', alone: 'mordor' }] },
      'role-nouns.json, row 1, field "alone": there is no "mordor"',
    ],
    [
      { 'ambiguous-names.json': [{ name: 'A', actors: ['civilians', 'x'] }] },
      'ambiguous-names.json, row 1, field "name": too small',
    ],
    [
      { 'actors/all.json': actor({ kind: 'militia' }) },
      /^actors\/all.json, row 2 \("a"\), field "kind": invalid option: expected one of "state-forces".*; it is "militia"$/,
    ],
    [
      { 'actors/more.yaml': 'entries: []' },
      /^actors\/more.yaml: is no .json file, so nothing in it would be known; give its name the ending .json, or take it out of the folder$/,
    ],
    [
      { 'common-words.json': ['nice', 3] },
      'common-words.json, row 2, field "": invalid input: expected string, received number; it is 3',
    ],
    [{ 'operations.json': '{"entries": [}' }, 'operations.json: is no valid JSON'],
    [
      { 'operations.json': '{"entries": [], "licence": "MIT"}' },
      'operations.json, field "provenance": invalid input: expected string, received undefined; a knowledge file is an object with provenance, licence, optional notes, and entries',
    ],
    [
      { 'places/world/towns.tsv': 'gn-1\tSY\tSY.05\tx\t1\t1\t1\tTown\t\n' },
      'places/world/towns.tsv, line 1: is no row of 9 tab-separated columns with a kind of a, d, k, c, t, v, n; make the file again',
    ],
  ] as const)('%j', (changes, message) => {
    const text = messageWith(changes);
    expect(text).not.toContain('\n');
    if (typeof message === 'string') expect(text).toContain(message);
    else expect(text).toMatch(message);
  });

  it('but a name of several actors may be declared', () => {
    const folder = smallKnowledge({
      'actors/all.json': actor({ abbreviations: ['CIV'], aliases: [] }).concat({
        id: 'b',
        name: 'Beta',
        kind: 'rebel-group',
        abbreviations: ['CIV'],
      } as never),
      'ambiguous-names.json': [{ name: 'CIV', actors: ['b', 'a'] }],
    });
    const found = loadKnowledge({ folder }).findActor('CIV');
    expect(found.status === 'ambiguous' ? found.candidates.map(({ id }) => id) : found.status).toEqual(['b', 'a']);
  });
});
