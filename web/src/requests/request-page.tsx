import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { BackToCase } from '../casework/back-to-case.tsx';
import { caseQuery } from '../casework/casework-query.ts';
import { GoneHolder } from '../casework/gone-holder.tsx';
import { useLanguageName } from '../casework/language-field.tsx';
import { type CasePowers, powersIn } from '../casework/powers.ts';
import { RecordPage } from '../casework/record-page.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import type { OfRequest } from './of-request.ts';
import { RequestActs } from './request-acts.tsx';
import { RequestClocks } from './request-clocks.tsx';
import { RequestEnd } from './request-end.tsx';
import { RequestEvents } from './request-events.tsx';
import { useKindName, useWhen } from './request-words.ts';
import { requestKindsQuery, requestQuery } from './requests-query.ts';
import { StandingWords } from './standing-words.tsx';
import './requests.css';

export const route = createLazyRoute('/member/requests/$id')({ component: RequestPage });

function RequestPage() {
  const { id } = route.useParams();
  const say = useSay();
  const found = useQuery(requestQuery(id));
  return (
    <RecordPage found={found} back={<BackToCase caseId={found.data?.body.caseId} />} notShown={say('request.notShown')}>
      {({ body, etag }) => <Shown key={id} request={body} etag={etag} />}
    </RecordPage>
  );
}

const NO_POWERS: CasePowers = { works: false, leads: false, agrees: false };

/** One request: where it stands and by when somebody must look, why, what was asked, what happened, and who was told. */
function Shown({ request, etag }: Pick<OfRequest, 'request' | 'etag'>) {
  const say = useSay();
  const formats = useFormats();
  const kindName = useKindName();
  const ofCase = useQuery(caseQuery(request.caseId));
  const detail = ofCase.data?.body;
  usePageTitle(request.addressee.slice(0, 96));
  const powers = detail === undefined ? NO_POWERS : powersIn(detail.myRoles, detail.row.stage);
  const given = { request, etag, detail, powers };
  return (
    <>
      <div className="case-head">
        <p className="meta">
          {kindName(request.kind)} · <span className="code">{request.reference}</span> ·{' '}
          {say('request.madeOn', { date: formats.day(request.madeAt) })}
        </p>
        <h1>
          <ShownText text={request.addressee} longest={300} />
        </h1>
        <p>
          {say(`addressee.${request.addresseeKind}`)} · {formats.country(request.country)}
          {request.abroad ? ` · ${say('request.abroad')}` : ''}
          {request.urgent ? ` · ${say('request.urgent')}` : ''}
        </p>
      </div>
      {ofCase.error === null ? null : <ProblemNotice error={ofCase.error} />}
      <section aria-labelledby="standing">
        <div className="section-head">
          <h2 id="standing">{say('request.where')}</h2>
        </div>
        <div className="panel">
          <p>
            <StandingWords row={request} />
          </p>
          <NextDate request={request} />
          <Held request={request} />
          <GivenOn request={request} />
        </div>
        <RequestEnd {...given} />
        <RequestActs {...given} />
      </section>
      <RequestClocks request={request} />
      <Asked request={request} detail={detail} />
      <RequestEvents {...given} />
      <Told request={request} />
    </>
  );
}

function NextDate({ request: { nextOn, because, holder, holderReads, ownDate } }: Pick<OfRequest, 'request'>) {
  const say = useSay();
  const formats = useFormats();
  return (
    <>
      {nextOn === null ? null : (
        <p>
          {say('request.next', { date: formats.day(nextOn) })}
          {because === null ? '' : ` (${say(`because.${because}`)})`}
        </p>
      )}
      <p className="meta">
        {say('request.heldBy', { name: holder.name })}
        {ownDate === null || because === 'own_date'
          ? ''
          : ` · ${say('request.ownDate', { date: formats.day(ownDate) })}`}
        <GoneHolder reads={holderReads} />
      </p>
    </>
  );
}

