import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { EventImport } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Words } from '../casework/fields.tsx';
import { Loaded } from '../look/loaded.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { ImportFigures } from './import-figures.tsx';
import { importsQuery } from './timeline-query.ts';

/** Files whose metadata were taken, with what was left at the door; one that was read wrongly is withdrawn. */
export function ImportedFiles({ caseId, works }: { readonly caseId: string; readonly works: boolean }) {
  const say = useSay();
  const formats = useFormats();
  const imports = useQuery(importsQuery(caseId));
  const [withdrawing, setWithdrawing] = useState<EventImport | null>(null);
  const { data } = imports;
  if (data?.length === 0) return null;
  return (
    <section aria-labelledby="imported">
      <div className="section-head">
        <h2 id="imported">{say('caseImport.files', { count: data?.length ?? 0 })}</h2>
      </div>
      <Loaded query={imports} />
      <ul className="log">
        {data?.map((file) => (
          <li key={file.id} data-struck={file.ended !== null}>
            <p>
              <b>
                <ShownText text={file.fileName} longest={120} />
              </b>{' '}
              <span className="meta">
                {say(`caseImport.kind.${file.kind}`)} · {formats.bytes(file.bytes)} · SHA-256{' '}
                <span className="code">{file.sha256.slice(0, 16)}…</span>
              </span>
            </p>
            <p className="meta">{say('caseImport.by', { who: file.by.name, when: formats.minute(file.at) })}</p>
            <details>
              <summary>{say('caseImport.figures', figuresOf(file))}</summary>
              <ImportFigures figures={file} />
            </details>
            {file.ended === null ? null : (
              <p>
                {say('caseImport.ended', {
                  ...{ who: file.ended.by, when: formats.minute(file.ended.at), reason: file.ended.reason },
                })}
              </p>
            )}
            {works && file.ended === null ? (
              <button type="button" className="link on-screen" onClick={() => setWithdrawing(file)}>
                {say('caseImport.withdraw')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {withdrawing === null ? null : (
        <Withdraw caseId={caseId} file={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
    </section>
  );
}

function figuresOf({ rowsRead, taken, duplicates, quarantined }: EventImport) {
  return { rowsRead, taken, duplicates, quarantined };
}

function Withdraw({
  caseId,
  file,
  onClose,
}: {
  readonly caseId: string;
  readonly file: EventImport;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={{ id: 'caseImport.withdraw' }}
      what={say('caseImport.withdrawWhat', { count: file.taken })}
      doing={say('caseEvent.withdrawDo')}
      told={say('caseImport.withdrawn')}
      ready={reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/event-imports/{importId}/withdrawal', {
            params: { path: { id: caseId, importId: file.id } },
            headers,
            body: { reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Words field="/reason" label={say('caseEvent.reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
