import { useId } from 'react';
import type { Facet, Queue, Trend } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { BarTable } from './bar-table.tsx';
import { MonthBars } from './month-bars.tsx';
import { allShown, type TrendsSearch, withAll, withTable } from './trends-search.ts';
import { useValueWords } from './value-words.ts';

/** So many values are read at a glance; the rest is one click away. */
const AT_FIRST = 12;

/** What the page shows of a facet, and what its file holds. */
export function shownItems(search: TrendsSearch, facet: Facet, { items }: Trend): Trend['items'] {
  return facet === 'month' || allShown(search, facet) ? items : items.slice(0, AT_FIRST);
}

export function FacetSection({
  queue,
  facet,
  trend,
  search,
  onSearch,
}: {
  readonly queue: Queue;
  readonly facet: Facet;
  readonly trend: Trend;
  readonly search: TrendsSearch;
  readonly onSearch: (search: TrendsSearch) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const words = useValueWords();
  const heading = useId();
  const most = trend.items.toSorted((a, b) => b.leads - a.leads)[0];
  const items = shownItems(search, facet, trend);
  const more = trend.items.length - items.length;
  const isMonth = facet === 'month';
  const tableOpen = search.table === 'shown';
  return (
    <section aria-labelledby={heading} className="facet">
      <h2 id={heading}>{say(`trends.of.${facet}`)}</h2>
      <p>
        {most === undefined
          ? say(`trends.nothing.${queue}`)
          : say(`trends.most.${facet}.${queue}`, {
              value: words(facet, most.value),
              leads: formats.whole(most.leads),
              count: most.leads,
            })}
        {trend.suppressed === 0
          ? null
          : ` ${say(`trends.hidden.${facet}.${queue}`, { count: trend.suppressed, fewest: trend.fewest })}`}
      </p>
      {isMonth && most !== undefined ? (
        <>
          <MonthBars queue={queue} items={items} label={say(`trends.of.${facet}`)} />
          <p className="on-screen">
            <button
              type="button"
              className="link"
              aria-expanded={tableOpen}
              onClick={() => onSearch(withTable(search, !tableOpen))}
            >
              {say(tableOpen ? 'trends.tableHide' : 'trends.table')}
            </button>
          </p>
        </>
      ) : null}
      {most === undefined ? null : (
        <div className={isMonth && !tableOpen ? 'on-paper' : undefined}>
          <BarTable queue={queue} facet={facet} items={items} most={most.leads} caption={say(`trends.of.${facet}`)} />
        </div>
      )}
      {more > 0 || (!isMonth && allShown(search, facet) && trend.items.length > AT_FIRST) ? (
        <p className="on-screen">
          <button type="button" className="link" onClick={() => onSearch(withAll(search, facet, more > 0))}>
            {more > 0 ? say('trends.more', { count: more }) : say('trends.fewer', { count: AT_FIRST })}
          </button>
        </p>
      ) : null}
      {more > 0 ? <p className="meta on-paper">{say('trends.cut', { count: more })}</p> : null}
    </section>
  );
}
