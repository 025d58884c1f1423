import type { ReactNode } from 'react';
import './records.css';

// Rows become cards on a narrow screen; the roles keep it a table for a screen reader when the style no longer draws one.
const TABLE = { role: 'table' } as const;
const ROWS = { role: 'rowgroup' } as const;
const ROW = { role: 'row' } as const;
const HEAD = { role: 'columnheader' } as const;
const ROW_HEAD = { role: 'rowheader' } as const;
const CELL = { role: 'cell' } as const;

export interface RecordColumn<Row> {
  /** Also the class of its cells. */
  readonly id: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** It names the row. */
  readonly names?: boolean;
  /** Needs no head to be understood by who sees it. */
  readonly unseenHead?: boolean;
}

/** A table of records: rows on a wide screen and on paper, cards on a narrow one. */
export function Records<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  readonly caption: string;
  readonly columns: readonly RecordColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
}) {
  return (
    <table {...TABLE} className="records">
      <caption>{caption}</caption>
      <thead {...ROWS}>
        <tr {...ROW}>
          {columns.map(({ id, head, unseenHead }) => (
            <th {...HEAD} key={id} scope="col" className={id}>
              {unseenHead ? <span className="unseen">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROWS}>
        {rows.map((row) => (
          <tr {...ROW} key={keyOf(row)}>
            {columns.map(({ id, head, cell, names, unseenHead }) =>
              names ? (
                <th {...ROW_HEAD} key={id} scope="row" className={id}>
                  {cell(row)}
                </th>
              ) : (
                <td {...CELL} key={id} className={id} data-label={unseenHead ? undefined : head}>
                  <div>{cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
