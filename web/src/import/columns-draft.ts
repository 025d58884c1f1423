import type { FilePreview, Mapping, RawField } from '../api/schema.ts';

/** What each column of a file is taken for, by its header; a column that is not here is left out. */
export type ColumnsDraft = ReadonlyMap<string, RawField>;

/** What a mapping says without a column, such as a constant, is told beside the columns and is none of them. */
export function draftOf({ headers, fields }: Pick<FilePreview, 'headers' | 'fields'>): ColumnsDraft {
  return new Map(fields.filter(({ header }) => headers.includes(header)).map(({ field, header }) => [header, field]));
}

/** The draft with one column taken for something else; a field has one column. */
export function withColumn(draft: ColumnsDraft, header: string, field: RawField | null): ColumnsDraft {
  const next = new Map([...draft].filter(([other, held]) => other !== header && held !== field));
  return field === null ? next : next.set(header, field);
}

export function sameDraft(one: ColumnsDraft, other: ColumnsDraft): boolean {
  return one.size === other.size && [...one].every(([header, field]) => other.get(header) === field);
}

/** What was said of an export before, with the columns of the draft. What no column stands for, such as a constant, is kept. */
export function mappingOf(draft: ColumnsDraft, before: Mapping | null): Mapping {
  const kept = Object.entries(before?.columns ?? {}).filter(([, source]) => typeof source !== 'string');
  const said = [...draft].map(([header, field]) => [field, header] as const);
  return { ...before, columns: { ...Object.fromEntries(kept), ...Object.fromEntries(said) } };
}

/** By which columns the files will be read; `null` while they are said anew and not yet tried. */
export type ColumnsChoice = { readonly mapping: Mapping | null; readonly mappingId: string | null } | null;
