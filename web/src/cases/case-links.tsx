import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { CaseDetail } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Words } from '../casework/fields.tsx';
import { ownCasesQuery } from '../casework/own-cases.ts';
import { SearchedChoice } from '../casework/searched-choice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import type { InCase } from './in-case.ts';

/** Links with other cases. Of one on which the reader does not work no more is said than that it is there, and whom to ask. */
export function CaseLinks({ detail, powers }: InCase) {
  const say = useSay();
  const [linking, setLinking] = useState(false);
  return (
    <section aria-labelledby="links">
      <div className="section-head">
        <h2 id="links">{say('links.title')}</h2>
        {powers.works ? (
          <button type="button" className="button on-screen" onClick={() => setLinking(true)}>
            {say('links.add')}
          </button>
        ) : null}
      </div>
      {detail.links.length === 0 ? (
        <p className="soft">{say('links.none')}</p>
      ) : (
        <ul className="people-list">
          {detail.links.map(({ id, other, ask }) => (
            <li key={id}>
              {other === null ? (
                <span>{say('links.ask', { name: ask.name })}</span>
              ) : (
                <>
                  <span>
                    <Link to="/cases/$id" params={{ id: other.id }} className="code">
                      {other.reference}
                    </Link>{' '}
                    <span className="words">{other.reason}</span>
                  </span>
                  <span className="meta">{say('links.responsible', { name: ask.name })}</span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {linking ? <LinkDialog detail={detail} onClose={() => setLinking(false)} /> : null}
    </section>
  );
}

function LinkDialog({ detail, onClose }: { readonly detail: CaseDetail; readonly onClose: () => void }) {
  const say = useSay();
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const cases = useQuery({
    ...ownCasesQuery({ unit: detail.unitId }, words),
    placeholderData: keepPreviousData,
  });
  const isCut = (cases.data?.next ?? null) !== null;
  const linked = new Set(detail.links.map((link) => link.other?.id));
  const all = (cases.data?.items ?? []).filter(
    ({ id, stage }) => id !== detail.row.id && !linked.has(id) && stage !== 'closed',
  );
  return (
    <ActDialog
      title={{ id: 'links.add' }}
      what={say('links.what')}
      doing={say('links.add')}
      told={say('links.told')}
      ready={other !== '' && reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/links', {
            params: { path: { id: detail.row.id } },
            headers,
            body: { otherCaseId: other, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      {cases.error === null ? null : <ProblemNotice error={cases.error} />}
      <SearchedChoice
        label={say('links.other')}
        hint={say(isCut || words !== '' || cases.data === undefined || all.length > 0 ? 'links.own' : 'links.noOther')}
        value={other}
        options={all.map(({ id, reference, title }) => ({ value: id, label: `${reference} · ${title}` }))}
        isCut={isCut}
        onSearch={setWords}
        onChange={setOther}
      />
      <Words field="/reason" label={say('links.reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
