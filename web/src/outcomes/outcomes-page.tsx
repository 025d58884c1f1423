import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { seesOutcomes, useMe } from '../api/me.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { useUnitId } from '../frame/unit.ts';
import { indicatorsQuery } from '../handling/handling-queries.ts';
import { downloadFile } from '../look/download-file.ts';
import { Loaded } from '../look/loaded.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { atLeast, type OutcomeGroup, outcomeGroups, outcomesCsv } from './outcome-lines.ts';
import './outcomes.css';

export const route = createLazyRoute('/member/outcomes')({ component: OutcomesPage });

function OutcomesPage() {
  const unit = useUnitId();
  const me = useMe();
  return unit === null || !seesOutcomes(me, unit) ? <NothingHere /> : <OutcomesOfUnit key={unit} unit={unit} />;
}

function outcomesQuery(unit: string, until: string | undefined) {
  return queryOptions({
    queryKey: ['outcomes', unit, until],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/outcomes', {
          params: { query: { unit, ...(until === undefined ? {} : { until }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

function OutcomesOfUnit({ unit }: { readonly unit: string }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(outcomesQuery(unit, search.until));
  const { data: indicators } = useQuery(indicatorsQuery);
  const title = useId();
  usePageTitle(say('outcomes.title'));
  const found = query.data;
  if (found === undefined)
    return (
      <div className="page column">
        <h1>{say('outcomes.title')}</h1>
        <Loaded query={query} />
      </div>
    );
  const explained = (id: string): string => {
    const known = indicators?.find((indicator) => indicator.id === id)?.title;
    if (known !== undefined) return inLanguage(known);
    return id === 'other' ? say('outcomes.otherExplanation') : id;
  };
  const day = (date: string): string => formats.day(date);
  const groups = outcomeGroups(found, say, explained);
  const download = (): void =>
    downloadFile(
      `vigie-${say('outcomes.file')}-${found.until}.csv`,
      new Blob(
        [
          outcomesCsv(
            [say('outcomes.group'), say('outcomes.what'), say('outcomes.number'), say('outcomes.until')],
            groups.flatMap(({ id, lines }) =>
              lines.map(({ label, number }) => [
                say(`outcomes.of.${id}`),
                label,
                atLeast(number, say, formats),
                found.until,
              ]),
            ),
          ),
        ],
        { type: 'text/csv;charset=utf-8' },
      ),
    );
  return (
    <div className="page column outcomes">
      <div className="page-head">
        <h1>{say('outcomes.title')}</h1>
        <p className="soft">{say('outcomes.intro')}</p>
      </div>
      <div className="outcomes-tools">
        <label className="on-screen">
          <span>{say('outcomes.until')}</span>{' '}
          <select
            value={found.until}
            onChange={(event) => {
              const until = event.currentTarget.value;
              void navigate({
                to: '/outcomes',
                search: { ...search, ...{ until } },
                replace: true,
                resetScroll: false,
              });
            }}
          >
            {found.quarters.map((quarter) => (
              <option key={quarter} value={quarter}>
                {day(quarter)}
              </option>
            ))}
          </select>
        </label>
        <p className="on-paper">
          {say('outcomes.until')} {day(found.until)}
        </p>
        <button type="button" className="button on-screen" onClick={download}>
          {say('outcomes.download')}
        </button>
      </div>
      <section className="children-safe" aria-labelledby={title}>
        <h2 id={title}>{say('outcomes.safe')}</h2>
        <p className="figure">{atLeast(found.children.safe, say, formats)}</p>
        <p>{say('outcomes.safeIs')}</p>
        <p>
          {found.children.casesWithout === 0
            ? say('outcomes.noneWithout', { date: day(found.until) })
            : say('outcomes.without', {
                cases: atLeast(found.children.casesWithout, say, formats),
                holders: atLeast(found.children.holders, say, formats),
              })}
        </p>
      </section>
      {groups.map((group) => (
        <GroupOfLines key={group.id} group={group} />
      ))}
      <p className="meta">{say('outcomes.fives')}</p>
    </div>
  );
}

/** Numbers, each with its bar beside it: the picture stands in its own table. */
function GroupOfLines({ group: { id, lines } }: { readonly group: OutcomeGroup }) {
  const say = useSay();
  const formats = useFormats();
  const most = Math.max(5, ...lines.map(({ number }) => number ?? 0));
  return (
    <section className="facet">
      <h2>{say(`outcomes.of.${id}`)}</h2>
      <p className="soft">{say(`outcomes.how.${id}`)}</p>
      <table className="bars">
        <caption className="unseen">{say(`outcomes.of.${id}`)}</caption>
        <thead className="unseen">
          <tr>
            <th scope="col">{say('outcomes.what')}</th>
            <th scope="col">{say('outcomes.number')}</th>
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, number, isPart }) => (
            <tr key={label}>
              <th scope="row" className={isPart ? 'part' : undefined}>
                {label}
              </th>
              <td className="num">{atLeast(number, say, formats)}</td>
              <td className="bar" aria-hidden="true">
                {number === null ? (
                  <span className="untold" />
                ) : number === 0 ? null : (
                  <span style={{ width: `${(100 * number) / most}%` }} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
