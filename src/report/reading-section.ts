import type { RunSummary } from '../leads/run-summary.ts';
import { type Column, dataTable } from './data-table.ts';
import { fieldName } from './field-names.ts';
import { both } from './language.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { isLarge, mostlyUnread } from './quarantine-share.ts';
import { type MessageKey, say, show } from './say.ts';
import { shownText } from './shown-name.ts';
import { shownSentence } from './shown-sentence.ts';
import { timesRead } from './times-read.ts';

type Input = RunSummary['inputs'][number];

/** What was read, what was not, and with what knowledge: every row accounted for. */
export function readingSection(run: RunSummary): Markup {
  return html`<section class="reading" id="reading" tabindex="-1" aria-labelledby="reading-title"><h2 id="reading-title">${say('reading')}</h2>${account(run)}${files(run)}${refused(run)}${setAside(run)}${currencies(run)}${quarantine(run)}${columns(run)}${times(run)}${warnings(run)}${people(run)}${knowledge(run)}${caps(run)}</section>`;
}

function account({ counts, lake }: RunSummary): Markup {
  const sum = counts.accepted + counts.duplicates + counts.quarantined;
  if (lake !== null && counts.read === 0)
    return html`<p class="lede">${say('nothingNew')} ${say('lakeLine', lake.transfers, lake.files)}</p>`;
  const held = lake === null ? nothing : html`<p class="lede">${say('lakeLine', lake.transfers, lake.files)}</p>`;
  return sum === counts.read
    ? html`<p class="lede">${say('sumsMatch', counts.read, counts.accepted, counts.duplicates, counts.quarantined)}</p>${held}`
    : html`<p class="note">${say('sumsDiffer', counts.read, sum)}</p>${held}`;
}

function files(run: RunSummary): Markup {
  if (run.inputs.length === 0) return nothing;
  const whole = (value: number): Markup => show((f) => f.whole(value));
  const columns: readonly Column<Input>[] = [
    { head: say('file'), kind: 'row-head', cell: (input) => shownText(baseName(input.file), 64) },
    {
      head: html`SHA-256`,
      kind: 'code',
      cell: (input) => html`<span title="${input.sha256}">${input.sha256.slice(0, 8)}…</span>`,
    },
    { head: say('format'), cell: (input) => html`${input.format}` },
    { head: say('size'), kind: 'number', cell: (input) => show((f) => f.bytes(input.bytes)) },
    { head: say('rowsRead'), kind: 'number', cell: (input) => whole(input.read) },
    { head: say('accepted'), kind: 'number', cell: (input) => whole(input.accepted) },
    { head: say('duplicates'), kind: 'number', cell: (input) => whole(input.duplicates) },
    { head: say('quarantined'), kind: 'number', cell: (input) => whole(input.quarantined) },
  ];
  const { read, accepted, duplicates, quarantined } = run.counts;
  const totals = [read, accepted, duplicates, quarantined].map((value) => html`<td class="num">${whole(value)}`);
  const foot = html`<th scope="row" colspan="4">${say('allFiles')}${totals}`;
  return dataTable({ id: 'files', caption: say('filesCaption'), columns, rows: run.inputs, foot });
}

function refused(run: RunSummary): Markup {
  if (run.refused.length === 0) return nothing;
  const columns: readonly Column<RunSummary['refused'][number]>[] = [
    { head: say('file'), kind: 'row-head', cell: (row) => shownText(baseName(row.file), 64) },
    { head: say('reasonColumn'), cell: (row) => shownSentence(row.reason) },
  ];
  return dataTable({ id: 'refused', caption: say('refusedHeading'), columns, rows: run.refused });
}

