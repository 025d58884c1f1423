import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import { exactAmount } from '../../report/exact-amount.ts';
import type { Block } from './file-document.ts';
import { monthWords, type Telling } from './telling.ts';

/** Where everything comes from, with its hashes. */
export function sourcesAnnex({ leads, evidence, attachments }: CaseFileData, telling: Telling): Block[] {
  const { say, formats, language } = telling;
  const transfers = new Map(leads.flatMap(({ lead }) => lead.transfers.map((each) => [each.transferId, each])));
  const ordered = [...transfers.values()].sort((a, b) => compare(a.at, b.at) || compare(a.transferId, b.transferId));
  const files = [...new Set(ordered.map(({ sourceFile }) => sourceFile))].sort();
  const numbers = new Map(files.map((file, index) => [file, index + 1]));
  const blocks: Block[] = [{ type: 'new_page' }, { type: 'heading', level: 1, text: say('sources') }];
  if (ordered.length > 0)
    blocks.push(
      {
        type: 'table',
        caption: say('transfersCaption'),
        columns: [
          { title: say('when'), width: 3.2 },
          { title: say('payer'), width: 3.4 },
          { title: say('payee'), width: 3.4 },
          { title: say('amount'), width: 2.6, end: true },
          { title: say('row'), width: 2.6 },
        ],
        rows: ordered.map(({ at, payerId, payeeId, amount, currency, sourceFile, sourceRow }) => [
          ...[formats.minute(at), payerId, payeeId, `${exactAmount(amount, language)}\u00a0${currency}`],
          say('fileRow', numbers.get(sourceFile) ?? 0, sourceRow),
        ]),
      },
      {
        type: 'table',
        caption: say('filesCaption'),
        columns: [
          { title: say('file'), width: 1 },
          { title: 'SHA-256', width: 9 },
        ],
        rows: files.map((file, index) => [`F${index + 1}`, file]),
      },
    );
  if (evidence.length > 0)
    blocks.push({
      type: 'table',
      caption: say('custodyHeads'),
      columns: [
        { title: say('entry'), width: 2.4 },
        { title: 'SHA-256', width: 9 },
      ],
      rows: evidence.flatMap(({ row, entries }) =>
        entries.map(({ content, hash }) => [`${say('item', row.number)}, ${formats.whole(content.seq)}`, hash]),
      ),
    });
  if (attachments.length > 0)
    blocks.push({
      type: 'table',
      caption: say('attachmentHashes'),
      columns: [
        { title: say('file'), width: 3 },
        { title: say('kept'), width: 5 },
        { title: say('original'), width: 5 },
      ],
      rows: attachments.map(({ name, sha256, original }) => [name, sha256, original.sha256]),
    });
  if (blocks.length === 2) blocks.push({ type: 'paragraph', text: say('none') });
  return blocks;
}

/** What the log says of this case. */
export function auditAnnex({ audit }: CaseFileData, { say, label, formats, language }: Telling): Block[] {
  return [
    { type: 'heading', level: 1, text: say('audit') },
    { type: 'paragraph', text: say('auditWhat', audit.total), style: 'soft' },
    {
      type: 'table',
      caption: say('auditCaption'),
      columns: [
        { title: say('number'), width: 1.5 },
        { title: say('when'), width: 3 },
        { title: say('who'), width: 3 },
        { title: say('what'), width: 4 },
        { title: 'SHA-256', width: 5.4 },
      ],
      rows: audit.entries.map(({ seq, at, name, act, purpose, hash }) => [
        ...[formats.whole(seq), formats.minute(at), name ?? say('aJob')],
        `${label('act', act)}${purpose === null ? '' : ` (${label('purpose', purpose)})`}`,
        hash,
      ]),
    },
    {
      type: 'table',
      caption: say('readingsCaption'),
      columns: [
        { title: say('month'), width: 2.4 },
        { title: say('who'), width: 4 },
        { title: say('purpose'), width: 4 },
        { title: say('readings'), width: 2.4, end: true },
        { title: say('entries'), width: 3.4, end: true },
      ],
      rows: audit.readings.map(({ name, month, purposes, count, first, last }) => [
        ...[monthWords(month, language), name ?? say('aJob')],
        formats.list(purposes.map((each) => label('purpose', each))),
        formats.whole(count),
        first === last ? formats.whole(first) : `${formats.whole(first)} – ${formats.whole(last)}`,
      ]),
    },
    ...(audit.left === 0 ? [] : [{ type: 'paragraph' as const, text: say('auditLeft', audit.left) }]),
    { type: 'paragraph', text: say('auditVerify') },
  ];
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
