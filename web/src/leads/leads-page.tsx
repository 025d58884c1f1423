import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { handles, queuesOf, useMe } from '../api/me.ts';
import type { LeadRow, Queue } from '../api/schema.ts';
import { AttentionLine } from '../attention/run-attention.tsx';
import { newestRunQuery, underWayQuery } from '../attention/run-queries.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useTell } from '../frame/told.tsx';
import { useUnitId } from '../frame/unit.ts';
import { useActOnLead } from '../handling/act-on-lead.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { rememberOrder } from '../handling/reading-order.ts';
import { SnoozeDialog } from '../handling/snooze-dialog.tsx';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { nameOf } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { BulkBar } from './bulk-bar.tsx';
import { COLUMNS, DEFAULT_COLUMNS } from './columns.tsx';
import { ColumnsChoice } from './columns-choice.tsx';
import { Filters } from './filters.tsx';
import { countsQuery, leadsQuery } from './leads-query.ts';
import { isFiltered, type LeadsSearch, listOf, SORT_OF_QUEUE, withoutFilters, withSearch } from './leads-search.ts';
import { LeadsTable } from './leads-table.tsx';
import { SavedViews } from './saved-views.tsx';
import { SearchField } from './search-field.tsx';
import { totalRead } from './total-read.ts';
import './leads.css';

export const route = createLazyRoute('/member/leads/$queue')({ component: LeadsPage });

function LeadsPage() {
  const unit = useUnitId();
  const { queue } = route.useParams();
  const queues = queuesOf(useMe(), unit);
  return unit === null || !queues.includes(queue) ? (
    <NothingHere />
  ) : (
    <LeadsOfUnit key={`${unit} ${queue}`} unit={unit} />
  );
}

