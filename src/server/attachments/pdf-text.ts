import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AttachmentRefused } from '../../casework/evidence/attachment-refused.ts';
import { plainEnvironment } from '../jobs/scan-process.ts';

const PROGRAM = fileURLToPath(new URL('./pdf-process.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MOST_MS = 30_000;
const MOST_HEAP_MB = 400;
/** Buffers lie outside the heap, where no option bounds them. */
const MOST_RESIDENT_KB = 900 << 10;
const LOOK_EVERY_MS = 100;
/** At once; others wait. */
const AT_ONCE = 2;

const answerSchema = z.union([
  z.object({ refused: z.enum(['pdf_unreadable', 'pdf_protected', 'pdf_too_much']) }),
  z.object({
    text: z.string(),
    pages: z.number().int(),
    pagesWithoutText: z.number().int(),
    embeddedFiles: z.number().int(),
  }),
]);

export interface PdfText {
  /** Pages one after the other, parted by form feeds. */
  readonly text: string;
  readonly pages: number;
  readonly pagesWithoutText: number;
  readonly embeddedFiles: number;
}

/**
 * The text of a PDF. It is read in a process that can neither write nor start another, and is ended when it takes too long or too much.
 * @throws AttachmentRefused
 */
export async function pdfText(file: Buffer): Promise<PdfText> {
  const leave = await inTurn();
  try {
    const child = spawn(
      process.execPath,
      [
        ...['--disable-warning=ExperimentalWarning', `--max-old-space-size=${MOST_HEAP_MB}`],
        ...['--permission', `--allow-fs-read=${ROOT}`, PROGRAM],
      ],
      { stdio: ['pipe', 'pipe', 'ignore'], env: plainEnvironment(), timeout: MOST_MS, killSignal: 'SIGKILL' },
    );
    const watch = setInterval(() => void endWhenTooLarge(child), LOOK_EVERY_MS);
    try {
      child.stdin.on('error', () => undefined);
      child.stdin.end(file);
      const [answer, [code, signal]] = await Promise.all([
        buffer(child.stdout),
        once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
      ]);
      // A heap that is full ends the process with a signal or a code of its own.
      if (signal !== null || (code ?? 0) >= 128) throw new AttachmentRefused('pdf_too_much');
      if (code !== 0) throw new AttachmentRefused('pdf_unreadable');
      const read = answerSchema.parse(JSON.parse(answer.toString()));
      if ('refused' in read) throw new AttachmentRefused(read.refused);
      return read;
    } finally {
      clearInterval(watch);
    }
  } finally {
    leave();
  }
}

async function endWhenTooLarge(child: ChildProcess): Promise<void> {
  const said = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  if (Number(/^VmRSS:\s+(\d+) kB/m.exec(said)?.[1] ?? 0) > MOST_RESIDENT_KB) child.kill('SIGKILL');
}

let reading = 0;
const waiting: (() => void)[] = [];

/** Waits until few enough are read; call what it gives when done. */
async function inTurn(): Promise<() => void> {
  if (reading >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else reading++;
  return () => {
    const next = waiting.shift();
    if (next) next();
    else reading--;
  };
}
