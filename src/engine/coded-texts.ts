import { literal } from './engine.ts';

/**
 * SQL for what each of a few texts stands for; NULL for any other text. A missing one, null, may stand for something too. The engine keeps a
 * column with few texts as a dictionary: a function of it and constants alone is asked once a text there, where `CASE` is asked once a row.
 * @param type of what they stand for; @param values SQL
 */
export function valueOfTextSql(
  given: string,
  type: string,
  values: readonly (readonly [text: string | null, value: string])[],
): string {
  const texts = values.map(([text]) => (text === null ? 'NULL' : literal(text)));
  return `list_extract([${values.map(([, value]) => value).join(', ')}]::${type}[], list_position([${texts.join(', ')}]::VARCHAR[], ${given})::BIGINT)`;
}
