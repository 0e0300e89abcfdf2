/** Notes as coders write them: headings, places with their region, asides in brackets, closing formulas. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event } from '../../src/model/event.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });
const read = (text: string): Event[] =>
  extract({ id: 'a', text, title: null, url: null, source: null, published: null }).events;
const first = (text: string): Event | undefined => read(text)[0];

describe('a heading before a note', () => {
  it('is no event, and its text keeps its offsets', () => {
    const text = 'Sexual violence: On 3 May 2022, RSF fighters raped two girls near Leer (Unity).';
    const [event, ...more] = read(text);
    expect(more).toEqual([]);
    expect(text.slice(event?.evidence.start, event?.evidence.end)).toBe(event?.evidence.text);
    expect(event?.evidence.text.startsWith('On 3 May 2022')).toBe(true);
  });
  it('states the type of what it stands over', () => {
    const text = 'On 3 May 2022, the Syrian army deployed into Ain Issa (Raqqa).';
    expect(first(text)?.subEventType).toBe('Other');
    expect(first(`Non-violent transfer of territory: ${text}`)?.subEventType).toBe('Non-violent transfer of territory');
  });
  it('does not overrule an event that has its type', () => {
    const events = read('Arrests: On 4 June 2022, Israeli forces raided Jenin and arrested seven men.');
    expect(events.map(({ subEventType }) => subEventType)).toEqual(['Armed clash', 'Arrests']);
  });
  it('is one only where a coder would write it', () => {
    expect(first('Hajin: the SDF captured the town.')?.subEventType).not.toBe('Other');
  });
});

describe('a place and the wider place behind it', () => {
  it.each([
    ['In San Luis, Peten, villagers beat a thief to death.', 'San Luis', 'mob-violence'],
    ['On 6 March 2022, in La Llana, Tibu, Norte de Santander, ELN members kidnapped a farmer.', 'La Llana', 'kidnap'],
    ['Gunmen attacked a convoy near Kayna, North Kivu, killing ten soldiers.', 'Kayna', 'attack'],
    ['In Hpruso township, Kayah state, two soldiers were ambushed by the KNDF.', 'Hpruso', 'ambush'],
  ])('is one place: %s', (text, place, action) => {
    const event = read(text).find((one) => one.action === action);
    expect(event?.place?.name).toBe(place);
  });
  it.each([
    ['Russian forces shelled Kyiv, Kharkiv and Odesa.', 3],
    ['The SDF captured Hajin, Sousa, and Baghouz.', 3],
  ])('a list stays a list: %s', (text, count) => {
    expect(read(text)).toHaveLength(count);
  });
  it('whoever speaks behind a place is no wider place', () => {
    const event = first('In Damascus, Turkey, Russia and Iran signed an agreement.');
    expect([event?.actor?.id, event?.recipient?.id, event?.place?.name]).toEqual(['tr-state', 'ru-state', 'Damascus']);
  });
  it('tells which namesake is meant', () => {
    expect(first('Several hundred people gathered at Old Arbat in Moscow.')?.place?.country).not.toBe('Armenia');
  });
  it('in brackets marks where a note happens', () => {
    const event = first('Russian soldiers took the mayor of Melitopol (Zaporizhia region) to an unknown place.');
    expect(event?.place?.name).toBe('Melitopol');
  });
});

describe('what a note says beside its event', () => {
  it('an aside in brackets belongs to nothing', () => {
    const event = first('Around 6 May 2022 (as reported), Wagner Group instructors set up a camp at Sevare (Mopti).');
    expect([event?.actor?.id, event?.place?.name]).toEqual(['wagner', 'Sevare']);
  });
  it('that nothing else happened is no event', () => {
    expect(read('The army entered Ain Issa. No clashes occurred. No fighting was reported.')).toHaveLength(1);
  });
  it('who laid a bomb is who set it off', () => {
    const [event, ...more] = read(
      'A bus was blown up by a roadside bomb planted by Al Shabaab militants at Omar Jillo.',
    );
    expect(more).toEqual([]);
    expect([event?.actor?.id, event?.place?.name]).toEqual(['al-shabaab', 'Omar Jillo']);
  });
  it('what a march demands is part of the march', () => {
    expect(read('Teachers marched in Paris to demand higher wages.').map(({ action }) => action)).toEqual(['protest']);
  });
  it('who comes in unopposed has gained the place', () => {
    const event = first('Al Shabaab fighters moved into the village of Galad without resistance.');
    expect(event?.control?.change).toBe('gained');
    expect(event?.subEventType).toBe('Non-violent transfer of territory');
  });
});

describe('a note in several sentences', () => {
  it('takes its date from one that stands alone before it', () => {
    const event = first('14 August 2021. Clashes erupted between NAS rebels and SSPDF soldiers at Kansuk village.');
    expect(event?.date?.edtf).toBe('2021-08-14');
  });
  it.each([
    ['BLF claimed.', 'Balochistan Liberation Front'],
    ['The BLF claimed responsibility for the attack.', 'Balochistan Liberation Front'],
    ['Claimed by the BLF.', 'Balochistan Liberation Front'],
    ['Boko Haram is suspected.', 'Boko Haram'],
  ])('learns from the next who did it: %s', (sentence, actor) => {
    const event = first(`On 12 December 2021, a bomb exploded next to a market in Kech district. ${sentence}`);
    expect([event?.actor?.name, event?.actor?.basis]).toEqual([actor, 'inferred']);
  });
  it.each([
    'The BLF denied responsibility.',
    'No group claimed responsibility.',
    'The BLF claimed that soldiers had fled.',
  ])('lays it at nobody else’s door: %s', (sentence) => {
    expect(
      first(`On 12 December 2021, a bomb exploded next to a market in Kech district. ${sentence}`)?.actor,
    ).toBeNull();
  });
});

describe('names as notes write them', () => {
  it.each([
    ['A shell fell in Gao Lingu on 3 May 2022.', 'Gao Lingu'],
    ['M23 rebels attacked Rutshuru-Centre on 3 May 2022.', 'Rutshuru'],
    ['Gunmen killed a trader at Brgy. Tigbao on 3 May 2022.', 'Tigbao'],
    ['Gunmen killed two farmers near Majdal Selm on 3 May 2022.', 'Majdal Selm'],
    ['Customs officers seized 600 rifles, Qusmin, 9 April 2020.', 'Qusmin'],
  ])('are whole: %s', (text, place) => {
    expect(first(text)?.place?.name).toBe(place);
  });
  it('of bases are not those of who holds them', () => {
    const event = first('Two militants attacked the AMISOM base of El Baraf on 3 May 2022.');
    expect([event?.recipient?.id, event?.place?.name]).toEqual(['amisom', 'El Baraf']);
  });
});

describe('what stands behind a verb with its phrase', () => {
  it.each([
    ['Police took into custody two teachers in Managua.', 'arrest', 'civilians'],
    ['Militiamen beat to death three detainees in Ardamata.', 'kill', 'prisoners'],
  ])('is its object: %s', (text, action, recipient) => {
    const event = first(text);
    expect([event?.action, event?.recipient?.id]).toEqual([action, recipient]);
  });
});

describe('arrested demonstrators', () => {
  it('were at a demonstration, which is what is told', () => {
    const event = first('On 13 September 2020, the police in Minsk arrested 774 demonstrators.');
    expect([event?.subEventType, event?.recipient?.id]).toEqual(['Protest with intervention', 'by-police']);
  });
  it('by themselves are arrests', () => {
    expect(first('Police arrested an activist at his home in Minsk.')?.subEventType).toBe('Arrests');
  });
});
