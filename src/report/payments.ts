import type { Lead, LeadTransfer } from '../leads/lead.ts';
import { type Column, dataTable } from './data-table.ts';
import { html, type Markup, nothing } from './markup.ts';
import type { People, Side } from './people.ts';
import { anchorOf } from './reasons.ts';
import { say, show } from './say.ts';
import { shownText } from './shown-name.ts';
import { timeline } from './timeline.ts';

export function payments(lead: Lead, people: People): Markup {
  const shown = lead.transfers.length;
  if (shown === 0) return html`<h5 class="part">${say('payments')}</h5><p>${say('paymentsNone')}</p>`;
  const id = anchorOf(lead);
  return html`<h5 class="part">${say('payments')}</h5><figure><figcaption id="${id}-time">${say('paymentsCaption', shown, Math.max(shown, lead.transfersTotal))}</figcaption><ul class="legend"><li><svg viewBox="0 0 12 12" aria-hidden="true"><circle class="n" cx="6" cy="6" r="4"/></svg> ${say('legendNight')}</li><li><svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4"/></svg> ${say('legendDay')}</li><li><svg viewBox="0 0 12 12" aria-hidden="true"><path class="u" d="M6 2l4 4-4 4-4-4z"/></svg> ${say('legendUnknown')}</li></ul><div class="scroll picture" role="region" aria-labelledby="${id}-time" tabindex="0">${timeline(lead, people, `${id}-time`)}</div><p class="readout needs-script" hidden>${say('pointHint')}</p></figure><details class="rows" id="${id}-rows"><summary>${say('paymentsTable', shown)}</summary>${table(lead, people, `${id}-table`)}</details>`;
}

function table(lead: Lead, people: People, id: string): Markup {
  const partners: Side = lead.subject.kind === 'payer' ? 'payee' : 'payer';
  // A facilitator can stand on both sides of its own transfers: then both are named.
  const mixed = lead.transfers.some((transfer) => transfer[`${lead.subject.kind}Id`] !== lead.subject.id);
  const sides: readonly Side[] = mixed ? ['payer', 'payee'] : [partners];
  const columns: readonly Column<LeadTransfer>[] = [
    { head: say('number'), kind: 'number', cell: (_, index) => html`${index + 1}` },
    { head: say('when'), cell: (transfer) => show((f) => f.minute(transfer.at)) },
    { head: say('hour'), cell: (transfer) => hour(transfer.payerNight) },
    ...sides.map((side) => ({
      head: say(side === 'payer' ? 'payerColumn' : 'payeeColumn'),
      cell: (transfer: LeadTransfer) => shownText(people.label(side, transfer[`${side}Id`]), 48),
    })),
    {
      head: say('amount'),
      kind: 'number',
      cell: (transfer) => show((f) => f.money(transfer.amount, transfer.currency)),
    },
    { head: say('amountEur'), kind: 'number', cell: (transfer) => euros(transfer) },
    { head: say('carriedBy'), cell: carriedBy },
    { head: say('fileRow'), kind: 'code', cell: (t) => html`${t.sourceFile.slice(0, 8)} : ${t.sourceRow}` },
    { head: say('transferId'), kind: 'code', cell: (transfer) => html`${transfer.transferId}` },
  ];
  return dataTable({ id, caption: say('paymentsTableCaption'), columns, rows: lead.transfers });
}

function hour(night: boolean | null): Markup {
  if (night === null) return nothing;
  return say(night ? 'night' : 'day');
}

/** Not repeated where it is the amount sent. */
function euros(transfer: LeadTransfer): Markup {
  const { amountEur } = transfer;
  if (amountEur === null) return say('notKnown');
  return show((f) => f.money(amountEur, '').trim());
}

function carriedBy({ channel, provider }: LeadTransfer): Markup {
  const known = [channel, provider].filter((part) => part !== null);
  return known.length === 0 ? nothing : html`${known.join(', ')}`;
}
