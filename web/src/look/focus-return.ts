/**
 * Where the focus goes when a dialog has closed and what opened it is taken from the page, at once or when the page is read again: to the heading of the nearest part
 * that still stands, not to the top of everything. Call it while the opener has the focus; gives what to call when the dialog has closed.
 */
export function returnFocus(): () => void {
  const opener = document.activeElement;
  if (opener === null || opener === document.body) return () => {};
  const around: Element[] = [];
  for (let part = opener.parentElement; part !== null && part !== document.body; part = part.parentElement)
    around.push(part);
  return () => {
    const stop = (): void => {
      watch.disconnect();
      document.removeEventListener('focusin', leave);
    };
    // Whoever goes elsewhere in the meantime stays there.
    const leave = ({ target }: FocusEvent): void => {
      if (target !== opener) stop();
    };
    const look = (): void => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (opener.isConnected || !lost) return;
      stop();
      const part = around.find((each) => each.isConnected && headingOf(each) !== null);
      if (part !== undefined) giveFocus(headingOf(part));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', leave);
    look();
  };
}

function headingOf(part: Element): HTMLElement | null {
  return part.querySelector<HTMLElement>('h1, h2, h3');
}

function giveFocus(heading: HTMLElement | null): void {
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
}
