import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { Statement } from '../api/schema.ts';
import { useConfirmed } from '../identity/confirming.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { Statements } from './statements.tsx';

/**
 * Who a child is, for whom a release names: read when it is asked for, with a fresh proof of who asks, and forgotten by the page when it
 * is closed. It is neither printed nor read again behind the reader's back.
 */
export function OpenIdentity({
  id,
  mayJudge,
}: {
  readonly id: string;
  readonly mayJudge: (statement: Statement) => boolean;
}) {
  const say = useSay();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const [open, setOpen] = useState(false);
  const query = queryOptions({
    queryKey: ['identity', id],
    queryFn: () =>
      confirmed(async () => {
        const asked = api.GET('/api/children/{id}/identity', {
          params: { path: { id } },
          headers: purposeHeaders(),
        });
        return (await bodyOf(asked)).items;
      }),
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const identity = useQuery(query);
  if (!open)
    return (
      <button type="button" className="button strong" onClick={() => setOpen(true)}>
        {say('identity.open')}
      </button>
    );
  return (
    <div className="column">
      <p className="row">
        <button
          type="button"
          className="button"
          onClick={() => {
            setOpen(false);
            client.removeQueries({ queryKey: query.queryKey });
          }}
        >
          {say('identity.close')}
        </button>
        <button type="button" className="link" onClick={() => void identity.refetch()}>
          {say('identity.again')}
        </button>
      </p>
      {identity.error === null ? null : <ProblemNotice error={identity.error} />}
      {identity.data === undefined ? (
        identity.isFetching ? (
          <p role="status">{say('loading')}</p>
        ) : null
      ) : identity.data.length === 0 ? (
        <p role="status">{say('identity.empty')}</p>
      ) : (
        <Statements personId={id} population="child" statements={identity.data} mayJudge={mayJudge} />
      )}
    </div>
  );
}
