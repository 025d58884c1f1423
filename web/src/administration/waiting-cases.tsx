import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../look/loaded.tsx';
import { Notice } from '../look/notice.tsx';
import { useSay } from '../messages/say.ts';
import { waitingQuery } from './administration-query.ts';

/** Of the cases on which nobody but a member can act, how many there are and what to do: before the account is shut, and while it is. */
export function WaitingCases({ memberId, shut }: { readonly memberId: string; readonly shut: boolean }) {
  const say = useSay();
  const waiting = useQuery(waitingQuery(memberId));
  const count = waiting.data?.cases ?? 0;
  return (
    <>
      <Loaded query={waiting} />
      {count === 0 ? null : (
        <Notice title={say(shut ? 'admin.waits' : 'admin.wouldWait', { count })}>
          <p>{say(shut ? 'admin.waitsWhat' : 'admin.wouldWaitWhat')}</p>
        </Notice>
      )}
    </>
  );
}
