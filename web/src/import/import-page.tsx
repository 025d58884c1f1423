import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useUnitId } from '../frame/unit.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { useSay } from '../messages/say.ts';
import { Choose } from './choose.tsx';
import type { ImportSearch } from './import-search.ts';
import { JobList } from './job-list.tsx';
import { JobProgress } from './job-progress.tsx';
import { ScanAgain } from './scan-again.tsx';
import './import.css';

export const route = createLazyRoute('/member/import')({ component: ImportPage });

function ImportPage() {
  const unit = useUnitId();
  const imports = useMe().memberships.some(({ unitId, powers }) => unitId === unit && powers.imports);
  return unit === null || !imports ? <NothingHere /> : <ImportInUnit key={unit} unit={unit} />;
}

function ImportInUnit({ unit }: { readonly unit: string }) {
  const say = useSay();
  const search = route.useSearch();
  const navigate = useNavigate();
  usePageTitle(say('import.title'));
  const onSearch = (next: ImportSearch): void => void navigate({ to: '/import', search: next, resetScroll: false });
  const { look: _, job, again, ...rest } = search;
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('import.title')}</h1>
        <PurposeBar />
        <p className="soft">{say('import.intro')}</p>
      </div>
      {job === undefined ? (
        <>
          <Choose unit={unit} search={search} onSearch={onSearch} />
          <ScanAgain unit={unit} asked={again} onBegun={(id) => onSearch({ ...rest, job: id })} />
        </>
      ) : (
        <JobProgress key={job} id={job} onLeave={() => onSearch(rest)} />
      )}
      <JobList unit={unit} followed={job} onFollow={(id) => onSearch({ ...rest, job: id })} />
    </div>
  );
}
