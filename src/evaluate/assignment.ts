/** The best one-to-one assignment of rows to columns: the Hungarian algorithm with potentials. */

/**
 * For each row the column assigned to it, or null. `gain(row, column)` is what a pair is worth; pairs worth nothing or
 * less are never made. Takes time rows² × columns, rows being the smaller side.
 */
export function assign(
  rows: number,
  columns: number,
  gain: (row: number, column: number) => number,
): (number | null)[] {
  if (rows > columns) {
    const assigned = assign(columns, rows, (row, column) => gain(column, row));
    const turned = new Array<number | null>(rows).fill(null);
    for (const [column, row] of assigned.entries()) if (row !== null) turned[row] = column;
    return turned;
  }
  const at = (numbers: Float64Array | Int32Array, index: number): number => numbers[index] ?? 0;
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  /** The row (from 1) that holds a column (from 1); 0 where it is free. */
  const holder = new Int32Array(columns + 1);
  const cost = (row: number, column: number): number => -Math.max(0, gain(row - 1, column - 1));

  for (let row = 1; row <= rows; row++) {
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const previous = new Int32Array(columns + 1);
    const visited = new Uint8Array(columns + 1);
    holder[0] = row;
    let column = 0;
    do {
      visited[column] = 1;
      const current = at(holder, column);
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= columns; other++) {
        if (visited[other] === 1) continue;
        const reduced = cost(current, other) - at(rowPotential, current) - at(columnPotential, other);
        if (reduced < at(least, other)) {
          least[other] = reduced;
          previous[other] = column;
        }
        if (at(least, other) < delta) {
          delta = at(least, other);
          next = other;
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (visited[other] === 1) {
          const held = at(holder, other);
          rowPotential[held] = at(rowPotential, held) + delta;
          columnPotential[other] = at(columnPotential, other) - delta;
        } else {
          least[other] = at(least, other) - delta;
        }
      }
      column = next;
    } while (at(holder, column) !== 0);
    while (column !== 0) {
      const before = at(previous, column);
      holder[column] = at(holder, before);
      column = before;
    }
  }

  const assigned = new Array<number | null>(rows).fill(null);
  for (let column = 1; column <= columns; column++) {
    const row = at(holder, column);
    if (row > 0 && gain(row - 1, column - 1) > 0) assigned[row - 1] = column - 1;
  }
  return assigned;
}
