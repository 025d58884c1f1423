import type { Lead, LeadTransfer } from '../leads/lead.ts';
import { bothInSvg, inBoth } from './language.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { type People, partnerOf, type Side } from './people.ts';
import { sayInSvg } from './say.ts';
import { shortText } from './shown-name.ts';
import { amountTicks, timeTicks } from './ticks.ts';

const WIDTH = 860;
const LEFT = 168;
const RIGHT = 14;
const TOP = 14;
const AMOUNTS = 150;
const NO_RATE = 22;
const LANE = 19;
const MOST_LANES = 12;

interface Lane {
  readonly label: string | null;
  readonly others: number;
  readonly transfers: readonly LeadTransfer[];
}

/**
 * Amounts over time above, and below the same transfers in one lane for each person on the other side, in the order in which
 * they first appear: a growing staircase of new payees and one faithful payee look different at a glance.
 */
export function timeline(lead: Lead, people: People, labelledBy: string): Markup {
  const transfers = lead.transfers;
  const times = transfers.map((transfer) => Date.parse(transfer.at));
  const first = Math.min(...times);
  const last = Math.max(...times);
  const margin = Math.max((last - first) * 0.02, 43_200_000);
  const [from, to] = [first - margin, last + margin];
  const x = (at: number): number => round(LEFT + ((at - from) / (to - from)) * (WIDTH - LEFT - RIGHT));

  const euros = transfers.map((transfer) =>
    transfer.amountEur === null ? null : Math.max(Number(transfer.amountEur), 0.01),
  );
  const known = euros.filter((euro) => euro !== null);
  const [low, high] = amountRange(known);
  const y = (euro: number): number => round(TOP + AMOUNTS - (Math.log(euro / low) / Math.log(high / low)) * AMOUNTS);
  const withoutRate = known.length < transfers.length;
  const floor = TOP + AMOUNTS + (withoutRate ? NO_RATE : 0);
  const lanes = lanesOf(lead, people);
  const lanesTop = floor + 34;
  const bottom = lanesTop + lanes.length * LANE;
  const height = bottom + 26;
  const partners: Side = lead.subject.kind === 'payer' ? 'payee' : 'payer';

  const amountLines = amountTicks(low, high, 6).map(
    (euro) =>
      html`<path class="grid" d="M${LEFT} ${y(euro)}H${WIDTH - RIGHT}"/><text x="${LEFT - 10}" y="${y(euro) + 4}" class="end">${bothInSvg(inBoth((f) => f.money(String(euro), 'EUR').replace(/[.,]00(?=\D)/, '')))}</text>`,
  );
  const dateLines = timeTicks(from, to, 8).map(
    (tick) =>
      html`<path class="grid" d="M${x(tick.at)} ${TOP}V${bottom}"/><text x="${x(tick.at)}" y="${bottom + 18}" class="mid">${bothInSvg(inBoth((f) => f.tick(tick.at, tick.unit)))}</text>`,
  );
  const marks = transfers.map((transfer, index) => {
    const euro = euros[index] ?? null;
    return mark(x(times[index] ?? first), euro === null ? TOP + AMOUNTS + NO_RATE - 4 : y(euro), transfer.payerNight);
  });
  const laneRows = lanes.map((lane, index) => {
    const middle = lanesTop + index * LANE + LANE / 2;
    const label = lane.label === null ? sayInSvg('lanesOthers', lane.others) : html`${shortText(lane.label, 22)}`;
    const strokes = lane.transfers.map((transfer) => `M${x(Date.parse(transfer.at))} ${middle - 5}v10`).join('');
    return html`<path class="grid" d="M${LEFT} ${middle}H${WIDTH - RIGHT}"/><text x="${LEFT - 10}" y="${middle + 4}" class="end lane">${label}</text><path class="stroke" d="${strokes}"/>`;
  });

  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="${labelledBy}">${dateLines}${amountLines}${
    withoutRate
      ? html`<text x="${LEFT - 10}" y="${TOP + AMOUNTS + NO_RATE}" class="end">${sayInSvg('noEuroAmount')}</text>`
      : nothing
  }<text x="${LEFT - 10}" y="${floor + 26}" class="end head">${sayInSvg(partners === 'payee' ? 'payeesSide' : 'payersSide')}</text>${laneRows}<g class="marks">${join(marks)}</g></svg>`;
}

/** Filled at night, hollow by day, a diamond when the hour is unknown: told apart without colour. */
export function mark(x: number, y: number, night: boolean | null): Markup {
  if (night === null) return html`<path class="u" d="M${x} ${round(y - 4)}l4 4-4 4-4-4z"/>`;
  return night ? html`<circle class="n" cx="${x}" cy="${y}" r="3.6"/>` : html`<circle cx="${x}" cy="${y}" r="3.6"/>`;
}

function amountRange(known: readonly number[]): readonly [number, number] {
  if (known.length === 0) return [1, 1000];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const spread = Math.max(1.25, Math.sqrt(8 / (high / low)));
  return [low / spread, high * spread];
}

function lanesOf(lead: Lead, people: People): readonly Lane[] {
  const byPartner = new Map<string, { readonly label: string; readonly transfers: LeadTransfer[] }>();
  for (const transfer of lead.transfers) {
    const { side, id } = partnerOf(lead, transfer);
    const known = byPartner.get(`${side} ${id}`);
    if (known === undefined) byPartner.set(`${side} ${id}`, { label: people.label(side, id), transfers: [transfer] });
    else known.transfers.push(transfer);
  }
  const all = [...byPartner.values()];
  const own = all.length > MOST_LANES ? all.slice(0, MOST_LANES - 1) : all;
  const rest = all.slice(own.length);
  const lanes: Lane[] = own.map((lane) => ({ ...lane, others: 0 }));
  if (rest.length > 0)
    lanes.push({ label: null, others: rest.length, transfers: rest.flatMap((lane) => lane.transfers) });
  return lanes;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
