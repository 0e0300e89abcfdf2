/** How sentences are built: lists of verbs, headlines, brackets, what is background, and who speaks of whom. */
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { eventsOf } from './extraction.ts';

/** An event in one line: action, actor, recipient, place. */
const line = ({ action, actor, recipient, place }: Event): string =>
  [action, actor?.name ?? '–', recipient?.name ?? '–', place?.name ?? '–'].join(' · ');
const read = (text: string): string[] =>
  eventsOf(text)
    .filter(({ sameAs }) => sameAs === null)
    .map(line);
const only = (text: string, action: string): Event | undefined =>
  eventsOf(text).find((event) => event.action === action);

describe('verbs of one list', () => {
  it('happen at one place', () => {
    expect(
      read('Gunmen ambushed a convoy near Kidal, killed four soldiers and set fire to three trucks.').slice(-1),
    ).toEqual(['destroy · unidentified armed group · – · Kidal']);
    expect(read('Fighters forced their way into homes in Moura and shot dead 12 residents.')[0]).toMatch(/· Moura$/);
  });

  it('take places told only behind the last of them', () => {
    const text = 'Troops marched into Shire while Eritrean units looted shops and shot dead a priest in Adi Daero.';
    expect(only(text, 'loot')?.place?.name).toBe('Adi Daero');
  });

  it('take a site by "it", and not the town that it is near', () => {
    const taken = only('Fighters stormed a military outpost near Hajin and captured it.', 'capture');
    expect(taken?.place).toMatchObject({ name: 'Hajin', relation: 'near' });
    expect(taken?.control).toBeNull();
    expect(only('Fighters stormed Hajin and captured it.', 'capture')?.control?.change).toBe('gained');
  });

  it('tell one strike where a weapon is their subject', () => {
    expect(read('A drone strike on a bus in Kherson killed two people and injured nine.')).toHaveLength(1);
    expect(read('A car bomb killed three soldiers and destroyed a checkpoint in Mosul.')).toHaveLength(1);
    expect(read('Gunmen shelled Bara and kidnapped nine traders.')).toHaveLength(2);
  });

  it('go on where a verb has no object', () => {
    expect(read('M23 rebels seized Minova, advanced on Sake and threatened Goma.').slice(0, 2)).toEqual([
      'capture · M23 · – · Minova',
      'advance · M23 · – · Sake',
    ]);
  });

  it('keep a phrase behind "and" for the verb that follows it', () => {
    const [entered, left] = eventsOf('The RSF entered Bara on 3 May 2024 and on 5 May 2024 withdrew.');
    expect([entered?.date?.edtf, left?.date?.edtf]).toEqual(['2024-05-03', '2024-05-05']);
  });

  it('end where a new subject stands behind a comma', () => {
    const text = 'Hezbollah fired rockets at Kiryat Shmona, and Israel responded with air strikes on Khiam.';
    expect(only(text, 'airstrike')).toMatchObject({ actor: { name: 'Israel' }, place: { name: 'Khiam' } });
    expect(only(text, 'shell')?.recipient).toBeNull();
  });
});

describe('participles', () => {
  it.each([
    ['A military convoy that had left Gao at dawn struck a mine near Labbezanga.', 'bombing', 'Malian Armed Forces'],
    ['In Cité Soleil, residents armed with machetes lynched two men.', 'mob-violence', null],
  ])('the one with an object is the verb: %s', (text, action, recipient) => {
    const event = only(text, action);
    expect(event).toBeDefined();
    if (recipient !== null) expect(event?.recipient?.name).toBe(recipient);
  });

  it('"with the army confirming" has a subject of its own', () => {
    const text = 'HTS-led insurgents have taken Hama, with the army confirming that its units had redeployed.';
    expect(only(text, 'deploy')?.actor?.id).toBe('syrian-army');
  });

  it('who comes under fire is hit', () => {
    expect(read('Malian soldiers came under fire from Tuareg rebels in Konna.')[0]).toMatch(/· Malian Armed Forces ·/);
  });

  it('"suspected" before a noun is no verb', () => {
    expect(only('Jets struck suspected Isis hideouts near Hajin.', 'airstrike')?.place?.name).toBe('Hajin');
  });
});

