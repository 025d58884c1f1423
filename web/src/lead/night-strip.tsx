import { useMemo } from 'react';
import { timeTicks } from '../../../src/report/ticks.ts';
import type { Lead, LeadTransfer } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { halves, LEFT, RIGHT, timeAxis, WIDTH } from './time-axis.ts';
import { Mark } from './timeline.tsx';
import { clockTime, hourOf } from './transfers-table.tsx';

const TOP = 8;
const HOURS = 144;
const NO_HOUR = 26;
const DAY_MINUTES = 1440;
/** The strip goes from noon to noon, so that a night is one band. */
const NOON = 720;
const LINES = [NOON, 18 * 60, 22 * 60, 5 * 60, 11 * 60 + 59] as const;
/** Night is from 22:00 to before 05:00, as it is measured. */
const [NIGHT_FROM, NIGHT_TO] = [22 * 60, 5 * 60];

/**
 * At which hour of the payer's day each transfer was made, along the days: a habit is a line, whatever the number of months. The night is shaded as
 * context. Transfers whose hour or place is not known stand apart below.
 */
export function NightStrip({
  lead,
  labelledBy,
  marked,
}: {
  readonly lead: Lead;
  readonly labelledBy: string;
  /** Transfers that stand out; null when all do. */
  readonly marked: ReadonlySet<string> | null;
}) {
  const say = useSay();
  const formats = useFormats();
  const { x, from, to } = useMemo(() => timeAxis(lead), [lead]);
  const hasUnknown = lead.transfers.some((transfer) => minuteOf(transfer) === null);
  const bottom = TOP + HOURS + (hasUnknown ? NO_HOUR : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="picture" aria-labelledby={labelledBy} tabIndex={0}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by the sentence above it; a title would follow the pointer */}
      <svg
        className="timeline"
        viewBox={`0 0 ${WIDTH} ${bottom + 26}`}
        width={WIDTH}
        height={bottom + 26}
        role="img"
        aria-labelledby={labelledBy}
      >
        <rect
          className="night-band"
          x={LEFT}
          y={heightOf(NIGHT_FROM)}
          width={WIDTH - LEFT - RIGHT}
          height={heightOf(NIGHT_TO) - heightOf(NIGHT_FROM)}
        />
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
        {LINES.map((minute, index) => (
          <g key={minute}>
            <path className="grid" d={`M${LEFT} ${heightOf(minute)}H${WIDTH - RIGHT}`} />
            <text x={LEFT - 10} y={heightOf(minute) + 4} className="end">
              {clockTime(index === LINES.length - 1 ? NOON : minute)}
            </text>
          </g>
        ))}
        <text x={10} y={(heightOf(NIGHT_FROM) + heightOf(NIGHT_TO)) / 2 + 4} className="head">
          {say('hours.night')}
        </text>
        {hasUnknown ? (
          <text x={LEFT - 10} y={TOP + HOURS + NO_HOUR} className="end">
            {say('hours.none')}
          </text>
        ) : null}
        {lead.transfers.map((transfer) => {
          const minute = minuteOf(transfer);
          return (
            <g key={transfer.transferId} className={marked?.has(transfer.transferId) === false ? 'dim' : ''}>
              <Mark
                hour={minute === null ? 'unknown' : hourOf(transfer.payerNight)}
                x={x(Date.parse(transfer.at))}
                y={minute === null ? TOP + HOURS + NO_HOUR - 4 : heightOf(minute)}
              />
            </g>
          );
        })}
      </svg>
    </section>
  );
}

/** Whether the hour at the payer's place is known of any transfer listed. */
export function hasHours({ transfers }: Pick<Lead, 'transfers'>): boolean {
  return transfers.some((transfer) => minuteOf(transfer) !== null);
}

/** Null also in a lead that was written before there were minutes. */
function minuteOf({ payerMinute }: Pick<LeadTransfer, 'payerMinute'>): number | null {
  return typeof payerMinute === 'number' ? payerMinute : null;
}

function heightOf(minute: number): number {
  return halves(TOP + (((minute - NOON + DAY_MINUTES) % DAY_MINUTES) / DAY_MINUTES) * HOURS);
}
