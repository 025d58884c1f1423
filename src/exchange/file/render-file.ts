import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Block, FileDocument } from './file-document.ts';
import { type ProcessUse, usedBy } from './process-use.ts';
import { shownText } from './shown-text.ts';

const PROCESS = fileURLToPath(new URL('render-process.ts', import.meta.url));
const LOOK_EVERY_MS = 100;
const GB_KB = 1 << 20;

interface Rendered {
  readonly pages: number;
  readonly pdf: Buffer;
  /** What its process was last seen to have used, and the most memory. */
  readonly used: ProcessUse;
}

export interface RenderLimits {
  /** Processor time. */
  readonly processorMs: number;
  /** Time of the clock: for a machine that stands still. */
  readonly waitMs: number;
  /** Memory of its process's own. */
  readonly memoryKb: number;
}

/**
 * A page takes some 2.4 MB: 4 GB are some 1,600 pages. Time only stops a layout that goes on for ever, and is counted in that of the processor,
 * since a loaded machine stretches the clock. Of memory no more than half of what is free now, so that the database keeps its own.
 */
function limitsNow(): RenderLimits {
  const halfOfFreeKb = process.availableMemory() / 2048;
  return {
    ...{ processorMs: 600_000, waitMs: 60 * 60_000 },
    memoryKb: Math.round(Math.min(4 * GB_KB, Math.max(GB_KB, halfOfFreeKb))),
  };
}

/** A file could not be laid out. Nothing of it is kept. */
export class NotRendered extends Error {
  /** Too large for its limits; or its process failed or was ended by somebody else. */
  readonly why: 'memory' | 'time' | 'failed';
  constructor(why: NotRendered['why'], message: string) {
    super(message);
    this.why = why;
  }
}

/**
 * Lays a file out as PDF/A-2a with tags, in a process that ends with this one. The same document gives the same bytes. Throws NotRendered.
 */
export async function renderFile(document: FileDocument, limits: Partial<RenderLimits> = {}): Promise<Rendered> {
  const { processorMs, waitMs, memoryKb } = { ...limitsNow(), ...limits };
  // It gets nothing of the server's environment, and so no font of somebody's home either.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROCESS], {
    ...{ stdio: ['pipe', 'pipe', 'pipe', 'pipe'], env: { HOME: '/nonexistent', FONTCONFIG_FILE: '/dev/null' } },
  });
  let stopped: NotRendered | null = null;
  let used: ProcessUse = { memoryKb: 0, processorMs: 0 };
  const stop = (why: 'memory' | 'time', message: string): void => {
    stopped ??= new NotRendered(why, message);
    child.kill('SIGKILL');
  };
  const clock = setTimeout(() => stop('time', `the layout was not done after ${waitMs} ms`), waitMs);
  const watch = setInterval(() => {
    const use = usedBy(child.pid);
    if (use === null) return;
    used = { ...use, memoryKb: Math.max(used.memoryKb, use.memoryKb) };
    if (use.memoryKb > memoryKb) stop('memory', `the layout took ${use.memoryKb} kB of memory, of ${memoryKb}`);
    if (use.processorMs > processorMs) stop('time', `the layout took ${use.processorMs} ms, of ${processorMs}`);
  }, LOOK_EVERY_MS);
  const [pdf, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => pdf.push(part));
  child.stderr.on('data', (part: Buffer) => errors.push(part));
  // Whatever ended it is told by its end.
  for (const stream of [child.stdin, child.stdio[3]]) stream?.on('error', () => undefined);
  child.stdin.end(JSON.stringify(shown(document)));
  try {
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (...ended) => resolve(ended));
    });
    if (stopped !== null) throw stopped;
    const said = Buffer.concat(errors).toString('utf8');
    if (code !== 0) throw new NotRendered('failed', said || `the process of the layout was ended by ${signal ?? code}`);
    const answer = Buffer.concat(pdf);
    return { pages: answer.readUInt32BE(0), pdf: answer.subarray(4), used };
  } catch (error) {
    throw error instanceof NotRendered ? error : new NotRendered('failed', String(error));
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
