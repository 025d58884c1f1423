import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { statusOf } from '../api/api-problem.ts';
import { useTell } from '../frame/told.tsx';
import { Dialog } from '../look/dialog.tsx';
import { RefusedFields } from '../look/refused-fields.tsx';
import { useSay } from '../messages/say.ts';
import { useCasework } from './casework-query.ts';
import { type DialogTitle, useTitle } from './dialog-title.ts';
import { useKeptWords } from './use-kept-words.ts';

/** One act with its fields. What was typed stays when the server refuses it or the session ends, and the page behind is read again. */
export function ActDialog<Answer>({
  title,
  what,
  doing,
  told,
  ready = true,
  showsChange = false,
  write,
  onWritten,
  onDone,
  onClose,
  children,
}: {
  readonly title: DialogTitle;
  /** What the act does, before it is done. */
  readonly what?: string;
  readonly doing: string;
  /** What is said once it is done. */
  readonly told: string;
  /** Whether the fields say enough. */
  readonly ready?: boolean;
  /** The fields say themselves that somebody has written meanwhile. */
  readonly showsChange?: boolean;
  readonly write: (headers: Record<string, string>) => Promise<Answer>;
  /** Leaves the page that cannot be read any more after the act, before the pages are read again. */
  readonly onWritten?: () => Promise<void>;
  readonly onDone?: (answer: Answer) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const say = useSay();
  const tell = useTell();
  const inWords = useTitle();
  const kept = useKeptWords(title);
  // Told and forgotten as soon as it is written: what is read again after that may take the dialog away.
  const act = useCasework(async (headers) => {
    const answer = await write(headers);
    kept.forget();
    tell({ text: told });
    await onWritten?.();
    return answer;
  });
  const giveUp = (): void => {
    kept.forget();
    onClose();
  };
  return (
    // A key that slips closes it too: only who gives up, or records, has the words forgotten.
    <Dialog title={inWords(title)} onClose={onClose}>
      <form
        ref={kept.form}
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready || act.isPending) return;
          act.mutate(undefined, {
            onSuccess: (answer) => {
              onClose();
              onDone?.(answer);
            },
          });
        }}
      >
        {what === undefined ? null : <p>{what}</p>}
        {kept.again ? <p role="status">{say('left.again')}</p> : null}
        <RefusedFields error={showsChange && statusOf(act.error) === 412 ? null : act.error}>{children}</RefusedFields>
        <div className="row">
          <Button type="submit" disabled={!ready} loading={act.isPending}>
            {doing}
          </Button>
          <Button variant="default" onClick={giveUp}>
            {say('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
