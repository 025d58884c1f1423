import type { KeyboardEvent } from 'react';
import { timeTicks } from '../../../src/report/ticks.ts';
import type { TimelineMark, TimelinePage } from '../api/schema.ts';
import { shortText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

const WIDTH = 960;
const LEFT = 196;
const RIGHT = 16;
const TOP = 10;
const LANE = 34;
const HOUR_MS = 3_600_000;
/** A mark that stands for many is no larger than its lane. */
const MOST_RADIUS = 11;
/** What is known best is drawn last, above the others. */
const ORDER = ['approximate', 'bounded', 'exact'];

/** Lanes over time. What is known exactly is a filled mark, what is not a hollow bar as long as it can have been, broken where it is approximate. */
export function TimelinePicture({
  page,
  onKey,
}: {
  readonly page: TimelinePage;
  /** Zooms and moves by the keyboard. */
  readonly onKey: (event: KeyboardEvent) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const { window, marks, lanes } = page;
  if (window === null) return null;
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  const x = (at: number): number =>
    Math.round((LEFT + ((Math.min(Math.max(at, from), to) - from) / (to - from)) * (WIDTH - LEFT - RIGHT)) * 2) / 2;
  const shown = lanes.filter(({ lane }) => marks.some((mark) => mark.lane === lane));
  const bottom = TOP + shown.length * LANE;
  const hours = to - from <= 2 * 24 * HOUR_MS;
  const ticks = hours
    ? Array.from({ length: 9 }, (_, index) => from + (index * (to - from)) / 8).map((at) => ({
        at,
        text: new Date(at).toISOString().slice(11, 16),
      }))
    : timeTicks(from, to, 9).map(({ at, unit }) => ({ at, text: formats.tick(at, unit) }));
  return (
    <>
      <ul className="legend line-legend">
        <li>
          <svg viewBox="-7 -7 14 14" aria-hidden="true">
            <circle className="exact" r="4" />
          </svg>{' '}
          {say('caseLine.sure')}
        </li>
        <li>
          <svg viewBox="-14 -7 28 14" aria-hidden="true" className="wide">
            <rect className="bounded" x="-12" y="-4.5" width="24" height="9" rx="4.5" />
          </svg>{' '}
          {say('caseLine.bounded')}
        </li>
        <li>
          <svg viewBox="-14 -7 28 14" aria-hidden="true" className="wide">
            <rect className="approximate" x="-12" y="-4.5" width="24" height="9" rx="4.5" />
          </svg>{' '}
          {say('caseLine.approximate')}
        </li>
        <li>
          <svg viewBox="-9 -9 18 18" aria-hidden="true">
            <circle className="exact" r="8" />
            <text className="many" y="3.5">
              3
            </text>
          </svg>{' '}
          {say('caseLine.many')}
        </li>
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls, zooms and moves must be reachable by keyboard */}
      <section className="picture" aria-label={say('caseLine.image')} tabIndex={0} onKeyDown={onKey}>
        <svg
          className="case-line"
          viewBox={`0 0 ${WIDTH} ${bottom + 26}`}
          width={WIDTH}
          height={bottom + 26}
          role="img"
          aria-label={say('caseLine.title')}
        >
          {ticks
            .filter(({ at }) => x(at) < WIDTH - RIGHT + 1)
            .map(({ at, text }) => (
              <g key={at}>
                <path className="grid" d={`M${x(at)} ${TOP}V${bottom}`} />
                <text x={Math.min(x(at), WIDTH - RIGHT - 14)} y={bottom + 18} className="mid">
                  {text}
                </text>
              </g>
            ))}
          {shown.map(({ lane, words }, index) => {
            const middle = TOP + index * LANE + LANE / 2;
            return (
              <g key={lane}>
                <path className="rail" d={`M${LEFT} ${middle}H${WIDTH - RIGHT}`} />
                <text x={LEFT - 12} y={middle + 4} className="end lane">
                  {shortText(words, 30)}
                </text>
                {marks
                  .filter((mark) => mark.lane === lane)
                  .toSorted((a, b) => ORDER.indexOf(a.drawn) - ORDER.indexOf(b.drawn))
                  .map((mark) => (
                    <Mark key={`${mark.from} ${mark.to} ${mark.drawn}`} mark={mark} x={x} y={middle} />
                  ))}
              </g>
            );
          })}
        </svg>
      </section>
    </>
  );
}

function Mark({ mark, x, y }: { readonly mark: TimelineMark; readonly x: (at: number) => number; readonly y: number }) {
  const { from, to, count, drawn } = mark;
  const begin = x(Date.parse(from));
  const end = to === null ? begin : x(Date.parse(to));
  const radius = count === 1 ? 4.5 : Math.min(MOST_RADIUS, 6.5 + Math.log2(count));
  const middle = (begin + end) / 2;
  const half = Math.max((end - begin) / 2, radius);
  return (
    <g>
      {drawn === 'exact' && end - begin <= 2 * radius ? (
        <circle className="exact" cx={middle} cy={y} r={radius} />
      ) : (
        <rect className={drawn} x={middle - half} y={y - radius} width={2 * half} height={2 * radius} rx={radius} />
      )}
      {count === 1 ? null : (
        <text className={drawn === 'exact' ? 'many' : 'many hollow'} x={middle} y={y + 3.5}>
          {count > 99 ? '99+' : count}
        </text>
      )}
    </g>
  );
}
