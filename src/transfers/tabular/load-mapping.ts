import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { UnusableInput } from '../reader.ts';
import { reasonOf } from '../sources/source-error.ts';
import { RAW_FIELDS } from '../transfer.ts';
import { type Mapping, mappingSchema, PERSON_ATTRIBUTES } from './mapping.ts';

const MAX_MAPPING_BYTES = 1 << 20;

/**
 * Reads a mapping file.
 *
 * @throws UnusableInput that names the file and, for each mistake, the line and what to write instead
 */
export async function loadMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UnusableInput(path, `the mapping file cannot be read: ${reasonOf(error)}.`);
  });
  return parseMapping(path, text);
}

/** The presets in a directory (`packs/presets`), by file name. @throws UnusableInput as `loadMapping` */
export async function loadPresets(directory: string): Promise<Mapping[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort();
  const presets = await Promise.all(names.map((name) => loadMapping(join(directory, name))));
  return presets.map((preset, index) => ({ ...preset, name: preset.name ?? basename(names[index] ?? '', '.yaml') }));
}

export function parseMapping(label: string, text: string): Mapping {
  if (text.length > MAX_MAPPING_BYTES)
    throw new UnusableInput(label, 'the mapping file is over 1 MiB: is it the right file?');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) {
    throw new UnusableInput(label, `line ${lines.linePos(broken.pos[0]).line}: not valid YAML: ${broken.message}`);
  }
  visit(document, {
    Alias: (_, { range }) => {
      throw new UnusableInput(
        label,
        `line ${lines.linePos(range?.[0] ?? 0).line}: aliases (*name) are not read: write the value itself.`,
      );
    },
  });
  const parsed = mappingSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => {
    const line = lineOf(document, lines, issue);
    return `${line === null ? '' : `line ${line}: `}${mistake(issue)}`;
  });
  throw new UnusableInput(label, `the mapping file has ${mistakes.length} mistake(s):\n  ${mistakes.join('\n  ')}`);
}

function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  issue: z.core.$ZodIssue,
): number | null {
  const deepest = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  for (let depth = deepest.length; depth > 0; depth -= 1) {
    const start = keyOrValueStart(document, deepest.slice(0, depth));
    if (start !== null) return lines.linePos(start).line;
  }
  return null;
}

function keyOrValueStart(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number | null {
  const node: unknown = document.getIn(path, true);
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : null;
}

/** Keys that may stand under each part of a mapping. */
const KNOWN_KEYS = {
  '': Object.keys(mappingSchema.shape),
  columns: RAW_FIELDS,
  formats: ['decimal', 'thousands', 'dates'],
  rows: ['column', 'in', 'not_in'],
  status: ['completed', 'pending', 'cancelled', 'refunded'],
  direction: ['column', 'out', 'in', 'self', 'sign_of', 'owner', 'counterparty'],
  parts: ['distinguished_by'],
} as const satisfies Record<string, readonly string[]>;

/** What is wrong and what to write instead. */
function mistake(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys' || issue.code === 'invalid_key') {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path.at(-1))];
    const place = issue.code === 'unrecognized_keys' ? where : issue.path.slice(0, -1).map(String).join('.');
    return `${place === '' ? '' : `${place}: `}"${unknown.join('", "')}" is not known; write one of: ${knownKeys(place).join(', ')}`;
  }
  if (issue.code === 'invalid_union') {
    return `${where}: write a column name, { constant: TEXT } or { columns: [A, B], join: " " }`;
  }
  return `${where === '' ? 'the file' : where}: ${issue.message}`;
}

function knownKeys(place: string): readonly string[] {
  const [top = '', ...below] = place.split('.');
  if (top === 'direction' && below.length > 0) return PERSON_ATTRIBUTES;
  return KNOWN_KEYS[top as keyof typeof KNOWN_KEYS] ?? KNOWN_KEYS[''];
}
