import { queryOptions, useIsFetching, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../api/api-problem.ts';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { Statement } from '../api/schema.ts';
import { useConfirmed } from '../identity/confirming.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { IdentityEnded } from './identity-ended.tsx';
import { Statements } from './statements.tsx';

/** A timer of a browser counts no further. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Who a child is, for whom a release names: read when it is asked for, with a fresh proof of who asks, and forgotten by the page when it
 * is closed, when the time of the release has run out, and when the server gives it no longer. It is neither printed nor read again behind
 * the reader's back.
 */
export function OpenIdentity({
  id,
  until,
  mayJudge,
}: {
  readonly id: string;
  readonly until: string;
  readonly mayJudge: (statement: Statement) => boolean;
}) {
  const say = useSay();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const [open, setOpen] = useState(false);
  // Until when it was open, when that has passed: another release may come.
  const [over, setOver] = useState<string | null>(null);
  const query = queryOptions({
    queryKey: ['identity', id],
    queryFn: () =>
      confirmed(async () => {
        const asked = api.GET('/api/children/{id}/identity', {
          params: { path: { id } },
          headers: purposeHeaders(),
        });
        try {
          const { items } = await bodyOf(asked);
          // Empty too for whom it is open no longer: the record says which.
          if (items.length === 0) void client.invalidateQueries({ queryKey: ['casework'] });
          return items;
        } catch (error) {
          if (error instanceof ApiProblem && error.status === 404)
            void client.invalidateQueries({ queryKey: ['casework'] });
          throw error;
        }
      }),
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const identity = useQuery(query);
  const asking = useIsFetching({ queryKey: ['casework'] }) > 0;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      const left = Date.parse(until) - Date.now();
      if (left > 0) {
        timer = setTimeout(wait, Math.min(left, LONGEST_TIMER));
        return;
      }
      setOpen(false);
      setOver(until);
      client.removeQueries({ queryKey: ['identity', id] });
      void client.invalidateQueries({ queryKey: ['casework'] });
    };
    wait();
    return () => clearTimeout(timer);
  }, [client, id, until]);
  useEffect(() => {
    if (!open) return;
    // Somebody may have ended it while the page was out of sight.
    const lookAgain = (): void => {
      if (!document.hidden) void client.invalidateQueries({ queryKey: ['casework'] });
    };
    document.addEventListener('visibilitychange', lookAgain);
    return () => document.removeEventListener('visibilitychange', lookAgain);
  }, [client, open]);
  if (over === until) return <IdentityEnded at={until} by={null} />;
  if (!open)
    return (
      <button type="button" className="button strong" onClick={() => setOpen(true)}>
        {say('identity.open')}
      </button>
    );
  const refused = identity.error instanceof ApiProblem;
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
      {identity.data === undefined || refused ? (
        identity.isFetching ? (
          <p role="status">{say('loading')}</p>
        ) : null
      ) : identity.data.length === 0 ? (
        <p role="status">{say(asking ? 'loading' : 'identity.empty')}</p>
      ) : (
        <Statements personId={id} population="child" statements={identity.data} mayJudge={mayJudge} />
      )}
    </div>
  );
}
