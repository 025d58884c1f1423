import { useInfiniteQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { queuesOf, useMe } from '../api/me.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useUnitId } from '../frame/unit.ts';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { runsQuery } from './runs-query.ts';
import './runs.css';

export const route = createLazyRoute('/member/runs')({ component: RunsPage });

function RunsPage() {
  const unit = useUnitId();
  const queues = queuesOf(useMe(), unit);
  return unit === null || queues.length === 0 ? <NothingHere /> : <RunsOfUnit key={unit} unit={unit} />;
}

/** The scans whose leads were taken over, the newest first. */
function RunsOfUnit({ unit }: { readonly unit: string }) {
  const say = useSay();
  const formats = useFormats();
  const runs = useInfiniteQuery(runsQuery(unit));
  const items = (runs.data?.pages ?? []).flatMap((page) => page.items);
  usePageTitle(say('runs.title'));
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('runs.title')}</h1>
        <p className="soft">{say('runs.intro')}</p>
      </div>
      {runs.error === null ? null : <ProblemNotice error={runs.error} />}
      {runs.isPending ? (
        <p className="soft" role="status">
          {say('loading')}
        </p>
      ) : null}
      {runs.data !== undefined && items.length === 0 ? (
        <Notice title={say('runs.none')}>
          <p>{say('runs.noneNext')}</p>
        </Notice>
      ) : null}
      {items.length === 0 ? null : (
        <Records
          caption={say('runs.title')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'loaded',
              head: say('runs.loaded'),
              names: true,
              cell: ({ id, loadedAt }) => (
                <Link to="/runs/$id" params={{ id }}>
                  {formats.minute(loadedAt)}
                </Link>
              ),
            },
            { id: 'as-of', head: say('runs.asOf'), cell: ({ asOf }) => formats.minute(asOf) },
            {
              id: 'files',
              head: say('runs.files'),
              cell: ({ files }) => (
                <>
                  <ShownText text={files[0] ?? say('jobs.noFile')} longest={48} />
                  {files.length < 2 ? null : (
                    <span className="under">{say('jobs.moreFiles', { count: files.length - 1 })}</span>
                  )}
                </>
              ),
            },
            ...(['investigation', 'safeguarding'] as const).map((queue) => ({
              id: queue,
              head: say(`queue.${queue}`),
              cell: ({ tiers }: (typeof items)[number]) => {
                const of = tiers?.find((each) => each.queue === queue);
                return of === undefined ? (
                  <span className="soft">{say('runs.notCounted')}</span>
                ) : (
                  say(`runs.tiers.${queue}`, { first: formats.whole(of.first), second: formats.whole(of.second) })
                );
              },
            })),
          ]}
        />
      )}
      {runs.hasNextPage ? (
        <p className="more on-screen">
          <button type="button" className="button" disabled={runs.isFetching} onClick={() => void runs.fetchNextPage()}>
            {say('runs.more')}
          </button>
        </p>
      ) : null}
    </div>
  );
}
