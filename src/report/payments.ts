import type { Lead, LeadTransfer } from '../leads/lead.ts';
import { type Column, dataTable } from './data-table.ts';
import { formats } from './formats.ts';
import { html, Markup, nothing } from './markup.ts';
import type { PageContext } from './page-context.ts';
import type { People, Side } from './people.ts';
import { anchorOf } from './reasons.ts';
import { say } from './say.ts';
import { cellText } from './shown-name.ts';
import { legendMark, markOf, timeline } from './timeline.ts';

export function payments(lead: Lead, people: People, page: PageContext): Markup {
  const shown = lead.transfers.length;
  if (shown === 0) return html`<h5 class="part">${say('payments')}</h5><p>${say('paymentsNone')}</p>`;
  const id = anchorOf(lead);
  return html`<h5 class="part">${say('payments')}</h5><figure><figcaption id="${id}-time">${say('paymentsCaption', shown, Math.max(shown, lead.transfersTotal))}</figcaption><ul class="legend"><li>${legendMark('hn')} ${say('legendNight')}</li><li>${legendMark('hd')} ${say('legendDay')}</li><li>${legendMark('hu')} ${say('legendUnknown')}</li></ul><div class="scroll picture" role="group" aria-labelledby="${id}-time" tabindex="0">${timeline(lead, people, `${id}-time`)}</div><p class="readout needs-script" hidden>${say('pointHint')}</p></figure><details class="rows" id="${id}-rows"><summary>${say('paymentsTable', shown)}</summary>${table(lead, people, page, `${id}-table`)}</details>`;
}

function table(lead: Lead, people: People, { language }: PageContext, id: string): Markup {
  const partners: Side = lead.subject.kind === 'payer' ? 'payee' : 'payer';
  // A facilitator can stand on both sides of its own transfers: then both are named.
  const mixed = lead.transfers.some((transfer) => transfer[`${lead.subject.kind}Id`] !== lead.subject.id);
  const sides: readonly Side[] = mixed ? ['payer', 'payee'] : [partners];
  const columns: readonly Column<LeadTransfer>[] = [
    { head: say('number'), kind: 'number', cell: (_, index) => html`${index + 1}` },
    { head: say('when'), cell: (transfer) => html`${shortInstant(transfer.at)}` },
    { head: say('hour'), cell: () => nothing, mark: (transfer) => hour(transfer.payerNight) },
    ...sides.map((side) => ({
      head: say(side === 'payer' ? 'payerColumn' : 'payeeColumn'),
      cell: (transfer: LeadTransfer) => cellText(people.label(side, transfer[`${side}Id`]), 48),
    })),
    {
      head: say('amount'),
      kind: 'figure',
      cell: (transfer) => html`${formats[language].money(transfer.amount, transfer.currency)}`,
    },
    ...(lead.transfers.some(({ payoutAmount }) => payoutAmount !== null)
      ? [
          {
            head: say('amountPaidOut'),
            kind: 'figure' as const,
            cell: ({ payoutAmount, payoutCurrency }: LeadTransfer) =>
              payoutAmount === null ? nothing : html`${formats[language].money(payoutAmount, payoutCurrency ?? '')}`,
          },
        ]
      : []),
    {
      head: say('amountEur'),
      kind: 'figure',
      cell: ({ amountEur }) => (amountEur === null ? say('notKnown') : html`${formats[language].amount(amountEur)}`),
    },
    { head: say('carriedBy'), cell: carriedBy },
    { head: say('fileRow'), kind: 'code', cell: (t) => html`${t.sourceFile.slice(0, 8)}:${t.sourceRow}` },
    { head: say('transferId'), kind: 'code', cell: (transfer) => html`${transfer.transferId}` },
  ];
  return dataTable({ id, caption: say('paymentsTableCaption'), columns, rows: lead.transfers });
}

/** ISO 8601 reads the same in both languages; a long table says it once. */
function shortInstant(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : at.toISOString().slice(0, 16).replace('T', ' ');
}

/** The style writes the word, in the language of the page; day, the most common, needs no mark. */
function hour(night: boolean | null): Markup {
  const mark = markOf(night);
  return mark === 'hd' ? nothing : new Markup(`class=${mark}`);
}

function carriedBy({ channel, provider }: LeadTransfer): Markup {
  const known = [channel, provider].filter((part) => part !== null);
  return known.length === 0 ? nothing : html`${known.join(', ')}`;
}
