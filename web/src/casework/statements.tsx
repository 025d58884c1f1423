import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Population, Standing, Statement } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { ActDialog } from './act-dialog.tsx';
import { Words } from './fields.tsx';
import { FIELDS_OF, isForCare } from './person-fields.ts';
import { SaidValue } from './said-value.tsx';

const STANDINGS = ['adopted', 'set_aside', 'stands'] as const satisfies readonly Standing[];

/** What is said of a person, field by field; statements that conflict stand side by side until somebody adopts one. */
export function Statements({
  personId,
  population,
  statements,
  mayJudge,
}: {
  readonly personId: string;
  readonly population: Population;
  readonly statements: readonly Statement[];
  readonly mayJudge: (statement: Statement) => boolean;
}) {
  const say = useSay();
  const [asked, setAsked] = useState<{ readonly statement: Statement; readonly standing: Standing } | null>(null);
  const fields = FIELDS_OF[population].filter((field) => statements.some((each) => each.field === field));
  return (
    <>
      {fields.map((field) => {
        const said = statements.filter((each) => each.field === field);
        const differ = said.length > 1 && !said.some(({ standing }) => standing?.standing === 'adopted');
        return (
          <section key={field} className="said" aria-label={say(`saidField.${field}`)}>
            <h3>
              {say(`saidField.${field}`)}
              {differ ? <span className="meta"> {say('said.several', { count: said.length })}</span> : null}
              {isForCare(population, field) ? <span className="meta"> {say('said.forCare')}</span> : null}
            </h3>
            <ul className="said-list">
              {said.map((statement) => (
                <Said
                  key={statement.id}
                  statement={statement}
                  elsewhere={statement.personId !== personId}
                  onAsk={mayJudge(statement) ? (standing) => setAsked({ statement, standing }) : null}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {asked === null ? null : <StandingDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Said({
  statement,
  elsewhere,
  onAsk,
}: {
  readonly statement: Statement;
  /** Made on a record that was merged into this one. */
  readonly elsewhere: boolean;
  readonly onAsk: ((standing: Standing) => void) | null;
}) {
  const say = useSay();
  const formats = useFormats();
  const { standing, sourceKind, source, knownOn, basis, by, at } = statement;
  const now = standing?.standing ?? 'stands';
  return (
    <li data-standing={now}>
      <p className="said-value">
        <SaidValue value={statement.value} />
      </p>
      {basis === '' ? null : (
        <p>
          {say('said.basis')} <ShownText text={basis} longest={2000} />
        </p>
      )}
      <p>
        {say(`source.${sourceKind}`)} · <ShownText text={source} longest={1000} />
      </p>
      <p className="meta">
        {knownOn === null ? '' : `${say('said.knownOn', { date: formats.day(knownOn) })} `}
        {say('said.entered', { name: by.name, date: formats.minute(at) })}
        {elsewhere ? ` ${say('said.elsewhere')}` : ''}
      </p>
      {standing === null ? null : (
        <p className="said-standing">
          <b>{say(`standing.${standing.standing}`)}</b>{' '}
          {say('said.judged', { name: standing.by.name, date: formats.minute(standing.at) })}{' '}
          <ShownText text={standing.reason} longest={2000} />
        </p>
      )}
      {onAsk === null ? null : (
        <p className="row on-screen">
          {STANDINGS.filter((each) => each !== now).map((each) => (
            <button key={each} type="button" className="link" onClick={() => onAsk(each)}>
              {say(`stand.${each}`)}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}

function StandingDialog({
  statement,
  standing,
  onClose,
}: {
  readonly statement: Statement;
  readonly standing: Standing;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={{ id: `stand.title.${standing}` }}
      what={say(`stand.what.${standing}`)}
      doing={say('record')}
      told={say('stand.told')}
      ready={reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/statements/{id}/standing', {
            params: { path: { id: statement.id } },
            headers,
            body: { standing, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <p className="said-value">
        {say(`saidField.${statement.field}`)} · <SaidValue value={statement.value} />
      </p>
      <Words field="/reason" label={say('stand.reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
