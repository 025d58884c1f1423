import type { Queue, Trend } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { everyMonth, scaleEnd } from './months.ts';
import { useValueWords } from './value-words.ts';

/** A column for each month, on a scale that begins at 0. A month of which nothing is told is an open mark on the line. */
export function MonthBars({
  queue,
  items,
  label,
}: {
  readonly queue: Queue;
  readonly items: Trend['items'];
  readonly label: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const words = useValueWords();
  const months = everyMonth(items);
  const end = scaleEnd(Math.max(...items.map(({ leads }) => leads)));
  const gaps = months.some(({ leads }) => leads === null);
  return (
    <figure className="months">
      <div className="months-plot" role="img" aria-label={say('trends.picture', { what: label })}>
        <div className="months-scale">
          {[end, end / 2, 0].map((number) => (
            <span key={number}>{formats.decimal(number, 0, 1)}</span>
          ))}
        </div>
        <div className="months-columns">
          {months.map(({ value, leads }) => (
            <div
              key={value}
              className="month"
              title={
                leads === null
                  ? say(`trends.monthHidden.${queue}`, { month: words('month', value) })
                  : say(`trends.monthLeads.${queue}`, {
                      month: words('month', value),
                      leads: formats.whole(leads),
                      count: leads,
                    })
              }
            >
              {leads === null ? (
                <span className="gap" />
              ) : (
                <span className="rod" style={{ height: `${(100 * leads) / end}%` }} />
              )}
              {value.endsWith('-01') || value === months[0]?.value ? (
                <span className="year">{value.endsWith('-01') || !hasYearSoon(value) ? value.slice(0, 4) : ''}</span>
              ) : null}
            </div>
          ))}
        </div>
      </div>
      {gaps ? (
        <figcaption className="meta">
          <span className="gap-sign" aria-hidden="true" /> {say('trends.gap')}
        </figcaption>
      ) : null}
    </figure>
  );
}

/** The year of a first month near the next January would lie over that one's. */
function hasYearSoon(first: string): boolean {
  return Number(first.slice(5)) > 8;
}