function setAside({ counts }: RunSummary): Markup {
  const excluded: readonly (readonly [MessageKey, number])[] = [
    ['cancelled', counts.excluded.cancelled],
    ['pending', counts.excluded.pending],
    ['refunded', counts.excluded.refunded],
    ['toSelf', counts.excluded.toSelf],
    ['afterAsOf', counts.excluded.afterAsOf],
  ];
  const lacking: readonly (readonly [MessageKey, number])[] = [
    ['withoutRate', counts.withoutRate],
    ['withoutZone', counts.withoutPayerZone],
    ['payersByName', counts.byNameAlone.payers],
    ['payeesByName', counts.byNameAlone.payees],
  ];
  const list = (title: MessageKey, rows: readonly (readonly [MessageKey, number])[]): Markup =>
    html`<div><h3>${plain(title)}</h3><dl class="counts">${rows.map(([key, value]) => html`<div><dt>${plain(key)}</dt><dd class="num">${show((f) => f.whole(value))}</dd></div>`)}</dl></div>`;
  return html`<div class="pair">${list('excludedHeading', excluded)}${list('missingHeading', lacking)}</div>`;
}

function quarantine(run: RunSummary): Markup {
  const heading = html`<h3>${say('quarantineHeading')}</h3>`;
  if (run.quarantineReasons.length === 0) return html`${heading}<p>${say('quarantineNone')}</p>`;
  const columns: readonly Column<RunSummary['quarantineReasons'][number]>[] = [
    { head: say('reasonColumn'), kind: 'row-head', cell: (row) => shownSentence(row.reason) },
    { head: say('column'), cell: columnCell },
    { head: say('rowsColumn'), kind: 'number', cell: (row) => show((f) => f.whole(row.rows)) },
    {
      head: say('forExample'),
      cell: ({ first }) => html`${say('recordOf', first.row)} ${shownText(baseName(first.file), 64)}`,
    },
  ];
  return html`${heading}${quarantineAlarm(run)}${dataTable({ id: 'quarantine', caption: say('quarantineCaption'), columns, rows: run.quarantineReasons })}`;
}

function columnCell({ column }: RunSummary['quarantineReasons'][number]): Markup {
  if (column === null) return nothing;
  const name = fieldName(column);
  return name === null ? shownText(column, 48) : both(name);
}

function quarantineAlarm(run: RunSummary): Markup {
  if (!isLarge(run)) return nothing;
  const { quarantined, read } = run.counts;
  return html`<p class="note">${say('quarantineLarge', quarantined, read)}${
    mostlyUnread(run) === null ? nothing : html` ${say('quarantineColumn')}`
  } ${say('quarantineNext')}</p>`;
}

function times(run: RunSummary): Markup {
  const items = run.inputs.flatMap((input) => {
    const said = timesRead(input.times);
    return said === null ? [] : [html`<li><b>${shownText(baseName(input.file), 64)}</b> — ${both(said)}.</li>`];
  });
  return items.length === 0 ? nothing : html`<h3>${say('timesHeading')}</h3><ul>${items}</ul>`;
}

function columns(run: RunSummary): Markup {
  if (run.inputs.length === 0) return nothing;
  const columns: readonly Column<Input['columns'][number]>[] = [
    { head: say('header'), kind: 'row-head', cell: headerCell },
    { head: say('field'), kind: 'code', cell: (column) => html`${column.field}` },
    { head: say('certainty'), cell: (column) => say(`certainty_${column.certainty}`) },
  ];
  const each = run.inputs.map((input, index) =>
    input.inLake
      ? html`<p class="file"><b>${shownText(baseName(input.file), 64)}</b> ${say('columnsInLake')}</p>`
      : input.columns.length === 0
        ? html`<p class="file"><b>${shownText(baseName(input.file), 64)}</b> ${say('columnsStandard')}</p>`
        : html`<details class="rows"><summary>${shownText(baseName(input.file), 64)} <span class="meta-inline">${say('columnsTally', input.columns.length, likely(input), input.ignored.length)}</span></summary>${dataTable({ id: `columns-${index + 1}`, caption: say('columnsCaption'), columns, rows: likelyFirst(input.columns) })}</details>${notRead(input)}`,
  );
  return html`<h3>${say('columnsHeading')}</h3>${each}`;
}

/** A constant of the mapping has no header: `= EUR`. */
function headerCell({ header }: Input['columns'][number]): Markup {
  return header.startsWith('= ')
    ? html`<span class="meta">${say('inEveryRow')}</span> ${shownText(header.slice(2), 64)}`
    : shownText(header, 64);
}

