import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ComparedLead, Queue, Run } from '../api/schema.ts';
import { indicatorsQuery } from '../handling/handling-queries.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Records } from '../look/records.tsx';
import { nameOf, ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { reasonChanges } from './reason-changes.ts';
import { CHANGES, type Change, changeOf, queueOf, type RunSearch } from './run-search.ts';
import { comparisonQuery, runsQuery } from './runs-query.ts';

/** What came, went and moved since an earlier run, and why. */
export function Comparison({
  run,
  queues,
  search,
  onSearch,
}: {
  readonly run: Run;
  readonly queues: readonly Queue[];
  readonly search: RunSearch;
  readonly onSearch: (search: RunSearch) => void;
}) {
  const earlier = search.with ?? run.before;
  const [usual, other] = queues;
  // Whoever names no queue is shown one in which something changed.
  const choosing = search.queue === undefined && other !== undefined && earlier !== null;
  const looked = useInfiniteQuery({
    ...comparisonQuery(run.id, search.with, usual ?? 'investigation', 'came'),
    enabled: choosing,
  });
  const counts = looked.data?.pages[0]?.counts;
  const nothing = counts !== undefined && counts.came + counts.went + counts.moved === 0;
  const queue = choosing && nothing ? other : queueOf(search, queues);
  const say = useSay();
  return (
    <section className="column" aria-labelledby="comparison">
      <h2 id="comparison">{say('compare.title')}</h2>
      {queue === null || earlier === null ? (
        <p>{say('compare.first')}</p>
      ) : choosing && looked.isPending ? (
        <p className="soft" role="status">
          {say('loading')}
        </p>
      ) : (
        <Compared run={run} queues={queues} queue={queue} search={search} onSearch={onSearch} />
      )}
    </section>
  );
}

function Compared({
  run,
  queues,
  queue,
  search,
  onSearch,
}: {
  readonly run: Run;
  readonly queues: readonly Queue[];
  readonly queue: Queue;
  readonly search: RunSearch;
  readonly onSearch: (search: RunSearch) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const runs = useInfiniteQuery(runsQuery(run.unitId));
  const others = (runs.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ loadedAt }) => loadedAt < run.loadedAt);
  const came = useInfiniteQuery(comparisonQuery(run.id, search.with, queue, changeOf(search, undefined)));
  const change = changeOf(search, came.data?.pages[0]?.counts);
  const compared = useInfiniteQuery(comparisonQuery(run.id, search.with, queue, change));
  const [first] = compared.data?.pages ?? [];
  const items = (compared.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <>
      <div className="compare-tools on-screen">
        <label>
          {say('compare.with')}{' '}
          <select
            value={search.with ?? run.before ?? ''}
            onChange={(event) => onSearch({ ...search, with: event.currentTarget.value })}
          >
            {others.map(({ id, loadedAt, files }) => (
              <option key={id} value={id}>
                {[formats.minute(loadedAt), ...files.slice(0, 1).map((name) => name.slice(0, 40))].join(' · ')}
              </option>
            ))}
          </select>
        </label>
        {queues.length < 2 ? null : (
          <label>
            {say('trends.queue')}{' '}
            <select value={queue} onChange={(event) => onSearch({ ...search, queue: event.currentTarget.value })}>
              {queues.map((each) => (
                <option key={each} value={each}>
                  {say(`queue.${each}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {compared.error === null ? null : <ProblemNotice error={compared.error} />}
      {first === undefined ? (
        compared.isPending && compared.error === null ? (
          <p className="soft" role="status">
            {say('loading')}
          </p>
        ) : null
      ) : first.with === null ? (
        <p>{say('compare.notKept')}</p>
      ) : (
        <>
          <p role="status">
            {say('compare.same', { count: first.counts.same, number: formats.whole(first.counts.same) })}
          </p>
          <fieldset className="changes on-screen">
            <legend className="unseen">{say('compare.change')}</legend>
            {CHANGES.map((each) => (
              <label key={each} data-chosen={each === change}>
                <input
                  type="radio"
                  name="change"
                  checked={each === change}
                  onChange={() => onSearch({ ...search, change: each })}
                />
                {say(`change.${each}`, { number: formats.whole(first.counts[each]) })}
              </label>
            ))}
          </fieldset>
          {items.length === 0 ? (
            <p className="soft">{say('compare.none')}</p>
          ) : (
            <ComparedTable items={items} queue={queue} change={change} />
          )}
          {compared.hasNextPage ? (
            <p className="more on-screen">
              <button
                type="button"
                className="button"
                disabled={compared.isFetching}
                onClick={() => void compared.fetchNextPage()}
              >
                {say('compare.more')}
              </button>
            </p>
          ) : null}
        </>
      )}
    </>
  );
}

function ComparedTable({
  items,
  queue,
  change,
}: {
  readonly items: readonly ComparedLead[];
  readonly queue: Queue;
  readonly change: Change;
}) {
  const say = useSay();
  return (
    <Records
      caption={say(`change.caption.${change}`)}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'person',
          head: say('find.person'),
          names: true,
          cell: ({ id, subjectId, subjectName }) => {
            const name = nameOf({ name: subjectName, id: subjectId });
            return (
              <>
                <Link to="/leads/$queue/$id" params={{ queue, id }}>
                  <ShownText text={name} longest={48} />
                </Link>
                {name === subjectId ? null : (
                  <span className="under code">
                    <ShownText text={subjectId} longest={40} />
                  </span>
                )}
              </>
            );
          },
        },
        ...(['before', 'after'] as const)
          .filter((side) => (side === 'before' ? change !== 'came' : change !== 'went'))
          .map((side) => ({
            id: side,
            head: say(`compare.${side}`),
            cell: (lead: ComparedLead) => <Standing standing={lead[side]} queue={queue} />,
          })),
        { id: 'why', head: say('compare.why'), cell: (lead) => <Why lead={lead} /> },
      ]}
    />
  );
}

function Standing({ standing, queue }: { readonly standing: ComparedLead['before']; readonly queue: Queue }) {
  const say = useSay();
  const formats = useFormats();
  if (standing === null) return null;
  const { tier, rankInQueue, score } = standing;
  return (
    <>
      {say(queue === 'safeguarding' ? `tier.safeguarding.${tier}` : `tier.${tier}`)}
      <span className="under">
        {say('compare.standing', { rank: formats.whole(rankInQueue), score: formats.decimal(score, 2, 2) })}
      </span>
    </>
  );
}

/** What changed in the records of the lead: transfers, and reasons that came, went, grew or shrank. */
function Why({ lead }: { readonly lead: ComparedLead }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const known = useQuery(indicatorsQuery).data ?? [];
  const named = (codes: readonly string[]): string =>
    codes
      .map((code) => {
        const title = known.find(({ id }) => id === code)?.title;
        return title === undefined ? code : say('indicator.named', { title: inLanguage(title), code });
      })
      .join(' ; ');
  const isAgainst = (code: string): boolean => known.find(({ id }) => id === code)?.against === true;
  const { before, after, moreTransfers } = lead;
  const changes = [
    ...(moreTransfers === 0
      ? []
      : [
          say(moreTransfers > 0 ? 'why.more' : 'why.fewer', {
            count: Math.abs(moreTransfers),
            number: formats.whole(Math.abs(moreTransfers)),
          }),
        ]),
    ...reasonChanges(lead, isAgainst).map(({ change, reasons }) => say(`why.${change}`, { reasons: named(reasons) })),
    ...(before?.written === false || after?.written === false ? [say('why.notWritten')] : []),
  ];
  if (before === null && after !== null) return <>{say('why.came', { number: formats.whole(after.transfers) })}</>;
  if (before !== null && after === null) return <>{say('why.went', { number: formats.whole(before.transfers) })}</>;
  return changes.length === 0 ? (
    <span className="soft">{say('why.others')}</span>
  ) : (
    <ul className="plain">
      {changes.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
