/** The best one-to-one assignment, against trying all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../src/evaluate/assignment.ts';

const gains = (matrix: readonly (readonly number[])[]) => (row: number, column: number) => matrix[row]?.[column] ?? 0;

const bestTotal = (matrix: readonly (readonly number[])[], row = 0, taken: ReadonlySet<number> = new Set()): number => {
  if (row === matrix.length) return 0;
  let best = bestTotal(matrix, row + 1, taken);
  for (const [column, gain] of (matrix[row] ?? []).entries()) {
    if (!taken.has(column) && gain > 0)
      best = Math.max(best, gain + bestTotal(matrix, row + 1, new Set([...taken, column])));
  }
  return best;
};

describe('assign', () => {
  it('gives up a good pair for a better total', () => {
    expect(
      assign(
        2,
        2,
        gains([
          [10, 9],
          [9, 0],
        ]),
      ),
    ).toEqual([1, 0]);
  });

  it('makes no pair that is worth nothing', () => {
    expect(assign(1, 2, gains([[0, -1]]))).toEqual([null]);
    expect(assign(2, 0, () => 1)).toEqual([null, null]);
    expect(assign(0, 2, () => 1)).toEqual([]);
  });

  it('is as good as the best of all assignments, whichever side is larger', () => {
    const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: -3, max: 20 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    fc.assert(
      fc.property(matrix, (numbers) => {
        const assigned = assign(numbers.length, numbers[0]?.length ?? 0, gains(numbers));
        const columns = assigned.filter((column) => column !== null);
        expect(new Set(columns).size).toBe(columns.length);
        const total = assigned.reduce(
          (sum: number, column, row) => sum + (column === null ? 0 : gains(numbers)(row, column)),
          0,
        );
        expect(total).toBe(bestTotal(numbers));
      }),
    );
  });
});
