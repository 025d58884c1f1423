import { html, join, type Markup, nothing } from './markup.ts';

export interface Column<Row> {
  readonly head: Markup;
  readonly cell: (row: Row, index: number) => Markup;
  /** `figure`: a number written once, in the page's first language; the script turns its separators with the language. */
  readonly kind?: 'number' | 'figure' | 'code' | 'row-head';
  /** Attribute of the cell, for what the style writes into it. */
  readonly mark?: (row: Row) => Markup;
}

export interface DataTable<Row> {
  readonly id: string;
  readonly caption: Markup;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly foot?: Markup;
}

/** The style aligns columns by their place in the row, up to this many. */
export const MOST_COLUMNS = 12;

/**
 * A table in a region of its own, which scrolls when the screen is narrow and can be reached by keyboard to do so. A report
 * holds ten thousand rows: end tags that HTML lets one leave out are left out, and what is said of a column is said once.
 */
export function dataTable<Row>({ id, caption, columns, rows, foot }: DataTable<Row>): Markup {
  const classes = columns.flatMap(({ kind }, index) => {
    if (kind === 'number') return [`n${index + 1}`];
    if (kind === 'figure') return [`n${index + 1}`, `f${index + 1}`];
    return kind === 'code' ? [`c${index + 1}`] : [];
  });
  const heads = columns.map(({ head }) => html`<th scope="col">${head}`);
  const body = rows.map((row, index) =>
    join(
      columns.map(({ cell, kind, mark }) => {
        if (kind === 'row-head') return html`<th scope="row">${cell(row, index)}`;
        const attribute = mark?.(row) ?? nothing;
        return attribute === nothing ? html`<td>${cell(row, index)}` : html`<td ${attribute}>${cell(row, index)}`;
      }),
    ),
  );
  return html`<div class="scroll" role="group" aria-labelledby="${id}" tabindex="0"><table class="${classes.join(' ')}"><caption id="${id}">${caption}</caption><thead><tr>${heads}</thead><tbody>${body.map((cells) => html`<tr>${cells}`)}</tbody>${foot === undefined ? [] : [html`<tfoot><tr>${foot}</tfoot>`]}</table></div>`;
}
