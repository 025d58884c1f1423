import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSay } from '../messages/say.ts';
import { Dialog } from './dialog.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** Says what an act does before it is done. */
export function Confirm({
  title,
  text,
  doing,
  mutation: { error, isPending },
  onConfirm,
  onClose,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly doing: string;
  readonly mutation: { readonly error: Error | null; readonly isPending: boolean };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const say = useSay();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="column">
        <p>{text}</p>
        {children}
        {error === null ? null : <ProblemNotice error={error} />}
        <div className="row">
          <Button loading={isPending} onClick={onConfirm}>
            {doing}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
