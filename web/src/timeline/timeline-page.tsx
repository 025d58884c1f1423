import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import type { TimelinePage } from '../api/schema.ts';
import { caseQuery } from '../casework/casework-query.ts';
import { RecordPage } from '../casework/record-page.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { useConfirmed } from '../identity/confirming.tsx';
import { downloadFile } from '../look/download-file.ts';
import { Loaded } from '../look/loaded.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useLanguage, useSay } from '../messages/say.ts';
import { EventDialog } from './event-dialog.tsx';
import { EventHistory } from './event-history.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ImportedFiles } from './imported-files.tsx';
import { TimelinePicture } from './timeline-picture.tsx';
import { askedOf, exportTimeline, timelineQuery } from './timeline-query.ts';
import {
  LANES,
  type Lane,
  lanesOf,
  moved,
  type TimelineSearch,
  windowOf,
  ZOOMS,
  type Zoom,
  zoomed,
  zoomOf,
} from './timeline-search.ts';
import { TimelineTable } from './timeline-table.tsx';
import '../cases/cases.css';
import '../casework/casework.css';
import './timeline.css';

export const route = createLazyRoute('/member/cases/$id/timeline')({ component: TimelinePageOfCase });

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'import' }
  | { readonly what: 'event'; readonly id: string }
  | null;

