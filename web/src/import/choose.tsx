import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { PickedFile } from '../api/schema.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { AsOfField, SuggestedAsOf } from './as-of-field.tsx';
import { Columns } from './columns.tsx';
import type { ColumnsChoice } from './columns-draft.ts';
import { inboxQuery, receivedQuery, reportLanguage } from './import-query.ts';
import { fileOf, type ImportSearch, keyOf } from './import-search.ts';
import { sendFile } from './send-file.ts';
import { WaitingFiles } from './waiting-files.tsx';

interface Sending {
  readonly name: string;
  readonly share: number;
  readonly error: unknown;
}

/** Files that come or wait, what their columns mean, and the import of those that are ticked. */
export function Choose({
  unit,
  search,
  onSearch,
}: {
  readonly unit: string;
  readonly search: ImportSearch;
  readonly onSearch: (search: ImportSearch) => void;
}) {
  const say = useSay();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [columns, setColumns] = useState<ColumnsChoice>({ mapping: null, mappingId: null });
  const [asOf, setAsOf] = useState('');
  const received = useQuery(receivedQuery(unit));
  const inbox = useQuery(inboxQuery(unit));
  const waiting = [
    ...(received.data?.items ?? []).map(({ id, name, bytes, receivedAt }) => ({
      file: { received: id } as PickedFile,
      ...{ name, bytes, at: receivedAt, discardable: true },
    })),
    ...(inbox.data?.items ?? []).map(({ name, bytes, at }) => ({
      file: { inbox: name } as PickedFile,
      ...{ name, bytes, at, discardable: false },
    })),
  ];
  const chosen = waiting.filter(({ file }) => ticked.has(keyOf(file)));
  const looked = fileOf(search.look);
  const there = looked === null ? undefined : waiting.find(({ file }) => keyOf(file) === keyOf(looked));

  const send = async (files: readonly File[]): Promise<void> => {
    const begun = files.map(({ name }): Sending => ({ name, share: 0, error: null }));
    setSending(begun);
    const change = (index: number, part: Partial<Sending>): void =>
      setSending((before) => before.map((each, place) => (place === index ? { ...each, ...part } : each)));
    // One after the other: the disk and the network are one.
    for (const [index, file] of files.entries())
      await sendFile(unit, file, (share) => change(index, { share })).then(
        (id) => {
          change(index, { share: 1 });
          setTicked((before) => new Set([...before, keyOf({ received: id })]));
        },
        (error: unknown) => change(index, { error }),
      );
    setSending((before) => before.filter(({ error }) => error !== null));
    // A first answer that is still on its way was written before the file came, and would be taken for the newest.
    await client.cancelQueries({ queryKey: ['received-files', unit] });
    await client.invalidateQueries({ queryKey: ['received-files', unit] });
  };
  const ask = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/imports', {
          body: {
            unit,
            files: chosen.map(({ file }) => file),
            ...(columns?.mappingId ? { mappingId: columns.mappingId } : { mapping: columns?.mapping ?? null }),
            options: { ...reportLanguage(), ...(asOf === '' ? {} : { asOf }) },
          },
        }),
      ),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['jobs', unit] });
      const { look: _, again: __, ...rest } = search;
      onSearch({ ...rest, job: id });
    },
  });

  return (
    <>
      <section className="column" aria-labelledby="files">
        <h2 id="files">{say('import.files')}</h2>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button within is the one that everybody has. */}
        <div
          className="drop on-screen"
          data-over={over}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void send([...event.dataTransfer.files]);
          }}
        >
          <p>{say('import.drop')}</p>
          <button type="button" className="button" onClick={() => input.current?.click()}>
            {say('import.pick')}
          </button>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label={say('import.pick')}
            onChange={(event) => {
              void send([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          <p className="meta">{say('import.kinds')}</p>
        </div>
        <div role="status">
          {sending.map(({ name, share, error }) =>
            error === null ? (
              <p key={name}>
                <label>
                  {say('import.sending', { name })} <progress max={1} value={share} />
                </label>
              </p>
            ) : (
              <div key={name} className="column">
                <p>
                  <strong>{say('import.notSent', { name })}</strong>
                </p>
                <ProblemNotice error={error} />
              </div>
            ),
          )}
        </div>
        {[received.error, inbox.error].map((error) =>
          error === null ? null : <ProblemNotice key={error.message} error={error} />,
        )}
        <WaitingFiles
          unit={unit}
          waiting={waiting}
          ticked={ticked}
          looked={looked === null ? null : keyOf(looked)}
          onTick={setTicked}
          onLook={(file) => onSearch({ ...search, look: keyOf(file) })}
        />
      </section>
      {looked === null || there === undefined ? null : (
        <Columns key={keyOf(looked)} unit={unit} file={looked} name={there.name} onChoice={setColumns} />
      )}
      {waiting.length === 0 ? null : (
        <div className="column on-screen">
          {ask.error === null ? null : <ProblemNotice error={ask.error} />}
          <AsOfField value={asOf} onChange={setAsOf} />
          <SuggestedAsOf unit={unit} onTake={setAsOf} />
          <div className="row">
            <button
              type="button"
              className="button strong"
              disabled={chosen.length === 0 || columns === null || ask.isPending}
              onClick={() => ask.mutate()}
            >
              {say('import.do', { count: chosen.length })}
            </button>
            <span className="meta">
              {say(
                columns === null
                  ? 'import.tryFirst'
                  : chosen.length === 0
                    ? 'import.tickFirst'
                    : columns.mapping === null && columns.mappingId === null
                      ? 'import.byRecognition'
                      : 'import.byMapping',
              )}
            </span>
          </div>
        </div>
      )}
    </>
  );
}
