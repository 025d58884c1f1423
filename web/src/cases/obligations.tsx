import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../api/schema.ts';
import { GoneHolder } from '../casework/gone-holder.tsx';
import { NextOn } from '../casework/next-on.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { useKindName } from '../requests/request-words.ts';
import { StandingWords } from '../requests/standing-words.tsx';
import type { InCase } from './in-case.ts';
import { owedWords } from './owed-words.ts';

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
            {obligations.map(({ kind, objectId, holder, holderReads, nextOn, request }) => (
              <li key={`${kind} ${objectId}`}>
                <span>
                  {request !== null ? (
                    <OwedRequest id={objectId} request={request} />
                  ) : kind === 'evidence_check' || kind === 'evidence_handover' ? (
                    <Link to="/evidence/$id" params={{ id: objectId }}>
                      {say(owedWords(kind))}
                    </Link>
                  ) : (
                    say(owedWords(kind))
                  )}{' '}
                  <ChildName detail={detail} id={objectId} />
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

/** What was asked of whom, how far it has come, and the term that runs: the holder's own date is another thing, and stands beside. */
function OwedRequest({
  id,
  request: { kind, addressee, country, standing, overdue, silentSince, passedOn, termOn, termMeans, notSent },
}: {
  readonly id: string;
  readonly request: NonNullable<CaseDetail['obligations'][number]['request']>;
}) {
  const say = useSay();
  const formats = useFormats();
  const kindName = useKindName();
  return (
    <>
      {say('owes.request')}{' '}
      <Link to="/requests/$id" params={{ id }}>
        <ShownText text={addressee} longest={120} />
      </Link>
      <span className="under">
        {kindName(kind)} · {formats.country(country)}
      </span>
      <span className="under">
        <StandingWords
          row={{ ...{ standing, overdue, silentSince, passedOn, notSent }, endedAs: null, escalatedTo: null }}
        />
      </span>
      {termOn === null || termMeans === null ? null : (
        <span className="under">
          {say('owes.term', { what: say(`clockWhat.${termMeans}`) })} <NextOn on={termOn} />
        </span>
      )}
    </>
  );
}

function ChildName({ detail, id }: { readonly detail: CaseDetail; readonly id: string }) {
  const child = detail.children.find((each) => each.id === id);
  return child === undefined ? null : (
    <Link to="/children/$id" params={{ id }} search={{ case: detail.row.id }}>
      <ShownText text={child.workingName} />
    </Link>
  );
}