/** One line for all that happened in a case. Its state is in the address. */
function TimelinePageOfCase() {
  const { id } = route.useParams();
  const say = useSay();
  const formats = useFormats();
  const { language } = useLanguage();
  const search = route.useSearch();
  const navigate = useNavigate();
  const confirmed = useConfirmed();
  const [open, setOpen] = useState<Open>(null);
  const ofCase = useQuery(caseQuery(id));
  // Where there is nothing to zoom on yet, all of it is asked for.
  const [last, setLast] = useState<string | null>(null);
  const window = windowOf(search, last);
  const list = useInfiniteQuery(timelineQuery(id, askedOf(search, window), language));
  const page = list.data?.pages[0];
  const end = page?.span?.to ?? null;
  if (end !== null && end !== last) setLast(end);
  const take = useMutation({
    mutationFn: () => confirmed(() => exportTimeline(id, askedOf(search, window))),
    onSuccess: (file) => downloadFile(`timeline-${ofCase.data?.body.row.reference ?? ''}.csv`, file),
  });
  usePageTitle(say('caseLine.title'));

  const zoom = zoomOf(search);
  const at = search.at ?? last?.slice(0, 10) ?? null;
  const go = (changes: { readonly [Key in keyof TimelineSearch]?: string | null }): void => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...changes }).filter(([, value]) => value !== null && value !== ''),
    ) as TimelineSearch;
    void navigate({ to: '/cases/$id/timeline', params: { id }, search: next, replace: true, resetScroll: false });
  };
  const onZoom = (next: Zoom | null): void => go({ zoom: next, at: next === null ? null : at });
  const onMove = (by: number): void => {
    if (zoom !== null && at !== null) go({ at: moved(at, zoom, by) });
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === '+' || key === '=') onZoom(zoomed(zoom, true));
    else if (key === '-') onZoom(zoomed(zoom, false));
    else if (key === 'ArrowLeft' && zoom !== null) onMove(-1);
    else if (key === 'ArrowRight' && zoom !== null) onMove(1);
    else return;
    event.preventDefault();
  };
  const rows = list.data?.pages.flatMap((each) => each.rows) ?? [];
  const detail = ofCase.data?.body;
  if (page === undefined && list.error !== null)
    return (
      <RecordPage found={list} back={<Back id={id} />} notShown={say('caseLine.notShown')}>
        {() => null}
      </RecordPage>
    );
  return (
    <div className="page case-page">
      <div className="page-head on-screen">
        <Back id={id} />
        <PurposeBar />
      </div>
      <div className="case-head">
        {detail === undefined ? null : (
          <p className="meta">
            <span className="code">{detail.row.reference}</span> · <ShownText text={detail.row.title} longest={200} />
          </p>
        )}
        <h1>{say('caseLine.title')}</h1>
        <p>{say('caseLine.intro')}</p>
        <div className="row on-screen">
          {page?.works ? (
            <>
              <button type="button" className="button" onClick={() => setOpen({ what: 'add' })}>
                {say('caseLine.add')}
              </button>
              <button type="button" className="button" onClick={() => setOpen({ what: 'import' })}>
                {say('caseLine.import')}
              </button>
            </>
          ) : null}
          <button type="button" className="button" disabled={take.isPending || !page} onClick={() => take.mutate()}>
            {say('caseLine.export')}
          </button>
        </div>
        {take.error === null ? null : <ProblemNotice error={take.error} />}
      </div>
      <Loaded query={list} />
      {page === undefined ? null : (
        <>
          <section aria-labelledby="line">
            <div className="section-head">
              <h2 id="line">{say('caseLine.picture', { window: windowWords(page, zoom, formats, say) })}</h2>
              <fieldset className="zoom on-screen">
                <legend className="unseen">{say('caseLine.zoom')}</legend>
                {[null, ...ZOOMS].map((each) => (
                  <button
                    key={each ?? 'all'}
                    type="button"
                    className="button"
                    aria-pressed={zoom === each}
                    onClick={() => onZoom(each)}
                  >
                    {say(`caseLine.zoom.${each ?? 'all'}`)}
                  </button>
                ))}
                <button
                  type="button"
                  className="button"
                  disabled={zoom === null}
                  aria-label={say('caseLine.earlier')}
                  onClick={() => onMove(-1)}
                >
                  ←
                </button>
                <button
                  type="button"
                  className="button"
                  disabled={zoom === null}
                  aria-label={say('caseLine.later')}
                  onClick={() => onMove(1)}
                >
                  →
                </button>
              </fieldset>
            </div>
            <LaneChoice page={page} chosen={lanesOf(search)} onLanes={(lanes) => go({ lanes })} />
            {page.total === 0 ? (
              <p className="soft">{say(page.span === null ? 'caseLine.nothing' : 'caseLine.nothingHere')}</p>
            ) : (
              <>
                <TimelinePicture page={page} onKey={onKey} />
                <p className="meta on-screen">{say('caseLine.keys')}</p>
              </>
            )}
          </section>
          {page.undated.length === 0 ? null : (
            <section aria-labelledby="undated">
              <div className="section-head">
                <h2 id="undated">{say('caseLine.undated', { count: page.undated.length })}</h2>
              </div>
              <p className="soft">{say('caseLine.undatedWhat')}</p>
              <TimelineTable
                caption={say('caseLine.undatedCaption')}
                rows={page.undated}
                onOpen={(event) => setOpen({ what: 'event', id: event })}
              />
            </section>
          )}
          {page.total === 0 ? null : (
            <section aria-labelledby="rows">
              <div className="section-head">
                <h2 id="rows">{say('caseLine.rows', { count: page.total })}</h2>
              </div>
              <p className="soft">{say('caseLine.order')}</p>
              <TimelineTable
                caption={say('caseLine.caption', { shown: rows.length, total: page.total })}
                rows={rows}
                onOpen={(event) => setOpen({ what: 'event', id: event })}
              />
              {list.hasNextPage ? (
                <p className="more on-screen">
                  <button
                    type="button"
                    className="button"
                    disabled={list.isFetching}
                    onClick={() => void list.fetchNextPage()}
                  >
                    {say('caseLine.more')}
                  </button>
                </p>
              ) : null}
            </section>
          )}
          <ImportedFiles caseId={id} works={page.works} />
        </>
      )}
      {open === null || detail === undefined ? null : open.what === 'add' ? (
        <EventDialog detail={detail} onClose={() => setOpen(null)} />
      ) : open.what === 'import' ? (
        <ImportDialog caseId={id} onClose={() => setOpen(null)} />
      ) : (
        <EventHistory id={open.id} detail={detail} works={page?.works ?? false} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function Back({ id }: { readonly id: string }) {
  const say = useSay();
  return (
    <Link to="/cases/$id" params={{ id }}>
      {say('caseLine.back')}
    </Link>
  );
}

function LaneChoice({
  page,
  chosen,
  onLanes,
}: {
  readonly page: TimelinePage;
  readonly chosen: readonly Lane[] | null;
  readonly onLanes: (lanes: string | null) => void;
}) {
  const say = useSay();
  const isOn = (lane: Lane): boolean => chosen === null || chosen.includes(lane);
  const toggle = (lane: Lane): void => {
    const next = LANES.filter((each) => (each === lane ? !isOn(each) : isOn(each)));
    onLanes(next.length === LANES.length || next.length === 0 ? null : next.join(','));
  };
  return (
    <fieldset className="lanes on-screen">
      <legend className="unseen">{say('caseLine.lanes')}</legend>
      {page.lanes.map(({ lane, words, total }) => (
        <label key={lane}>
          <input type="checkbox" checked={isOn(lane)} onChange={() => toggle(lane)} /> {words}{' '}
          <span className="meta">{total}</span>
        </label>
      ))}
    </fieldset>
  );
}

function windowWords(
  { window }: TimelinePage,
  zoom: Zoom | null,
  formats: ReturnType<typeof useFormats>,
  say: ReturnType<typeof useSay>,
): string {
  if (window === null) return '';
  if (zoom === 'year') return window.from.slice(0, 4);
  if (zoom === 'day') return formats.day(window.from);
  return say('caseLine.fromTo', {
    from: formats.day(window.from),
    to: formats.day(new Date(Date.parse(window.to) - 1).toISOString()),
  });
}