/** What brought a step was entered only just now, long after it happened: who comes to see that nobody is told yet reads why. */
function Held({ request: { clocks } }: Pick<OfRequest, 'request'>) {
  const say = useSay();
  const formats = useFormats();
  const [until] = clocks.flatMap(({ heldUntil }) => heldUntil ?? []).sort();
  return until === undefined ? null : (
    <p className="soft">{say('request.heldUntil', { minute: formats.minute(until) })}</p>
  );
}

/** Who answered for it before, until when. */
function GivenOn({ request: { givenOn } }: Pick<OfRequest, 'request'>) {
  const say = useSay();
  const formats = useFormats();
  if (givenOn.length === 0) return null;
  return (
    <details>
      <summary>{say('givenOn.title', { count: givenOn.length })}</summary>
      <ol className="log">
        {givenOn.map(({ from, to, by, at }) => (
          <li key={at}>
            <p>{say('givenOn.line', { from: from.name, to: to.name })}</p>
            <p className="meta">{say('log.by', { name: by.name, date: formats.minute(at) })}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What was asked, on what ground, from whom, as it was written down. */
function Asked({ request, detail }: Pick<OfRequest, 'request' | 'detail'>) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const languageName = useLanguageName();
  const kinds = useQuery(requestKindsQuery);
  const traits = kinds.data
    ?.find(({ id }) => id === request.kind)
    ?.traits.filter(({ id }) => request.traits.includes(id));
  return (
    <section aria-labelledby="asked">
      <div className="section-head">
        <h2 id="asked">{say('request.asked')}</h2>
      </div>
      <p className="words asked-words">{request.asked}</p>
      <dl className="facts">
        <div>
          <dt>{say('request.legalBasis')}</dt>
          <dd className="words">{request.legalBasis}</dd>
        </div>
        <div>
          <dt>{say('request.country')}</dt>
          <dd>
            {formats.country(request.country)}
            {request.region === null ? '' : ` · ${request.region}`}
          </dd>
        </div>
        <div>
          <dt>{say('request.language')}</dt>
          <dd>{languageName(request.language)}</dd>
        </div>
        {traits === undefined || traits.length === 0 ? null : (
          <div>
            <dt>{say('request.traits')}</dt>
            <dd>{formats.list(traits.map(({ name }) => inLanguage(name)))}</dd>
          </div>
        )}
        <div>
          <dt>{say('request.annexesShown')}</dt>
          <dd>
            {request.annexes.length === 0 ? (
              say('request.noAnnex')
            ) : (
              <ul className="plain-list">
                {request.annexes.map((annex) => (
                  <li key={annex}>
                    <ShownText text={annex} longest={300} />
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
        {detail === undefined ? null : (
          <div>
            <dt>{say('request.case')}</dt>
            <dd>
              <Link to="/cases/$id" params={{ id: request.caseId }}>
                <ShownText text={detail.row.title} longest={200} />
              </Link>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** Each step of each clock that has come, told once; of what is void since, why and since when. */
function Told({ request: { told } }: Pick<OfRequest, 'request'>) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const when = useWhen();
  return (
    <section aria-labelledby="told">
      <div className="section-head">
        <h2 id="told">{say('request.told')}</h2>
      </div>
      <p className="soft">{say('request.ladder')}</p>
      {told.length === 0 ? (
        <p>{say('request.nobodyTold')}</p>
      ) : (
        <ul className="people-list">
          {told.map(({ rule, kind, to, on, toldAt, named, void: fallen }) => (
            <li key={`${rule} ${kind} ${to} ${on} ${toldAt}`}>
              <span>
                {fallen === null ? null : <b>{say('told.void')} </b>}
                {say(`told.${kind}`, { who: say(`ladder.${to}`), date: formats.day(on) })}
                {fallen === null ? null : (
                  <span className="under">
                    {say(`told.void.${fallen.by}`, {
                      ...{ event: say(`requestEvent.${fallen.event}`), date: when(fallen.at) },
                      ...{ name: fallen.who.name, minute: formats.minute(fallen.entered) },
                    })}
                  </span>
                )}
                <span className="under">
                  {named === null
                    ? say('told.ruleGone')
                    : say('clock.rule', { name: inLanguage(named.instrument), words: inLanguage(named.words) })}
                </span>
              </span>
              <span className="meta">{formats.minute(toldAt)} UTC</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
