import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { FilePreview, Mapping, PickedFile, RawField } from '../api/schema.ts';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useInLanguage, useSay } from '../messages/say.ts';
import { type ColumnsChoice, type ColumnsDraft, draftOf, mappingOf, sameDraft, withColumn } from './columns-draft.ts';
import { FIELDS } from './fields.ts';
import { mappingsQuery, previewQuery } from './import-query.ts';
import { ValuesRead } from './values-read.tsx';

/** So many of the first records are shown of a column. */
const SAMPLES = 4;

/** What the columns of a file were taken for, beside its first records; corrected by hand and tried again. */
export function Columns({
  unit,
  file,
  name,
  onChoice,
}: {
  readonly unit: string;
  readonly file: PickedFile;
  readonly name: string;
  readonly onChoice: (choice: ColumnsChoice) => void;
}) {
  const say = useSay();
  const saved = useQuery(mappingsQuery(unit)).data?.items ?? [];
  // Null: the server recognises the columns, or takes a saved mapping that fits.
  const [tried, setTried] = useState<Mapping | null>(null);
  const preview = useQuery(previewQuery(unit, file, tried));
  const [draft, setDraft] = useState<ColumnsDraft | null>(null);
  const { data } = preview;
  const shown = draft ?? (data === undefined ? new Map() : draftOf(data));
  const changed = data !== undefined && draft !== null && !sameDraft(draft, draftOf(data));
  const before = tried ?? saved.find(({ id }) => id === data?.mapping?.id)?.mapping ?? null;
  const savedId = tried === null ? (data?.mapping?.id ?? null) : null;
  useEffect(() => {
    onChoice(changed ? null : { mapping: tried, mappingId: savedId });
  }, [onChoice, changed, tried, savedId]);
  const read = (mapping: Mapping | null): void => {
    setDraft(null);
    setTried(mapping);
  };
  return (
    <section className="column" aria-labelledby="columns">
      <h2 id="columns">{say('import.columnsOf', { name: name.slice(0, 96) })}</h2>
      {preview.isPending ? (
        <p className="soft" role="status">
          {say('loading')}
        </p>
      ) : null}
      {preview.error === null ? null : <ProblemNotice error={preview.error} />}
      {data === undefined ? null : (
        <>
          <State preview={data} tried={tried} />
          <ColumnsTable
            preview={data}
            draft={shown}
            onChange={(header, field) => setDraft(withColumn(shown, header, field))}
          />
          {changed ? null : <ValuesRead preview={data} mapping={mappingOf(shown, before)} onChoose={read} />}
          <div className="row on-screen">
            {changed ? (
              <>
                <button type="button" className="button strong" onClick={() => read(mappingOf(shown, before))}>
                  {say('import.try')}
                </button>
                <button type="button" className="link" onClick={() => setDraft(null)}>
                  {say('import.forget')}
                </button>
              </>
            ) : null}
            {!changed && tried !== null ? (
              <button type="button" className="link" onClick={() => read(null)}>
                {say('import.recogniseAgain')}
              </button>
            ) : null}
          </div>
          {tried !== null && !changed && data.trouble === null && data.missing.length === 0 ? (
            <SaveMapping unit={unit} mapping={tried} />
          ) : null}
        </>
      )}
    </section>
  );
}

/** Whether the file can be read as it is, and what is still to be said. */
function State({ preview, tried }: { readonly preview: FilePreview; readonly tried: Mapping | null }) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const { trouble, missing, mapping, fields, headers, warnings, ambiguous } = preview;
  const fieldNames = (names: readonly RawField[]): string => names.map((name) => say(`field.${name}`)).join(', ');
  return (
    <>
      <p role="status">
        {say(tried !== null ? 'import.asSaid' : mapping === null ? 'import.asRecognised' : 'import.asSaved', {
          count: fields.length,
          all: headers.length,
          name: mapping?.name ?? '',
        })}
      </p>
      {trouble === null && missing.length === 0 && ambiguous.length === 0 ? null : (
        <Notice title={say('import.notYet')}>
          {missing.length === 0 && ambiguous.length === 0 && trouble !== null ? <p>{inLanguage(trouble)}</p> : null}
          <ul className="plain">
            {missing.map(({ what, oneOf }) => (
              <li key={what}>{say('import.missing', { count: oneOf.length, fields: fieldNames(oneOf) })}</li>
            ))}
            {ambiguous.map((each) => (
              <li key={each.field}>
                {say('import.ambiguous', {
                  field: say(`field.${each.field}`),
                  headers: each.headers.join(', '),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {warnings.map((warning) => (
        <p key={warning.en} className="meta">
          {inLanguage(warning)}
        </p>
      ))}
    </>
  );
}

function ColumnsTable({
  preview,
  draft,
  onChange,
}: {
  readonly preview: FilePreview;
  readonly draft: ColumnsDraft;
  readonly onChange: (header: string, field: RawField | null) => void;
}) {
  const say = useSay();
  const rows = preview.headers.map((header, index) => ({
    header,
    index,
    samples: preview.sample.slice(0, SAMPLES).map((record) => record[index] ?? ''),
    known: preview.fields.find((each) => each.header === header),
  }));
  return (
    <Records
      caption={say('import.columnsCaption')}
      rows={rows}
      keyOf={({ index }) => index}
      columns={[
        {
          id: 'header',
          head: say('import.column'),
          names: true,
          cell: ({ header }) => <ShownText text={header} longest={60} />,
        },
        {
          id: 'field',
          head: say('import.meaning'),
          cell: ({ header, known }) => (
            <>
              <select
                className="field-select"
                aria-label={say('import.meaningOf', { header: header.slice(0, 60) })}
                value={draft.get(header) ?? ''}
                onChange={(event) =>
                  onChange(header, FIELDS.find((field) => field === event.currentTarget.value) ?? null)
                }
              >
                <option value="">{say('import.ignored')}</option>
                {FIELDS.map((field) => (
                  <option key={field} value={field}>
                    {say(`field.${field}`)}
                  </option>
                ))}
              </select>
              {known !== undefined && draft.get(header) === known.field ? (
                <span className="under">{say(`certainty.${known.certainty}`)}</span>
              ) : null}
            </>
          ),
        },
        {
          id: 'samples',
          head: say('import.samples'),
          cell: ({ samples }) => (
            <span className="samples">
              {samples.map((sample, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: records in the order of the file, which does not change.
                <span key={place} className="code">
                  {sample === '' ? '–' : <ShownText text={sample} longest={32} />}
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

/** Kept under a name, it is found again by itself for the next file with these columns. */
function SaveMapping({ unit, mapping }: { readonly unit: string; readonly mapping: Mapping }) {
  const say = useSay();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/mappings', { body: { unit, name: name.trim(), mapping } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['mappings', unit] }),
  });
  return (
    <form
      className="save-mapping on-screen"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') save.mutate();
      }}
    >
      <label>
        {say('import.saveAs')}{' '}
        <input
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className="button" disabled={name.trim() === '' || save.isPending}>
        {say('save')}
      </button>
      <span role="status">{save.isSuccess ? say('import.saved') : null}</span>
      {save.error === null ? null : <ProblemNotice error={save.error} />}
    </form>
  );
}
