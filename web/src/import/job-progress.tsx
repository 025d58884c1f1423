import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import type { Job } from '../api/schema.ts';
import { RunAttention } from '../attention/run-attention.tsx';
import { runQuery } from '../attention/run-queries.ts';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { isOver } from './import-query.ts';
import { useLiveJob } from './live-job.ts';
import { Quarantine } from './quarantine.tsx';

/** One import: how far it is, then what came of it. */
export function JobProgress({ id, onLeave }: { readonly id: string; readonly onLeave: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const job = useLiveJob(id);
  const cancel = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/jobs/{id}/cancel', { params: { path: { id } }, body: {} })),
    onSuccess: (told) => client.setQueryData(['job', id], told),
  });
  const { data } = job;
  return (
    <section className="column" aria-labelledby="job">
      <h2 id="job">{data === undefined ? say('job.title') : say(`job.${data.state}`)}</h2>
      {job.error === null ? null : <ProblemNotice error={job.error} />}
      {cancel.error === null ? null : <ProblemNotice error={cancel.error} />}
      {data === undefined ? null : (
        <>
          {isOver(data) ? null : <Going job={data} />}
          {data.error === null ? null : <Trouble error={data.error} />}
          {data.runId === null ? null : <AttentionOfRun id={data.runId} />}
          {data.counts === null ? null : <Counts job={data} counts={data.counts} />}
          <div className="row on-screen">
            {isOver(data) ? (
              <>
                {data.runId === null ? null : (
                  <Link to="/runs/$id" params={{ id: data.runId }} className="button">
                    {say('job.seeRun')}
                  </Link>
                )}
                <button type="button" className="link" onClick={onLeave}>
                  {say('job.another')}
                </button>
              </>
            ) : (
              <>
                <button
                  type="button"
                  className="button"
                  disabled={cancel.isPending || data.cancelRequestedAt !== null}
                  onClick={() => cancel.mutate()}
                >
                  {say(data.cancelRequestedAt === null ? 'job.cancel' : 'job.cancelling')}
                </button>
                <button type="button" className="link" onClick={onLeave}>
                  {say('job.leave')}
                </button>
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function Going({ job: { progress } }: { readonly job: Job }) {
  const say = useSay();
  const text =
    progress === null || progress.stage === null
      ? say('job.waiting')
      : say('job.stage', {
          number: Math.min(progress.stagesDone + 1, progress.stages),
          all: progress.stages,
          stage: say(`stage.${progress.stage}`),
        });
  return (
    <div className="going">
      <label>
        <span role="status">{text}</span>
        <progress max={progress?.stages ?? 1} value={progress?.stagesDone ?? 0} />
      </label>
      {progress?.file ? (
        <p className="meta">
          <ShownText text={progress.file} />
        </p>
      ) : null}
    </div>
  );
}

function Trouble({ error }: { readonly error: NonNullable<Job['error']> }) {
  const inLanguage = useInLanguage();
  return (
    <Notice urgent title={inLanguage(error.text)}>
      <p>{inLanguage(error.next)}</p>
    </Notice>
  );
}

/** What puts the results in question is read before them. */
function AttentionOfRun({ id }: { readonly id: string }) {
  const { data } = useQuery(runQuery(id));
  return data === undefined ? null : <RunAttention run={data} />;
}

function Counts({ job, counts }: { readonly job: Job; readonly counts: NonNullable<Job['counts']> }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const said = (number: number) => ({ count: number, number: formats.whole(number) });
  return (
    <>
      <p>
        {job.files.length === 0
          ? say('job.again')
          : [
              say('job.read', said(counts.read)),
              say('job.accepted', said(counts.accepted)),
              say('job.duplicates', said(counts.duplicates)),
              say('job.quarantined', said(counts.quarantined)),
            ].join(' ')}{' '}
        {job.options.asOf === undefined ? null : say('job.asOf', { day: formats.day(job.options.asOf) })}
      </p>
      {counts.proposed === undefined ? null : (
        <p>
          {say('job.leads', said(counts.proposed))} {say('job.context', said(counts.context ?? 0))}{' '}
          {say('job.notListed', said(counts.notListed ?? 0))}
        </p>
      )}
      {counts.quarantined === 0 ? null : <Quarantine id={job.id} />}
      {counts.refused.length === 0 ? null : (
        <Notice title={say('job.refused', { count: counts.refused.length })}>
          <ul className="plain">
            {counts.refused.map(({ name, reason }) => (
              <li key={name}>
                <ShownText text={name} /> : {inLanguage(reason)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {counts.files.length === 0 ? null : (
        <Records
          caption={say('job.files')}
          rows={counts.files}
          keyOf={({ name, sha256 }) => `${name} ${sha256}`}
          columns={[
            {
              id: 'file',
              head: say('import.file'),
              names: true,
              cell: ({ name, format }) => (
                <>
                  <ShownText text={name} />
                  <span className="under">{format}</span>
                </>
              ),
            },
            ...(['read', 'accepted', 'duplicates', 'quarantined'] as const).map((count) => ({
              id: `${count} num`,
              head: say(`count.${count}`),
              cell: (row: (typeof counts.files)[number]) => formats.whole(row[count]),
            })),
          ]}
        />
      )}
    </>
  );
}