describe('headlines', () => {
  it.each([
    ['Syria: SDF convoy ambushed near Al-Shaddadi, three killed', 'ambush', 3],
    ['Three dead in Gaza strike', 'airstrike', 3],
    ['At least 12 dead in Gaza airstrike', 'airstrike', 12],
    ['Six dead as bomb hits bus in Quetta', 'bombing', null],
    ['Somalia: Al-Shabaab base destroyed in US airstrike', 'airstrike', null],
  ])('leave out the auxiliary: %s', (text, action, killed) => {
    const event = only(text, action);
    expect(event?.factuality).toBe('actual');
    if (killed !== null) expect(event?.casualties?.killed).toBe(killed);
  });

  it.each([
    ['M23, Kinshasa sign ceasefire in Doha', 'ceasefire', ['m23', 'cd-government']],
    ['Clashes in Aden as STC, government troops fight for palace', 'clash', ['stc', 'yemeni-armed-forces']],
  ])('set a comma for "and": %s', (text, action, sides) => {
    const found = eventsOf(text).filter((event) => event.action === action);
    expect(found.map(({ actor, recipient }) => [actor?.id, recipient?.id])).toContainEqual(sides);
  });

  it('name what hit whom once', () => {
    expect(read('Two French soldiers wounded by mine in northern Mali')).toHaveLength(1);
    expect(read('Kherson hospital hit by Russian shelling, two injured')).toHaveLength(1);
  });
});

describe('where it happened', () => {
  it('is the village, not the district in brackets behind it', () => {
    const text = 'On 9 June 2022, ADF militants attacked Bwanasura village (Irumu, Ituri) and abducted two farmers.';
    for (const { place } of eventsOf(text)) expect(place?.name).toBe('Bwanasura');
  });

  it('stays "the town" behind such a bracket', () => {
    const text = 'Somali troops vacated Gal Cad (Ceel Buur, Galgaduud); Al Shabaab took over the town without a fight.';
    expect(only(text, 'capture')?.place?.name).toBe('Gal Cad');
  });

  it.each([
    ['Members of the Gran Grif gang opened fire on residents of Pont-Sondé.', 'Pont-Sondé'],
    ['JNIM militants ambushed a patrol of the Malian army between Sevare and Konna.', 'Sevare'],
    ['No group has carried out an attack inside the capital, Niamey.', 'Niamey'],
    ['The Houthis resumed attacks on shipping in the Red Sea.', 'Red Sea'],
  ])('%s', (text, place) => {
    expect(eventsOf(text).at(-1)?.place?.name).toBe(place);
  });

  it('is where fighters leave from when others come', () => {
    const [taken, left] = eventsOf('The army captured Bara after RSF fighters withdrew.');
    expect(left?.place).toMatchObject({ id: taken?.place?.id, relation: 'from', basis: 'inferred' });
    expect(left?.control).toBeNull();
  });

  it('is no town where somebody holds the countryside', () => {
    const text = 'Al-Shabaab was driven out of Mogadishu in 2011 but still controls parts of the countryside.';
    expect(only(text, 'control')).toBeUndefined();
  });

  it('is part of a province where what was taken lies in it', () => {
    expect(only('Rebels captured the last army base in West Kordofan.', 'capture')?.control?.change).toBe(
      'partly-gained',
    );
  });
});

describe('when it happened', () => {
  it.each([
    ['On 3 May 2024 the RSF shelled Bara. The next day it captured Um Sayala.', 'capture', '2024-05-04'],
    ['On 3 May 2024 troops left Bara; the RSF captured the town the same day.', 'capture', '2024-05-03'],
    ['The airport was bombed on 3 May 2024, a week after the RSF attacked Port Sudan.', 'attack', undefined],
    ['On 3 May 2024 the army retook Bara, which the RSF had captured.', 'capture', '2024-05-03'],
    ['The group, which carried out the 2013 Westgate attack, captured Galcad on 3 May 2024.', 'attack', '2013'],
  ])('%s', (text, action, date) => {
    expect(only(text, action)?.date?.edtf).toBe(date);
  });

  it('is not today where a relative clause looks back', () => {
    const [, held] = eventsOf('On 3 May 2024 the army retook Bara, which the RSF had captured.');
    expect(held?.date).toBeNull();
  });
});

