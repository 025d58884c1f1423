import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { usePageTitle } from '../frame/page-title.ts';
import { useTell } from '../frame/told.tsx';
import { BackupCodes } from '../identity/backup-codes.tsx';
import { useConfirmed } from '../identity/confirming.tsx';
import { EnrolTotp } from '../identity/enrol.tsx';
import { SignInProblem } from '../identity/sign-in-problem.tsx';
import { signInStateQuery } from '../identity/sign-in-state.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { Passkeys } from './passkeys.tsx';
import { Sessions } from './sessions.tsx';
import '../identity/identity.css';

export const route = createLazyRoute('/member/account')({ component: AccountPage });

function AccountPage() {
  const say = useSay();
  const me = useMe();
  usePageTitle(say('frame.account'));
  return (
    <div className="page account">
      <div>
        <h1>{say('frame.account')}</h1>
        <p className="soft">
          {me.member.name} · {me.member.email} · {me.organisation.name}
        </p>
        <ul className="plain-list">
          {me.memberships.map(({ unitId, unitName, role }) => (
            <li key={`${unitId} ${role}`}>
              {say('account.membership', { unit: unitName, role: say(`staff.${role}`) })}
            </li>
          ))}
        </ul>
      </div>
      <CodeApplication />
      <Passkeys />
      <ChangePassword />
      <Sessions />
    </div>
  );
}

function CodeApplication() {
  const say = useSay();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const state = useQuery(signInStateQuery);
  const [password, setPassword] = useState('');
  const [adding, setAdding] = useState(false);
  const body = password === '' ? {} : { password };
  const renew = useMutation({
    mutationFn: () => confirmed(() => bodyOf(api.POST('/api/sign-in/backup-codes', { body }))),
  });
  const remove = useMutation({
    mutationFn: () => confirmed(() => bodyOf(api.POST('/api/sign-in/totp/remove', { body }))),
    onSuccess: (now) => client.setQueryData(signInStateQuery.queryKey, now),
  });
  const failed = renew.error ?? remove.error;
  const has = state.data?.methods.includes('totp') === true;
  return (
    <section aria-labelledby="totp">
      <h2 id="totp">{say('enrol.totp')}</h2>
      {state.error === null ? null : <ProblemNotice error={state.error} />}
      {failed === null ? null : <SignInProblem error={failed} />}
      {has ? (
        <form
          className="column"
          onSubmit={(event) => {
            event.preventDefault();
            renew.mutate();
          }}
        >
          <p>{say('account.hasTotp')}</p>
          <AccountName />
          <PasswordInput
            label={say('signIn.password')}
            description={say('enrol.passwordWhy')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
          />
          <div className="row">
            <Button type="submit" variant="default" loading={renew.isPending}>
              {say('backup.renew')}
            </Button>
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              {say('account.removeTotp')}
            </Button>
          </div>
          {renew.data === undefined ? null : <BackupCodes codes={renew.data.backupCodes} />}
        </form>
      ) : adding ? (
        <EnrolTotp
          password={null}
          onDone={(now) => {
            setAdding(false);
            client.setQueryData(signInStateQuery.queryKey, now);
          }}
        />
      ) : (
        <>
          <p>{say('account.noTotp')}</p>
          <Button variant="default" onClick={() => setAdding(true)}>
            {say('account.addTotp')}
          </Button>
        </>
      )}
    </section>
  );
}

function ChangePassword() {
  const say = useSay();
  const tell = useTell();
  const confirmed = useConfirmed();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useMutation({
    mutationFn: () =>
      confirmed(() => bodyOf(api.POST('/api/sign-in/password/change', { body: { password, newPassword } }))),
    onSuccess: () => {
      setPassword('');
      setNewPassword('');
      tell({ text: say('account.passwordChanged') });
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  return (
    <section aria-labelledby="password">
      <h2 id="password">{say('account.password')}</h2>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          if (password !== '' && newPassword !== '') change.mutate();
        }}
      >
        {change.error === null ? null : <SignInProblem error={change.error} />}
        <AccountName />
        <PasswordInput
          label={say('account.oldPassword')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
        />
        <PasswordInput
          label={say('account.newPassword')}
          description={say('welcome.passwordWhat')}
          autoComplete="new-password"
          value={newPassword}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
        />
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {say('account.changePassword')}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** For password managers: whose password it is. */
function AccountName() {
  const { member } = useMe();
  return <input type="text" name="username" autoComplete="username" value={member.email} readOnly hidden />;
}
