/** One field of a text block: `:50K:/123` is tag 50, option K, value "/123" with its further lines. */
export interface FinField {
  readonly tag: string;
  readonly option: string;
  readonly lines: readonly string[];
}

/** The fields of a text block (block 4), in order. Lines before the first field are skipped. */
export function finFields(text: string): FinField[] {
  const fields: { tag: string; option: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const start = /^:(\d{2})([A-Z]?):(.*)$/.exec(line);
    if (start) fields.push({ tag: start[1] ?? '', option: start[2] ?? '', lines: [(start[3] ?? '').trim()] });
    else fields.at(-1)?.lines.push(line.trimEnd());
  }
  return fields;
}

/** First field with that tag, of any option or of one of `options`. */
export function fieldOf(fields: readonly FinField[], tag: string, options?: string): FinField | undefined {
  return fields.find((field) => field.tag === tag && (options === undefined || options.includes(field.option)));
}

/** First line of a field; undefined when it is missing or empty. */
export function lineOf(field: FinField | undefined): string | undefined {
  return field?.lines[0] || undefined;
}

/** Value of a tag inside a block of braces: `{121:…}` in block 3, `{451:…}` in an acknowledgement. */
export function bracedValue(block: string | undefined, tag: string): string | undefined {
  return new RegExp(`\\{${tag}:([^{}]*)\\}`).exec(block ?? '')?.[1]?.trim() || undefined;
}
