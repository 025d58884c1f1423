import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Queue } from '../api/schema.ts';
import { nameOf, ShownText } from '../look/shown-text.tsx';
import { useInLanguage, useSay } from '../messages/say.ts';
import { AddLeadDialog } from './add-lead-dialog.tsx';
import type { InCase } from './in-case.ts';

/** The leads that the case goes back to, as far as the reader may open them. */
export function CaseLeads({ detail, powers }: InCase) {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const inLanguage = useInLanguage();
  return (
    <section aria-labelledby="leads">
      <div className="section-head">
        <h2 id="leads">{say('caseLeads.title')}</h2>
        {powers.works ? (
          <button type="button" className="button on-screen" onClick={() => setAdding(true)}>
            {say('addLead.do')}
          </button>
        ) : null}
      </div>
      {detail.leads.length === 0 ? (
        <p className="soft">{say('caseLeads.none')}</p>
      ) : (
        <ul className="people-list">
          {detail.leads.map(({ id, subjectId, subjectName, headline, queue }) => (
            <li key={id}>
              <Link to="/leads/$queue/$id" params={{ queue: queue as Queue, id }}>
                <ShownText text={nameOf({ name: subjectName, id: subjectId })} longest={96} />
              </Link>
              <span className="meta">
                {inLanguage(headline)} · {say(`queue.${queue as Queue}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {adding ? <AddLeadDialog detail={detail} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}
