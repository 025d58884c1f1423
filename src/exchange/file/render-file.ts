import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Block, FileDocument } from './file-document.ts';
import { shownText } from './shown-text.ts';

const PROCESS = fileURLToPath(new URL('render-process.ts', import.meta.url));
/** A file of 200 pages takes some seconds. */
const WITHIN_MS = 120_000;
const MOST_RESIDENT_KB = 1536 << 10;
const LOOK_EVERY_MS = 100;

interface Rendered {
  readonly pages: number;
  readonly pdf: Buffer;
}

interface RenderLimits {
  readonly withinMs?: number;
  readonly residentKb?: number;
  readonly signal?: AbortSignal;
}

/** A file could not be laid out, or not within its limits. Nothing of it is kept. */
export class NotRendered extends Error {}

/**
 * Lays a file out as PDF/A-2a with tags. The same document gives the same bytes. Throws NotRendered.
 */
export async function renderFile(document: FileDocument, limits: RenderLimits = {}): Promise<Rendered> {
  const { withinMs = WITHIN_MS, residentKb = MOST_RESIDENT_KB, signal } = limits;
  // It gets nothing of the server's environment, and so no font of somebody's home either.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROCESS], {
    ...{ stdio: ['pipe', 'pipe', 'pipe'], env: { HOME: '/nonexistent', FONTCONFIG_FILE: '/dev/null' } },
    ...(signal === undefined ? {} : { signal, killSignal: 'SIGKILL' as const }),
  });
  let stopped = '';
  const stop = (why: string): void => {
    stopped = why;
    child.kill('SIGKILL');
  };
  const clock = setTimeout(() => stop('it took too long'), withinMs);
  const watch = setInterval(() => {
    if (residentKbOf(child.pid) > residentKb) stop('it took too much memory');
  }, LOOK_EVERY_MS);
  const [pdf, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => pdf.push(part));
  child.stderr.on('data', (part: Buffer) => errors.push(part));
  // Whatever ended it is told by its end.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(shown(document)));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) throw new NotRendered(stopped || Buffer.concat(errors).toString('utf8') || 'it was ended');
    const answer = Buffer.concat(pdf);
    return { pages: answer.readUInt32BE(0), pdf: answer.subarray(4) };
  } catch (error) {
    throw error instanceof NotRendered ? error : new NotRendered(String(error));
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
  }
}

/** A longer text is no heading: it stands in full below its beginning. The standard bounds what a bookmark holds. */
const LONGEST_HEADING = 300;

/** Every text of it as it can be shown. */
function shown(document: FileDocument): FileDocument {
  const { language, asOf, title, author } = document;
  return {
    ...(shownIn({
      ...document,
      ...{ title: shortened(title), author: shortened(author), blocks: document.blocks.flatMap(asHeading) },
    }) as FileDocument),
    ...{ language, asOf },
  };
}

function asHeading(block: Block): Block[] {
  if (block.type !== 'heading' || block.text.length <= LONGEST_HEADING) return [block];
  return [
    { ...block, text: shortened(block.text) },
    { type: 'paragraph', text: block.text },
  ];
}

function shortened(text: string): string {
  return text.length <= LONGEST_HEADING ? text : `${text.slice(0, LONGEST_HEADING)}…`;
}

function shownIn(value: unknown): unknown {
  if (typeof value === 'string') return shownText(value);
  if (Array.isArray(value)) return value.map(shownIn);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'type' ? inner : shownIn(inner)]),
  );
}

/** Resident memory of a process, as Linux tells it; 0 where nobody does. */
function residentKbOf(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
