import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { useSay } from '../messages/say.ts';

interface Told {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const ToldContext = createContext<(told: Told | null) => void>(() => {});

/** Says what an act has done, and offers to undo it. It stays until it is read: nothing hurries the reader. */
export function useTell(): (told: Told | null) => void {
  return useContext(ToldContext);
}

export function Telling({ children }: { readonly children: ReactNode }) {
  const say = useSay();
  const [told, setTold] = useState<Told | null>(null);
  const tell = useCallback((next: Told | null) => setTold(next), []);
  const run = useMemo(() => told?.action?.run, [told]);
  return (
    <ToldContext value={tell}>
      {children}
      <div className="told on-screen" role="status">
        {told === null ? null : (
          <div>
            <span>{told.text}</span>
            {told.action === undefined ? null : (
              <button
                type="button"
                className="link"
                onClick={() => {
                  run?.();
                  setTold(null);
                }}
              >
                {told.action.label}
              </button>
            )}
            <button type="button" className="link" onClick={() => setTold(null)}>
              {say('close')}
            </button>
          </div>
        )}
      </div>
    </ToldContext>
  );
}
