import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { inPractice } from '../api/practice.ts';
import type { PickedFile } from '../api/schema.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { useSize } from './file-size.ts';
import { keyOf } from './import-search.ts';

export interface WaitingFile {
  readonly file: PickedFile;
  readonly name: string;
  readonly bytes: number;
  readonly at: string;
  /** Sent by somebody, not put into the inbox by the operator. */
  readonly discardable: boolean;
}

export function WaitingFiles({
  unit,
  waiting,
  ticked,
  looked,
  onTick,
  onLook,
}: {
  readonly unit: string;
  readonly waiting: readonly WaitingFile[];
  readonly ticked: ReadonlySet<string>;
  readonly looked: string | null;
  readonly onTick: (ticked: ReadonlySet<string>) => void;
  readonly onLook: (file: PickedFile) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const size = useSize();
  const client = useQueryClient();
  const discard = useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE('/api/imports/files/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['received-files', unit] }),
  });
  if (waiting.length === 0) return <p className="soft">{say('import.noneWaiting')}</p>;
  return (
    <>
      {discard.error === null ? null : <ProblemNotice error={discard.error} />}
      <Records
        caption={say('import.waiting')}
        rows={waiting}
        keyOf={({ file }) => keyOf(file)}
        columns={[
          {
            id: 'file',
            head: say('import.file'),
            names: true,
            cell: ({ file, name }) => (
              <label className="tick">
                <input
                  type="checkbox"
                  checked={ticked.has(keyOf(file))}
                  onChange={(event) => {
                    const next = new Set(ticked);
                    if (event.currentTarget.checked) next.add(keyOf(file));
                    else next.delete(keyOf(file));
                    onTick(next);
                  }}
                />
                <ShownText text={name} />
              </label>
            ),
          },
          { id: 'size', head: say('import.size'), cell: ({ bytes }) => size(bytes) },
          {
            id: 'from',
            head: say('import.from'),
            cell: ({ discardable, at }) => (
              <>
                {say(discardable ? 'import.sent' : 'import.inbox')}
                <span className="under">{formats.minute(at)}</span>
              </>
            ),
          },
          {
            id: 'look',
            head: say('import.look'),
            unseenHead: true,
            cell: ({ file, name, discardable }) => (
              <div className="row on-screen">
                <button
                  type="button"
                  className="link"
                  aria-pressed={looked === keyOf(file)}
                  aria-label={say('import.lookOf', { name: name.slice(0, 96) })}
                  onClick={() => onLook(file)}
                >
                  {say('import.look')}
                </button>
                {discardable && !inPractice && 'received' in file ? (
                  <button
                    type="button"
                    className="link"
                    disabled={discard.isPending}
                    aria-label={say('import.discardOf', { name: name.slice(0, 96) })}
                    onClick={() => discard.mutate(file.received)}
                  >
                    {say('import.discard')}
                  </button>
                ) : null}
              </div>
            ),
          },
        ]}
      />
    </>
  );
}
