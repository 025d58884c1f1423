import { createLazyRoute, Navigate } from '@tanstack/react-router';
import { handles, queuesOf, useMe } from '../api/me.ts';
import { useSay } from '../messages/say.ts';
import { usePageTitle } from './page-title.ts';
import { useUnitId } from './unit.ts';

export const route = createLazyRoute('/member/')({ component: Home });

/** The first queue in which the member works, else the page that the role is for, else the queue that they may read; who has none is told so. */
function Home() {
  const say = useSay();
  const me = useMe();
  const unitId = useUnitId();
  const queues = queuesOf(me, unitId);
  const first = queues.find((queue) => unitId !== null && handles(me, unitId, queue));
  usePageTitle(say('home.title'));
  if (first !== undefined) return <Navigate to="/leads/$queue" params={{ queue: first }} replace />;
  if (me.memberships.some(({ powers }) => powers.cases !== 'none')) return <Navigate to="/waiting" replace />;
  if (me.memberships.some(({ powers }) => powers.administers))
    return <Navigate to="/administration/$part" params={{ part: 'members' }} replace />;
  if (me.memberships.some(({ powers }) => powers.audits)) return <Navigate to="/audit" replace />;
  const [read] = queues;
  if (read !== undefined) return <Navigate to="/leads/$queue" params={{ queue: read }} replace />;
  return (
    <div className="page narrow">
      <h1>{say('home.title')}</h1>
      <p>{say('home.noQueue')}</p>
    </div>
  );
}
