import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../api/schema.ts';
import { NextOn } from '../casework/next-on.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { type MessageId, useSay } from '../messages/say.ts';
import type { InCase } from './in-case.ts';

const WORDS: Readonly<Record<string, MessageId>> = {
  child_search: 'owes.child_search',
  child_identification: 'owes.child_identification',
  child_protection: 'owes.child_protection',
  child_care: 'owes.child_care',
  referral: 'owes.referral',
};

/** What keeps the case from closing. */
export function Obligations({ detail }: Pick<InCase, 'detail'>) {
  const say = useSay();
  const formats = useFormats();
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
            {obligations.map(({ kind, objectId, holder, nextOn, request }) => (
              <li key={`${kind} ${objectId}`}>
                <span>
                  {kind === 'request' ? (
                    <Link to="/requests/$id" params={{ id: objectId }}>
                      {say('owes.request')}
                    </Link>
                  ) : kind === 'evidence_check' || kind === 'evidence_handover' ? (
                    <Link to="/evidence/$id" params={{ id: objectId }}>
                      {say(`owes.${kind}`)}
                    </Link>
                  ) : (
                    say(WORDS[kind] ?? 'owes.other')
                  )}{' '}
                  <ChildName detail={detail} id={objectId} />
                </span>
                <span className="meta">
                  {request?.notSent ? `${say('standing.notSent')} · ` : ''}
                  {request === null || request.passedOn === null ? null : (
                    <>
                      <span className="overdue">{say('standing.passed', { date: formats.day(request.passedOn) })}</span>
                      {' · '}
                    </>
                  )}
                  <bdi>{holder.name}</bdi>
                  {nextOn === null ? null : (
                    <>
                      {' · '}
                      <NextOn on={nextOn} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
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
