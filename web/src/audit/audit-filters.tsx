import { useState } from 'react';
import { PURPOSES } from '../api/purpose.ts';
import { useSay } from '../messages/say.ts';
import { actsOf, GROUPS } from './acts.ts';
import { type AuditFilter, type AuditSearch, isFiltered, readAuditSearch } from './audit-search.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Sent as a whole, not field by field: each reading of the log is an entry of it. */
export function AuditFilters({
  search,
  members,
  onSearch,
}: {
  readonly search: AuditSearch;
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly onSearch: (search: AuditSearch) => void;
}) {
  const say = useSay();
  const [typed, setTyped] = useState(search);
  const set = (filter: AuditFilter, value: string): void => setTyped({ ...typed, [filter]: value });
  const one = (filter: AuditFilter, choices: React.ReactNode) => (
    <label>
      {say(`audit.${filter}`)}
      <select value={typed[filter] ?? ''} onChange={(event) => set(filter, event.currentTarget.value)}>
        <option value="">{say('filter.all')}</option>
        {choices}
      </select>
    </label>
  );
  const options = (choices: readonly Choice[]) =>
    choices.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ));
  return (
    <search className="on-screen">
      <form
        className="audit-filters"
        aria-label={say('filter.title')}
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(readAuditSearch({ ...typed, object: typed.object?.trim() }));
        }}
      >
        {one('member', options(named(members, search.member)))}
        {one(
          'act',
          GROUPS.map((group) => (
            <optgroup key={group} label={say(`audit.group.${group}`)}>
              {options(actsOf(group).map((act) => ({ value: act, label: say(`act.${act}`) })))}
            </optgroup>
          )),
        )}
        <label>
          {say('audit.object')}
          <input
            value={typed.object ?? ''}
            maxLength={100}
            size={22}
            autoComplete="off"
            spellCheck={false}
            placeholder={say('audit.objectHint')}
            onChange={(event) => set('object', event.currentTarget.value)}
          />
        </label>
        {one('purpose', options(PURPOSES.map((each) => ({ value: each, label: say(`purpose.${each}`) }))))}
        {(['from', 'to'] as const).map((end) => (
          <label key={end}>
            {say(`audit.${end}`)}
            <input type="date" value={typed[end] ?? ''} onChange={(event) => set(end, event.currentTarget.value)} />
          </label>
        ))}
        <div className="row">
          <button type="submit" className="button">
            {say('audit.show')}
          </button>
          {isFiltered(search) ? (
            <button
              type="button"
              className="link"
              onClick={() => onSearch(search.unit === undefined ? {} : { unit: search.unit })}
            >
              {say('filter.resetAll')}
            </button>
          ) : null}
        </div>
      </form>
    </search>
  );
}

/** Members by name; the one whom the address names is there even when nobody knows the name. */
function named(
  members: readonly { readonly id: string; readonly name: string }[],
  chosen: string | undefined,
): readonly Choice[] {
  const known = members.map(({ id, name }) => ({ value: id, label: name }));
  return chosen === undefined || members.some(({ id }) => id === chosen)
    ? known
    : [...known, { value: chosen, label: chosen }];
}
