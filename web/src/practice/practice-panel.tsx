import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useSay } from '../messages/say.ts';
import { practiceQuery } from './practice-query.ts';
import { Steps } from './steps.tsx';
import './practice.css';

/** The way through, beside every page of practice but the first, which shows it itself. */
export function PracticePanel() {
  const say = useSay();
  const { pathname } = useLocation();
  const { data } = useQuery(practiceQuery);
  if (!data?.space || pathname === '/') return null;
  const { steps } = data.space;
  const done = steps.filter((step) => step.done).length;
  return (
    <aside className="practice-panel on-screen" aria-label={say('practice.path')}>
      <h2>{say('practice.path')}</h2>
      <p className="soft">{say('practice.soFar', { done, all: steps.length })}</p>
      <Steps steps={steps} />
      <p>
        <Link to="/" search={{ review: 'shown' }}>
          {say('practice.review')}
        </Link>
      </p>
    </aside>
  );
}
