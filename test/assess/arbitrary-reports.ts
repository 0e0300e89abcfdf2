/** Any reports about who holds a place, for property tests. */
import fc from 'fast-check';
import { report } from './made-claims.ts';

export const day = fc
  .integer({ min: 0, max: 300 })
  .map((n) => new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10));
export const side = fc.constantFrom('sdf', 'ypg', 'isis', 'army');
const change = fc.constantFrom(
  'gained',
  'partly-gained',
  'lost',
  'held',
  'besieged',
  'contested',
  'residual',
  'handed-over',
  null,
);
const action = fc.constantFrom('capture', 'control', 'besiege', 'attack', 'offensive', 'clash', 'deploy', 'airstrike');

let made = 0;
export const anyReport = fc
  .record({
    change,
    action,
    holder: fc.option(side),
    loser: fc.option(side),
    actor: fc.option(side),
    factuality: fc.constantFrom('actual', 'ongoing', 'planned', 'failed', 'negated', 'attempted', 'conditional'),
    date: fc.option(day),
    published: fc.option(day),
    source: fc.constantFrom('A', 'B', 'C', undefined),
    place: fc.constantFrom('hajin', 'sousa', 'east'),
    basis: fc.constantFrom('stated', 'implied'),
  })
  .map(({ change: said, date, published, source, ...of }) => {
    made += 1;
    return report({
      ...of,
      id: `p${made}`,
      ...(said === null ? {} : { change: said }),
      ...(date === null ? {} : { date }),
      ...(published === null ? {} : { published }),
      ...(source === undefined ? {} : { source }),
    });
  });
export const reports = fc.array(anyReport, { maxLength: 12 });
export const places = fc.constantFrom('hajin', 'sousa', 'east');
