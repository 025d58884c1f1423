import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { newestRunQuery } from '../attention/run-queries.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { AsOfField } from './as-of-field.tsx';
import { reportLanguage } from './import-query.ts';

/** A scan of what the unit has, without a file; only once there is something to scan. */
export function ScanAgain({
  unit,
  asked,
  onBegun,
}: {
  readonly unit: string;
  /** The day that a page which points here suggests. */
  readonly asked: string | undefined;
  readonly onBegun: (job: string) => void;
}) {
  const say = useSay();
  const client = useQueryClient();
  const newest = useQuery(newestRunQuery(unit)).data;
  const [given, setGiven] = useState<string | null>(null);
  const asOf = given ?? asked ?? newest?.attention.strayEnd?.suggestedAsOf ?? '';
  const ask = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/imports', {
          body: { unit, files: [], options: { ...reportLanguage(), ...(asOf === '' ? {} : { asOf }) } },
        }),
      ),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['jobs', unit] });
      onBegun(id);
    },
  });
  if (!newest) return null;
  return (
    <section className="column on-screen" aria-labelledby="again">
      <h2 id="again">{say('again.title')}</h2>
      <p className="soft">{say('again.what')}</p>
      {ask.error === null ? null : <ProblemNotice error={ask.error} />}
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <AsOfField value={asOf} onChange={setGiven} />
        <div className="row">
          <button type="submit" className="button" disabled={ask.isPending}>
            {say('again.do')}
          </button>
        </div>
      </form>
    </section>
  );
}
