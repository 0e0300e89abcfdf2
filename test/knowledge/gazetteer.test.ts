import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { smallKnowledge, temporaryFile } from './small-knowledge.ts';

const folder = smallKnowledge();

const dumpRow = (changes: Readonly<Record<number, string>> = {}): string => {
  const cells = [
    '9000001',
    'Tall Aswad',
    'Tall Aswad',
    'Tell Aswad,تل أسود,TLA,http://example.org',
    '33.5',
    '36.5',
    'P',
    'PPL',
  ];
  const row = [...cells, 'SY', '', '05', '', '', '', '1200', '', '600', 'Asia/Damascus', '2020-01-01'];
  for (const [column, value] of Object.entries(changes)) row[Number(column)] = value;
  return row.join('\t');
};
const withDump = (text: string) => loadKnowledge({ folder, gazetteers: [temporaryFile('SY.txt', text)] });
const withCsv = (text: string) => loadKnowledge({ folder, gazetteers: [temporaryFile('places.csv', text)] });
const messageOf = (load: () => unknown): string => {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error instanceof UserError ? error.message.replace(/^.*[/\\]/, '') : '';
  }
  return 'no error';
};

describe('a GeoNames dump', () => {
  it('brings its places, each under its governorate, found by all its names', () => {
    const knowledge = withDump(`${dumpRow()}\n`);
    expect(knowledge.places.get('gn-9000001')).toEqual({
      id: 'gn-9000001',
      name: 'Tall Aswad',
      kind: 'village',
      aliases: ['Tell Aswad', 'تل أسود'],
      country: 'SY',
      parent: 'suweida',
      lat: 33.5,
      lon: 36.5,
      population: 1200,
    });
    for (const name of ['Tall Aswad', 'tell aswad', 'تل اسود']) {
      expect(knowledge.findPlace(name)).toMatchObject({ status: 'found', entry: { id: 'gn-9000001' } });
    }
    expect(knowledge.longestName(['Tall', 'Aswad', 'fell'], 0)?.words).toBe(2);
    expect(knowledge.completePlace('tall as', 5).map(({ id }) => id)).toEqual(['gn-9000001']);
  });

  it('may begin with the names of its columns', () => {
    expect(withDump(`geonameid\t${'x\t'.repeat(17)}x\n${dumpRow()}\n`).places.has('gn-9000001')).toBe(true);
  });

  it('knows features and leaves out what reports do not name', () => {
    const feature = (id: string, code: string) => dumpRow({ 0: id, 1: `Thing ${id}`, 3: '', 6: 'S', 7: code });
    const knowledge = withDump([feature('1', 'DAM'), feature('2', 'AIRB'), feature('3', 'WLL')].join('\n'));
    expect(knowledge.places.get('gn-1')?.kind).toBe('dam');
    expect(knowledge.places.get('gn-2')?.kind).toBe('airbase');
    expect(knowledge.places.has('gn-3')).toBe(false);
  });

  it('does not bring a place that is there already', () => {
    const known = dumpRow({ 0: '174506', 1: 'Hajīn', 3: 'Abu Hardan' });
    const near = dumpRow({ 0: '5', 1: 'Hajin', 3: '', 4: '34.70', 5: '40.82' });
    const knowledge = withDump(`${known}\r\n${near}\r\n`);
    expect(knowledge.places.has('gn-174506')).toBe(false);
    expect(knowledge.places.has('gn-5')).toBe(false);
    expect(knowledge.findPlace('Abu Hardan').status).toBe('unknown');
  });

  it('does not let a village have its neighbour’s name', () => {
    const knowledge = withDump([dumpRow(), dumpRow({ 0: '7', 1: 'Tell Aswad', 3: '', 4: '35' })].join('\n'));
    const found = knowledge.findPlace('Tell Aswad');
    expect(found).toMatchObject({ status: 'found', entry: { id: 'gn-7' } });
  });

  it.each([
    [
      dumpRow().split('\t').slice(0, 17).join('\t'),
      'line 2, column "row": has 17 columns; a row of a GeoNames dump has 19',
    ],
    [dumpRow({ 4: 'north' }), 'line 2, column "latitude": "north" is no number of degrees from -90 to 90'],
    [dumpRow({ 5: '181' }), 'line 2, column "longitude": "181" is no number of degrees'],
    [dumpRow({ 1: ' ' }), 'line 2, column "name": is empty; give the place a name or remove the row'],
    [dumpRow({ 8: 'Syria' }), 'line 2, column "country code": "Syria" is no ISO code of two capital letters'],
    [dumpRow({ 14: '-3' }), 'line 2, column "population": "-3" is no whole number'],
    [dumpRow({ 0: 'x' }), 'line 2, column "geonameid": "x" is no number'],
  ])('with a wrong row names file, line and column', (row, message) => {
    expect(messageOf(() => withDump(`${dumpRow()}\n${row}\n`))).toContain(`SY.txt, ${message}`);
  });

  it('of 5,000 places is found at once, each place by its name', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => dumpRow({ 0: String(at + 1), 1: `Kafr Test ${at}`, 3: '' }));
    const knowledge = withDump(rows.join('\n'));
    expect(knowledge.findPlace('Kafr Test 4711')).toMatchObject({ status: 'found', entry: { id: 'gn-4712' } });
  });
});

