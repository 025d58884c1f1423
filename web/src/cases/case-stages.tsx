import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { CaseDetail, CaseStage } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Choice, Words } from '../casework/fields.tsx';
import { useSeenVersion } from '../casework/seen-version.ts';
import { useStageName } from '../casework/stage-name.ts';
import { NEXT_STAGES } from '../casework/stages.ts';
import { Notice } from '../look/notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { Closing } from './closing.tsx';
import type { InCase } from './in-case.ts';

/** The stage of the procedure, how it came to it, and what may follow. */
export function CaseStages({ detail, powers, etag }: InCase & { readonly etag: string | null }) {
  const say = useSay();
  const formats = useFormats();
  const stageName = useStageName();
  const [moving, setMoving] = useState(false);
  const { row, stages } = detail;
  return (
    <section aria-labelledby="stage">
      <div className="section-head">
        <h2 id="stage">{say('stages.title', { stage: stageName(row.stage, row.country) })}</h2>
        {powers.leads ? (
          <button type="button" className="button on-screen" onClick={() => setMoving(true)}>
            {say(row.stage === 'closed' ? 'stages.reopen' : 'stages.move')}
          </button>
        ) : null}
      </div>
      {stages.length === 0 ? (
        <p className="soft">{say('stages.none')}</p>
      ) : (
        <ol className="log">
          {stages.map((change) => (
            <li key={change.at}>
              <p>
                {say('stages.step', {
                  from: stageName(change.from, row.country),
                  to: stageName(change.to, row.country),
                })}
              </p>
              <p className="words">{change.reason}</p>
              <p className="meta">{say('log.by', { name: change.by.name, date: formats.minute(change.at) })}</p>
            </li>
          ))}
        </ol>
      )}
      <Closing detail={detail} powers={powers} />
      {moving ? <StageDialog detail={detail} etag={etag} onClose={() => setMoving(false)} /> : null}
    </section>
  );
}

function StageDialog({
  detail: { row },
  etag,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly etag: string | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const stageName = useStageName();
  const seen = useSeenVersion(etag);
  const next: readonly Exclude<CaseStage, 'closed'>[] = NEXT_STAGES[row.stage];
  const [chosen, setTo] = useState<Exclude<CaseStage, 'closed'> | null>(null);
  const [reason, setReason] = useState('');
  // What was chosen may not follow any more when somebody has moved the case meanwhile.
  const to = next.find((stage) => stage === chosen) ?? next[0];
  return (
    <ActDialog
      title={{ id: row.stage === 'closed' ? 'stages.reopen' : 'stages.move' }}
      what={say('stages.what')}
      doing={say('record')}
      told={say('stages.told')}
      ready={to !== undefined && reason.trim() !== ''}
      showsChange={seen.changed}
      write={(headers) =>
        seen.write(
          bodyOf(
            api.POST('/api/cases/{id}/stage', {
              params: { path: { id: row.id } },
              headers: { ...headers, ...seen.headers },
              body: { to: to ?? 'lead', reason: reason.trim() },
            }),
          ),
        )
      }
      onClose={onClose}
    >
      {seen.changed ? (
        <Notice title={say('case.changed')}>
          <p>{say('stages.now', { stage: stageName(row.stage, row.country) })}</p>
          <p>{say('case.changedNext')}</p>
        </Notice>
      ) : null}
      <Choice
        field="/to"
        label={say('stages.to')}
        value={to ?? 'lead'}
        options={next.map((value) => ({ value, label: stageName(value, row.country) }))}
        onChange={setTo}
      />
      <Words
        field="/reason"
        label={say('stages.reason')}
        hint={say('stages.reasonWhy')}
        longest={10_000}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}
