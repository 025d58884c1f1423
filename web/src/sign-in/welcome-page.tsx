import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Welcome } from '../api/schema.ts';
import { usePageTitle } from '../frame/page-title.ts';
import { Door } from '../identity/door.tsx';
import { rememberPassword } from '../identity/given-password.ts';
import { SignInProblem } from '../identity/sign-in-problem.tsx';
import { signInStateQuery } from '../identity/sign-in-state.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';

export const route = createLazyRoute('/welcome')({ component: WelcomePage });

/** A one-time link: the first administrator, somebody invited, or somebody who lost access. */
function WelcomePage() {
  const say = useSay();
  // Behind `#`: no server sees it. It stays in this page alone, not in the history of the browser.
  const [token] = useState(() => {
    const given = decodeURIComponent(location.hash.slice(1));
    history.replaceState(history.state, '', location.pathname);
    return given;
  });
  const look = useQuery({
    queryKey: ['welcome', token],
    queryFn: () => bodyOf(api.POST('/api/sign-in/welcome/look', { body: { token } })),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  usePageTitle(say('welcome.title'));
  return (
    <Door title={say('welcome.title')}>
      {token === '' ? <p>{say('welcome.noToken')}</p> : null}
      {look.error === null ? null : <ProblemNotice error={look.error} />}
      {look.data === undefined ? null : <WelcomeForm token={token} welcome={look.data} />}
    </Door>
  );
}

const FIELDS = ['name', 'email', 'organisation', 'unit'] as const;

function WelcomeForm({ token, welcome }: { readonly token: string; readonly welcome: Welcome }) {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [given, setGiven] = useState({ name: '', email: '', organisation: '', unit: '' });
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const isFirst = welcome.kind === 'first_administrator';
  const use = useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/api/sign-in/welcome', { body: { token, password, ...(isFirst ? given : {}) } })),
    onSuccess: (state) => {
      rememberPassword(password);
      client.setQueryData(signInStateQuery.queryKey, state);
      return navigate({ to: '/sign-in' });
    },
  });
  const isWhole =
    password !== '' && password === again && (!isFirst || FIELDS.every((field) => given[field].trim() !== ''));
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) use.mutate();
      }}
    >
      <p>{say(`welcome.${welcome.kind}`)}</p>
      {use.error === null ? null : <SignInProblem error={use.error} />}
      {isFirst ? (
        FIELDS.map((field) => (
          <TextInput
            key={field}
            type={field === 'email' ? 'email' : 'text'}
            label={say(`welcome.${field}`)}
            autoComplete={field === 'email' ? 'username' : field === 'name' ? 'name' : 'off'}
            value={given[field]}
            onChange={(event) => setGiven({ ...given, [field]: event.currentTarget.value })}
          />
        ))
      ) : (
        <dl className="facts">
          {FIELDS.map((field) =>
            welcome[field] === null ? null : (
              <div key={field}>
                <dt>{say(`welcome.${field}`)}</dt>
                <dd>{welcome[field]}</dd>
              </div>
            ),
          )}
        </dl>
      )}
      {welcome.email === null ? null : (
        <input type="text" name="username" autoComplete="username" value={welcome.email} readOnly hidden />
      )}
      <PasswordInput
        label={say('welcome.password')}
        description={say('welcome.passwordWhat')}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
      />
      <PasswordInput
        label={say('welcome.again')}
        autoComplete="new-password"
        value={again}
        error={again !== '' && again !== password ? say('welcome.differ') : null}
        onChange={(event) => setAgain(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
      />
      <Button type="submit" disabled={!isWhole} loading={use.isPending}>
        {say('welcome.do')}
      </Button>
    </form>
  );
}
