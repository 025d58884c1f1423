import { html, join, type Markup } from './markup.ts';

export interface Column<Row> {
  readonly head: Markup;
  readonly cell: (row: Row, index: number) => Markup;
  readonly kind?: 'number' | 'code' | 'row-head';
}

export interface DataTable<Row> {
  readonly id: string;
  readonly caption: Markup;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly foot?: Markup;
}

/**
 * A table in a region of its own, which scrolls when the screen is narrow and can be reached by keyboard to do so.
 * End tags that HTML lets one leave out are left out: a report holds ten thousand rows.
 */
export function dataTable<Row>({ id, caption, columns, rows, foot }: DataTable<Row>): Markup {
  const heads = columns.map(({ head, kind }) => html`<th scope="col"${kindClass(kind)}>${head}`);
  const body = rows.map((row, index) =>
    join(
      columns.map(({ cell, kind }) =>
        kind === 'row-head'
          ? html`<th scope="row">${cell(row, index)}`
          : html`<td${kindClass(kind)}>${cell(row, index)}`,
      ),
    ),
  );
  return html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table><caption id="${id}">${caption}</caption><thead><tr>${heads}</thead><tbody>${body.map((cells) => html`<tr>${cells}`)}</tbody>${foot === undefined ? [] : [html`<tfoot><tr>${foot}</tfoot>`]}</table></div>`;
}

function kindClass(kind: Column<unknown>['kind']): Markup {
  if (kind === 'number') return html` class="num"`;
  return kind === 'code' ? html` class="code"` : html``;
}
