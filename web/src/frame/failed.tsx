import { Outlet } from '@tanstack/react-router';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { usePageTitle } from './page-title.ts';
import './frame.css';

export function Bare() {
  return <Outlet />;
}

/** A page that could not be shown at all: what happened, and what can be done. */
export function Failed({ error }: { readonly error: unknown }) {
  const say = useSay();
  usePageTitle(say('failed.title'));
  return (
    <main className="page narrow" id="content" tabIndex={-1}>
      <h1>{say('failed.title')}</h1>
      <ProblemNotice error={error} />
      <p>
        <a href={location.href}>{say('failed.again')}</a> · <a href="/">{say('failed.home')}</a>
      </p>
    </main>
  );
}

export function NotFound() {
  const say = useSay();
  usePageTitle(say('notFound.title'));
  return (
    <main className="page narrow" id="content" tabIndex={-1}>
      <h1>{say('notFound.title')}</h1>
      <p>{say('notFound.text')}</p>
      <p>
        <a href="/">{say('failed.home')}</a>
      </p>
    </main>
  );
}
