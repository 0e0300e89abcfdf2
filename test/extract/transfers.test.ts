import { expect, it } from 'vitest';
import { eventsOf } from './extraction.ts';

const types = (text: string) => eventsOf(text).map((event) => `${event.action}: ${event.subEventType}`);

it('calls it a non-violent transfer where one side took what the other had left', () => {
  expect(types('Al Shabaab fighters captured Marka after Ethiopian troops withdrew from the town.')).toEqual([
    'capture: Non-violent transfer of territory',
    'withdraw: Non-violent transfer of territory',
  ]);
});

it('calls it one where the text says that nobody fought', () => {
  expect(types('The Houthis captured Marib without a fight.')).toEqual(['capture: Non-violent transfer of territory']);
});

it('stays with the battle where the other side was bombed out or beaten', () => {
  expect(types('The Syrian army shelled Hajin and captured the town after Isis withdrew.')).toContain(
    'capture: Government regains territory',
  );
  expect(types('The Syrian army captured Hajin after Isis fighters fled.')).toContain(
    'capture: Government regains territory',
  );
});
