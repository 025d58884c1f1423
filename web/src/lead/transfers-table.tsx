import type { Lead, LeadTransfer } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { type Column, DataTable } from './data-table.tsx';
import { idOn, type LabelOf, sidesShown } from './people.ts';

/** Transfers down to their row in their file. Their number is that of the whole list, whichever are shown. */
export function TransfersTable({
  lead,
  transfers,
  labelOf,
  caption,
  marked,
}: {
  readonly lead: Lead;
  readonly transfers: readonly LeadTransfer[];
  readonly labelOf: LabelOf;
  readonly caption: string;
  readonly marked?: ReadonlySet<string>;
}) {
  const say = useSay();
  const formats = useFormats();
  const numberOf = new Map(lead.transfers.map(({ transferId }, index) => [transferId, index + 1]));
  const columns: readonly Column<LeadTransfer>[] = [
    { head: say('transfer.number'), kind: 'number', cell: ({ transferId }) => numberOf.get(transferId) ?? '' },
    { head: say('transfer.when'), cell: ({ at }) => <span className="nowrap">{shortInstant(at)}</span> },
    {
      head: say('transfer.hour'),
      cell: ({ payerNight, payerMinute }) => (
        <span className="nowrap">
          {say(`hour.${hourOf(payerNight)}`)}
          {typeof payerMinute === 'number' ? `, ${clockTime(payerMinute)}` : ''}
        </span>
      ),
    },
    ...sidesShown(lead).map(
      (side): Column<LeadTransfer> => ({
        head: say(`side.${side}`),
        cell: (transfer) => <ShownText text={labelOf(side, idOn(side, transfer))} longest={48} />,
      }),
    ),
    { head: say('transfer.amount'), kind: 'number', cell: ({ amount, currency }) => formats.money(amount, currency) },
    // Leads of earlier versions do not have it.
    ...(transfers.some(({ payoutAmount }) => typeof payoutAmount === 'string')
      ? [
          {
            head: say('transfer.amountPaidOut'),
            kind: 'number' as const,
            cell: ({ payoutAmount, payoutCurrency }: LeadTransfer) =>
              payoutAmount ? formats.money(payoutAmount, payoutCurrency ?? '') : '',
          },
        ]
      : []),
    {
      head: say('transfer.amountEur'),
      kind: 'number',
      cell: ({ amountEur }) => (amountEur === null ? say('unknown') : formats.amount(amountEur)),
    },
    {
      head: say('transfer.carriedBy'),
      cell: ({ channel, provider }) => [channel, provider].filter((part) => part !== null).join(', '),
    },
    {
      head: say('transfer.fileRow'),
      kind: 'code',
      cell: ({ sourceFile, sourceRow }) => <span title={sourceFile}>{`${sourceFile.slice(0, 8)}:${sourceRow}`}</span>,
    },
    { head: say('transfer.id'), kind: 'code', cell: ({ transferId }) => <span className="nowrap">{transferId}</span> },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={transfers}
      keyOf={({ transferId }) => transferId}
      isMarked={({ transferId }) => marked?.has(transferId) === true}
    />
  );
}

export function hourOf(night: boolean | null): 'night' | 'day' | 'unknown' {
  if (night === null) return 'unknown';
  return night ? 'night' : 'day';
}

/** 23:05 of a minute of the day. */
export function clockTime(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** ISO 8601 reads the same in both languages; a long table says it once. */
export function shortInstant(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : at.toISOString().slice(0, 16).replace('T', ' ');
}
