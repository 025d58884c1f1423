import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../api/schema.ts';
import { NextOn } from '../casework/next-on.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { useKindName } from '../requests/request-words.ts';
import { StandingWords } from '../requests/standing-words.tsx';
import { owedWords } from './owed-words.ts';

type OwedRequest = NonNullable<CaseDetail['obligations'][number]['request']>;

/** One thing that a case owes, and the way to it. */
export function OwedWhat({
  caseId,
  owed: { kind, objectId, of, request },
}: {
  readonly caseId: string;
  readonly owed: {
    readonly kind: string;
    readonly objectId: string;
    /** Working name of the child, or what the item of evidence is. */
    readonly of: string | null;
    readonly request: OwedRequest | null;
  };
}) {
  const say = useSay();
  if (request !== null) return <Asked id={objectId} request={request} />;
  const what = say(owedWords(kind));
  if (kind === 'evidence_check' || kind === 'evidence_handover')
    return (
      <>
        <Link to="/evidence/$id" params={{ id: objectId }}>
          {what}
        </Link>
        {of === null ? null : (
          <span className="under">
            <ShownText text={of} longest={120} />
          </span>
        )}
      </>
    );
  return (
    <>
      {what}{' '}
      {of === null ? null : kind === 'referral' ? (
        <ShownText text={of} />
      ) : (
        <Link to="/children/$id" params={{ id: objectId }} search={{ case: caseId }}>
          <ShownText text={of} />
        </Link>
      )}
    </>
  );
}

/** What was asked of whom, how far it has come, and the term that runs: the holder's own date is another thing, and stands beside. */
function Asked({
  id,
  request: { kind, addressee, country, standing, overdue, silentSince, passedOn, termOn, termMeans, notSent },
}: {
  readonly id: string;
  readonly request: OwedRequest;
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
