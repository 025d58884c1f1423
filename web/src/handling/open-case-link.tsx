import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { useSay } from '../messages/say.ts';
import { AddToCase } from './add-to-case.tsx';

/** For who may: the ways from a lead to a case that goes back to it, a new one or one that is open already. */
export function OpenCaseLink({ lead, unit }: { readonly lead: string; readonly unit: string }) {
  const say = useSay();
  const { memberships } = useMe();
  const [adding, setAdding] = useState(false);
  const opens = memberships.some(({ unitId, powers }) => unitId === unit && powers.cases === 'opens');
  if (!memberships.some(({ powers }) => powers.cases !== 'none')) return null;
  return (
    <p className="row on-screen">
      {opens ? (
        <Link to="/cases" search={{ unit, lead }} className="button">
          {say('cases.openFromLead')}
        </Link>
      ) : null}
      <button type="button" className="button" onClick={() => setAdding(true)}>
        {say('toCase.do')}
      </button>
      {adding ? <AddToCase lead={lead} onClose={() => setAdding(false)} /> : null}
    </p>
  );
}
