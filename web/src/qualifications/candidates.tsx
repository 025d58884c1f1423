import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseCandidate } from '../api/schema.ts';
import type { InCase } from '../cases/in-case.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { DecisionDialog, FactDialog, OfferDialog, type Sentence, SentenceDialog } from './entry-dialogs.tsx';
import { FactWords } from './fact-words.tsx';
import { candidatesQuery } from './qualification-queries.ts';
import './qualifications.css';

/** Candidate qualifications: what each needs, what speaks to it, what is missing; a magistrate's decision stands apart. */
export function Candidates({ detail, powers }: InCase) {
  const say = useSay();
  const { row, myRoles } = detail;
  const found = useQuery(candidatesQuery(row.id));
  const [offering, setOffering] = useState(false);
  return (
    <section aria-labelledby="candidates">
      <div className="section-head">
        <h2 id="candidates">{say('candidate.heading')}</h2>
        {powers.works ? (
          <button type="button" className="button on-screen" onClick={() => setOffering(true)}>
            {say('candidate.offer')}
          </button>
        ) : null}
      </div>
      <p className="soft">{say('candidate.notice')}</p>
      {found.error === null ? null : <ProblemNotice error={found.error} />}
      {found.isPending ? <p role="status">{say('loading')}</p> : null}
      {found.data?.items.length === 0 ? <p>{say('candidate.none')}</p> : null}
      {found.data?.items.map((candidate) => (
        <Candidate
          key={candidate.id}
          caseId={row.id}
          candidate={candidate}
          works={powers.works}
          decides={myRoles.includes('magistrate')}
        />
      ))}
      {offering ? <OfferDialog caseId={row.id} onClose={() => setOffering(false)} /> : null}
    </section>
  );
}

type Asked =
  | { readonly what: 'fact'; readonly element: string }
  | { readonly what: 'sentence'; readonly sentence: Sentence }
  | { readonly what: 'decision' };

