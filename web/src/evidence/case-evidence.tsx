import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { EvidenceRow } from '../api/schema.ts';
import type { InCase } from '../cases/in-case.ts';
import { GoneHolder } from '../casework/gone-holder.tsx';
import { NextOn } from '../casework/next-on.tsx';
import { Loaded } from '../look/loaded.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';
import { AttachDialog } from './attach-dialog.tsx';
import { Attachments } from './attachments.tsx';
import { caseEvidenceQuery } from './evidence-query.ts';
import { ExportDialog } from './export-dialog.tsx';
import { keyOfGap, useGapWords } from './gaps.tsx';
import { PartyName } from './party-name.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import './evidence.css';

/** The register of a case: items that stay where they lie, who has them, what is missing, and the texts that are attached. */
export function CaseEvidence({ detail, powers }: InCase) {
  const say = useSay();
  const [asked, setAsked] = useState<'register' | 'attach' | 'export' | null>(null);
  const evidence = useQuery(caseEvidenceQuery(detail.row.id));
  const close = (): void => setAsked(null);
  const { data } = evidence;
  return (
    <section aria-labelledby="evidence">
      <div className="section-head">
        <h2 id="evidence">{say('evidence.title', { count: data?.items.length ?? 0 })}</h2>
        <span className="row on-screen">
          {powers.works ? (
            <>
              <button type="button" className="button" onClick={() => setAsked('register')}>
                {say('evidence.register')}
              </button>
              <button type="button" className="button" onClick={() => setAsked('attach')}>
                {say('attach.do')}
              </button>
            </>
          ) : null}
          {data === undefined || data.items.length === 0 ? null : (
            <button type="button" className="button" onClick={() => setAsked('export')}>
              {say('custody.export')}
            </button>
          )}
        </span>
      </div>
      <Loaded query={evidence} />
      {data === undefined ? null : (
        <>
          {data.items.length === 0 ? <p className="soft">{say('register.none')}</p> : <ItemTable items={data.items} />}
          <Attachments attachments={data.attachments.filter(({ itemId }) => itemId === null)} />
        </>
      )}
      {asked === 'register' ? (
        <RegisterDialog detail={detail} onClose={close} />
      ) : asked === 'attach' ? (
        <AttachDialog caseId={detail.row.id} item={null} onClose={close} />
      ) : asked === 'export' ? (
        <ExportDialog caseId={detail.row.id} reference={detail.row.reference} onClose={close} />
      ) : null}
    </section>
  );
}

function ItemTable({ items }: { readonly items: readonly EvidenceRow[] }) {
  const say = useSay();
  const gapWords = useGapWords();
  return (
    <Records
      caption={say('register.caption', { count: items.length })}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'item',
          head: say('evidence.item'),
          names: true,
          cell: ({ id, number, said }) => (
            <>
              <Link to="/evidence/$id" params={{ id }}>
                {say('evidence.number', { number })} · <ShownText text={said.description} longest={90} />
              </Link>
              <span className="under">
                {say(`evidenceKind.${said.kind}`)} · <ShownText text={said.classification} longest={80} />
              </span>
            </>
          ),
        },
        {
          id: 'custodian',
          head: say('evidence.custodian'),
          cell: ({ custodian, place }) => (
            <>
              <PartyName party={custodian} />
              <span className="under">
                <ShownText text={place} longest={120} />
              </span>
            </>
          ),
        },
        {
          id: 'check',
          head: say('evidence.nextCheck'),
          cell: ({ nextCheckOn, holder, holderReads, state }) =>
            nextCheckOn === null ? (
              say(`evidenceState.${state}`)
            ) : (
              <>
                <NextOn on={nextCheckOn} />
                <span className="under">
                  <bdi>{holder.name}</bdi>
                </span>
                <GoneHolder reads={holderReads} />
              </>
            ),
        },
        {
          id: 'gaps',
          head: say('evidence.missing'),
          cell: ({ gaps, offer }) => (
            <>
              {offer === null ? null : <span className="overdue">{say('evidence.offered')}</span>}
              {gaps.map((gap) => (
                <span key={keyOfGap(gap)} className="under strong">
                  {gapWords(gap)}
                </span>
              ))}
              {offer === null && gaps.length === 0 ? <span className="soft">{say('evidence.noGap')}</span> : null}
            </>
          ),
        },
      ]}
    />
  );
}