describe('a CSV gazetteer', () => {
  it('brings its places with kind, governorate and aliases', () => {
    const knowledge = withCsv(
      'Name,Latitude,Longitude,Country,Admin1,Type,Population,Aliases\n"Khirbat, Upper",33.1,36.7,Syria,Suweida,hill,,Khirba|خربة\n',
    );
    expect(knowledge.places.get('gz-sy-khirbat-upper')).toMatchObject({
      name: 'Khirbat, Upper',
      kind: 'hill',
      country: 'SY',
      parent: 'suweida',
      aliases: ['Khirba', 'خربة'],
    });
    expect(knowledge.findPlace('خربه')).toMatchObject({ status: 'found', entry: { id: 'gz-sy-khirbat-upper' } });
  });

  it('needs no more than name, lat and lon, in any order, with semicolons and a byte order mark too', () => {
    const knowledge = withCsv('\ufefflon;lat;name\r\n36,7;33;Nowhere\r\n'.replace('36,7', '36.7'));
    expect(knowledge.places.get('gz-xx-nowhere')).toMatchObject({ lat: 33, lon: 36.7, country: null, kind: 'village' });
  });

  it('takes GeoNames codes for kind and division, and aliases parted by commas', () => {
    const knowledge = withCsv(
      'name,lat,lon,admin1,feature_code,aliases\nUpper Dam,33,36.7,SY.05,DAM,"Sadd, Old Dam"\n',
    );
    expect(knowledge.places.get('gz-xx-upper-dam')).toMatchObject({
      kind: 'dam',
      parent: 'suweida',
      country: 'SY',
      aliases: ['Sadd', 'Old Dam'],
    });
  });

  it('gives two places of one name two ids', () => {
    const knowledge = withCsv('name,lat,lon\nTwin,1,1\nTwin,9,9\n');
    expect([...knowledge.places.keys()].filter((id) => id.startsWith('gz-'))).toEqual(['gz-xx-twin', 'gz-xx-twin-2']);
  });

  it.each([
    [
      'name,lat\nA,1\n',
      'line 1, column "lon": the header lacks it; a CSV gazetteer begins with a line such as name,lat,lon',
    ],
    ['name,lat,lon\nA,x,1\n', 'line 2, column "lat": "x" is no number of degrees from -90 to 90, such as 34.69'],
    ['name,lat,lon\nA,1,1\nB,1,\n', 'line 3, column "lon": "" is no number of degrees'],
    ['name,lat,lon,country\nA,1,1,Gondor\n', 'line 2, column "country": "Gondor" is no country; use a code such as SY'],
    [
      'name,lat,lon,kind\nA,1,1,castle\n',
      'line 2, column "kind": "castle" is no kind of place; use a GeoNames feature code or one of admin1,',
    ],
    [
      'name,lat,lon,country,admin1\nA,1,1,SY,Mordor\n',
      'line 2, column "admin1": "Mordor" is no division that is known',
    ],
    ['name,lat,lon,population\nA,1,1,many\n', 'line 2, column "population": "many" is no whole number'],
    ['name,lat,lon\nA,1,1,9\n', 'line 2, column "row": Invalid Record Length'],
    ['name,lat,lon\n,1,1\n', 'line 2, column "name": is empty'],
  ])('with a wrong row names file, line and column: %j', (text, message) => {
    expect(messageOf(() => withCsv(text))).toContain(`places.csv, ${message}`);
  });

  it('without a place says so', () => {
    expect(messageOf(() => withCsv('name,lat,lon\n'))).toContain('places.csv: holds no place');
    expect(messageOf(() => loadKnowledge({ folder, gazetteers: ['/no/such/file.csv'] }))).toContain(
      'file.csv: cannot be read; correct the path in SITREP_GAZETTEER',
    );
  });
});
