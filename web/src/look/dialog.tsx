import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useSay } from '../messages/say.ts';
import { returnFocus } from './focus-return.ts';
import './dialog.css';

/** A question that must be answered or put away before anything else. The browser keeps the focus in it and gives it back. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const heading = useId();
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    const giveBack = returnFocus();
    dialog?.showModal();
    return () => {
      dialog?.close();
      giveBack();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
      {/* Last, so that the focus begins with the first field. */}
      <button type="button" className="dialog-close" aria-label={say('close')} onClick={onClose}>
        ×
      </button>
    </dialog>
  );
}
