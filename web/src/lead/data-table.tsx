import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row, index: number) => ReactNode;
  readonly kind?: 'row-head' | 'number' | 'code';
}

/** The twin of a picture, or evidence: a plain table that scrolls in its own box. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  isMarked = () => false,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string;
  readonly isMarked?: (row: Row) => boolean;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, kind }) => (
              <th key={head} scope="col" className={kind === 'number' ? 'num' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)} data-picked={isMarked(row)}>
              {columns.map(({ head, kind, cell }) =>
                kind === 'row-head' ? (
                  <th key={head} scope="row">
                    {cell(row, index)}
                  </th>
                ) : (
                  <td key={head} className={kind === 'number' ? 'num' : kind}>
                    {cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
