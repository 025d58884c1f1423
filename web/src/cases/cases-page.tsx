import { infiniteQueryOptions, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { createLazyRoute, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { CaseRow } from '../api/schema.ts';
import { GoneHolder } from '../casework/gone-holder.tsx';
import { NextOn } from '../casework/next-on.tsx';
import { useCasesPower } from '../casework/powers.ts';
import { useStageName } from '../casework/stage-name.ts';
import { STAGES } from '../casework/stages.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useUnitId } from '../frame/unit.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { type CasesSearch, stageOf, withCasesSearch } from './cases-search.ts';
import { OpenCaseDialog } from './open-case-dialog.tsx';
import '../casework/casework.css';
import './cases.css';

export const route = createLazyRoute('/member/cases')({ component: CasesPage });

const PAGE_LENGTH = 50;

/** The cases of the member in a unit, or in units where the member has no role, as they were when they were asked for. */
function casesQuery(among: { readonly unit: string } | 'elsewhere', search: CasesSearch) {
  const stage = stageOf(search);
  const { q } = search;
  return infiniteQueryOptions({
    queryKey: ['casework', 'cases', among, stage, q ?? ''],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/cases', {
          params: {
            query: {
              ...(among === 'elsewhere' ? { elsewhere: 'true' as const } : among),
              limit: PAGE_LENGTH,
              ...(stage === null ? {} : { stage }),
              ...(q === undefined ? {} : { search: q }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
  });
}

function CasesPage() {
  const unit = useUnitId();
  const power = useCasesPower(unit);
  if (unit === null || power === 'none') return <NothingHere />;
  return <CasesOfUnit key={unit} unit={unit} opens={power === 'opens'} />;
}

function CasesOfUnit({ unit, opens }: { readonly unit: string; readonly opens: boolean }) {
  const say = useSay();
  const navigate = useNavigate();
  const search = route.useSearch();
  const list = useInfiniteQuery(casesQuery({ unit }, search));
  usePageTitle(say('page.cases'));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isFiltered = stageOf(search) !== null || search.q !== undefined;
  const go = (changes: Partial<Record<keyof CasesSearch, string>>): void =>
    void navigate({ to: '/cases', search: withCasesSearch(search, changes), replace: true, resetScroll: false });
  const opening = opens && (search.open !== undefined || search.lead !== undefined);
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('page.cases')}</h1>
        <PurposeBar />
        <p className="soft">{say('cases.intro')}</p>
      </div>
      <div className="cases-tools on-screen">
        <SearchCases key={search.q ?? ''} value={search.q ?? ''} onSearch={(q) => go({ q })} />
        <label className="small-select">
          <span>{say('cases.stage')}</span>{' '}
          <select value={stageOf(search) ?? ''} onChange={(event) => go({ stage: event.currentTarget.value })}>
            <option value="">{say('cases.anyStage')}</option>
            {STAGES.map((stage) => (
              <option key={stage} value={stage}>
                {say(`stage.${stage}`)}
              </option>
            ))}
          </select>
        </label>
        {opens ? (
          <button type="button" className="button strong" onClick={() => go({ open: 'case' })}>
            {say('cases.open')}
          </button>
        ) : null}
      </div>
      {list.error === null ? null : <ProblemNotice error={list.error} />}
      {list.isPending ? (
        <p className="soft" role="status">
          {say('loading')}
        </p>
      ) : list.data === undefined ? null : rows.length === 0 ? (
        <Notice title={say(isFiltered ? 'cases.noneHere' : 'cases.none')}>
          <p>{say(isFiltered ? 'cases.noneHereNext' : opens ? 'cases.noneNext' : 'cases.noneNextReader')}</p>
          {isFiltered ? (
            <button type="button" className="link" onClick={() => go({ q: '', stage: '' })}>
              {say('cases.all')}
            </button>
          ) : null}
        </Notice>
      ) : (
        <CasesTable rows={rows} />
      )}
      <More list={list} />
      <Elsewhere />
      {opening ? (
        <OpenCaseDialog unit={unit} lead={search.lead ?? null} onClose={() => go({ open: '', lead: '' })} />
      ) : null}
    </div>
  );
}

/** Cases of units in which the reader has no role, and is on them by name. */
function Elsewhere() {
  const say = useSay();
  const list = useInfiniteQuery(casesQuery('elsewhere', {}));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (rows.length === 0) return list.error === null ? null : <ProblemNotice error={list.error} />;
  return (
    <section className="column" aria-labelledby="elsewhere">
      <h2 id="elsewhere">
        {say(list.hasNextPage ? 'cases.elsewhereFirst' : 'cases.elsewhere', { count: rows.length })}
      </h2>
      {list.error === null ? null : <ProblemNotice error={list.error} />}
      <CasesTable rows={rows} />
      <More list={list} />
    </section>
  );
}

function More({ list }: { readonly list: UseInfiniteQueryResult }) {
  const say = useSay();
  if (!list.hasNextPage) return null;
  return (
    <p className="more on-screen">
      <button type="button" className="button" disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
        {say('cases.more')}
      </button>
    </p>
  );
}

function CasesTable({ rows }: { readonly rows: readonly CaseRow[] }) {
  const say = useSay();
  const stageName = useStageName();
  const formats = useFormats();
  return (
    <Records
      caption={say('cases.caption', { count: rows.length })}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'case-title',
          head: say('cases.title'),
          names: true,
          cell: ({ id, title, reference }) => (
            <>
              <Link to="/cases/$id" params={{ id }}>
                <ShownText text={title} longest={200} />
              </Link>
              <span className="under code">{reference}</span>
            </>
          ),
        },
        {
          id: 'stage',
          head: say('cases.stage'),
          cell: ({ stage, country, openedAt }) => (
            <>
              {stageName(stage, country)}
              <span className="under">
                {formats.country(country)} · {say('cases.opened', { date: formats.day(openedAt) })}
              </span>
            </>
          ),
        },
        { id: 'children', head: say('cases.children'), cell: ({ children }) => <Children of={children} /> },
        {
          id: 'search',
          head: say('cases.search'),
          cell: ({ search, stage }) =>
            search.nextOn === null ? (
              <span className="soft">{say('search.ended')}</span>
            ) : stage === 'closed' ? null : (
              <>
                <bdi>{search.holder.name}</bdi> · <NextOn on={search.nextOn} />
                <GoneHolder reads={search.holderReads} />
                <span className="under">
                  <ShownText text={search.nextStep} longest={120} />
                </span>
              </>
            ),
        },
      ]}
    />
  );
}

/** How many children there are and how it stands with them; that there is none yet is said first. */
function Children({ of: { known, identified, safe, inCare } }: { readonly of: CaseRow['children'] }) {
  const say = useSay();
  const counts = say('cases.counts', { identified, safe, inCare });
  if (identified === 0)
    return (
      <>
        <span className="none-yet">{say('cases.noChild')}</span>
        <span className="under">{known === 0 ? say('cases.noRecord') : say('cases.known', { known })}</span>
        {safe + inCare === 0 ? null : <span className="under">{counts}</span>}
      </>
    );
  return (
    <>
      {say('cases.known', { known })}
      <span className="under">{counts}</span>
    </>
  );
}

/** Searched when it is sent: each search is an entry of the audit log. */
function SearchCases({ value, onSearch }: { readonly value: string; readonly onSearch: (text: string) => void }) {
  const say = useSay();
  const [text, setText] = useState(value);
  return (
    <search>
      <form
        className="search-field"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(text.trim());
        }}
      >
        <input
          type="search"
          aria-label={say('cases.find')}
          placeholder={say('cases.find')}
          value={text}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className="button">
          {say('peopleSearch.do')}
        </button>
      </form>
    </search>
  );
}
