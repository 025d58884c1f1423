import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import './drop-down.css';

/** A button, and beside it what it opens. Escape or a click elsewhere puts it away and gives the focus back. */
export function DropDown({
  label,
  className = 'button',
  side = 'start',
  children,
}: {
  readonly label: ReactNode;
  readonly className?: string;
  /** Which edge stands under that of the button. */
  readonly side?: 'start' | 'end';
  /** Called with what closes it again. */
  readonly children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    // Hidden when its button is scrolled away, it would drop the focus that it holds: hence not `hideDetached`.
    <Popover opened={open} onChange={setOpen} position={`bottom-${side}`} hideDetached={false} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={className} onClick={() => setOpen(!open)}>
          {label}
        </button>
      </Popover.Target>
      <Popover.Dropdown>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}
