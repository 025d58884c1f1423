import { html, type Markup, nothing } from './markup.ts';
import type { Side } from './people.ts';
import { sayInSvg } from './say.ts';
import { shortText } from './shown-name.ts';

/** More would be a thicket; the table beside the picture holds every tie. */
const MOST_NODES = 30;
const WIDTH = 860;
const ROW = 26;
const TOP = 36;
const PAYERS_X = 250;
const PAYEES_X = 610;
const LABEL = 26;

interface Node {
  readonly side: Side;
  readonly id: string;
  readonly transfers: number;
}

export interface Network {
  readonly links: readonly { readonly payerId: string; readonly payeeId: string; readonly transfers: number }[];
  /** Who is drawn even without a link, and before others. */
  readonly people: readonly { readonly kind: Side; readonly id: string }[];
  /** Who stands out: the subject of a lead, who is active in a group. */
  readonly standsOut: (side: Side, id: string) => boolean;
  readonly label: (side: Side, id: string) => string;
  /** How many there are in all, drawn or not. */
  readonly total: number;
}

export interface NetworkPicture {
  readonly svg: Markup;
  readonly drawn: number;
  readonly total: number;
}

/** Where everything stands, in the units of the picture: payers left, payees right, the same input always in the same place. */
export interface PlacedNetwork {
  readonly height: number;
  readonly dots: Readonly<
    Record<
      Side,
      readonly { readonly id: string; readonly y: number; readonly standsOut: boolean; readonly label: string }[]
    >
  >;
  /** The thinnest first. */
  readonly lines: readonly {
    readonly from: number;
    readonly to: number;
    readonly width: number;
    readonly own: boolean;
  }[];
  readonly drawn: number;
  readonly total: number;
}

export function placeNetwork(network: Network): PlacedNetwork {
  const { links, standsOut } = network;
  const nodes = nodesOf(network);
  const first = ({ side, id }: Node): number => Number(standsOut(side, id));
  const kept = nodes
    .toSorted((a, b) => first(b) - first(a) || b.transfers - a.transfers || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, MOST_NODES);
  const rows = layOut(links, kept);
  const taller = Math.max(rows.payer.length, rows.payee.length);
  const place = new Map<string, number>();
  const placed = (side: Side) => {
    const offset = ((taller - rows[side].length) * ROW) / 2;
    return rows[side].map((node, index) => {
      const y = TOP + offset + index * ROW + ROW / 2;
      place.set(keyOf(node), y);
      const label = shortText(network.label(side, node.id), LABEL);
      return { id: node.id, y, standsOut: standsOut(side, node.id), label };
    });
  };
  const dots = { payer: placed('payer'), payee: placed('payee') };
  const most = Math.max(...links.map((link) => link.transfers), 1);
  const lines = links
    .toSorted((a, b) => a.transfers - b.transfers)
    .flatMap((link) => {
      const [from, to] = [place.get(`payer ${link.payerId}`), place.get(`payee ${link.payeeId}`)];
      if (from === undefined || to === undefined) return [];
      const width = Math.round((0.8 + 4.2 * Math.sqrt(link.transfers / most)) * 10) / 10;
      return [{ from, to, width, own: standsOut('payer', link.payerId) || standsOut('payee', link.payeeId) }];
    });
  return {
    ...{ dots, lines, height: TOP + taller * ROW + 12 },
    ...{ drawn: kept.length, total: Math.max(nodes.length, network.total) },
  };
}

/** The network as a picture. */
export function networkPicture(network: Network, labelledBy: string): NetworkPicture {
  const { height, dots, lines, drawn, total } = placeNetwork(network);
  const middle = (PAYERS_X + PAYEES_X) / 2;
  const paths = (wanted: boolean) =>
    lines
      .filter(({ own }) => own === wanted)
      .map(
        ({ from, to, width }) =>
          html`<path stroke-width="${width}" d="M${PAYERS_X + 6} ${from}C${middle} ${from} ${middle} ${to} ${PAYEES_X - 6} ${to}"/>`,
      );
  const sides = (['payer', 'payee'] as const).map((side) => {
    const [x, textX, anchor] = side === 'payer' ? [PAYERS_X, PAYERS_X - 14, 'end'] : [PAYEES_X, PAYEES_X + 14, 'start'];
    const own = dots[side].map(
      ({ y, standsOut, label }) =>
        html`<circle${standsOut ? html` class="subject"` : nothing} cx="${x}" cy="${y}"/><text x="${textX}" y="${y + 4}"${standsOut ? html` class="head"` : nothing}>${label}</text>`,
    );
    return html`<g class="${anchor}">${own}</g>`;
  });
  return {
    svg: html`<svg class="network" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="${labelledBy}"><text x="${PAYERS_X - 14}" y="18" class="end muted">${sayInSvg('payersSide')}</text><text x="${PAYEES_X + 14}" y="18" class="start muted">${sayInSvg('payeesSide')}</text><g class="lines"><g class="tie">${paths(false)}</g><g class="own">${paths(true)}</g></g>${sides}</svg>`,
    ...{ drawn, total },
  };
}

function nodesOf({ people, links }: Network): readonly Node[] {
  const found = new Map<string, { side: Side; id: string; transfers: number }>();
  const add = (side: Side, id: string, transfers: number): void => {
    const known = found.get(`${side} ${id}`);
    if (known === undefined) found.set(`${side} ${id}`, { side, id, transfers });
    else known.transfers += transfers;
  };
  for (const { kind, id } of people) add(kind, id, 0);
  for (const link of links) {
    add('payer', link.payerId, link.transfers);
    add('payee', link.payeeId, link.transfers);
  }
  return [...found.values()];
}

/** Each payee stands near the middle of those who pay it, so that lines cross little; ties are settled by identifier. */
function layOut(links: Network['links'], kept: readonly Node[]): Readonly<Record<Side, readonly Node[]>> {
  const side = (wanted: Side): readonly Node[] => kept.filter((node) => node.side === wanted);
  let rows: Record<Side, readonly Node[]> = { payer: side('payer'), payee: side('payee') };
  for (let pass = 0; pass < 4; pass += 1) {
    const moving: Side = pass % 2 === 0 ? 'payee' : 'payer';
    const still: Side = moving === 'payee' ? 'payer' : 'payee';
    const position = new Map(rows[still].map((node, index) => [node.id, index / Math.max(1, rows[still].length - 1)]));
    const centre = new Map<string, number>();
    for (const node of rows[moving]) {
      let weight = 0;
      let sum = 0;
      for (const link of links) {
        if (link[`${moving}Id`] !== node.id) continue;
        const at = position.get(link[`${still}Id`]);
        if (at === undefined) continue;
        weight += link.transfers;
        sum += at * link.transfers;
      }
      centre.set(node.id, weight === 0 ? 1 : sum / weight);
    }
    const by = (node: Node): number => centre.get(node.id) ?? 1;
    rows = {
      ...rows,
      [moving]: rows[moving].toSorted((a, b) => by(a) - by(b) || b.transfers - a.transfers || (a.id < b.id ? -1 : 1)),
    };
  }
  return rows;
}

function keyOf(node: Node): string {
  return `${node.side} ${node.id}`;
}
