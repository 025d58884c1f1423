import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link, useNavigate } from '@tanstack/react-router';
import { queuesOf, useMe } from '../api/me.ts';
import type { Run } from '../api/schema.ts';
import { runQuery } from '../attention/run-queries.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useUnitId } from '../frame/unit.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { Comparison } from './comparison.tsx';
import { RunSummary } from './run-summary.tsx';
import './runs.css';

export const route = createLazyRoute('/member/runs/$id')({ component: RunPage });

function RunPage() {
  const unit = useUnitId();
  const queues = queuesOf(useMe(), unit);
  const { id } = route.useParams();
  return queues.length === 0 ? <NothingHere /> : <OneRun key={id} id={id} />;
}

function OneRun({ id }: { readonly id: string }) {
  const say = useSay();
  const formats = useFormats();
  const run = useQuery(runQuery(id));
  usePageTitle(say('run.title'));
  return (
    <div className="page column">
      <p className="on-screen">
        <Link to="/runs">{say('run.all')}</Link>
      </p>
      <div className="page-head">
        <h1>{run.data === undefined ? say('run.title') : say('run.of', { at: formats.minute(run.data.loadedAt) })}</h1>
        <PurposeBar />
      </div>
      {run.isPending ? (
        <p className="soft" role="status">
          {say('loading')}
        </p>
      ) : null}
      {run.error === null ? null : <ProblemNotice error={run.error} />}
      {run.data === undefined ? null : <Parts run={run.data} />}
    </div>
  );
}

function Parts({ run }: { readonly run: Run }) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const queues = queuesOf(useMe(), run.unitId);
  return (
    <>
      <RunSummary run={run} />
      <Comparison
        run={run}
        queues={queues}
        search={search}
        onSearch={(next) =>
          void navigate({ to: '/runs/$id', params: { id: run.id }, search: next, replace: true, resetScroll: false })
        }
      />
    </>
  );
}
