import { Temporal } from 'temporal-polyfill';
import { normaliseHeader } from '../../../transfers/tabular/header-key.ts';
import { type EventTime, zoneName } from '../event-time.ts';
import { type DateOrder, readDate } from '../read-date.ts';
import { cleanValue, type Form } from './clean-value.ts';
import { type Field, type ImportKind, MEANS_WORDS, type Means, type RowReason } from './import-words.ts';
import type { Cells } from './read-records.ts';

/** What whoever imports a file says of it, because the file does not. */
export interface ImportOptions {
  readonly order: DateOrder;
  /** Of times that name none; null: such a row is not taken. */
  readonly zone: string | null;
  /** Of rows that name none. */
  readonly service: string | null;
}

/** All that is ever taken of a row. */
export interface TakenRow {
  readonly when: EventTime;
  readonly identifier: string | null;
  readonly otherIdentifier: string | null;
  readonly identifiers: readonly string[];
  readonly service: string | null;
  readonly means: Means | null;
  readonly reference: string | null;
  readonly country: string | null;
  readonly seconds: number | null;
  readonly files: number | null;
  readonly incident: EventTime | null;
}

export interface NotTaken {
  readonly field: Field | null;
  readonly reason: RowReason;
}

class Quarantined extends Error {
  readonly at: NotTaken;
  constructor(field: Field | null, reason: RowReason) {
    super(reason);
    this.at = { field, reason };
  }
}

const MOST_IDENTIFIERS = 50;
/** A clock of a provider may be a little ahead. */
const AHEAD = { hours: 26 };

/** The metadata of a row, or why it is not taken. `leave` is told of a word that is not known: it is left out. */
export function takeRow(
  cells: Cells,
  kind: ImportKind,
  options: ImportOptions,
  now: Temporal.Instant,
  leave: (field: Field) => void,
): TakenRow | NotTaken {
  try {
    return taken(cells, kind, options, now, leave);
  } catch (error) {
    if (error instanceof Quarantined) return error.at;
    throw error;
  }
}

function taken(
  cells: Cells,
  kind: ImportKind,
  options: ImportOptions,
  now: Temporal.Instant,
  leave: (field: Field) => void,
): TakenRow {
  const one = (field: Field, form: Form): string | null => {
    let found: string | null = null;
    for (const given of new Set(cells.get(field))) {
      const value = cleaned(given, form, field);
      if (value === '' || value === found) continue;
      if (found !== null) throw new Quarantined(field, 'several_values');
      found = value;
    }
    return found;
  };
  const saidZone = one('zone', 'zone');
  const zone = saidZone === null ? options.zone : zoneName(saidZone);
  if (saidZone !== null && zone === null) throw new Quarantined('zone', 'no_such_zone');
  const date = one('at', 'time');
  const clock = one('clock', 'time');
  const when = timeOf(
    'at',
    date === null || clock === null ? (date ?? clock ?? '') : `${date} ${clock}`,
    options,
    zone,
    now,
  );
  const incident = one('incident', 'time');
  const row: TakenRow = {
    when,
    identifier: one('identifier', 'identifier'),
    otherIdentifier: one('otherIdentifier', 'identifier'),
    identifiers: identifiersOf(cells),
    service: one('service', 'service') ?? options.service,
    means: meansOf(cells, leave),
    reference: one('reference', 'reference'),
    country: one('country', 'country')?.toUpperCase() ?? null,
    seconds: secondsOf(one('seconds', 'time')),
    files: filesOf(cells, leave),
    incident: incident === null ? null : timeOf('incident', incident, options, zone, now),
  };
  const named = row.identifier !== null || row.otherIdentifier !== null || row.identifiers.length > 0;
  if (kind === 'contact' ? !named : row.reference === null) throw new Quarantined(null, 'nobody');
  return row;
}

function cleaned(given: string, form: Form, field: Field): string {
  const clean = cleanValue(given, form);
  if ('reason' in clean) throw new Quarantined(field, clean.reason);
  return clean.value;
}

function timeOf(
  field: Field,
  text: string,
  { order }: ImportOptions,
  zone: string | null,
  now: Temporal.Instant,
): EventTime {
  const time = readDate(text, order, zone);
  if (typeof time === 'string') throw new Quarantined(field, time);
  if (time.from !== null && Temporal.Instant.compare(time.from, now.add(AHEAD)) > 0)
    throw new Quarantined(field, 'in_the_future');
  return time;
}

/** Several in one cell stand apart by a semicolon, a comma or a bar. */
function identifiersOf(cells: Cells): string[] {
  const values = new Set<string>();
  for (const cell of new Set(cells.get('identifiers')))
    for (const given of new Set(cell.length > 5000 ? [cell] : cell.split(/[;,|]/))) {
      const value = cleaned(given, 'identifier', 'identifiers');
      if (value !== '') values.add(value);
      // As soon as it is known: a file can be made of nothing else.
      if (values.size > MOST_IDENTIFIERS) throw new Quarantined('identifiers', 'too_much');
    }
  return [...values];
}

/** A word that is not in the list could be anything that somebody wrote: it is left out. */
function meansOf(cells: Cells, leave: (field: Field) => void): Means | null {
  const words = new Set((cells.get('means') ?? []).map((given) => MEANS_WORDS.get(normaliseHeader(given)) ?? null));
  if (words.has(null)) leave('means');
  const [word = null] = [...words].filter((each) => each !== null);
  return word;
}

function filesOf(cells: Cells, leave: (field: Field) => void): number | null {
  const given = (cells.get('files') ?? []).map((cell) => cell.trim());
  const numbers = given.filter((cell) => /^\d{1,9}$/.test(cell)).map(Number);
  if (numbers.length < given.length) leave('files');
  return numbers.length === 0 ? null : Math.max(...numbers);
}

/** `90`, `90 s`, `1:30` or `0:01:30`. */
function secondsOf(text: string | null): number | null {
  if (text === null) return null;
  const plain = /^(\d{1,8})(?:\s?s)?$/.exec(text);
  if (plain) return Number(plain[1]);
  const clock = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{2})$/.exec(text);
  if (!clock) throw new Quarantined('seconds', 'not_of_its_form');
  return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
}
