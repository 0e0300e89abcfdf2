import { expect, it } from 'vitest';
import { eventsOf } from './extraction.ts';

const types = (text: string) => eventsOf(text).map((event) => `${event.action}: ${event.subEventType}`);

it('leaves a demonstration that nobody interfered with peaceful', () => {
  expect(types('Students marched in Lahore on Monday. The police kept away.')).toEqual(['protest: Peaceful protest']);
});

it('makes one event of a demonstration and of what police did about it', () => {
  const [event, ...more] = eventsOf('Students marched in Lahore. Police fired tear gas at the crowd.');
  expect(more).toEqual([]);
  expect(event?.subEventType).toBe('Protest with intervention');
  expect([event?.actor?.id, event?.recipient?.id]).toEqual(['civilians', 'pk-police']);
});

it('calls it intervention where only arrests are told, and keeps the arrest', () => {
  expect(types('Demonstrators rallied in Minsk. Police detained 20 protesters.')).toEqual([
    'protest: Protest with intervention',
    'arrest: Arrests',
  ]);
});

it('calls shots and deaths excessive force, whichever is told first', () => {
  const excessive = ['protest: Excessive force against protesters'];
  expect(types('Soldiers opened fire on protesters in Monywa, killing five.')).toEqual(excessive);
  expect(types('Two protesters were killed in Omdurman after police used tear gas against demonstrators.')).toEqual(
    excessive,
  );
  expect(types('Police dispersed the demonstrators in Harare with live ammunition.')).toEqual(excessive);
});

it('does not take rubber bullets for bullets', () => {
  expect(types('Police dispersed the demonstrators in Harare with rubber bullets.')).toEqual([
    'protest: Protest with intervention',
  ]);
});

it('makes one riot of protesters who throw stones and of the rally before', () => {
  expect(types('Protesters rallied in Caracas. Demonstrators hurled stones at police, who used tear gas.')).toEqual([
    'riot: Violent demonstration',
  ]);
});

it('keeps demonstrations at other places apart', () => {
  expect(types('Workers marched in Lahore. Police fired tear gas at protesters in Nairobi.')).toEqual([
    'protest: Peaceful protest',
    'protest: Protest with intervention',
  ]);
});
