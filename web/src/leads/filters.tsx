import { useQuery } from '@tanstack/react-query';
import type { LeadCounts, LeadRow, Queue } from '../api/schema.ts';
import { indicatorsQuery } from '../handling/handling-queries.ts';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { FilterChip, type Option } from './filter-chip.tsx';
import {
  ACTIVE_DAYS,
  defaultsOf,
  type Filter,
  HOLDERS,
  isFiltered,
  type LeadsSearch,
  LISTS,
  listOf,
  ROLES_OF,
  STATES,
  TIERS,
  URGENCIES,
  withoutFilters,
  withSearch,
} from './leads-search.ts';

interface Props {
  readonly queue: Queue;
  readonly search: LeadsSearch;
  readonly counts: LeadCounts | undefined;
  /** Rows that are shown: the countries and indicators among which one can choose. */
  readonly rows: readonly LeadRow[];
  readonly onSearch: (search: LeadsSearch) => void;
}

export function Filters({ queue, search, counts, rows, onSearch }: Props) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const titles = useQuery(indicatorsQuery);
  const formats = useFormats();
  const set = (filter: Filter, values: readonly string[]): void =>
    onSearch(withSearch(search, { [filter]: values.join(',') }));
  const chip = (filter: Filter, options: readonly Option[], one = false) => {
    const standing = defaultsOf(search)[filter];
    const chosen = listOf(search[filter] ?? standing);
    const names = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
    return (
      <FilterChip
        key={filter}
        name={say(filter === 'tier' ? `filter.tier.${queue}` : `filter.${filter}`)}
        shown={wordsFor(filter, names, options.length)}
        set={search[filter] !== undefined}
        options={options}
        chosen={chosen}
        one={one}
        // Nothing chosen would show nothing: it means everything.
        onChoose={(values) =>
          set(filter, values.length === 0 && standing !== undefined ? options.map(({ value }) => value) : values)
        }
        onReset={() => set(filter, [])}
      />
    );
  };
  const wordsFor = (filter: Filter, names: readonly string[], all: number): string => {
    if (filter === 'state' && search.state === undefined && search.list === undefined) return say('filter.open');
    if (names.length === 0 || (names.length === all && all > 1)) return say('filter.all');
    const [first = '', second] = names;
    if (names.length > 2) return say('filter.several', { first, count: names.length - 1 });
    return second === undefined ? first : say('filter.two', { first, second });
  };
  const countries = [...new Set([...listOf(search.country), ...rows.flatMap((row) => row.payeeCountries)])].toSorted();
  const indicators = [...new Set([...listOf(search.indicator), ...rows.flatMap((row) => row.indicators)])].toSorted();
  return (
    <fieldset className="filters">
      <legend className="unseen">{say('filter.title')}</legend>
      {chip(
        'list',
        LISTS.map((value) => ({ value, label: say(`list.${value}`) })),
        true,
      )}
      {queue === 'safeguarding'
        ? chip(
            'reach',
            URGENCIES.map((value) => ({
              value,
              label: say(`urgency.${value}`),
              count: counts?.urgency[value] ?? 0,
            })),
          )
        : null}
      {chip(
        'tier',
        TIERS.map((value) => ({
          value,
          label: say(queue === 'safeguarding' ? `tier.safeguarding.${value}` : `tier.${value}`),
          count: counts?.tier[value] ?? 0,
        })),
      )}
      {chip(
        'state',
        STATES.map((value) => ({ value, label: say(`state.${value}`), count: counts?.state[value] ?? 0 })),
      )}
      {chip(
        'holder',
        HOLDERS.map((value) => ({ value, label: say(`holder.${value}`) })),
        true,
      )}
      {chip(
        'role',
        ROLES_OF[queue].map((value) => ({ value, label: say(`role.${value}`) })),
      )}
      {chip(
        'active',
        ACTIVE_DAYS.map((value) => ({ value, label: say('filter.days', { days: Number(value) }) })),
        true,
      )}
      {chip(
        'country',
        countries.map((value) => ({ value, label: formats.country(value) })),
      )}
      {chip(
        'indicator',
        indicators.map((value) => {
          const title = titles.data?.find(({ id }) => id === value)?.title;
          return { value, label: title === undefined ? value : `${inLanguage(title)} (${value})` };
        }),
      )}
      {isFiltered(search) ? (
        <button type="button" className="link" onClick={() => onSearch(withoutFilters(search))}>
          {say('filter.resetAll')}
        </button>
      ) : null}
    </fieldset>
  );
}
