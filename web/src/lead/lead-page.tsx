import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { handles, useMe } from '../api/me.ts';
import type { LeadDetail } from '../api/schema.ts';
import { usePageTitle } from '../frame/page-title.ts';
import { factsQuery } from '../handling/handling-queries.ts';
import { leadQuery } from '../handling/lead-query.ts';
import { OpenCaseLink } from '../handling/open-case-link.tsx';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { readingOrder } from '../handling/reading-order.ts';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { nameOf, ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { DecisionPanel } from './decision-panel.tsx';
import { Groups } from './groups.tsx';
import { HandlingBar } from './handling-bar.tsx';
import { Independence } from './independence.tsx';
import { LeadFacts } from './lead-facts.tsx';
import { LeadHolds } from './lead-holds.tsx';
import { Neighbours } from './neighbours.tsx';
import { NetworkSection } from './network.tsx';
import { hasHours, NightStrip } from './night-strip.tsx';
import { labelsOf } from './people.ts';
import { Places } from './places.tsx';
import { ReasonList, SumLine } from './reasons.tsx';
import { Paths, Ties } from './ties.tsx';
import { Timeline } from './timeline.tsx';
import { TransfersTable } from './transfers-table.tsx';
import './lead.css';

export const route = createLazyRoute('/member/leads/$queue/$id')({ component: LeadPage });

function LeadPage() {
  const { queue, id } = route.useParams();
  const say = useSay();
  const lead = useQuery(leadQuery(id));
  const order = readingOrder(queue);
  const place = order?.ids.indexOf(id) ?? -1;
  const [before, after] = place < 0 ? [undefined, undefined] : [order?.ids[place - 1], order?.ids[place + 1]];
  return (
    <div className="page lead-page">
      <div className="lead-way on-screen">
        <nav aria-label={say('lead.way')}>
          <Link to="/leads/$queue" params={{ queue }} search={{ ...order?.search }}>
            {say(`lead.back.${queue}`)}
          </Link>
          {before === undefined ? null : (
            <Link to="/leads/$queue/$id" params={{ queue, id: before }}>
              {say('lead.before')}
            </Link>
          )}
          {after === undefined ? null : (
            <Link to="/leads/$queue/$id" params={{ queue, id: after }}>
              {say('lead.after')}
            </Link>
          )}
        </nav>
        <PurposeBar />
      </div>
      {lead.error === null ? null : (
        <>
          {lead.data === undefined ? <h1>{say('lead.notShown')}</h1> : null}
          <ProblemNotice error={lead.error} />
        </>
      )}
      {lead.data === undefined ? (
        lead.isFetching ? (
          <p role="status">{say('loading')}</p>
        ) : null
      ) : (
        <Shown key={id} detail={lead.data.body} />
      )}
    </div>
  );
}

function Shown({ detail }: { readonly detail: LeadDetail }) {
  const { row, lead } = detail;
  const say = useSay();
  const formats = useFormats();
  const me = useMe();
  const caption = useId();
  const hours = useId();
  const [marked, setMarked] = useState<string | null>(null);
  const name = nameOf(lead.subject);
  usePageTitle(name.slice(0, 96));
  const labelOf = labelsOf(lead);
  const mayAct = handles(me, row.unitId, row.queue);
  const isProtected = lead.queue === 'safeguarding';
  const markedIds =
    marked === null
      ? null
      : new Set([...lead.reasons, ...lead.reasonsAgainst].find(({ indicator }) => indicator === marked)?.evidence);
  const reasons = { lead, labelOf, marked, onMark: setMarked };
  const listed = lead.transfers.length;
  return (
    <>
      <div className="lead-head">
        <p className="meta">
          {say(isProtected ? 'lead.situation' : 'lead.lead', { rank: lead.rankInQueue })}
          {row.restricted ? ` · ${say('handling.restricted')}` : ''}
        </p>
        <h1>
          <ShownText text={name} />
        </h1>
        <p>
          {say(`role.long.${lead.subject.role}`)} · {say(isProtected ? 'sum.weight' : 'sum.score')}{' '}
          <b>{formats.decimal(lead.score, 2, 2)}</b> · {say(`state.${row.state}`)}
        </p>
        <p className="jump on-screen">
          <a href="#decision">{say('lead.decide')}</a>
        </p>
      </div>
      {row.gone ? <Notice title={say('lead.gone')} /> : null}
      <Changed detail={detail} />
      <div className="lead-body">
        <article>
          <section aria-labelledby="reasons">
            <h2 id="reasons">{say(isProtected ? signsTitle(detail) : 'reasons.for')}</h2>
            {lead.corridor === null ? null : (
              <p>{say('reasons.corridorOnly', { elsewhere: lead.corridor.transfersElsewhere })}</p>
            )}
            {lead.reasons.length === 0 ? (
              <p>{say('reasons.noneFor')}</p>
            ) : (
              <ReasonList {...reasons} reasons={lead.reasons} />
            )}
          </section>
          <section aria-labelledby="against">
            <h2 id="against">{say('reasons.against')}</h2>
            {lead.reasonsAgainst.length === 0 ? (
              <p>{say('reasons.noneAgainst')}</p>
            ) : (
              <ReasonList {...reasons} reasons={lead.reasonsAgainst} />
            )}
            <SumLine lead={lead} />
          </section>
          <section aria-labelledby="unknown">
            <h2 id="unknown">{say('unknowns.title')}</h2>
            <Unknowns detail={detail} />
          </section>
          <section aria-labelledby="neighbours">
            <h2 id="neighbours">{say('neighbours.title')}</h2>
            <Neighbours row={row} lead={lead} />
          </section>
          <section aria-labelledby="facts">
            <h2 id="facts">{say('facts.title')}</h2>
            <LeadFacts row={row} lead={lead} />
          </section>
          <section aria-labelledby="transfers">
            <h2 id="transfers">{say('timeline.title')}</h2>
            {listed === 0 ? (
              <p>{say('timeline.none')}</p>
            ) : (
              <>
                <p className="meta" id={caption}>
                  {say(listed === lead.transfersTotal ? 'timeline.all' : 'timeline.some', {
                    shown: listed,
                    total: lead.transfersTotal,
                  })}
                </p>
                <Timeline lead={lead} labelOf={labelOf} labelledBy={caption} marked={markedIds} />
                <h3>{say('hours.title')}</h3>
                <p className="meta" id={hours}>
                  {say(hasHours(lead) ? 'hours.what' : 'hours.unknown')}
                </p>
                {hasHours(lead) ? <NightStrip lead={lead} labelledBy={hours} marked={markedIds} /> : null}
                <details>
                  <summary>{say('timeline.table', { count: listed })}</summary>
                  <TransfersTable
                    lead={lead}
                    transfers={lead.transfers}
                    labelOf={labelOf}
                    caption={say('timeline.tableCaption')}
                    {...(markedIds === null ? {} : { marked: markedIds })}
                  />
                </details>
              </>
            )}
          </section>
          <section aria-labelledby="network">
            <h2 id="network">{say('network.title')}</h2>
            <NetworkSection lead={lead} labelOf={labelOf} />
            <Paths lead={lead} />
          </section>
          {detail.groups.length === 0 ? null : (
            <Groups groups={detail.groups} total={detail.groupsTotal} ownId={row.id} />
          )}
          <Independence lead={lead} />
          {lead.tiesTotal === 0 && lead.undoneTies.length === 0 ? null : (
            <section aria-labelledby="ties">
              <h2 id="ties">{say('ties.title')}</h2>
              <Ties lead={lead} />
            </section>
          )}
          <section aria-labelledby="places">
            <h2 id="places">{say('places.title')}</h2>
            <Places lead={lead} />
          </section>
          <p className="on-screen">
            <button type="button" className="button" onClick={() => window.print()}>
              {say('lead.print')}
            </button>
          </p>
        </article>
        <aside aria-label={say('lead.work')}>
          <HandlingBar row={row} access={detail.access} mayAct={mayAct} />
          <DecisionPanel detail={detail} mayAct={mayAct} />
          <LeadHolds lead={row.id} holds={detail.holds} erasure={detail.erasure} mayAct={mayAct} />
          <OpenCaseLink lead={row.id} unit={row.unitId} />
        </aside>
      </div>
    </>
  );
}

function signsTitle({ row: { urgency } }: LeadDetail): 'reasons.signs' | 'reasons.signsPast' | 'reasons.signsContext' {
  if (urgency === 'context') return 'reasons.signsContext';
  return urgency === 'now' || urgency === 'today' ? 'reasons.signs' : 'reasons.signsPast';
}

/** What is new since the decision that stands: why it came back. */
function Changed({ detail: { row, lead } }: { readonly detail: LeadDetail }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const { changed } = row;
  if (changed === null) return null;
  const titles = (ids: readonly string[]): string =>
    ids
      .map((id) => [...lead.reasons, ...lead.reasonsAgainst].find(({ indicator }) => indicator === id)?.title)
      .map((title, index) => (title === undefined ? (ids[index] ?? '') : inLanguage(title)))
      .join(' · ');
  return (
    <Notice title={say('changed.title')}>
      <ul className="plain-list">
        {changed.moreTransfers > 0 ? (
          <li>
            {say('changed.transfers', { count: changed.moreTransfers, date: formats.day(changed.lastTransferAt) })}
          </li>
        ) : null}
        {changed.newReasons.length > 0 ? <li>{say('changed.new', { titles: titles(changed.newReasons) })}</li> : null}
        {changed.strongerReasons.length > 0 ? (
          <li>{say('changed.stronger', { titles: titles(changed.strongerReasons) })}</li>
        ) : null}
      </ul>
    </Notice>
  );
}

function Unknowns({ detail: { lead } }: { readonly detail: LeadDetail }) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const facts = useQuery(factsQuery).data ?? [];
  const factName = (id: string): string => {
    const name = facts.find((fact) => fact.id === id)?.name;
    return name === undefined ? id : inLanguage(name);
  };
  if (lead.unknown.length === 0) return <p>{say('unknowns.none')}</p>;
  return (
    <>
      <p>{say('unknowns.intro')}</p>
      <ul className="unknowns">
        {lead.unknown.map((unknown) => (
          <li key={unknown.indicator}>
            <h3>
              {inLanguage(unknown.title)} <span className="code soft">{unknown.indicator}</span>
            </h3>
            <p>{inLanguage(unknown.sentence)}</p>
            {unknown.missing.length === 0 ? null : (
              <p className="meta">
                {say('unknowns.missing')} {unknown.missing.map(factName).join(' · ')}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
