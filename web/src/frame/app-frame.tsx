import { createLazyRoute, Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { inPractice } from '../api/practice.ts';
import { useStatedPurpose } from '../api/purpose.ts';
import { LeftWords } from '../casework/left-words.tsx';
import { AskPurpose } from '../handling/ask-purpose.tsx';
import { Confirming } from '../identity/confirming.tsx';
import { useSay } from '../messages/say.ts';
import { Header } from './header.tsx';
import { KeyHelp } from './key-help.tsx';
import { isPlainKey, useKeysOn } from './keys.ts';
import { Telling } from './told.tsx';
import './frame.css';

const PracticePanel = lazy(() =>
  import('../practice/practice-panel.tsx').then(({ PracticePanel: shown }) => ({ default: shown })),
);

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
  const readsNobody = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.readsNobody) });
  const mayRead = useStatedPurpose() !== null || readsNobody;
  return (
    <Confirming>
      <Telling>
        <a className="skip" href="#content">
          {say('frame.skip')}
        </a>
        <Header onKeyHelp={() => setHelpOpen(true)} />
        <div className={inPractice ? 'practising' : undefined}>
          {inPractice ? (
            <Suspense fallback={null}>
              <PracticePanel />
            </Suspense>
          ) : null}
          <main id="content" tabIndex={-1} ref={main}>
            {mayRead ? <LeftWords /> : null}
            {mayRead ? <Outlet /> : <AskPurpose />}
          </main>
        </div>
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
