/** Who did what in the kinds of clauses that news sentences are made of. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from './extraction.ts';

/** "action: actor → recipient @ place, factuality", with the control claim where there is one. */
const told = (text: string): string[] =>
  eventsOf(text).map(({ action, actor, recipient, place, factuality, control }) => {
    const claim = control === null ? '' : `, ${control.change} ${control.holder?.name ?? '–'}`;
    return `${action}: ${actor?.name ?? '–'} → ${recipient?.name ?? '–'} @ ${place?.name ?? '–'}, ${factuality}${claim}`;
  });

describe('a subject right behind the noun that its verb is about', () => {
  it('is who did it to that noun', () => {
    expect(told('Of the 90 girls Boko Haram abducted from Chibok, twelve have returned.')).toContain(
      'kidnap: Boko Haram → civilians @ Chibok, actual',
    );
    expect(told('Villagers the Burkinabe army rounded up in Djibo were shot.')).toContain(
      'arrest: Burkinabe Armed Forces → civilians @ Djibo, actual',
    );
  });

  it('is none where its verb has an object of its own', () => {
    expect(told('In the village the army burned houses.')).toEqual(['destroy: – → – @ –, actual']);
  });
});

describe('participles before nouns', () => {
  it('say what those do who act', () => {
    expect(told('Retreating RSF fighters burned the market in Wad Madani.')).toEqual([
      'destroy: Rapid Support Forces → – @ Wad Medani, actual',
    ]);
  });
});

describe('holding and taking', () => {
  it('tells who is in a place from who took it', () => {
    expect(told('Turkey still occupies Afrin, the Syrian government said.')).toEqual([
      'control: Turkey → – @ Afrin, actual, held Turkey',
    ]);
    expect(told('Russian troops occupied Kherson in March 2022.')).toEqual([
      'capture: Russian Armed Forces → – @ Kherson, actual, gained Russian Armed Forces',
    ]);
    expect(told('Hajin remains held by the SDF.')).toEqual(['control: SDF → – @ Hajin, ongoing, held SDF']);
  });

  it('gives a place back', () => {
    expect(told('Ethiopia gave back Badme to Eritrea.')[0]).toMatch(
      /^hand-over: Ethiopia → Eritrea @ Badme, actual, handed-over Eritrea$/,
    );
  });

  it('takes what was reached first, after days of effort, or by those who are named later, for done', () => {
    expect(told('El Geneina was the second Darfur city to fall to the RSF.')[0]).toMatch(
      /, actual, gained Rapid Support Forces$/,
    );
    expect(told('It took the SDF five days to clear Baghouz of Islamic State fighters.')).toEqual([
      'clear: SDF → Islamic State @ Al-Baghuz Fawqani, actual',
    ]);
    expect(told('After its fighters overran Sake, M23 marched on Goma.')[0]).toBe(
      'capture: M23 → – @ Sake, actual, gained M23',
    );
  });
});

describe('what did not come about', () => {
  it('is negated where the plan for it was shelved', () => {
    expect(told('Plans for an assault on Rafah were shelved, Israeli officials said.')).toEqual([
      'attack: – → – @ Rafah, negated',
    ]);
    expect(told('A plan to attack Bamako was abandoned.')).toEqual(['attack: – → – @ Bamako, negated']);
  });

  it('failed where it was tried in vain', () => {
    expect(told('Rebels tried to storm Sake but failed.')[0]).toMatch(/@ Sake, failed$/);
    expect(told('A bid by the RSF to break into El Fasher failed.')[0]).toMatch(/, failed$/);
  });

  it('is untouched by a denial in a fronted clause', () => {
    const text = 'Though he denied that the whole settlement had been lost, troops left Velyka Novosilka.';
    expect(told(text).find((one) => one.startsWith('withdraw'))).toMatch(/, actual/);
  });
});

describe('soldiers who cross a border', () => {
  it('are never those of the country that they come into', () => {
    const [flight] = told(
      'Some 120 soldiers crossed into Thailand after Karen fighters took their base at Thingannyinaung.',
    );
    expect(flight).not.toMatch(/Royal Thai/);
    expect(flight).toMatch(/^flee: /);
  });
});

describe('headlines', () => {
  it('have their verb behind a name in the plural', () => {
    expect(told('Houthis fire missile at Tel Aviv')[0]).toMatch(/^shell: Houthis → – @ Tel Aviv, ongoing$/);
    expect(told('Haiti gangs torch police station in Carrefour')[0]).toMatch(/^destroy: Haitian gangs/);
    expect(told('DR Congo: M23 rebels close in on Uvira as thousands flee').map((one) => one.split(':')[0])).toEqual([
      'advance',
      'flee',
    ]);
  });
});

describe('the place of an event that names none', () => {
  it('is where those are who did it, or where the clause around it is set', () => {
    expect(told('Gunmen manning a roadblock in Kumbo shot a teacher.')[0]).toMatch(/@ Kumbo, actual$/);
    expect(told('Traders were opening their stalls in Siversk when a mortar round landed by the gate.')[0]).toMatch(
      /^shell: .*@ Siversk, actual$/,
    );
  });
});
