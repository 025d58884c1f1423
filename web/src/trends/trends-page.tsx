import { useQueries } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { queuesOf, useMe } from '../api/me.ts';
import type { Queue } from '../api/schema.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useUnitId } from '../frame/unit.ts';
import { downloadFile } from '../look/download-file.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { FacetSection, shownItems } from './facet-section.tsx';
import { trendsCsv } from './trends-csv.ts';
import { TrendsFilters } from './trends-filters.tsx';
import { trendQuery } from './trends-query.ts';
import { FACETS, queueOf, type TrendsSearch, tiersOf } from './trends-search.ts';
import { useValueWords } from './value-words.ts';
import './trends.css';

export const route = createLazyRoute('/member/trends')({ component: TrendsPage });

function TrendsPage() {
  const unit = useUnitId();
  const queues = queuesOf(useMe(), unit);
  const queue = queueOf(route.useSearch(), queues);
  return unit === null || queue === null ? (
    <NothingHere />
  ) : (
    <TrendsOfQueue key={unit} unit={unit} queue={queue} queues={queues} />
  );
}

function TrendsOfQueue({
  unit,
  queue,
  queues,
}: {
  readonly unit: string;
  readonly queue: Queue;
  readonly queues: readonly Queue[];
}) {
  const say = useSay();
  const words = useValueWords();
  const search = route.useSearch();
  const navigate = useNavigate();
  const tiers = tiersOf(search);
  const trends = useQueries({ queries: FACETS.map((facet) => trendQuery(unit, queue, tiers, facet)) });
  usePageTitle(say('trends.title'));
  const onSearch = (next: TrendsSearch): void =>
    void navigate({ to: '/trends', search: next, replace: true, resetScroll: false });

  const found = FACETS.flatMap((facet, index) => {
    const trend = trends[index]?.data;
    return trend === undefined ? [] : [{ facet, trend }];
  });
  const failed = trends.find(({ error }) => error !== null)?.error ?? null;
  const isEmpty = found.every(({ trend }) => trend.items.length === 0);
  const download = (): void => {
    const lines = found.flatMap(({ facet, trend }) => [
      ...shownItems(search, facet, trend).map(({ value, leads }) => ({
        facet,
        value,
        label: words(facet, value),
        leads,
      })),
      ...(trend.suppressed === 0
        ? []
        : [
            {
              facet,
              value: '',
              label: say(`trends.hidden.${facet}.${queue}`, { count: trend.suppressed, fewest: trend.fewest }),
              leads: null,
            },
          ]),
    ]);
    const heads = [
      say('trends.facet'),
      say('trends.value'),
      say('trends.label'),
      say(`trends.leads.${queue}`),
    ] as const;
    downloadFile(
      `vigie-${queue}-${tiers.join('-')}.csv`,
      new Blob([trendsCsv(heads, lines)], { type: 'text/csv;charset=utf-8' }),
    );
  };

  return (
    <div className="page column trends">
      <div className="page-head">
        <h1>{say('trends.title')}</h1>
        <p className="soft">{say(`trends.intro.${queue}`)}</p>
      </div>
      <div className="trends-tools on-screen">
        <TrendsFilters queue={queue} queues={queues} search={search} onSearch={onSearch} />
        <button type="button" className="button" disabled={found.length < FACETS.length || isEmpty} onClick={download}>
          {say('trends.download')}
        </button>
      </div>
      <p className="on-paper">
        {say(`queue.${queue}`)} ·{' '}
        {tiers.map((tier) => say(queue === 'safeguarding' ? `tier.safeguarding.${tier}` : `tier.${tier}`)).join(', ')}
      </p>
      {failed === null ? null : <ProblemNotice error={failed} />}
      {found.length === 0 && failed === null ? (
        <p className="soft" role="status">
          {say('loading')}
        </p>
      ) : null}
      {found.map(({ facet, trend }) => (
        <FacetSection key={facet} queue={queue} facet={facet} trend={trend} search={search} onSearch={onSearch} />
      ))}
    </div>
  );
}
