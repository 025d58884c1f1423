import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { inPractice } from '../api/practice.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { Board } from '../api/schema.ts';
import { useCasesPower } from '../casework/powers.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useUnitId } from '../frame/unit.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { Loaded } from '../look/loaded.tsx';
import { Notice } from '../look/notice.tsx';
import { useSay } from '../messages/say.ts';
import { BoardFilters } from './board-filters.tsx';
import { askedOf, type BoardSearch, withBoardSearch } from './board-search.ts';
import { DateFeed } from './date-feed.tsx';
import { RequestTable } from './request-table.tsx';
import { SilentAbroad } from './silent-abroad.tsx';
import '../cases/cases.css';
import '../casework/casework.css';
import './board.css';

export const route = createLazyRoute('/member/board')({ component: BoardPage });

const PAGE_LENGTH = 50;

function boardQuery(unit: string, search: BoardSearch) {
  const asked = askedOf(search);
  return infiniteQueryOptions({
    queryKey: ['casework', 'board', unit, asked],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/requests', {
          params: {
            query: { ...{ unit, limit: PAGE_LENGTH }, ...asked, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
}

function BoardPage() {
  const unit = useUnitId();
  const power = useCasesPower(unit);
  if (unit === null || power === 'none') return <NothingHere />;
  return <BoardOfUnit key={unit} unit={unit} />;
}

/** Where the requests of the reader's cases in a unit stand, what must be looked at first before the others. */
function BoardOfUnit({ unit }: { readonly unit: string }) {
  const say = useSay();
  const navigate = useNavigate();
  const search = route.useSearch();
  const list = useInfiniteQuery(boardQuery(unit, search));
  usePageTitle(say('board.title'));
  const go = (changes: Partial<Record<keyof BoardSearch, string>>): void =>
    void navigate({ to: '/board', search: withBoardSearch(search, changes), replace: true, resetScroll: false });
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('board.title')}</h1>
        <PurposeBar />
        <p className="soft">{say('board.intro')}</p>
      </div>
      <Loaded query={list} />
      {first === undefined ? null : (
        <>
          <BoardFilters board={first} search={search} onGo={go} />
          {rows.length === 0 ? (
            <Nothing
              board={first}
              onAll={() => go({ standing: '', country: '', holder: '', for: '', ends: '', sent: '' })}
            />
          ) : (
            <RequestTable caption={say('requests.caption', { count: rows.length })} rows={rows} showsProtection />
          )}
          {list.hasNextPage ? (
            <p className="more on-screen">
              <button
                type="button"
                className="button"
                disabled={list.isFetching}
                onClick={() => void list.fetchNextPage()}
              >
                {say('board.more')}
              </button>
            </p>
          ) : null}
          <SilentAbroad board={first} onCountry={(country) => go({ standing: 'silent', country })} />
        </>
      )}
      {inPractice ? null : <DateFeed />}
    </div>
  );
}

/** Nothing at all, or nothing that goes with the filters. */
function Nothing({ board: { counts }, onAll }: { readonly board: Board; readonly onAll: () => void }) {
  const say = useSay();
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Notice title={say(all === 0 ? 'board.none' : 'board.noneHere')}>
      {all === 0 ? (
        <p>{say('board.noneNext')}</p>
      ) : (
        <button type="button" className="link" onClick={onAll}>
          {say('board.all')}
        </button>
      )}
    </Notice>
  );
}
