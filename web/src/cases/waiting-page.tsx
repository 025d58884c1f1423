import { queryOptions, useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { Waiting } from '../api/schema.ts';
import { NextOn } from '../casework/next-on.tsx';
import { useCasesPower } from '../casework/powers.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { Loaded } from '../look/loaded.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { OwedWhat } from './owed-what.tsx';
import '../casework/casework.css';

export const route = createLazyRoute('/member/waiting')({ component: WaitingPage });

const waitingQuery = queryOptions({
  queryKey: ['casework', 'waiting'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/me/work', { headers: purposeHeaders(), signal })),
  staleTime: 60_000,
});

function WaitingPage() {
  return useCasesPower(null) === 'none' ? <NothingHere /> : <WaitingForMe />;
}

/** What waits for the reader over all cases: decisions to answer, then what is in their name. */
function WaitingForMe() {
  const say = useSay();
  const waiting = useQuery(waitingQuery);
  usePageTitle(say('page.waiting'));
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('page.waiting')}</h1>
        <PurposeBar />
        <p className="soft">{say('waiting.intro')}</p>
      </div>
      <Loaded query={waiting} />
      {waiting.data === undefined ? null : (
        <>
          <Answers answers={waiting.data.answers} />
          <Owed {...waiting.data} />
        </>
      )}
    </div>
  );
}

function Answers({ answers }: Pick<Waiting, 'answers'>) {
  const say = useSay();
  const formats = useFormats();
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{say('waiting.answers')}</h2>
      {answers.length === 0 ? (
        <p className="soft">{say('waiting.answersNone')}</p>
      ) : (
        <Records
          caption={say('waiting.answersCaption', { count: answers.length })}
          rows={answers}
          keyOf={({ id }) => id}
          columns={[
            { id: 'what', head: say('waiting.decision'), names: true, cell: (answer) => <ToAnswer answer={answer} /> },
            { id: 'case', head: say('waiting.case'), cell: (answer) => <OfCase {...answer.case} /> },
            {
              id: 'proposed',
              head: say('waiting.proposed'),
              cell: ({ by, at }) => (
                <>
                  <bdi>{by}</bdi>
                  <span className="under">{formats.day(at)}</span>
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

/** What would be decided, where it is answered. */
function ToAnswer({
  answer: { kind, track, objectId, of, reader, ...answer },
}: {
  readonly answer: Waiting['answers'][number];
}) {
  const say = useSay();
  const named = of ?? '';
  if (kind === 'release')
    return (
      <Link to="/children/$id" params={{ id: objectId }} search={{ case: answer.case.id }} hash="identity">
        <ShownText text={say('proposal.release', { child: named, name: reader ?? '' })} longest={200} />
      </Link>
    );
  const what =
    kind === 'end_child_status'
      ? say('proposal.end_child_status', { track: say(`track.${track ?? 'identification'}`), child: named })
      : say(`proposal.${kind}`);
  return (
    <>
      <Link to="/cases/$id" params={{ id: answer.case.id }} hash="proposals">
        <ShownText text={what} longest={200} />
      </Link>
      {kind === 'end_request' || kind === 'destroy_evidence' ? (
        <span className="under">
          <ShownText text={named} longest={120} />
        </span>
      ) : null}
    </>
  );
}

function Owed({ owed, owedTotal }: Pick<Waiting, 'owed' | 'owedTotal'>) {
  const say = useSay();
  return (
    <section aria-labelledby="owed">
      <h2 id="owed">{say('waiting.owed')}</h2>
      {owed.length === 0 ? (
        <p className="soft">{say('waiting.owedNone')}</p>
      ) : (
        <>
          {owed.length === owedTotal ? null : (
            <p>{say('waiting.owedFirst', { shown: owed.length, total: owedTotal })}</p>
          )}
          <Records
            caption={say('waiting.owedCaption', { count: owedTotal })}
            rows={owed}
            keyOf={({ kind, objectId }) => `${kind} ${objectId}`}
            columns={[
              {
                id: 'what',
                head: say('waiting.what'),
                names: true,
                cell: (row) => (
                  <>
                    <OwedWhat caseId={row.case.id} owed={row} />
                    {row.heldBy === null ? null : (
                      <span className="under">
                        {say(row.holderReads ? 'waiting.cameUp' : 'waiting.left', { name: row.heldBy })}
                      </span>
                    )}
                  </>
                ),
              },
              { id: 'case', head: say('waiting.case'), cell: (row) => <OfCase {...row.case} /> },
              {
                id: 'step',
                head: say('waiting.step'),
                cell: ({ nextStep }) => (nextStep === null ? null : <ShownText text={nextStep} longest={200} />),
              },
              { id: 'by', head: say('waiting.by'), cell: ({ nextOn }) => <NextOn on={nextOn} /> },
            ]}
          />
        </>
      )}
    </section>
  );
}

function OfCase({ id, reference, title }: Waiting['owed'][number]['case']) {
  return (
    <>
      <Link to="/cases/$id" params={{ id }}>
        <ShownText text={title} longest={120} />
      </Link>
      <span className="under">{reference}</span>
    </>
  );
}
