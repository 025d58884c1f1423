import type { CaseDetail } from '../api/schema.ts';
import { GoneHolder } from '../casework/gone-holder.tsx';
import { NextOn } from '../casework/next-on.tsx';
import { useSay } from '../messages/say.ts';
import type { InCase } from './in-case.ts';
import { OwedWhat } from './owed-what.tsx';

/** What keeps the case from closing. */
export function Obligations({ detail }: Pick<InCase, 'detail'>) {
  const say = useSay();
  const { obligations, row } = detail;
  return (
    <section aria-labelledby="obligations">
      <div className="section-head">
        <h2 id="obligations">{say('owes.title')}</h2>
        {row.stage === 'closed' ? null : (
          <a href="#closing" className="on-screen">
            {say('closing.see')}
          </a>
        )}
      </div>
      {obligations.length === 0 ? (
        <p>{say(row.stage === 'closed' ? 'owes.closed' : 'owes.nothing')}</p>
      ) : (
        <>
          <p className="soft">{say('owes.what')}</p>
          <ul className="people-list">
            {obligations.map(({ kind, objectId, holder, holderReads, nextOn, item, request }) => (
              <li key={`${kind} ${objectId}`}>
                <span>
                  <OwedWhat
                    caseId={row.id}
                    owed={{ kind, objectId, request, of: item ?? workingNameOf(detail, objectId) }}
                  />
                </span>
                <span className="meta">
                  <bdi>{holder.name}</bdi>
                  {nextOn === null ? null : (
                    <>
                      {' · '}
                      {request === null ? null : `${say('owes.ownDate')} `}
                      <NextOn on={nextOn} />
                    </>
                  )}
                  <GoneHolder reads={holderReads} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function workingNameOf({ children }: CaseDetail, id: string): string | null {
  return children.find((each) => each.id === id)?.workingName ?? null;
}
