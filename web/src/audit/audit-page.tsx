import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { AuditFilters } from './audit-filters.tsx';
import { logNamesQuery, logQuery } from './audit-query.ts';
import { isFiltered, logQueryOf } from './audit-search.ts';
import { LogTable } from './log-table.tsx';
import './audit.css';

export const route = createLazyRoute('/member/audit')({ component: AuditPage });

function AuditPage() {
  const audits = useMe().memberships.some(({ powers }) => powers.audits);
  return audits ? <Log /> : <NothingHere />;
}

function Log() {
  const say = useSay();
  const formats = useFormats();
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = route.useSearch();
  const query = logQuery(logQueryOf(search));
  const log = useInfiniteQuery(query);
  const names = useQuery(logNamesQuery).data ?? { members: [], units: [] };
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? [];
  usePageTitle(say('audit.title'));
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('audit.title')}</h1>
        <p className="soft">{say('audit.intro')}</p>
      </div>
      <details className="on-screen">
        <summary>{say('audit.verify')}</summary>
        <div className="audit-verify">
          <p>{say('audit.chain')}</p>
          <p>{say('audit.verifyHow')}</p>
          <dl>
            {(['verify', 'export', 'key'] as const).map((command) => (
              <div key={command}>
                <dt className="code">{`vigie audit ${command}${command === 'export' ? ' --out log.jsonl' : ''}`}</dt>
                <dd>{say(`audit.command.${command}`)}</dd>
              </div>
            ))}
          </dl>
          <p className="meta">{say('audit.verifyMore', { place: 'docs/why/audit-log.md' })}</p>
        </div>
      </details>
      <AuditFilters
        // What was typed and not sent gives way to what the address says.
        key={JSON.stringify(search)}
        search={search}
        members={names.members}
        onSearch={(next) => void navigate({ to: '/audit', search: next, resetScroll: false })}
      />
      {log.error === null ? null : <ProblemNotice error={log.error} />}
      <p className="tally" role="status">
        {log.isPending && log.error === null
          ? say('loading')
          : log.data === undefined
            ? null
            : say(log.hasNextPage ? 'audit.tallyMore' : 'audit.tally', {
                count: entries.length,
                shown: formats.whole(entries.length),
              })}{' '}
        {log.data === undefined ? null : (
          <button
            type="button"
            className="link on-screen"
            disabled={log.isFetching}
            onClick={() => void client.resetQueries({ queryKey: query.queryKey, exact: true })}
          >
            {say('leads.refresh')}
          </button>
        )}
      </p>
      {log.data !== undefined && entries.length === 0 ? (
        <Notice title={say('audit.none')}>
          <p>{say(isFiltered(search) ? 'audit.noneNext' : 'audit.noneYet')}</p>
        </Notice>
      ) : null}
      {entries.length === 0 ? null : <LogTable entries={entries} names={names} />}
      {log.hasNextPage ? (
        <p className="more on-screen">
          <button type="button" className="button" disabled={log.isFetching} onClick={() => void log.fetchNextPage()}>
            {say('audit.more')}
          </button>
        </p>
      ) : null}
    </div>
  );
}
