import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { CaseDetail, FiledDocument } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Choice, Line, Words } from '../casework/fields.tsx';
import { useConfirmed } from '../identity/confirming.tsx';
import { downloadFile } from '../look/download-file.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useLanguage, useSay } from '../messages/say.ts';
import './file.css';

type LeftOut = FiledDocument['leftOut'][number];
const LEFT_OUT: readonly LeftOut[] = ['evidence', 'timeline', 'requests', 'sources', 'audit'];

/** The files of a case; each reading is audited. */
function filesQuery(caseId: string) {
  return queryOptions({
    queryKey: ['casework', 'files', caseId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/cases/{id}/files', {
          params: { path: { id: caseId } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}

/** The file of the case as PDF: made with what the maker may read, and kept with its hash. */
export function CaseFiles({ detail }: { readonly detail: CaseDetail }) {
  const say = useSay();
  const { row } = detail;
  const found = useQuery(filesQuery(row.id));
  const [making, setMaking] = useState(false);
  return (
    <section aria-labelledby="files">
      <div className="section-head">
        <h2 id="files">{say('files.title')}</h2>
        <button type="button" className="button on-screen" onClick={() => setMaking(true)}>
          {say('files.make')}
        </button>
      </div>
      <p className="soft">{say('files.what')}</p>
      {found.error === null ? null : <ProblemNotice error={found.error} />}
      {found.isPending ? <p role="status">{say('loading')}</p> : null}
      {found.data?.items.length === 0 ? <p>{say('files.none')}</p> : null}
      {found.data === undefined || found.data.items.length === 0 ? null : (
        <ul className="log">
          {found.data.items.map((filed) => (
            <Filed key={filed.id} filed={filed} reference={row.reference} />
          ))}
        </ul>
      )}
      {making ? <MakeDialog caseId={row.id} onClose={() => setMaking(false)} /> : null}
    </section>
  );
}

function Filed({ filed, reference }: { readonly filed: FiledDocument; readonly reference: string }) {
  const say = useSay();
  const formats = useFormats();
  const confirmed = useConfirmed();
  const fetching = useMutation({
    mutationFn: () =>
      confirmed(async () => {
        const { body } = await answered(
          api.GET('/api/files/{id}', {
            params: { path: { id: filed.id } },
            headers: purposeHeaders(),
            parseAs: 'blob',
          }),
        );
        downloadFile(`vigie-${reference}-${filed.asOf.slice(0, 10)}-${filed.language}.pdf`, body as unknown as Blob);
      }),
  });
  return (
    <li>
      <p>
        <b>{say('files.asOf', { date: formats.minute(filed.asOf) })}</b> · {say(`files.language.${filed.language}`)} ·{' '}
        {say('files.pages', { count: filed.pages })} · <ShownText text={filed.marking} />
      </p>
      <p className="words">{filed.words}</p>
      {filed.leftOut.length === 0 ? null : (
        <p className="meta">
          {say('files.leftOut', { parts: formats.list(filed.leftOut.map((part) => say(`files.part.${part}`))) })}
        </p>
      )}
      <p className="meta">
        {say('files.by', {
          ...{ name: filed.by.name, date: formats.minute(filed.at), purpose: say(`purpose.${filed.purpose}`) },
        })}
      </p>
      <p className="meta file-hash">
        SHA-256 <code>{filed.sha256}</code>
      </p>
      {fetching.error === null ? null : <ProblemNotice error={fetching.error} />}
      {filed.mine ? (
        <button
          type="button"
          className="link on-screen"
          disabled={fetching.isPending}
          onClick={() => fetching.mutate()}
          aria-label={say('files.fetchOf', { date: formats.minute(filed.at) })}
        >
          {say('files.fetch')}
        </button>
      ) : (
        <p className="meta">{say('files.notMine')}</p>
      )}
    </li>
  );
}

function MakeDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const say = useSay();
  const { language: own } = useLanguage();
  const [language, setLanguage] = useState<'fr' | 'en'>(own);
  const [marking, setMarking] = useState('');
  const [words, setWords] = useState('');
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([]);
  return (
    <ActDialog
      title={{ id: 'files.make' }}
      what={say('files.makeWhat')}
      doing={say('files.do')}
      told={say('files.told')}
      ready={marking.trim() !== '' && words.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/files', {
            params: { path: { id: caseId } },
            headers,
            body: { language, marking: marking.trim(), words: words.trim(), leftOut: [...leftOut] },
          }),
        )
      }
      onClose={onClose}
    >
      <Choice
        field="/language"
        label={say('files.language')}
        value={language}
        options={(['fr', 'en'] as const).map((value) => ({ value, label: say(`files.language.${value}`) }))}
        onChange={setLanguage}
      />
      <Line
        field="/marking"
        label={say('files.marking')}
        hint={say('files.markingHint')}
        value={marking}
        onChange={setMarking}
      />
      <Words field="/words" label={say('files.for')} hint={say('files.forHint')} value={words} onChange={setWords} />
      <fieldset className="left-out">
        <legend>{say('files.leaveOut')}</legend>
        <p className="soft">{say('files.leaveOutHint')}</p>
        {LEFT_OUT.map((part) => (
          <label key={part}>
            <input
              type="checkbox"
              checked={leftOut.includes(part)}
              onChange={({ currentTarget: { checked } }) =>
                setLeftOut((before) => (checked ? [...before, part] : before.filter((other) => other !== part)))
              }
            />{' '}
            {say(`files.part.${part}`)}
          </label>
        ))}
      </fieldset>
    </ActDialog>
  );
}
