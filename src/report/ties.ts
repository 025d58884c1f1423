import type { Lead } from '../leads/lead.ts';
import { type Column, dataTable } from './data-table.ts';
import { type Bilingual, both } from './language.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { message, say } from './say.ts';
import { cellText, shownText } from './shown-name.ts';

type Tie = Lead['ties'][number];

/** Ties in the page, the nearest first; leads.jsonl has more. */
const MOST_SHOWN = 4;

/** Who is tied to the subject and why, with a row of the records where each of the two held it; and what was undone. */
export function ties({ ties, tiesTotal, tiesUnnamed, undoneTies }: Lead, id: string): Markup {
  if (tiesTotal === 0 && undoneTies.length === 0) return nothing;
  const rows = ties.slice(0, MOST_SHOWN);
  const columns: readonly Column<Tie>[] = [
    { head: say('person'), kind: 'row-head', cell: (tie) => cellText(tie.id, 32) },
    { head: say('tieShares'), cell: ({ shared }) => both(identifierNames(shared)) },
    ...(rows.every(({ through }) => through === null) ? [] : [THROUGH]),
    { head: say('tieRows'), kind: 'code', cell: ({ shared }) => html`${heldRows(shared)}` },
  ];
  return html`<section><h5 class="part">${say('ties')}</h5>${
    rows.length === 0 ? nothing : dataTable({ id, caption: say('tiesCaption', rows.length, tiesTotal), columns, rows })
  }${tiesUnnamed === 0 ? nothing : html`<p>${say('tiesUnnamed', tiesUnnamed)}</p>`}${
    undoneTies.length === 0
      ? nothing
      : html`<ul class="joins">${undoneTies.map((each) => html`<li>${undone(each)}</li>`)}</ul>`
  }</section>`;
}

const THROUGH: Column<Tie> = {
  head: say('tieThrough'),
  cell: ({ through }) => (through === null ? nothing : cellText(through, 32)),
};

/** Such as "phone, device". */
export function identifierNames(shared: Tie['shared']): Bilingual {
  const names = shared.map(({ identifier }) => message(`identifiers_${identifier}`));
  return { en: names.map(({ en }) => en).join(', '), fr: names.map(({ fr }) => fr).join(', ') };
}

/** The rows in which the one held what is shared, then those of the other; one row often tells of several identifiers. */
export function heldRows(shared: Tie['shared']): string {
  return [shared.map(({ heldByThis }) => heldByThis), shared.map(({ heldByOther }) => heldByOther)]
    .map((each) =>
      [...new Set(each.map(({ sourceFile, sourceRow }) => `${sourceFile.slice(0, 8)}:${sourceRow}`))].join(', '),
    )
    .join('; ');
}

function undone(tie: Lead['undoneTies'][number]): Markup {
  const { source, date } = tie;
  const by = [...(source === null ? [] : [shownText(source)]), ...(date === null ? [] : [html`${date}`])];
  return html`${say('undoneTie', tie)}${by.length === 0 ? nothing : html` ${say('undoneBy')} ${join(by, ', ')}`}`;
}
