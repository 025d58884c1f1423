import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { statusOf } from '../api/api-problem.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import './casework.css';

interface RecordPageProps<T> {
  readonly found: Pick<UseQueryResult<T>, 'data' | 'error' | 'isFetching'>;
  readonly back: ReactNode;
  /** The heading while there is nothing but a problem to show. */
  readonly notShown: string;
  /** Whether what was read goes from the page when it is no longer there for the reader, such as a child. */
  readonly goesWithTheRight?: boolean;
  readonly children: (record: T) => ReactNode;
}

/** A page of one record: the way back and the purpose of the reading, then the record, or why it is not shown. */
export function RecordPage<T>({ found, back, notShown, goesWithTheRight = false, children }: RecordPageProps<T>) {
  const say = useSay();
  const { error, isFetching } = found;
  const data = goesWithTheRight && statusOf(error) === 404 ? undefined : found.data;
  return (
    <div className="page case-page">
      <div className="page-head on-screen">
        {back}
        <PurposeBar />
      </div>
      {error === null ? null : (
        <>
          {data === undefined ? <h1>{notShown}</h1> : null}
          <ProblemNotice error={error} />
        </>
      )}
      {data === undefined ? isFetching ? <p role="status">{say('loading')}</p> : null : children(data)}
    </div>
  );
}
