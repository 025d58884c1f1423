import type { ReactNode } from 'react';
import './notice.css';

/** `urgent` is read out at once; anything else when the reader pauses. */
export function Notice({
  title,
  urgent = false,
  children,
}: {
  readonly title?: string;
  readonly urgent?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className="notice" role={urgent ? 'alert' : 'status'}>
      {title === undefined ? null : <p className="notice-title">{title}</p>}
      {children}
    </div>
  );
}
