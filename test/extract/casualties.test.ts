import { describe, expect, it } from 'vitest';
import { eventsOf } from './extraction.ts';

const tally = (text: string) => eventsOf(text).map(({ casualties }) => casualties);
const counts = (killed: number | null, wounded: number | null = null, captured: number | null = null) => ({
  killed,
  wounded,
  captured,
});

describe('casualties', () => {
  const cases: [string, ReturnType<typeof counts>][] = [
    ['The attack killed at least 20, including 5 civilians.', counts(20)],
    ['Boko Haram attacked Dikwa, killing two soldiers and injuring three others.', counts(2, 3)],
    ['Shells hit Hama, leaving 5 dead and 10 wounded.', counts(5, 10)],
    ['Clashes in Hajin left 20–30 killed.', counts(20)],
    ['The bombing in Kabul led to the death of 5 people.', counts(5)],
    ['10 soldiers and 3 civilians were killed when a mine exploded near Mosul.', counts(13)],
    ['Militants ambushed a convoy near Boni, and 12 people died and 7 others were hurt.', counts(12, 7)],
    ['A journalist was killed in Kabul by gunmen.', counts(1)],
    ['20 militants attacked Dikwa and killed 5 civilians.', counts(5)],
    ['Police arrested 14 demonstrators in Algiers.', counts(null, null, 14)],
    ['More than 100 people were killed and up to 40 wounded in shelling of Mariupol.', counts(100, 40)],
    ['15 militants were killed and two captured during clashes in Sinai.', counts(15, null, 2)],
    ['No one was killed in the rocket attack on Baghdad.', counts(0)],
    ['Clashes erupted in Tripoli with no casualties.', counts(0, 0)],
  ];
  for (const [text, expected] of cases)
    it(`reads “${text}”`, () => {
      expect(tally(text)).toEqual([expected]);
    });

  it('takes a sentence of its own for the event before, and no event of its own', () => {
    expect(tally('Russian jets bombed Idlib. Five people were killed.')).toEqual([counts(5)]);
    expect(tally('An airstrike hit Raqqa on Monday. No fatalities reported.')).toEqual([counts(0)]);
    expect(tally('Two groups of villagers clashed in Lagos. 1 killed and 7 injured.')).toEqual([counts(1, 7)]);
  });

  it('gives no number where the text gives none', () => {
    expect(tally('Dozens were killed in an airstrike on Raqqa.')).toEqual([null]);
    expect(tally('An airstrike hit Raqqa. Fatalities unknown.')).toEqual([null]);
  });

  it('counts people, not villages and vehicles', () => {
    expect(tally('The SDF captured 3 villages near Hajin and destroyed 4 vehicles.')).toEqual([null, null]);
  });
});
