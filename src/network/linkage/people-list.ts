import type { Engine } from '../../engine/engine.ts';
import { type SourceFile, UnusableInput } from '../../transfers/reader.ts';
import { openPlain, type TabularFormat } from '../../transfers/tabular/open-tabular.ts';
import type { PlainTable } from '../../transfers/tabular/plain-table.ts';
import { recogniseHeaders } from '../../transfers/tabular/recognise-headers.ts';
import { dateOrderOf, plainDate } from './dates.ts';
import type { ListMapping } from './list-mapping.ts';
import type { PersonRecord } from './people.ts';
import { PERSON_FIELDS, type PersonField } from './person-field.ts';
import { type ListField, looksLikePeople, recognisePersonHeaders } from './person-headers.ts';

/** A list of people, read whole. */
export interface PeopleList {
  readonly records: readonly PersonRecord[];
  /** Which header was taken for what. */
  readonly columns: readonly { readonly field: ListField; readonly headers: readonly string[] }[];
  readonly ignored: readonly string[];
  readonly warnings: readonly string[];
}

/** Whether a table is a list of people and not of transfers: it names people and no amount. @throws UnusableInput */
export async function isPeopleList(
  engine: Engine,
  source: SourceFile,
  format: TabularFormat,
  tempDir: string,
): Promise<boolean> {
  const table = await openPlain(engine.connection, source, format, {
    tempDir,
    headerScore: headerScore(null),
    header: true,
  });
  try {
    const isAmount = recogniseHeaders(table.headers).fields.some(({ field }) => field === 'amount');
    return !isAmount && looksLikePeople(table.headers);
  } finally {
    await table.close();
  }
}

/** Reads a list of people. A record without an id of its own is known by its row. @throws UnusableInput when its columns are not clear */
export async function readPeopleList(
  engine: Engine,
  source: SourceFile,
  format: TabularFormat,
  { mapping, tempDir }: { mapping: ListMapping | null; tempDir: string },
): Promise<PeopleList> {
  const table = await openPlain(engine.connection, source, format, {
    tempDir,
    headerScore: headerScore(mapping),
    header: true,
  });
  try {
    const columns = columnsOf(source.label, table.headers, mapping);
    return await recordsOf(engine, table, columns, mapping);
  } finally {
    await table.close();
  }
}

function headerScore(mapping: ListMapping | null): (record: readonly string[]) => number {
  if (mapping === null) return (record) => [...recognisePersonHeaders(record).values()].flat().length;
  const named = new Set(Object.values(mapping.people).flat());
  return (record) => record.filter((text) => named.has(text.trim())).length;
}

function columnsOf(
  label: string,
  headers: readonly string[],
  mapping: ListMapping | null,
): ReadonlyMap<ListField, readonly number[]> {
  const seen = `Headers seen: ${headers.map((header) => `"${header}"`).join(', ')}.`;
  if (mapping === null) {
    if (looksLikePeople(headers)) return recognisePersonHeaders(headers);
    throw new UnusableInput(
      label,
      `no column was recognised as a name or another trait of a person. ${seen} Write a mapping file with "people:" and give it with --mapping.`,
    );
  }
  return new Map(
    Object.entries(mapping.people).map(([field, names]): [ListField, readonly number[]] => [
      field as ListField,
      [names].flat().map((name) => {
        const index = headers.indexOf(name);
        if (index < 0)
          throw new UnusableInput(label, `the mapping names the column "${name}", which is not there. ${seen}`);
        return index;
      }),
    ]),
  );
}

async function recordsOf(
  engine: Engine,
  table: PlainTable,
  columns: ReadonlyMap<ListField, readonly number[]>,
  mapping: ListMapping | null,
): Promise<PeopleList> {
  const used = [...columns].map(
    ([field, indices]) =>
      `concat_ws(' ', ${indices.map((at) => `nullif(trim(c${at}::VARCHAR), '')`).join(', ')}) AS "${field}"`,
  );
  const rows = await engine.rows(
    `SELECT source_row::VARCHAR AS source_row, ${used.join(', ')} FROM ${table.numbered} t ORDER BY t.source_row`,
  );
  const dates = rows.map((row) => String(row.date_of_birth ?? ''));
  const order = mapping?.dates ?? dateOrderOf(dates);
  let unread = 0;
  const records = rows.map((row): PersonRecord => {
    const fields: Partial<Record<PersonField, readonly string[]>> = {};
    for (const field of PERSON_FIELDS) {
      const text = columns.has(field) ? String(row[field] ?? '') : '';
      if (text === '') continue;
      if (field !== 'date_of_birth') fields[field] = [text];
      else {
        const date = plainDate(text, order);
        if (date === null) unread++;
        else fields.date_of_birth = [date];
      }
    }
    const id = columns.has('id') ? String(row.id ?? '') : '';
    return { id: id === '' ? `row:${row.source_row}` : id, fields };
  });
  const named = new Set([...columns.values()].flat());
  return {
    records,
    columns: [...columns].map(([field, indices]) => ({ field, headers: indices.map((at) => table.headers[at] ?? '') })),
    ignored: table.headers.filter((_, index) => !named.has(index)),
    warnings: [
      ...table.warnings,
      ...(table.unreadableCount > 0 ? [`${table.unreadableCount} record(s) could not be read and were left out.`] : []),
      ...(unread > 0 ? [`${unread} date(s) of birth could not be read and count as missing.`] : []),
    ],
  };
}
