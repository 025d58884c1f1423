/** Keys in their rows, each row half a key to the right of the one above it. */
const ROWS = {
  azerty: ['&é"\'(-è_çà)=', 'azertyuiop^$', 'qsdfghjklmù*', '<wxcvbn,;:!'],
  qwerty: ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./'],
} as const;

type Neighbours = Record<string, (string | null)[]>;

/** For each keyboard the keys beside each key, in one order of directions: a finger that slides over them chooses nothing. */
export const KEYBOARDS: Readonly<Record<string, Neighbours>> = Object.fromEntries(
  Object.entries(ROWS).map(([name, rows]) => [name, neighboursOf(rows)]),
);

function neighboursOf(rows: readonly string[]): Neighbours {
  const at = (row: number, column: number): string | null => {
    const key = rows[row]?.[column];
    return key === undefined ? null : `${key}${key.toUpperCase()}`;
  };
  const neighbours: Neighbours = {};
  for (const [row, keys] of rows.entries())
    for (const [column, key] of [...keys].entries()) {
      const beside = [
        at(row, column - 1),
        at(row - 1, column),
        at(row - 1, column + 1),
        at(row, column + 1),
        at(row + 1, column),
        at(row + 1, column - 1),
      ];
      neighbours[key] = beside;
      neighbours[key.toUpperCase()] = beside;
    }
  return neighbours;
}
