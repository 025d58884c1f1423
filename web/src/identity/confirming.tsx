import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { ApiProblem } from '../api/api-problem.ts';
import { Dialog } from '../look/dialog.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { ProveForm } from './prove-form.tsx';
import { signInStateQuery } from './sign-in-state.ts';

interface Pending {
  readonly confirmed: () => void;
  readonly refused: (error: unknown) => void;
  readonly why: unknown;
}

type Confirmed = <Result>(act: () => Promise<Result>) => Promise<Result>;
const ConfirmedContext = createContext<Confirmed>((act) => act());

/** Runs a sensitive act; when the server wants to know first that it is you, it asks, and then runs it again. */
export function useConfirmed(): Confirmed {
  return useContext(ConfirmedContext);
}

export function Confirming({ children }: { readonly children: ReactNode }) {
  const [pending, setPending] = useState<Pending | null>(null);
  const confirmed: Confirmed = useCallback(async (act) => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.type !== 'urn:vigie:problem:reauthenticate') throw error;
      await new Promise<void>((resolve, reject) => {
        setPending({ confirmed: resolve, refused: reject, why: error });
      });
      return act();
    }
  }, []);
  return (
    <ConfirmedContext value={confirmed}>
      {children}
      {pending === null ? null : (
        <ConfirmDialog
          onConfirmed={() => {
            setPending(null);
            pending.confirmed();
          }}
          onClose={() => {
            setPending(null);
            pending.refused(pending.why);
          }}
        />
      )}
    </ConfirmedContext>
  );
}

function ConfirmDialog({ onConfirmed, onClose }: { readonly onConfirmed: () => void; readonly onClose: () => void }) {
  const say = useSay();
  const state = useQuery(signInStateQuery);
  return (
    <Dialog title={say('confirm.title')} onClose={onClose}>
      <div className="column">
        <p>{say('confirm.why')}</p>
        {state.error === null ? null : <ProblemNotice error={state.error} />}
        {state.data === undefined ? null : <ProveForm methods={state.data.methods} onProved={onConfirmed} />}
      </div>
    </Dialog>
  );
}
