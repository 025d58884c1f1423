import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isDemonstration, queuesOf, seesOutcomes, useMe } from '../api/me.ts';
import { inPractice, PRACTICE } from '../api/practice.ts';
import { signOut } from '../identity/sign-in-state.ts';
import { DropDown } from '../look/drop-down.tsx';
import { LanguageSwitch } from '../look/language-switch.tsx';
import { useSay } from '../messages/say.ts';
import { keepUnit, useUnitId, useUnits } from './unit.ts';

export function Header({ onKeyHelp }: { readonly onKeyHelp: () => void }) {
  const say = useSay();
  const me = useMe();
  const unitId = useUnitId();
  const [open, setOpen] = useState(false);
  const queues = queuesOf(me, unitId);
  const { pathname } = useLocation();
  const may = (power: 'audits' | 'administers' | 'cares'): boolean =>
    me.memberships.some(({ powers }) => powers[power]);
  return (
    <header className="frame-header">
      {inPractice ? (
        <p className="demo practice-mark">
          <b>{say('practice.mark')}</b> {say('practice.marked')}{' '}
          <a href="/" className="on-screen">
            {say('practice.leave')}
          </a>
        </p>
      ) : null}
      {isDemonstration(me, unitId) ? <p className="demo">{say('frame.demo')}</p> : null}
      <div className="frame-bar on-screen">
        <Link to="/" className="brand">
          Vigie
        </Link>
        <button
          type="button"
          className="frame-toggle"
          aria-expanded={open}
          aria-controls="frame-parts"
          onClick={() => setOpen(!open)}
        >
          {say('frame.menu')}
        </button>
        <div id="frame-parts" className="frame-parts" data-open={open}>
          {inPractice ? null : <UnitSwitch />}
          <div className="frame-own">
            <LanguageSwitch />
            <ThemeSwitch />
            <MemberMenu onKeyHelp={onKeyHelp} />
          </div>
          <nav aria-label={say('frame.pages')}>
            <ul>
              {queues.map((queue) => (
                <li key={queue}>
                  <Link
                    to="/leads/$queue"
                    params={{ queue }}
                    activeProps={{ 'aria-current': 'page' }}
                    onClick={() => setOpen(false)}
                  >
                    {say(`queue.${queue}`)}
                  </Link>
                </li>
              ))}
              {me.memberships.some(({ powers }) => powers.cases !== 'none') ? (
                <PageLink to="/waiting" label={say('page.waiting')} onOpen={() => setOpen(false)} />
              ) : null}
              {me.memberships.some(({ powers }) => powers.cases !== 'none') ? (
                <PageLink
                  to="/cases"
                  label={say('page.cases')}
                  // The pages of people, children, requests and evidence are opened from cases.
                  isCurrent={/^\/(people|children|requests|evidence)\//.test(pathname)}
                  onOpen={() => setOpen(false)}
                />
              ) : null}
              {me.memberships.some(({ powers }) => powers.cases !== 'none') ? (
                <PageLink to="/board" label={say('page.board')} onOpen={() => setOpen(false)} />
              ) : null}
              {may('cares') ? <PageLink to="/care" label={say('page.care')} onOpen={() => setOpen(false)} /> : null}
              {!inPractice && seesOutcomes(me, unitId) ? (
                <PageLink to="/outcomes" label={say('page.outcomes')} onOpen={() => setOpen(false)} />
              ) : null}
              {queues.length === 0
                ? null
                : (['find', 'trends'] as const).map((page) => (
                    <PageLink key={page} to={`/${page}`} label={say(`page.${page}`)} onOpen={() => setOpen(false)} />
                  ))}
              {me.memberships.some(({ unitId: of, powers }) => of === unitId && powers.imports) ? (
                <PageLink to="/import" label={say('page.import')} onOpen={() => setOpen(false)} />
              ) : null}
              {queues.length === 0 ? null : (
                <PageLink to="/runs" label={say('page.runs')} onOpen={() => setOpen(false)} />
              )}
              {may('audits') ? <PageLink to="/audit" label={say('page.audit')} onOpen={() => setOpen(false)} /> : null}
              {may('administers') ? (
                <li>
                  <Link
                    to="/administration/$part"
                    params={{ part: 'members' }}
                    aria-current={pathname.startsWith('/administration/') ? 'page' : undefined}
                    onClick={() => setOpen(false)}
                  >
                    {say('page.administration')}
                  </Link>
                </li>
              ) : null}
            </ul>
          </nav>
        </div>
      </div>
    </header>
  );
}

function PageLink({
  to,
  label,
  isCurrent = false,
  onOpen,
}: {
  readonly to:
    | '/waiting'
    | '/cases'
    | '/board'
    | '/care'
    | '/outcomes'
    | '/find'
    | '/trends'
    | '/import'
    | '/runs'
    | '/audit';
  readonly label: string;
  readonly isCurrent?: boolean;
  readonly onOpen: () => void;
}) {
  return (
    <li>
      <Link
        to={to}
        {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
        activeProps={{ 'aria-current': 'page' }}
        onClick={onOpen}
      >
        {label}
      </Link>
    </li>
  );
}

function UnitSwitch() {
  const say = useSay();
  const units = useUnits();
  const unitId = useUnitId();
  const navigate = useNavigate();
  if (units.length < 2) return units[0] === undefined ? null : <p className="unit">{units[0].unitName}</p>;
  return (
    <label className="small-select">
      <span className="unseen">{say('frame.unit')}</span>
      <select
        value={unitId ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          keepUnit(chosen);
          void navigate({ to: '.', search: { unit: chosen } });
        }}
      >
        {units.map((unit) => (
          <option key={unit.unitId} value={unit.unitId}>
            {unit.unitName}
          </option>
        ))}
      </select>
    </label>
  );
}

const SCHEMES = ['auto', 'light', 'dark'] as const;

function ThemeSwitch() {
  const say = useSay();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <label className="small-select">
      <span className="unseen">{say('frame.theme')}</span>
      <select
        value={colorScheme}
        onChange={(event) => {
          const chosen = SCHEMES.find((scheme) => scheme === event.currentTarget.value);
          if (chosen !== undefined) setColorScheme(chosen);
        }}
      >
        {SCHEMES.map((scheme) => (
          <option key={scheme} value={scheme}>
            {say(`theme.${scheme}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function MemberMenu({ onKeyHelp }: { readonly onKeyHelp: () => void }) {
  const say = useSay();
  const { member, mayPractise } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await signOut();
    client.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <DropDown label={member.name} className="quiet" side="end">
      {(close) => (
        <ul className="choice-list">
          {inPractice ? null : (
            <li>
              <Link to="/account" onClick={close}>
                {say('frame.account')}
              </Link>
            </li>
          )}
          {mayPractise && !inPractice ? (
            <li>
              <a href={PRACTICE}>{say('practice.enter')}</a>
            </li>
          ) : null}
          <li>
            <button
              type="button"
              onClick={() => {
                close();
                onKeyHelp();
              }}
            >
              {say('keys.title')}
            </button>
          </li>
          <li>
            <button type="button" onClick={() => void leave()}>
              {say('frame.signOut')}
            </button>
          </li>
        </ul>
      )}
    </DropDown>
  );
}
