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
