import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { LeadRow, Queue } from '../api/schema.ts';
import { isPlainKey, useKeysOn } from '../frame/keys.ts';
import { nameOf } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';
import { Cell, type Column, headOf, isFigure, sortOf } from './columns.tsx';
import { lastOpened, rememberOpened } from './last-opened.ts';

// Rows become cards on a narrow screen; the roles keep it a table for a screen reader when the style no longer draws one.
const TABLE = { role: 'table' } as const;
const ROWS = { role: 'rowgroup' } as const;
const ROW = { role: 'row' } as const;
const HEAD = { role: 'columnheader' } as const;
const ROW_HEAD = { role: 'rowheader' } as const;
const CELL = { role: 'cell' } as const;

interface RowActs {
  readonly claim: (row: LeadRow) => void;
  readonly snooze: (row: LeadRow) => void;
  readonly search: () => void;
}

interface Props {
  readonly queue: Queue;
  readonly rows: readonly LeadRow[];
  readonly columns: readonly Column[];
  readonly caption: string;
  readonly sort: string;
  readonly busy: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: readonly string[], yes: boolean) => void;
  readonly onSort: (sort: string) => void;
  readonly acts: RowActs;
}

export function LeadsTable({ queue, rows, columns, caption, sort, busy, selected, onSelect, onSort, acts }: Props) {
  const say = useSay();
  const keysOn = useKeysOn();
  const table = useRef<HTMLTableElement>(null);
  useFocusOnLastOpened(table, rows);

  const links = (): readonly HTMLElement[] => [...(table.current?.querySelectorAll<HTMLElement>('a[data-lead]') ?? [])];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isPlainKey(event)) return;
    const place = rowUnderFocus(rows);
    const all = links();
    const row = rows[place];
    const to = placeAfter(event.key, place, all.length - 1, keysOn);
    if (to !== null) {
      event.preventDefault();
      all[to]?.focus();
    }
    if (!keysOn) return;
    if (event.key === '/') {
      event.preventDefault();
      acts.search();
    }
    if (row === undefined) return;
    if (event.key === 'x') {
      event.preventDefault();
      onSelect([row.id], !selected.has(row.id));
    }
    if (event.key === 'c') acts.claim(row);
    if (event.key === 's') {
      event.preventDefault();
      acts.snooze(row);
    }
  };

  const allSelected = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <table {...TABLE} className="leads" ref={table} onKeyDown={onKeyDown} aria-busy={busy}>
      <caption>{caption}</caption>
      <thead {...ROWS}>
        <tr {...ROW}>
          <th {...HEAD} scope="col" className="pick">
            <input
              type="checkbox"
              aria-label={say('leads.selectAll')}
              checked={allSelected}
              onChange={(event) =>
                onSelect(
                  rows.map(({ id }) => id),
                  event.currentTarget.checked,
                )
              }
            />
          </th>
          {columns.map((column) => (
            <th
              {...HEAD}
              key={column}
              scope="col"
              className={classOf(column)}
              aria-sort={isSorted(sortOf(column, queue), sort)}
            >
              <Head column={column} queue={queue} sort={sort} onSort={onSort} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROWS}>
        {rows.map((row) => (
          <tr {...ROW} key={row.id} data-picked={selected.has(row.id)} data-state={row.state}>
            <td {...CELL} className="pick">
              <input
                type="checkbox"
                aria-label={say('leads.select', {
                  name: nameOf({ name: row.subjectName, id: row.subjectId }).slice(0, 96),
                })}
                checked={selected.has(row.id)}
                onChange={(event) => onSelect([row.id], event.currentTarget.checked)}
              />
            </td>
            {columns.map((column) =>
              column === 'subject' ? (
                <th
                  {...ROW_HEAD}
                  key={column}
                  scope="row"
                  className={classOf(column)}
                  onClickCapture={() => rememberOpened(row.id)}
                >
                  <Cell column={column} row={row} />
                </th>
              ) : (
                <td {...CELL} key={column} className={classOf(column)} data-label={say(headOf(column, queue))}>
                  <Cell column={column} row={row} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The name of a column; a button where the list can be ordered by it. */
function Head({
  column,
  queue,
  sort,
  onSort,
}: {
  readonly column: Column;
  readonly queue: Queue;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}) {
  const say = useSay();
  const orders = sortOf(column, queue);
  if (orders === undefined) return <>{say(headOf(column, queue))}</>;
  const [first, second] = orders;
  const mark = sort === first || sort === second ? (sort.startsWith('-') ? '↓' : '↑') : '';
  return (
    <button type="button" className="plain sort" onClick={() => onSort(sort === first ? second : first)}>
      {say(headOf(column, queue))}
      <span aria-hidden="true" className="mark">
        {mark}
      </span>
    </button>
  );
}

function isSorted(orders: readonly [string, string] | undefined, sort: string): 'ascending' | 'descending' | undefined {
  if (orders?.includes(sort) !== true) return undefined;
  return sort.startsWith('-') ? 'descending' : 'ascending';
}

function classOf(column: Column): string {
  return isFigure(column) ? `${column} num` : column;
}

/** Where an arrow, Home, End or a letter leads to from a place in the list; null for any other key. */
function placeAfter(key: string, place: number, last: number, letters: boolean): number | null {
  const within = (to: number): number => Math.max(0, Math.min(last, to));
  if (key === 'ArrowDown' || (letters && key === 'j')) return within(place + 1);
  if (key === 'ArrowUp' || (letters && key === 'k')) return within(place - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : null;
}

/** Which row holds the focus; -1 when it is in the head. */
function rowUnderFocus(rows: readonly LeadRow[]): number {
  const id = document.activeElement?.closest('tr')?.querySelector<HTMLElement>('a[data-lead]')?.dataset.lead;
  return rows.findIndex((row) => row.id === id);
}

/** Back from a lead, the reader stands where it was opened. */
function useFocusOnLastOpened(table: React.RefObject<HTMLTableElement | null>, rows: readonly LeadRow[]): void {
  const done = useRef(false);
  useEffect(() => {
    if (done.current || rows.length === 0) return;
    done.current = true;
    const id = lastOpened();
    if (id === null) return;
    const link = [...(table.current?.querySelectorAll<HTMLElement>('a[data-lead]') ?? [])].find(
      (each) => each.dataset.lead === id,
    );
    link?.focus({ preventScroll: true });
    rememberOpened(null);
  }, [rows, table]);
}
