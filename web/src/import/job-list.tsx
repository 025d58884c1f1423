import { useInfiniteQuery } from '@tanstack/react-query';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { jobsQuery } from './import-query.ts';

/** Imports of the unit, the newest first. */
export function JobList({
  unit,
  followed,
  onFollow,
}: {
  readonly unit: string;
  readonly followed: string | undefined;
  readonly onFollow: (id: string) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const jobs = useInfiniteQuery(jobsQuery(unit));
  const items = (jobs.data?.pages ?? []).flatMap((page) => page.items).filter(({ id }) => id !== followed);
  // Below the one that is followed there is nothing to say of others when there are none.
  if (followed !== undefined && jobs.error === null && items.length === 0 && !jobs.hasNextPage) return null;
  return (
    <section className="column" aria-labelledby="jobs">
      <h2 id="jobs">{say(followed === undefined ? 'jobs.title' : 'jobs.others')}</h2>
      {jobs.error === null ? null : <ProblemNotice error={jobs.error} />}
      {jobs.data !== undefined && items.length === 0 ? <p className="soft">{say('jobs.none')}</p> : null}
      {items.length === 0 ? null : (
        <Records
          caption={say('jobs.title')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'asked',
              head: say('jobs.asked'),
              names: true,
              cell: ({ requestedAt, requestedBy }) => (
                <>
                  {formats.minute(requestedAt)}
                  <span className="under">{requestedBy?.name ?? say('audit.server')}</span>
                </>
              ),
            },
            { id: 'state', head: say('jobs.state'), cell: ({ state }) => say(`jobState.${state}`) },
            {
              id: 'files',
              head: say('import.files'),
              cell: ({ files }) => (
                <>
                  <ShownText text={files[0]?.name ?? say('jobs.noFile')} longest={48} />
                  {files.length < 2 ? null : (
                    <span className="under">{say('jobs.moreFiles', { count: files.length - 1 })}</span>
                  )}
                </>
              ),
            },
            {
              id: 'read num',
              head: say('count.read'),
              cell: ({ counts }) => (counts === null ? null : formats.whole(counts.read)),
            },
            {
              id: 'quarantined num',
              head: say('count.quarantined'),
              cell: ({ counts }) => (counts === null ? null : formats.whole(counts.quarantined)),
            },
            {
              id: 'open',
              head: say('jobs.open'),
              unseenHead: true,
              cell: ({ id, files, requestedAt }) => (
                <button
                  type="button"
                  className="link on-screen"
                  aria-label={say('jobs.openOf', {
                    name: (files[0]?.name ?? say('jobs.noFile')).slice(0, 96),
                    at: formats.minute(requestedAt),
                  })}
                  onClick={() => onFollow(id)}
                >
                  {say('jobs.open')}
                </button>
              ),
            },
          ]}
        />
      )}
      {jobs.hasNextPage ? (
        <p className="more on-screen">
          <button type="button" className="button" disabled={jobs.isFetching} onClick={() => void jobs.fetchNextPage()}>
            {say('jobs.more')}
          </button>
        </p>
      ) : null}
    </section>
  );
}
