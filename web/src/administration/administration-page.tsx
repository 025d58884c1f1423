import { createLazyRoute, Link } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useSay } from '../messages/say.ts';
import { ClockRulesPart } from './clock-rules.tsx';
import { Health } from './health.tsx';
import { Invitations } from './invitations.tsx';
import { Members } from './members.tsx';
import { PARTS, type Part } from './parts.ts';
import { QualificationsPart } from './qualifications.tsx';
import { Retention } from './retention.tsx';
import { Roles } from './roles.tsx';
import { Units } from './units.tsx';
import './administration.css';

export const route = createLazyRoute('/member/administration/$part')({ component: AdministrationPage });

const SHOWN = {
  members: Members,
  invitations: Invitations,
  units: Units,
  roles: Roles,
  retention: Retention,
  clocks: ClockRulesPart,
  qualifications: QualificationsPart,
  health: Health,
} satisfies Record<Part, () => React.ReactNode>;

function AdministrationPage() {
  const say = useSay();
  const { memberships, organisation } = useMe();
  const { part } = route.useParams();
  usePageTitle(say(`admin.${part}`));
  if (!memberships.some(({ powers }) => powers.administers)) return <NothingHere />;
  const Shown = SHOWN[part];
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('page.administration')}</h1>
        <p className="soft">{say('admin.intro', { organisation: organisation.name })}</p>
      </div>
      <nav aria-label={say('admin.parts')} className="parts on-screen">
        <ul>
          {PARTS.map((each) => (
            <li key={each}>
              <Link to="/administration/$part" params={{ part: each }} activeProps={{ 'aria-current': 'page' }}>
                {say(`admin.${each}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Shown />
    </div>
  );
}
