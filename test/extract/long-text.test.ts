/** What only long text has: sections, people and places told of before, quoted speakers. */
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { eventsOf } from './extraction.ts';

const last = (text: string): Event | undefined => eventsOf(text).at(-1);

describe('sections', () => {
  it('the opening of a paragraph says where what follows happened', () => {
    const text =
      'Russian forces attacked near Vuhledar.\n\nToretsk direction. The day was calm. Russian forces shelled the city center.';
    expect(last(text)?.place?.name).toBe('Toretsk');
  });

  it('a name that nobody knows opens one, a common word does not', () => {
    expect(last('Khiamra. The night was calm. Israeli jets bombed the town.')?.place?.name).toBe('Khiamra');
    expect(last('Politics. The night was calm. Israeli jets bombed the town.')?.place).toBeNull();
  });

  it('a heading names the country whose army "the army" is', () => {
    const text = 'MALI\n\nThe army retook Ber on Monday.\n\nNIGER\n\nThe army arrested two men in Ayorou.';
    expect(eventsOf(text).map(({ actor }) => actor?.name)).toEqual(['Malian Armed Forces', 'Niger Armed Forces']);
  });
});

describe('who was told of before', () => {
  it('"the coalition" is the one that was called so', () => {
    const text =
      'In Mali the rebel coalition known as CSP-DPA denied the report. The coalition ambushed soldiers near Tinzaouaten.';
    expect(last(text)?.actor?.id).toBe('csp-dpa');
  });

  it('"the regime" is the government of the country, whoever else was named', () => {
    const text = 'China and the Brotherhood Alliance met in Myanmar. The regime has sent troops to Momauk in Myanmar.';
    expect(last(text)?.actor?.id).not.toBe('three-brotherhood-alliance');
  });

  it('captives who are set free are those that were taken', () => {
    const text = 'Gunmen abducted two health workers near Gao. They were set free on Friday.';
    expect(last(text)).toMatchObject({ action: 'release', recipient: { id: 'aid-workers', basis: 'coref' } });
  });

  it('"they" in a quotation are not those who speak', () => {
    const text =
      'Residents of Khartoum described columns of RSF fighters leaving the capital. "They left in the night without a word to anybody," said a teacher.';
    expect(last(text)?.actor?.id).toBe('rapid-support-forces');
  });

  it('"us" is whoever is quoted', () => {
    const text = '"If they attack us from Bhamo, we will take Bhamo too," said a KIA officer.';
    expect(last(text)).toMatchObject({ action: 'capture', actor: { id: 'kia' } });
  });

  it('a brigade fights for the country whose it is', () => {
    expect(last('The Ukrainian 72nd Mechanized Brigade withdrew from Vuhledar.')?.actor?.id).toBe(
      'ukrainian-armed-forces',
    );
  });
});

describe('what is told of a country', () => {
  it('is a sum, and its parts are no restatements of it', () => {
    const text =
      'Coalition military forces conducted 34 strikes against ISIL terrorists in Syria. Near Palmyra, one strike destroyed a tank.';
    expect(eventsOf(text).map(({ actor, sameAs }) => [actor?.id, sameAs])).toEqual([
      ['coalition', null],
      ['coalition', null],
    ]);
  });
});
