import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { PasskeyDeclined } from './passkey.ts';

export function SignInProblem({ error }: { readonly error: unknown }) {
  const say = useSay();
  if (!(error instanceof PasskeyDeclined)) return <ProblemNotice error={error} />;
  return (
    <Notice urgent title={say('passkey.declined')}>
      <p>{say('passkey.declinedNext')}</p>
    </Notice>
  );
}
