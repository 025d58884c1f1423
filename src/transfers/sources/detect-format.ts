import { extname } from 'node:path';
import { type SourceFile, type SourceFormat, UnusableInput } from '../reader.ts';
import { readHead } from './file-head.ts';
import { foreignKind, refusalOf } from './signatures.ts';

/** How the reader of a standard recognises its files, from their first bytes. */
export interface FormatHook {
  readonly format: SourceFormat;
  readonly looksLike: (head: Uint8Array) => boolean;
}

const HEAD_BYTES = 1 << 16;
const OTHER_TEXT = new Map([
  ['.html', 'a web page'],
  ['.htm', 'a web page'],
  ['.md', 'a text document'],
  ['.yaml', 'a settings file; give a mapping with --mapping'],
  ['.yml', 'a settings file; give a mapping with --mapping'],
]);

/**
 * What a file is: by its bytes first (signatures, then the hooks of the standards, then the look of JSON), by its name last.
 *
 * @throws UnusableInput when it is nothing that Vigie reads
 */
export async function detectFormat(source: SourceFile, hooks: readonly FormatHook[]): Promise<SourceFormat> {
  const { bytes: head } = await readHead(source.path, HEAD_BYTES);
  if (head.length === 0) throw new UnusableInput(source.label, 'the file is empty: export it again.');
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'parquet';
  if (head.toString('latin1', 0, 2) === 'PK') return 'xlsx';
  const foreign = foreignKind(head);
  if (foreign) throw new UnusableInput(source.label, `${refusalOf(foreign)}.`);
  const hook = hooks.find(({ looksLike }) => looksLike(head));
  if (hook) return hook.format;
  const text = head
    .toString(isUtf16(head) ? 'utf16le' : 'utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^<(\?xml|!--|!DOCTYPE|[A-Za-z])/.test(text)) {
    throw new UnusableInput(
      source.label,
      'it is XML, but not an ISO 20022 message that Vigie reads (pain.001, pacs.004, pacs.008, pacs.009, camt.052, camt.053, camt.054).',
    );
  }
  if (text.startsWith('{')) return 'jsonl';
  if (text.startsWith('[')) {
    throw new UnusableInput(
      source.label,
      'it is one JSON array: write one object per line (JSON Lines), for example with "jq -c .[]".',
    );
  }
  return byName(source);
}

/** Text without a look of its own is a table, unless its name says that it is something else. */
function byName(source: SourceFile): SourceFormat {
  const extension = extname(source.label.replace(/\.gz$/i, '')).toLowerCase();
  const other = OTHER_TEXT.get(extension);
  if (other !== undefined) throw new UnusableInput(source.label, `it is ${other}, not a table of transfers.`);
  if (extension === '.jsonl' || extension === '.ndjson') return 'jsonl';
  if (extension === '.parquet' || extension === '.xlsx') {
    throw new UnusableInput(
      source.label,
      `the bytes are not those of ${extension.slice(1)}: copy or write the file again.`,
    );
  }
  return 'csv';
}

function isUtf16(head: Buffer): boolean {
  return head[0] === 0xff && head[1] === 0xfe;
}
