import { type PointerEvent, useMemo, useState } from 'react';
import { amountTicks, timeTicks } from '../../../src/report/ticks.ts';
import type { Lead, LeadTransfer } from '../api/schema.ts';
import { shortText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { type LabelOf, partnerOf } from './people.ts';
import { halves, LEFT, RIGHT, timeAxis, WIDTH } from './time-axis.ts';
import { hourOf, shortInstant } from './transfers-table.tsx';

const TOP = 14;
const AMOUNTS = 150;
const NO_RATE = 22;
const LANE = 20;
const MOST_LANES = 12;
/** How far from a mark the pointer still means it, in units of the picture. */
const NEAR = 14;

interface Point {
  readonly x: number;
  readonly y: number;
  readonly transfer: LeadTransfer;
}

interface Props {
  readonly lead: Lead;
  readonly labelOf: LabelOf;
  readonly labelledBy: string;
  /** Transfers that stand out; null when all do. */
  readonly marked: ReadonlySet<string> | null;
}

/**
 * Amounts over time above, and below the same transfers in one lane for each person on the other side, in the order in which they
 * first appear: a growing staircase of new payees and one faithful payee look different at a glance.
 */
export function Timeline({ lead, labelOf, labelledBy, marked }: Props) {
  const say = useSay();
  const formats = useFormats();
  const [pointed, setPointed] = useState<Point | null>(null);
  const plan = useMemo(() => planOf(lead), [lead]);
  const { x, y, from, to, low, high, floor, lanes, lanesTop, bottom, points, withoutRate } = plan;
  const height = bottom + 26;

  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const matrix = event.currentTarget.getScreenCTM();
    if (matrix === null) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const [nearest] = points
      .map((point) => ({ point, far: Math.hypot(point.x - at.x, point.y - at.y) }))
      .filter(({ far }) => far < NEAR)
      .toSorted((a, b) => a.far - b.far);
    setPointed(nearest?.point ?? null);
  };
  return (
    <>
      <ul className="legend">
        {(['night', 'day', 'unknown'] as const).map((hour) => (
          <li key={hour}>
            <svg viewBox="-6 -6 12 12" aria-hidden="true">
              <Mark hour={hour} x={0} y={0} />
            </svg>{' '}
            {say(`legend.${hour}`)}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="picture" aria-labelledby={labelledBy} tabIndex={0}>
        <svg
          className="timeline"
          viewBox={`0 0 ${WIDTH} ${height}`}
          width={WIDTH}
          height={height}
          role="img"
          aria-labelledby={labelledBy}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setPointed(null)}
        >
          {timeTicks(from, to, 8)
            .filter((tick) => x(tick.at) < WIDTH - RIGHT - 24)
            .map((tick) => (
              <g key={tick.at}>
                <path className="grid" d={`M${x(tick.at)} ${TOP}V${bottom}`} />
                <text x={x(tick.at)} y={bottom + 18} className="mid">
                  {formats.tick(tick.at, tick.unit)}
                </text>
              </g>
            ))}
          {amountTicks(low, high, 6).map((euro) => (
            <g key={euro}>
              <path className="grid" d={`M${LEFT} ${y(euro)}H${WIDTH - RIGHT}`} />
              <text x={LEFT - 10} y={y(euro) + 4} className="end">
                {formats.money(String(euro), 'EUR').replace(/[.,]00(?=\D)/, '')}
              </text>
            </g>
          ))}
          {withoutRate ? (
            <text x={LEFT - 10} y={TOP + AMOUNTS + NO_RATE} className="end">
              {say('timeline.noRate')}
            </text>
          ) : null}
          <text x={LEFT - 10} y={floor + 26} className="end head">
            {say(lead.subject.kind === 'payer' ? 'side.payees' : 'side.payers')}
          </text>
          {lanes.map((lane, index) => {
            const middle = lanesTop + index * LANE + LANE / 2;
            return (
              <g key={lane.key}>
                <path className="grid" d={`M${LEFT} ${middle}H${WIDTH - RIGHT}`} />
                <text x={LEFT - 10} y={middle + 4} className="end lane">
                  {lane.partner === null
                    ? say('timeline.others', { count: lane.others })
                    : shortText(labelOf(lane.partner.side, lane.partner.id), 22)}
                </text>
                <path
                  className="stroke"
                  d={lane.transfers.map(({ at }) => `M${x(Date.parse(at))} ${middle - 5}v10`).join('')}
                />
              </g>
            );
          })}
          {points.map((point) => (
            <g
              key={point.transfer.transferId}
              className={marked?.has(point.transfer.transferId) === false ? 'dim' : ''}
            >
              <Mark hour={hourOf(point.transfer.payerNight)} x={point.x} y={point.y} />
            </g>
          ))}
          {pointed === null ? null : <circle className="here" cx={pointed.x} cy={pointed.y} r="7" />}
        </svg>
      </section>
      <p className="readout meta on-screen" aria-live="off">
        {pointed === null
          ? say('timeline.point')
          : [
              shortInstant(pointed.transfer.at),
              say(`hour.${hourOf(pointed.transfer.payerNight)}`),
              shortText(labelOf(partnerOf(lead, pointed.transfer).side, partnerOf(lead, pointed.transfer).id), 40),
              formats.money(pointed.transfer.amount, pointed.transfer.currency),
              `${pointed.transfer.sourceFile.slice(0, 8)}:${pointed.transfer.sourceRow}`,
            ].join(' · ')}
      </p>
    </>
  );
}

/** Filled at night, hollow by day, a diamond when the hour is unknown: told apart without colour. */
export function Mark({
  hour,
  x,
  y,
}: {
  readonly hour: 'night' | 'day' | 'unknown';
  readonly x: number;
  readonly y: number;
}) {
  return hour === 'unknown' ? (
    <path className="unknown-hour" d={`M${x} ${y - 4}l4 4-4 4-4-4z`} />
  ) : (
    <circle className={hour} cx={x} cy={y} r="3.6" />
  );
}

interface Lane {
  readonly key: string;
  readonly partner: ReturnType<typeof partnerOf> | null;
  readonly others: number;
  readonly transfers: readonly LeadTransfer[];
}

function planOf(lead: Lead) {
  const { transfers } = lead;
  const { x, from, to } = timeAxis(lead);
  const euroOf = ({ amountEur }: LeadTransfer): number | null =>
    amountEur === null ? null : Math.max(Number(amountEur), 0.01);
  const known = transfers.map(euroOf).filter((euro) => euro !== null);
  const [low, high] = amountRange(known);
  const y = (euro: number): number => halves(TOP + AMOUNTS - (Math.log(euro / low) / Math.log(high / low)) * AMOUNTS);
  const withoutRate = known.length < transfers.length;
  const floor = TOP + AMOUNTS + (withoutRate ? NO_RATE : 0);
  const lanes = lanesOf(lead);
  const lanesTop = floor + 34;
  const bottom = lanesTop + lanes.length * LANE;
  const points: readonly Point[] = transfers.map((transfer) => {
    const euro = euroOf(transfer);
    return { transfer, x: x(Date.parse(transfer.at)), y: euro === null ? TOP + AMOUNTS + NO_RATE - 4 : y(euro) };
  });
  return { x, y, from, to, low, high, floor, lanes, lanesTop, bottom, points, withoutRate };
}

function amountRange(known: readonly number[]): readonly [number, number] {
  if (known.length === 0) return [1, 1000];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const spread = Math.max(1.25, Math.sqrt(8 / (high / low)));
  return [low / spread, high * spread];
}

function lanesOf(lead: Lead): readonly Lane[] {
  const byPartner = Map.groupBy(lead.transfers, (transfer) => {
    const { side, id } = partnerOf(lead, transfer);
    return `${side} ${id}`;
  });
  const all = [...byPartner].map(([key, transfers]): Lane => {
    const [one] = transfers;
    return { key, transfers, others: 0, partner: one === undefined ? null : partnerOf(lead, one) };
  });
  if (all.length <= MOST_LANES) return all;
  const rest = all.slice(MOST_LANES - 1);
  return [
    ...all.slice(0, MOST_LANES - 1),
    { key: 'others', partner: null, others: rest.length, transfers: rest.flatMap((lane) => lane.transfers) },
  ];
}
