import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { SignInState } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { BackupCodes } from './backup-codes.tsx';
import { useConfirmed } from './confirming.tsx';
import { browserHasPasskeys, makePasskey } from './passkey.ts';
import { QrCode } from './qr-code.tsx';
import { SignInProblem } from './sign-in-problem.tsx';

interface Props {
  /** The password that was given just now; null when it has to be asked for. */
  readonly password: string | null;
  readonly onDone: (state: SignInState) => void;
}

/** Sets up a code application: its secret, its backup codes, then a first code. */
export function EnrolTotp({ password: given, onDone }: Props) {
  const say = useSay();
  const confirmed = useConfirmed();
  const [password, setPassword] = useState(given ?? '');
  const [code, setCode] = useState('');
  const begin = useMutation({
    mutationFn: () =>
      confirmed(() => bodyOf(api.POST('/api/sign-in/totp', { body: password === '' ? {} : { password } }))),
  });
  const confirm = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/sign-in/totp/confirm', { body: { code: code.replaceAll(' ', '') } })),
    onSuccess: onDone,
  });
  if (begin.data === undefined)
    return (
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate();
        }}
      >
        {begin.error === null ? null : <SignInProblem error={begin.error} />}
        {given !== null ? null : (
          <PasswordInput
            label={say('signIn.password')}
            description={say('enrol.passwordWhy')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
          />
        )}
        <div>
          <Button type="submit" loading={begin.isPending}>
            {say('enrol.totpBegin')}
          </Button>
        </div>
      </form>
    );
  const { uri, backupCodes } = begin.data;
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p>{say('enrol.totpHow')}</p>
      <QrCode text={uri} label={say('enrol.totpPicture')} />
      <p>{say('enrol.totpByHand')}</p>
      <p className="secret code">{secret.match(/.{1,4}/g)?.join(' ')}</p>
      <p>
        <a href={uri}>{say('enrol.totpOpen')}</a>
      </p>
      <BackupCodes codes={backupCodes} />
      {confirm.error === null ? null : <SignInProblem error={confirm.error} />}
      <TextInput
        label={say('enrol.firstCode')}
        description={say('prove.codeWhat')}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={confirm.isPending} disabled={code.trim() === ''}>
          {say('enrol.totpDone')}
        </Button>
      </div>
    </form>
  );
}

/** Sets up a passkey: the device or the key asks its owner. */
export function EnrolPasskey({ onDone }: Pick<Props, 'onDone'>) {
  const say = useSay();
  const confirmed = useConfirmed();
  const [name, setName] = useState('');
  const make = useMutation({ mutationFn: () => confirmed(() => makePasskey(name.trim())), onSuccess: onDone });
  if (!browserHasPasskeys()) return <p>{say('passkey.notHere', { host: location.hostname })}</p>;
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') make.mutate();
      }}
    >
      {make.error === null ? null : <SignInProblem error={make.error} />}
      <TextInput
        label={say('passkey.name')}
        description={say('passkey.nameWhat')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" variant="default" loading={make.isPending} disabled={name.trim() === ''}>
          {say('passkey.make')}
        </Button>
      </div>
    </form>
  );
}
