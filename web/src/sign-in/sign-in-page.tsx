import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { meQuery } from '../api/me.ts';
import type { SignInState } from '../api/schema.ts';
import { wasSignedIn } from '../api/tab.ts';
import { keepsWords } from '../casework/kept-words.ts';
import { usePageTitle } from '../frame/page-title.ts';
import { Door } from '../identity/door.tsx';
import { EnrolPasskey, EnrolTotp } from '../identity/enrol.tsx';
import { givenPassword, rememberPassword } from '../identity/given-password.ts';
import { browserHasPasskeys, givePasskey } from '../identity/passkey.ts';
import { ProveForm } from '../identity/prove-form.tsx';
import { SignInProblem } from '../identity/sign-in-problem.tsx';
import { signInStateQuery } from '../identity/sign-in-state.ts';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { pathWithin } from './path-within.ts';

export const route = createLazyRoute('/sign-in')({ component: SignInPage });

const SSO_PROBLEMS = ['no_account', 'address_not_confirmed', 'declined', 'failed'] as const;

/** One page for every step: which one, the server says. */
function SignInPage() {
  const say = useSay();
  const { next, problem } = route.useSearch();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const state = useQuery(signInStateQuery);
  const sso = SSO_PROBLEMS.find((each) => problem === `sso_${each}`);
  usePageTitle(say('signIn.title'));
  const take = (now: SignInState): void => {
    client.setQueryData(signInStateQuery.queryKey, now);
  };
  const isIn = state.data?.strong === true;
  useEffect(() => {
    if (!isIn) return;
    rememberPassword(null);
    client.removeQueries({ queryKey: meQuery.queryKey });
    const back = pathWithin(next, location.origin);
    if (back === null) void navigate({ to: '/' });
    else router.history.push(back);
  }, [isIn, next, client, navigate, router]);
  return (
    <Door title={say('signIn.title')}>
      {sso === undefined ? null : (
        <Notice urgent title={say(`sso.${sso}`)}>
          <p>{say('sso.next')}</p>
        </Notice>
      )}
      {next !== undefined && wasSignedIn() && state.data?.signedIn !== true ? (
        <Notice title={say('signIn.ended')}>
          <p>{say(keepsWords() ? 'signIn.endedWords' : 'signIn.endedNext')}</p>
        </Notice>
      ) : null}
      {state.error === null ? null : <ProblemNotice error={state.error} />}
      {state.data === undefined ? null : <Step state={state.data} onState={take} next={next} />}
    </Door>
  );
}

function Step({
  state,
  onState,
  next,
}: {
  readonly state: SignInState;
  readonly onState: (state: SignInState) => void;
  readonly next: string | undefined;
}) {
  const say = useSay();
  if (state.strong) return <p role="status">{say('loading')}</p>;
  if (state.awaitsCode || (state.signedIn && state.methods.length > 0))
    return (
      <>
        <p>{say('signIn.second')}</p>
        <ProveForm methods={state.methods} onProved={onState} />
      </>
    );
  if (state.signedIn) return <Enrol state={state} onState={onState} />;
  return (
    <>
      {state.firstAdministrator ? (
        <Notice title={say('signIn.firstTitle')}>
          <p>{say('signIn.firstWhat')}</p>
        </Notice>
      ) : null}
      <PasswordForm onState={onState} />
      <OtherWays state={state} onState={onState} next={next} />
    </>
  );
}

function PasswordForm({ onState }: { readonly onState: (state: SignInState) => void }) {
  const say = useSay();
  const [email, setEmail] = useState('');
  const [typed, setTyped] = useState('');
  const give = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/sign-in/password', { body: { email: email.trim(), password: typed } })),
    onSuccess: (state) => {
      rememberPassword(typed);
      onState(state);
    },
  });
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (email.trim() !== '' && typed !== '') give.mutate();
      }}
    >
      {give.error === null ? null : <SignInProblem error={give.error} />}
      <TextInput
        type="email"
        label={say('signIn.email')}
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={say('signIn.password')}
        autoComplete="current-password"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
      />
      <Button type="submit" loading={give.isPending}>
        {say('signIn.do')}
      </Button>
    </form>
  );
}

function OtherWays({
  state,
  onState,
  next,
}: {
  readonly state: SignInState;
  readonly onState: (state: SignInState) => void;
  readonly next: string | undefined;
}) {
  const say = useSay();
  const passkey = useMutation({ mutationFn: givePasskey, onSuccess: onState });
  const provider = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/sign-in/sso', { body: { returnTo: pathWithin(next, location.origin) ?? '/', again: false } }),
      ),
    onSuccess: ({ url }) => location.assign(url),
  });
  const failed = passkey.error ?? provider.error;
  const hasPasskey = state.offered.includes('passkey') && browserHasPasskeys();
  if (!hasPasskey && state.sso === null) return null;
  return (
    <section className="column" aria-label={say('signIn.others')}>
      {failed === null ? null : <SignInProblem error={failed} />}
      {hasPasskey ? (
        <Button variant="default" loading={passkey.isPending} onClick={() => passkey.mutate()}>
          {say('prove.passkey')}
        </Button>
      ) : null}
      {state.sso === null ? null : (
        <Button variant="default" loading={provider.isPending} onClick={() => provider.mutate()}>
          {say('signIn.sso', { name: state.sso.name })}
        </Button>
      )}
    </section>
  );
}

/** Nobody goes on with a password alone. */
function Enrol({ state, onState }: { readonly state: SignInState; readonly onState: (state: SignInState) => void }) {
  const say = useSay();
  return (
    <>
      <p>
        {say('enrol.why')} {state.offered.includes('passkey') ? say('enrol.choose') : null}
      </p>
      <section className="column">
        <h2>{say('enrol.totp')}</h2>
        <EnrolTotp password={givenPassword()} onDone={onState} />
      </section>
      {state.offered.includes('passkey') ? (
        <section className="column">
          <h2>{say('enrol.passkey')}</h2>
          <EnrolPasskey onDone={onState} />
        </section>
      ) : (
        <p className="meta">{say('passkey.notHere', { host: location.hostname })}</p>
      )}
    </>
  );
}