function LeadsOfUnit({ unit }: { readonly unit: string }) {
  const { queue } = route.useParams();
  const search = route.useSearch();
  const say = useSay();
  const formats = useFormats();
  const tell = useTell();
  const client = useQueryClient();
  const navigate = useNavigate();
  const searchField = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [snoozing, setSnoozing] = useState<LeadRow | null>(null);
  const act = useActOnLead();
  usePageTitle(say(`queue.${queue}`));

  const query = leadsQuery(unit, queue, search);
  const list = useInfiniteQuery(query);
  const counts = useQuery(countsQuery(unit, queue, search));
  const changed = useQuery(countsQuery(unit, queue, { list: 'changed' }));
  const newest = useQuery(newestRunQuery(unit));
  const pages = list.data?.pages ?? [];
  const rows = pages.flatMap(({ items }) => items);
  const [first] = pages;
  // The run of which the list was read; a later one brings new results.
  const [runRead, setRunRead] = useState<string | null>(null);
  const newestRun = newest.data ?? null;
  if (runRead === null && newestRun !== null) setRunRead(newestRun.id);
  const isNewer = newestRun !== null && runRead !== null && newestRun.id !== runRead;
  const total = totalRead(pages, list.hasNextPage);
  // Counted again since the list was read, as after an act: the rows stay under the reader's hand, and it is said.
  const isOther = counts.data !== undefined && counts.data.total !== total;
  const now = isOther && !counts.isPlaceholderData && !list.isFetching ? counts.data.total : null;
  useEffect(() => rememberOrder({ queue, search: { ...search }, ids: rows.map(({ id }) => id) }));

  const onSearch = (next: LeadsSearch): void => {
    setSelected(new Set());
    void navigate({ to: '/leads/$queue', params: { queue }, search: next, replace: true, resetScroll: false });
  };
  const columns = COLUMNS.filter((column) => {
    const wanted = search.columns === undefined ? DEFAULT_COLUMNS : listOf(search.columns);
    return column === 'subject' || wanted.includes(column);
  });
  const nameOfRow = (row: LeadRow): string => nameOf({ name: row.subjectName, id: row.subjectId }).slice(0, 96);
  const claim = (row: LeadRow): void =>
    act.mutate(
      { row, act: { kind: 'claim' } },
      {
        onSuccess: (held) =>
          tell({
            text: say('told.claimed', { name: nameOfRow(row) }),
            action: { label: say('undo'), run: () => act.mutate({ row: held, act: { kind: 'release' } }) },
          }),
      },
    );
  const refresh = (): void => {
    setSelected(new Set());
    setRunRead(null);
    void client.resetQueries({ queryKey: query.queryKey, exact: true });
    void client.invalidateQueries({ queryKey: ['lead-counts', unit, queue] });
    void newest.refetch();
  };

  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say(`queue.${queue}`)}</h1>
        <PurposeBar />
        <p className="soft">{say(`leads.intro.${queue}`)}</p>
      </div>
      <div className="leads-tools on-screen">
        <SearchField
          ref={searchField}
          key={search.q ?? ''}
          value={search.q ?? ''}
          onSearch={(q) => onSearch(withSearch(search, { q }))}
        />
        <SavedViews unit={unit} queue={queue} search={search} onSearch={onSearch} />
        <ColumnsChoice
          queue={queue}
          columns={columns}
          onChoose={(chosen) => onSearch(withSearch(search, { columns: chosen }))}
        />
      </div>
      <div className="on-screen">
        <Filters queue={queue} search={search} counts={counts.data} rows={rows} onSearch={onSearch} />
      </div>
      {isNewer ? (
        <Notice title={say('leads.newer', { date: formats.minute(newestRun?.loadedAt ?? '') })}>
          <p>
            {say('leads.newerWhat')}{' '}
            <button type="button" className="link" onClick={refresh}>
              {say('leads.newerTake')}
            </button>
          </p>
        </Notice>
      ) : null}
      {newestRun === null ? null : <AttentionLine run={newestRun} queue={queue} />}
      {list.error === null ? null : <ProblemNotice error={list.error} />}
      {act.error === null ? null : <ProblemNotice error={act.error} />}
      {first === undefined ? (
        list.isFetching ? (
          <p className="soft" role="status">
            {say('loading')}
          </p>
        ) : null
      ) : (
        <>
          <p className="tally" role="status">
            {say(`leads.tally.${queue}`, { total: formats.whole(total), count: total })}{' '}
            {now === null ? null : say('leads.tallyNow', { total: formats.whole(now), count: now })}{' '}
            <button type="button" className="link on-screen" onClick={refresh}>
              {say('leads.refresh')}
            </button>
            {search.list === undefined && (changed.data?.total ?? 0) > 0 ? (
              <button
                type="button"
                className="link on-screen"
                onClick={() => onSearch(withSearch(withoutFilters(search), { list: 'changed' }))}
              >
                {say('leads.changed', { count: changed.data?.total ?? 0 })}
              </button>
            ) : null}
          </p>
          {rows.length === 0 ? (
            <NoLeads unit={unit} queue={queue} filtered={isFiltered(search)} imported={newest.data !== null} />
          ) : (
            <LeadsTable
              queue={queue}
              rows={rows}
              columns={columns}
              caption={say('leads.caption', { shown: formats.whole(rows.length), total: formats.whole(total) })}
              sort={search.sort ?? SORT_OF_QUEUE[queue]}
              busy={list.isPlaceholderData}
              selected={selected}
              onSelect={(ids, yes) =>
                setSelected((before) => {
                  const next = new Set(before);
                  for (const id of ids) yes ? next.add(id) : next.delete(id);
                  return next;
                })
              }
              onSort={(sort) => onSearch(withSearch(search, { sort }))}
              acts={{ claim, snooze: setSnoozing, search: () => searchField.current?.focus() }}
            />
          )}
          {list.hasNextPage ? (
            <p className="more on-screen">
              <button
                type="button"
                className="button"
                disabled={list.isFetching}
                onClick={() => void list.fetchNextPage()}
              >
                {say('leads.more', { left: formats.whole(total - rows.length) })}
              </button>
            </p>
          ) : null}
          {!list.hasNextPage && listOf(search.tier).includes('context') && (newestRun?.notListed ?? 0) > 0 ? (
            <p className="meta">
              {say('leads.notListed', {
                count: newestRun?.notListed ?? 0,
                number: formats.whole(newestRun?.notListed ?? 0),
              })}
            </p>
          ) : null}
        </>
      )}
      <BulkBar
        unit={unit}
        queue={queue}
        rows={rows.filter(({ id }) => selected.has(id))}
        onDone={() => setSelected(new Set())}
      />
      {snoozing === null ? null : (
        <SnoozeDialog
          count={1}
          busy={act.isPending}
          onClose={() => setSnoozing(null)}
          onSnooze={(until) =>
            act.mutate(
              { row: snoozing, act: { kind: 'snooze', until } },
              {
                onSettled: () => setSnoozing(null),
                onSuccess: (snoozed) =>
                  tell({
                    text: say('told.snoozed', { name: nameOfRow(snoozing), date: formats.day(until) }),
                    action: { label: say('undo'), run: () => act.mutate({ row: snoozed, act: { kind: 'wake' } }) },
                  }),
              },
            )
          }
        />
      )}
    </div>
  );
}

/** Why a list is empty: filters, records that were never imported, only what is open by name, or nobody who is proposed. */
function NoLeads({
  unit,
  queue,
  filtered,
  imported,
}: {
  readonly unit: string;
  readonly queue: Queue;
  readonly filtered: boolean;
  readonly imported: boolean;
}) {
  const say = useSay();
  const me = useMe();
  const works = handles(me, unit, queue);
  const imports = me.memberships.some(({ unitId, powers }) => unitId === unit && powers.imports);
  const underWay = useQuery({ ...underWayQuery(unit), enabled: imports && !imported });
  if (filtered)
    return (
      <Notice title={say('leads.noneHere')}>
        <p>{say('leads.noneHereNext')}</p>
      </Notice>
    );
  if (!works)
    return (
      <Notice title={say('leads.byName')}>
        <p>{say('leads.byNameWhat')}</p>
      </Notice>
    );
  if (!imported && underWay.data === true)
    return (
      <Notice title={say('leads.importing')}>
        <p>
          <Link to="/import">{say('leads.importingNext')}</Link>
        </p>
      </Notice>
    );
  if (!imported)
    return (
      <Notice title={say('leads.noImport')}>
        <p>{imports ? <Link to="/import">{say('leads.noImportNext')}</Link> : say('leads.noImportAsk')}</p>
      </Notice>
    );
  return (
    <Notice title={say(`leads.none.${queue}`)}>
      <p>{say(`leads.noneWhy.${queue}`)}</p>
    </Notice>
  );
}
