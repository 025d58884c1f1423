import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { SignInState } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { browserHasPasskeys, givePasskey } from './passkey.ts';
import { SignInProblem } from './sign-in-problem.tsx';

/** A second factor is given: a code, a backup code in its place, or a passkey. */
export function ProveForm({
  methods,
  onProved,
}: {
  readonly methods: SignInState['methods'];
  readonly onProved: (state: SignInState) => void;
}) {
  const say = useSay();
  const hasCode = methods.includes('totp');
  const hasPasskey = methods.includes('passkey') && browserHasPasskeys();
  const [isBackup, setBackup] = useState(false);
  const [code, setCode] = useState('');
  const give = useMutation({
    mutationFn: () => {
      const body = { code: code.replaceAll(' ', '') };
      return bodyOf(
        isBackup ? api.POST('/api/sign-in/backup-code', { body }) : api.POST('/api/sign-in/code', { body }),
      );
    },
    onSuccess: onProved,
  });
  const passkey = useMutation({ mutationFn: givePasskey, onSuccess: onProved });
  const failed = give.error ?? passkey.error;
  return (
    <div className="column">
      {failed === null ? null : <SignInProblem error={failed} />}
      {hasCode ? (
        <form
          className="column"
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim() !== '') give.mutate();
          }}
        >
          <TextInput
            key={String(isBackup)}
            label={say(isBackup ? 'prove.backup' : 'prove.code')}
            description={say(isBackup ? 'prove.backupWhat' : 'prove.codeWhat')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete={isBackup ? 'off' : 'one-time-code'}
            inputMode={isBackup ? 'text' : 'numeric'}
            spellCheck={false}
            maxLength={40}
            autoFocus
          />
          <div className="row">
            <Button type="submit" loading={give.isPending} disabled={code.trim() === ''}>
              {say('prove.do')}
            </Button>
            <button
              type="button"
              className="link"
              onClick={() => {
                setBackup(!isBackup);
                setCode('');
                give.reset();
              }}
            >
              {say(isBackup ? 'prove.useCode' : 'prove.useBackup')}
            </button>
          </div>
        </form>
      ) : null}
      {hasPasskey ? (
        <div>
          <Button variant={hasCode ? 'default' : 'filled'} loading={passkey.isPending} onClick={() => passkey.mutate()}>
            {say('prove.passkey')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
