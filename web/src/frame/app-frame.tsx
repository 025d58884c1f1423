import { createLazyRoute, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Confirming } from '../identity/confirming.tsx';
import { useSay } from '../messages/say.ts';
import { Header } from './header.tsx';
import { KeyHelp } from './key-help.tsx';
import { isPlainKey, useKeysOn } from './keys.ts';
import { Telling } from './told.tsx';
import './frame.css';

export const route = createLazyRoute('/member')({ component: AppFrame });

function AppFrame() {
  const say = useSay();
  const [helpOpen, setHelpOpen] = useState(false);
  const keysOn = useKeysOn();
  useEffect(() => {
    if (!keysOn) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== '?' || !isPlainKey(event)) return;
      event.preventDefault();
      setHelpOpen(true);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [keysOn]);
  const main = useFocusOnNewPage();
  return (
    <Confirming>
      <Telling>
        <a className="skip" href="#content">
          {say('frame.skip')}
        </a>
        <Header onKeyHelp={() => setHelpOpen(true)} />
        <main id="content" tabIndex={-1} ref={main}>
          <Outlet />
        </main>
        {helpOpen ? <KeyHelp onClose={() => setHelpOpen(false)} /> : null}
      </Telling>
    </Confirming>
  );
}

/** A page that takes the place of another takes the focus too, unless it has put it somewhere itself. */
function useFocusOnNewPage(): React.RefObject<HTMLElement | null> {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(pathname);
  useEffect(() => {
    if (first.current === pathname) return;
    first.current = pathname;
    if (document.activeElement === document.body || document.activeElement?.closest('header') !== null)
      main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