function Candidate({
  caseId,
  candidate,
  works,
  decides,
}: {
  readonly caseId: string;
  readonly candidate: CaseCandidate;
  readonly works: boolean;
  readonly decides: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { qualification } = candidate;
  const close = () => setAsked(null);
  const ask = (sentence: Sentence) => setAsked({ what: 'sentence', sentence });
  const setAside = candidate.setAside.filter(({ struck }) => struck === null);
  return (
    <article className="candidate" aria-labelledby={`candidate-${candidate.id}`}>
      <h3 id={`candidate-${candidate.id}`}>
        {inLanguage(qualification.name)} <span className="meta">{inLanguage(qualification.instrument)}</span>
      </h3>
      <p className="words">{candidate.words}</p>
      <p className="meta">
        {say(`candidate.trust.${qualification.source.trust}`)}
        {candidate.newer ? ` · ${say('candidate.newer')}` : ''}
      </p>
      <p className="meta">{say('log.by', { name: candidate.by.name, date: formats.minute(candidate.at) })}</p>
      {qualification.scope === undefined ? null : <p className="soft">{inLanguage(qualification.scope)}</p>}
      {setAside.map(({ id, words, by, at }) => (
        <p key={id} className="panel">
          <b>{say('candidate.isSetAside')}</b> {words}{' '}
          <span className="meta">{say('log.by', { name: by.name, date: formats.minute(at) })}</span>{' '}
          {works ? <TakeBack onClick={() => ask({ kind: 'struck', entry: id })} /> : null}
        </p>
      ))}
      <ol className="elements">
        {qualification.elements.map(({ id, words, trust }) => {
          const said = candidate.elements.find((each) => each.id === id);
          const facts = said?.facts ?? [];
          const missing = said?.missing ?? [];
          return (
            <li key={id}>
              <h4>
                {inLanguage(words)} <span className="meta">{say(`candidate.trust.${trust}`)}</span>
              </h4>
              {(['for', 'against'] as const).map((side) =>
                facts.some((each) => each.side === side) ? (
                  <div key={side}>
                    <p className="side">{say(`candidate.${side}`)}</p>
                    <ul className="log">
                      {facts
                        .filter((each) => each.side === side)
                        .map((each) => (
                          <Entry
                            key={each.id}
                            entry={each}
                            onTakeBack={works ? () => ask({ kind: 'struck', entry: each.id }) : null}
                          >
                            <FactWords fact={each.fact} />
                          </Entry>
                        ))}
                    </ul>
                  </div>
                ) : null,
              )}
              {missing.length === 0 ? null : (
                <div>
                  <p className="side">{say('candidate.missing')}</p>
                  <ul className="log">
                    {missing.map((each) => (
                      <Entry
                        key={each.id}
                        entry={each}
                        onTakeBack={works ? () => ask({ kind: 'struck', entry: each.id }) : null}
                      />
                    ))}
                  </ul>
                </div>
              )}
              {facts.some(({ side, struck }) => side === 'for' && struck === null) ? null : (
                <p className="none-yet">{say('candidate.nothing')}</p>
              )}
              {works ? (
                <p className="row on-screen">
                  <button type="button" className="button" onClick={() => setAsked({ what: 'fact', element: id })}>
                    {say('candidate.fact')}
                  </button>
                  <button type="button" className="link" onClick={() => ask({ kind: 'missing', element: id })}>
                    {say('candidate.title.missing')}
                  </button>
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
      <div className="panel">
        <h4>{say('candidate.decisions')}</h4>
        {candidate.decisions.length === 0 ? <p>{say('candidate.undecided')}</p> : null}
        {candidate.decisions.map(({ id, decision, on, words, by, at }) => (
          <div key={id}>
            <p>
              <b>{say(`candidate.decision.${decision}`)}</b> · {formats.day(on)}
            </p>
            <p className="words">{words}</p>
            <p className="meta">{say('log.by', { name: by.name, date: formats.minute(at) })}</p>
          </div>
        ))}
        {decides ? (
          <button type="button" className="button on-screen" onClick={() => setAsked({ what: 'decision' })}>
            {say('candidate.decide')}
          </button>
        ) : null}
      </div>
      {works && setAside.length === 0 ? (
        <button type="button" className="link on-screen" onClick={() => ask({ kind: 'set_aside' })}>
          {say('candidate.title.set_aside')}
        </button>
      ) : null}
      {asked === null ? null : asked.what === 'fact' ? (
        <FactDialog caseId={caseId} candidate={candidate} element={asked.element} onClose={close} />
      ) : asked.what === 'decision' ? (
        <DecisionDialog candidate={candidate} onClose={close} />
      ) : (
        <SentenceDialog candidate={candidate} sentence={asked.sentence} onClose={close} />
      )}
    </article>
  );
}

/** What somebody said; taken back, it stays to be read. */
function Entry({
  entry,
  onTakeBack,
  children,
}: {
  readonly entry: CaseCandidate['elements'][number]['missing'][number];
  readonly onTakeBack: (() => void) | null;
  readonly children?: React.ReactNode;
}) {
  const say = useSay();
  const formats = useFormats();
  const { words, by, at, struck } = entry;
  return (
    <li data-struck={struck !== null}>
      {children === undefined ? null : <p className="fact">{children}</p>}
      {words === '' ? null : <p className="words">{words}</p>}
      <p className="meta">
        {say('log.by', { name: by.name, date: formats.minute(at) })}{' '}
        {struck === null && onTakeBack !== null ? <TakeBack onClick={onTakeBack} /> : null}
      </p>
      {struck === null ? null : (
        <p className="meta">
          {say('candidate.takenBack', { reason: struck.reason })}{' '}
          {say('log.by', { name: struck.by.name, date: formats.minute(struck.at) })}
        </p>
      )}
    </li>
  );
}

function TakeBack({ onClick }: { readonly onClick: () => void }) {
  const say = useSay();
  return (
    <button type="button" className="link on-screen" onClick={onClick}>
      {say('candidate.title.struck')}
    </button>
  );
}
