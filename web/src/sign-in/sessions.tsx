import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { SignInProblem } from '../identity/sign-in-problem.tsx';
import { shortText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** Where one is signed in, and ending what one does not know. */
export function Sessions() {
  const say = useSay();
  const formats = useFormats();
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/sessions', { signal })),
  });
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['sessions'] });
  const end = useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE('/api/sessions/{id}', { params: { path: { id } } })),
    onSuccess: again,
  });
  const endOthers = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/sessions/end-others')),
    onSuccess: again,
  });
  const failed = sessions.error ?? end.error ?? endOthers.error;
  const items = sessions.data?.items ?? [];
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{say('account.sessions')}</h2>
      {failed === null ? null : <SignInProblem error={failed} />}
      <ul className="list">
        {items.map((session) => (
          <li key={session.id}>
            <span>
              {shortText(session.browser ?? say('account.unknownBrowser'), 60)}
              {session.current ? <b> · {say('account.thisOne')}</b> : null}
              <br />
              <span className="meta">
                {say('account.used', {
                  began: formats.minute(session.beganAt),
                  used: formats.minute(session.usedAt),
                  address: session.address ?? say('unknown'),
                })}{' '}
                · {say(`factor.${session.secondFactor}`)}
              </span>
            </span>
            {session.current ? null : (
              <button
                type="button"
                className="link"
                aria-label={say('account.endOne', { browser: shortText(session.browser ?? session.id, 40) })}
                onClick={() => end.mutate(session.id)}
              >
                {say('account.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {items.length > 1 ? (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {say('account.endOthers')}
        </Button>
      ) : null}
    </section>
  );
}
