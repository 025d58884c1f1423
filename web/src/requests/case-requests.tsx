import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InCase } from '../cases/in-case.ts';
import { Loaded } from '../look/loaded.tsx';
import { useSay } from '../messages/say.ts';
import { NewRequestDialog } from './new-request-dialog.tsx';
import { RequestTable } from './request-table.tsx';
import { caseRequestsQuery } from './requests-query.ts';

/** The requests of a case, what must be looked at first before the others. */
export function CaseRequests({ detail, powers }: InCase) {
  const say = useSay();
  const [writing, setWriting] = useState(false);
  const requests = useQuery(caseRequestsQuery(detail.row.id));
  const { data } = requests;
  return (
    <section aria-labelledby="requests">
      <div className="section-head">
        <h2 id="requests">{say('requests.title', { count: data?.length ?? 0 })}</h2>
        {powers.works ? (
          <button type="button" className="button on-screen" onClick={() => setWriting(true)}>
            {say('requests.new')}
          </button>
        ) : null}
      </div>
      <Loaded query={requests} />
      {data === undefined ? null : data.length === 0 ? (
        <p className="soft">{say('requests.none')}</p>
      ) : (
        <RequestTable caption={say('requests.caption', { count: data.length })} rows={data} />
      )}
      {writing ? <NewRequestDialog detail={detail} onClose={() => setWriting(false)} /> : null}
    </section>
  );
}
