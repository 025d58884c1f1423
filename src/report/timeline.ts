import type { Lead, LeadTransfer } from '../leads/lead.ts';
import { bothInSvg, inBoth } from './language.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { type People, partnerOf, type Side } from './people.ts';
import { sayInSvg } from './say.ts';
import { shortText } from './shown-name.ts';
import { amountTicks, timeTicks } from './ticks.ts';

const WIDTH = 860;
const LEFT = 180;
const RIGHT = 14;
const TOP = 14;
const AMOUNTS = 150;
const NO_RATE = 22;
const LANE = 20;
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
  const dateLines = timeTicks(from, to, 8)
    .filter((tick) => x(tick.at) < WIDTH - RIGHT - 24)
    .map(
      (tick) =>
        html`<path class="grid" d="M${x(tick.at)} ${TOP}V${bottom}"/><text x="${x(tick.at)}" y="${bottom + 18}" class="mid">${bothInSvg(inBoth((f) => f.tick(tick.at, tick.unit)))}</text>`,
    );
  const marks = join(
    [null, false, true].map((night) => {
      const points = transfers.flatMap((transfer, index) => {
        if (transfer.payerNight !== night) return [];
        const euro = euros[index] ?? null;
        const height = euro === null ? TOP + AMOUNTS + NO_RATE - 4 : y(euro);
        return [`${Math.round(x(times[index] ?? first))} ${Math.round(height)}`];
      });
      return points.length === 0 ? nothing : html`<path class="${markOf(night)}" d="M${points.join(' ')}"/>`;
    }),
  );
  const laneRows = lanes.map((lane, index) => {
    const middle = lanesTop + index * LANE + LANE / 2;
    const label = lane.label === null ? sayInSvg('lanesOthers', lane.others) : html`${shortText(lane.label, 20)}`;
    const at = lane.transfers.map((transfer) => Math.round(x(Date.parse(transfer.at))));
    const strokes = at
      .map((here, turn) => (turn === 0 ? `M${here} ${middle - 5}v10` : `m${here - (at[turn - 1] ?? here)}-10v10`))
      .join('');
    return html`<path class="grid" d="M${LEFT} ${middle}H${WIDTH - RIGHT}"/><text x="${LEFT - 10}" y="${middle + 4}" class="end lane">${label}</text><path class="stroke" d="${strokes}"/>`;
  });

  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="${labelledBy}">${dateLines}${amountLines}${
    withoutRate
      ? html`<text x="${LEFT - 10}" y="${TOP + AMOUNTS + NO_RATE}" class="end">${sayInSvg('noEuroAmount')}</text>`
      : nothing
  }<text x="${LEFT - 10}" y="${floor + 26}" class="end head">${sayInSvg(partners === 'payee' ? 'payeesSide' : 'payersSide')}</text>${laneRows}<g class="marks">${marks}</g></svg>`;
}

export type Mark = 'hn' | 'hd' | 'hu';

/** Filled at night, hollow by day, a diamond when the hour is unknown: told apart without colour. */
export function markOf(night: boolean | null): Mark {
  if (night === null) return 'hu';
  return night ? 'hn' : 'hd';
}

/** The three marks, once for the whole page; a path puts one at each of its points. */
export const markShapes: Markup = html`<svg width="0" height="0" class="shapes" aria-hidden="true">${(
  ['hn', 'hd', 'hu'] as const
).map(
  (mark) =>
    html`<marker id="mark-${mark}" markerUnits="userSpaceOnUse" markerWidth="12" markerHeight="12" viewBox="-6 -6 12 12">${shape(mark)}</marker>`,
)}</svg>`;

export function legendMark(mark: Mark): Markup {
  return html`<svg viewBox="-6 -6 12 12" aria-hidden="true">${shape(mark)}</svg>`;
}

function shape(mark: Mark): Markup {
  return mark === 'hu' ? html`<path class="hu" d="M0-4l4 4-4 4-4-4z"/>` : html`<circle class="${mark}" r="3.6"/>`;
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
  return Math.round(value * 2) / 2;
}