describe('what is not so', () => {
  it.each([
    ['Ukrainian officials dismissed as false a Russian claim that its forces had taken Kupiansk.', 'negated'],
    ['Ethiopia called reports that its troops had captured Humera "another lie".', 'negated'],
    ['Claims that M23 had captured Uvira are false, the Congolese army said.', 'negated'],
    ['There is no truth to reports that Wagner fighters had captured Kidal.', 'negated'],
    ['Neither side captured Bakhmut.', 'negated'],
    ['An attempt by Al Shabaab to capture a base in Bulo Mareer was foiled.', 'failed'],
    ["Sudan's army foiled an attempt by the RSF to capture Bara.", 'failed'],
    ['Al Shabaab fighters tried to capture Awdheegle but were pushed back.', 'failed'],
    ['No fewer than 20 fighters captured Bara.', 'actual'],
  ])('%s', (text, factuality) => {
    expect(only(text, 'capture')?.factuality).toBe(factuality);
  });

  it('is an attack that was beaten back, but not ground that was taken and lost', () => {
    expect(only('Boko Haram fighters attacked Damboa but soldiers repelled them.', 'attack')?.factuality).toBe(
      'failed',
    );
    expect(only('Rebels captured Bara but were driven out a day later.', 'capture')?.factuality).toBe('actual');
  });

  it('is the taking of a place where somebody denies that he lost it', () => {
    const [event, ...others] = eventsOf('The Ukrainian army denied it had lost the city of Bakhmut.');
    expect(others).toEqual([]);
    expect(event).toMatchObject({ action: 'capture', actor: null, factuality: 'negated', control: null });
    expect(event?.place?.name).toBe('Bakhmut');
    expect(event?.attribution).toMatchObject({ stance: 'denied', ref: { name: 'Ukrainian Armed Forces' } });
    expect(read('Ukraine has not lost Bakhmut.')).toEqual([]);
  });

  it('is denied by whoever calls it a lie', () => {
    const event = only('Ethiopia called reports that its troops had captured Humera "another lie".', 'capture');
    expect(event?.attribution).toMatchObject({ stance: 'denied', ref: { name: 'Ethiopia' } });
    expect(event?.actor?.name).toBe('Ethiopian National Defence Force');
  });
});

describe('whose', () => {
  it('"its forces" are in a claim is told by whose claim it is', () => {
    const text = 'Ukrainian officials dismissed a Russian claim that its forces had taken Kupiansk.';
    expect(only(text, 'capture')?.actor?.id).toBe('russian-armed-forces');
  });

  it.each([
    ['Soldiers from Chad clashed with Boko Haram near Diffa.', 'clash', 'chadian-army'],
    ['Fighters from Hamas attacked Sderot.', 'attack', 'hamas'],
    ['Hamas said its men had ambushed Israeli soldiers in Beit Hanoun.', 'ambush', 'hamas'],
    ['A Russian drone hit a bus in Kherson.', 'airstrike', 'russian-armed-forces'],
  ])('%s', (text, action, actor) => {
    expect(only(text, action)?.actor?.id).toBe(actor);
  });

  it('a base, a van or a convoy is told by the body before it', () => {
    expect(only('JNIM fighters attacked an army base at Boulikessi in Mali.', 'attack')?.recipient?.id).toBe('fama');
    expect(only('Gunmen ambushed a police van in Lakki Marwat, Pakistan.', 'ambush')?.recipient?.id).toBe('pk-police');
  });

  it('a ministry is its country’s', () => {
    const event = only(
      'Turkish jets pounded the PKK in Metina, the Defence Ministry in Ankara announced.',
      'airstrike',
    );
    expect(event?.attribution?.ref?.name).toBe('Turkish government');
  });
});

describe('traps of numbers and names', () => {
  it.each([
    ['20–30 people were killed, including 5 civilians, in an air strike on Saraqib.', 20],
    ['Between 20 and 30 militants were killed in clashes near Bama.', 20],
    ['Gunmen raided the market at Tillia, killing nine traders and setting fire to stores.', 9],
  ])('%s', (text, killed) => {
    expect(eventsOf(text)[0]?.casualties?.killed).toBe(killed);
  });

  it.each([
    ['SNA fighters attacked YPG positions near Tal Rifaat.', 'sna', 'ypg'],
    ['JSH attacked HTS fighters in Idlib.', 'jsh', 'hts'],
    ['Coalition warplanes attacked Isis positions near Hajin.', 'coalition', 'isis'],
  ])('%s', (text, actor, recipient) => {
    const [event] = eventsOf(text);
    expect([event?.actor?.id, event?.recipient?.id]).toEqual([actor, recipient]);
  });

  it('takes a so-called capital for the town it stands beside', () => {
    expect(read("SDF fighters entered Raqqa, the Islamic State's so-called capital.")).toEqual([
      'advance · SDF · – · Raqqa',
    ]);
  });

  it('takes what a name is, or is there for, for no event', () => {
    const told = 'The Joint Forces, an alliance of former rebels that fights alongside the army, took Bara.';
    expect(read(told).map((one) => one.split(' · ')[0])).toEqual(['capture']);
    expect(read('Troops who are fighting rebels in Bara took Hajin.').map((one) => one.split(' · ')[0])).toContain(
      'clash',
    );
  });

  it('finds nobody attacked by a heart attack, and nobody who comments on an attack in it', () => {
    expect(read('The mayor of Raqqa died of a heart attack.')).toEqual([]);
    expect(only('An officer refused to comment on the attack in Bara.', 'attack')?.actor).toBeNull();
  });
});
