import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { queuesOf, useMe } from '../api/me.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useUnitId } from '../frame/unit.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { FindField } from './find-field.tsx';
import { findQuery, isLongEnough, MOST_FOUND } from './find-query.ts';
import { FoundTable } from './found-table.tsx';

export const route = createLazyRoute('/member/find')({ component: FindPage });

function FindPage() {
  const unit = useUnitId();
  const me = useMe();
  return unit === null || queuesOf(me, unit).length === 0 ? <NothingHere /> : <FindInUnit key={unit} unit={unit} />;
}

function FindInUnit({ unit }: { readonly unit: string }) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const text = route.useSearch().q?.trim() ?? '';
  const found = useQuery(findQuery(unit, text));
  const { refetch } = found;
  // What the reader has sent and the page has not asked yet: the address has to name it first.
  const [sent, setSent] = useState<string | null>(null);
  usePageTitle(say('find.title'));
  useEffect(() => {
    if (sent === null || sent !== text) return;
    setSent(null);
    void refetch();
  }, [sent, text, refetch]);

  const people = found.data?.items ?? [];
  const shown = text.slice(0, 96);
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('find.title')}</h1>
        <PurposeBar />
        <p className="soft">{say('find.intro')}</p>
      </div>
      <FindField
        key={text}
        value={text}
        busy={found.isFetching}
        onSearch={(wanted) => {
          setSent(wanted);
          void navigate({ to: '/find', search: (search) => ({ ...search, q: wanted }), resetScroll: false });
        }}
      />
      <div className="column" role="status" aria-busy={found.isFetching}>
        {found.isFetching ? <p className="soft">{say('loading')}</p> : null}
        {!found.isFetching && found.data === undefined && found.error === null && isLongEnough(text) ? (
          <Notice title={say('find.notAsked', { text: shown })}>
            <p>{say('find.notAskedNext')}</p>
          </Notice>
        ) : null}
        {found.data === undefined || found.isFetching ? null : people.length === 0 ? (
          <Notice title={say('find.none', { text: shown })}>
            <p>{say('find.noneWhy')}</p>
            <p className="meta">{say('find.recorded', { at: clock(formats.minute, found.dataUpdatedAt) })}</p>
          </Notice>
        ) : (
          <>
            <p className="tally">
              {say('find.tally', { count: people.length, text: shown })}{' '}
              <span className="meta">{say('find.recorded', { at: clock(formats.minute, found.dataUpdatedAt) })}</span>
            </p>
            {people.length >= MOST_FOUND ? <p>{say('find.more', { count: MOST_FOUND })}</p> : null}
          </>
        )}
      </div>
      {found.error === null || found.isFetching ? null : <ProblemNotice error={found.error} />}
      {people.length === 0 || found.isFetching ? null : <FoundTable people={people} />}
    </div>
  );
}

function clock(minute: (instant: string) => string, epoch: number): string {
  return minute(new Date(epoch).toISOString());
}
