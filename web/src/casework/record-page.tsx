import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import './casework.css';

interface RecordPageProps<T> {
  readonly found: Pick<UseQueryResult<T>, 'data' | 'error' | 'isFetching'>;
  readonly back: ReactNode;
  /** The heading while there is nothing but a problem to show. */
  readonly notShown: string;
  readonly children: (record: T) => ReactNode;
}

/** A page of one record: the way back and the purpose of the reading, then the record, or why it is not shown. */
export function RecordPage<T>({ found, back, notShown, children }: RecordPageProps<T>) {
  const say = useSay();
  const { data, error, isFetching } = found;
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
