import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { useConfirmed } from '../identity/confirming.tsx';
import { EnrolPasskey } from '../identity/enrol.tsx';
import { SignInProblem } from '../identity/sign-in-problem.tsx';
import { signInStateQuery } from '../identity/sign-in-state.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

export function Passkeys() {
  const say = useSay();
  const formats = useFormats();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const state = useQuery(signInStateQuery);
  const passkeys = useQuery({
    queryKey: ['passkeys'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/sign-in/passkeys', { signal })),
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      confirmed(() => bodyOf(api.DELETE('/api/sign-in/passkeys/{id}', { params: { path: { id } } }))),
    onSuccess: () => client.invalidateQueries({ queryKey: ['passkeys'] }),
  });
  const failed = passkeys.error ?? remove.error;
  const items = passkeys.data?.items ?? [];
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{say('account.passkeys')}</h2>
      {failed === null ? null : <SignInProblem error={failed} />}
      {items.length === 0 ? <p>{say('account.noPasskeys')}</p> : null}
      <ul className="list">
        {items.map(({ id, name, createdAt }) => (
          <li key={id}>
            <span>
              {name ?? id}
              {createdAt === null ? null : <span className="meta"> · {formats.day(createdAt)}</span>}
            </span>
            <button
              type="button"
              className="link"
              aria-label={say('account.removePasskey', { name: name ?? id })}
              onClick={() => remove.mutate(id)}
            >
              {say('views.remove')}
            </button>
          </li>
        ))}
      </ul>
      {state.data?.offered.includes('passkey') === true ? (
        <EnrolPasskey
          onDone={(now) => {
            client.setQueryData(signInStateQuery.queryKey, now);
            void client.invalidateQueries({ queryKey: ['passkeys'] });
          }}
        />
      ) : (
        <p className="meta">{say('passkey.notHere', { host: location.hostname })}</p>
      )}
    </section>
  );
}
