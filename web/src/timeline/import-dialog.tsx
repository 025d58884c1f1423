import { Button, FileInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { purposeHeaders } from '../api/purpose.ts';
import type { ImportPreview } from '../api/schema.ts';
import { useCasework } from '../casework/casework-query.ts';
import { Choice, Line } from '../casework/fields.tsx';
import { useTell } from '../frame/told.tsx';
import { Dialog } from '../look/dialog.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';
import { ImportFigures } from './import-figures.tsx';
import { type ImportAsked, isPreview, sendEvents } from './timeline-query.ts';

/** A file of contacts or reports: looked at first, and then taken whole or not at all. */
export function ImportDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const say = useSay();
  const tell = useTell();
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<ImportAsked['kind']>('contact');
  const [order, setOrder] = useState<ImportAsked['order']>('iso');
  const [zone, setZone] = useState('');
  const [service, setService] = useState('');
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const asked: ImportAsked = {
    ...{ kind, order },
    ...(zone.trim() === '' ? {} : { zone: zone.trim() }),
    ...(service.trim() === '' ? {} : { service: service.trim() }),
  };
  const look = useMutation({
    mutationFn: async () => (file === null ? null : sendEvents(caseId, file, asked, 'preview', purposeHeaders())),
    onSuccess: (answer) => setPreview(isPreview(answer) ? answer : null),
  });
  const take = useCasework(async (headers) =>
    file === null ? null : sendEvents(caseId, file, asked, 'take', headers),
  );
  /** What was looked at is what is taken: another choice is looked at again. */
  function choose<Value>(set: (value: Value) => void): (value: Value) => void {
    return (value) => {
      set(value);
      setPreview(null);
    };
  }
  const error = look.error ?? take.error;
  return (
    <Dialog title={say('caseImport.title')} onClose={onClose}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          if (file === null || look.isPending || take.isPending) return;
          if (preview === null) look.mutate();
          else
            take.mutate(undefined, {
              onSuccess: () => {
                tell({ text: say('caseImport.told', { count: preview.taken }) });
                onClose();
              },
            });
        }}
      >
        <p>{say('caseImport.what')}</p>
        <FileInput
          label={say('caseImport.file')}
          placeholder={say('attach.choose')}
          accept=".csv,.tsv,.txt,.json,.jsonl,text/csv,application/json"
          value={file}
          onChange={choose(setFile)}
        />
        <Choice
          label={say('caseImport.kind')}
          value={kind}
          options={(['contact', 'provider_report'] as const).map((value) => ({
            ...{ value, label: say(`caseImport.kind.${value}`) },
          }))}
          onChange={choose(setKind)}
        />
        <Choice
          label={say('caseImport.order')}
          hint={say('caseImport.orderHint')}
          value={order}
          options={(['iso', 'day_first', 'month_first'] as const).map((value) => ({
            ...{ value, label: say(`caseImport.order.${value}`) },
          }))}
          onChange={choose(setOrder)}
        />
        <Line
          label={say('caseImport.zone')}
          hint={say('caseImport.zoneHint')}
          value={zone}
          longest={60}
          onChange={choose(setZone)}
        />
        <Line
          label={say('caseImport.service')}
          hint={say('caseImport.serviceHint')}
          value={service}
          longest={40}
          onChange={choose(setService)}
        />
        {preview === null ? null : (
          <div role="status">
            <ImportFigures figures={preview} />
            {preview.already ? <p className="panel">{say('caseImport.already')}</p> : <Sample preview={preview} />}
          </div>
        )}
        {error === null ? null : <ProblemNotice error={error} />}
        <div className="row">
          {preview === null ? (
            <Button type="submit" disabled={file === null} loading={look.isPending}>
              {say('caseImport.look')}
            </Button>
          ) : (
            <Button type="submit" disabled={preview.already || preview.taken === 0} loading={take.isPending}>
              {say('caseImport.do', { count: preview.taken })}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The first rows, as they would stand: a date that was read wrongly shows here. */
function Sample({ preview }: { readonly preview: ImportPreview }) {
  const say = useSay();
  if (preview.sample.length === 0) return null;
  return (
    <>
      <h3>{say('caseImport.sample')}</h3>
      <ol className="plain-list">
        {preview.sample.map(({ row, words: { what, when, precision, who, toward, details } }) => (
          <li key={row}>
            <b>{what}</b> · {when} <span className="meta">({precision})</span>
            {who === '' && toward === '' ? null : (
              <>
                {' '}
                · <bdi>{[who, toward].filter((each) => each !== '').join(' → ')}</bdi>
              </>
            )}
            {details === '' ? null : (
              <span className="under">
                <ShownText text={details} longest={600} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