function notRead({ ignored }: Input): Markup {
  if (ignored.length === 0) return html`<p>${say('columnsAllRead')}</p>`;
  return html`<p>${say('columnsNotRead', ignored.length)} ${join(
    ignored.map((header) => html`<b>${shownText(header, 64)}</b>`),
    ' · ',
  )}</p>`;
}

function likely({ columns }: Input): number {
  return columns.filter(({ certainty }) => certainty === 'likely').length;
}

/** What a person should check comes first. */
function likelyFirst(columns: Input['columns']): Input['columns'] {
  return columns.toSorted((a, b) => Number(b.certainty === 'likely') - Number(a.certainty === 'likely'));
}

function warnings(run: RunSummary): Markup {
  const items = run.inputs.flatMap((input) =>
    input.warnings.map(
      (warning) => html`<li><b>${shownText(baseName(input.file), 64)}</b> — ${shownSentence(warning)}</li>`,
    ),
  );
  return items.length === 0 ? nothing : html`<h3>${say('warnings')}</h3><ul>${items}</ul>`;
}

function people({ counts, tiers }: RunSummary): Markup {
  const columns: readonly Column<RunSummary['tiers'][number]>[] = [
    { head: say('queue'), kind: 'row-head', cell: (row) => say(row.queue) },
    ...(['first', 'second', 'context'] as const).map((tier) => ({
      head: say(`tierNames_${tier}`),
      kind: 'number' as const,
      cell: (row: RunSummary['tiers'][number]) => show((f) => f.whole(row[tier])),
    })),
  ];
  return html`<h3>${say('populationHeading')}</h3><p>${say('population', counts.payers, counts.payees, counts.pairs, counts.subjectsRanked, counts.leads, counts.leadsCut)}</p>${dataTable({ id: 'tiers', caption: say('tiersCaption'), columns, rows: tiers.toSorted((a, b) => (a.queue > b.queue ? -1 : 1)) })}`;
}

/** Currencies that ISO 4217 does not know come first: they are mistakes, not gaps. */
function currencies({ currenciesWithoutRate }: RunSummary): Markup {
  if (currenciesWithoutRate.length === 0) return nothing;
  const columns: readonly Column<RunSummary['currenciesWithoutRate'][number]>[] = [
    { head: say('currency'), kind: 'row-head', cell: (row) => shownText(row.currency, 16) },
    { head: say('whyNoRate'), cell: (row) => say(row.inIso4217 ? 'noRateGiven' : 'noSuchCurrency') },
    { head: say('transfersColumn'), kind: 'number', cell: (row) => show((f) => f.whole(row.transfers)) },
  ];
  const rows = currenciesWithoutRate.toSorted((a, b) => Number(a.inIso4217) - Number(b.inIso4217));
  return dataTable({ id: 'currencies', caption: say('currenciesCaption'), columns, rows });
}

function knowledge(run: RunSummary): Markup {
  const columns: readonly Column<RunSummary['packs'][number]>[] = [
    { head: say('pack'), kind: 'row-head', cell: (pack) => shownText(pack.name, 64) },
    { head: say('version'), cell: (pack) => html`${pack.version}` },
    { head: say('weights'), cell: (pack) => say(pack.calibrated ? 'calibrated' : 'notCalibrated') },
    {
      head: html`SHA-256`,
      kind: 'code',
      cell: (pack) => html`<span title="${pack.sha256}">${pack.sha256.slice(0, 8)}…</span>`,
    },
  ];
  const { program, rates } = run;
  return html`<h3>${say('knowledgeHeading')}</h3>${dataTable({ id: 'packs', caption: say('packsCaption'), columns, rows: run.packs })}<p>${say('ratesLine', rates.source, rates.illustrative)} ${say('program')} ${program.name} ${program.version}, ${program.engine}, Node ${program.node}.</p>`;
}

function caps(run: RunSummary): Markup {
  return html`<h3>${say('caps')}</h3>${
    run.caps.length === 0
      ? html`<p>${say('capsNone')}</p>`
      : html`<ul>${join(run.caps.map((cap) => html`<li>${both(cap)}</li>`))}</ul>`
  }`;
}

/** The folder that a file lay in is nobody's business; its hash names it. */
function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

/** Messages without parameters, chosen by key. */
function plain(key: MessageKey): Markup {
  return (say as (key: MessageKey) => Markup)(key);
}
