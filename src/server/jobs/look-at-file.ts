import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { inheritedPath } from '../../casework/imports/plain-file.ts';
import { UnitFolder } from '../../casework/imports/unit-folder.ts';
import type { FileLook } from '../../transfers/look-at-file.ts';
import type { Mapping } from '../../transfers/tabular/mapping.ts';
import { FIRST_GIVEN, plainEnvironment } from './scan-process.ts';

/** The file cannot be read, for the reason that the message gives. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

const PROGRAM = fileURLToPath(new URL('./look-process.ts', import.meta.url));
const MOST_MS = 20_000;
const MOST_HEAP_MB = 400;
/** At once; others wait. */
const AT_ONCE = 2;
const TOO_LONG =
  'looking at its beginning takes too long: export it as CSV, or import it without looking, if its columns are known.';

/** Looks at the beginning of a file, in a process that is ended when it takes too long. @throws FileUnreadable */
export async function lookAtFile(
  dataFolder: string,
  unitId: string,
  { file, ...asked }: { readonly file: FileHandle; readonly label: string; readonly mapping: Mapping | null },
): Promise<FileLook> {
  const folder = new UnitFolder(dataFolder, unitId);
  await folder.make();
  const leave = await inTurn();
  const tempDir = await mkdtemp(join(folder.path, 'work', 'look-'));
  try {
    const answer = await answerOf(file, { ...asked, tempDir });
    if ('trouble' in answer) throw new FileUnreadable(answer.trouble);
    return answer.look;
  } finally {
    await rm(tempDir, { recursive: true, force: true });
    leave();
  }
}

async function answerOf(
  file: FileHandle,
  asked: object,
): Promise<{ readonly look: FileLook } | { readonly trouble: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${MOST_HEAP_MB}`, PROGRAM],
    { stdio: ['pipe', 'pipe', 'pipe', file.fd], env: plainEnvironment(), timeout: MOST_MS, killSignal: 'SIGKILL' },
  ) as ChildProcessWithoutNullStreams;
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify({ ...asked, path: inheritedPath(FIRST_GIVEN) }));
  const said = text(child.stderr);
  const [answer, [code, signal]] = await Promise.all([
    buffer(child.stdout),
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  if (signal !== null) throw new FileUnreadable(TOO_LONG);
  if (code !== 0) throw new Error(await said);
  return JSON.parse(answer.toString()) as { readonly look: FileLook };
}

let looking = 0;
const waiting: (() => void)[] = [];

/** Waits until few enough look; call what it gives when done. */
async function inTurn(): Promise<() => void> {
  if (looking >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else looking++;
  return () => {
    const next = waiting.shift();
    if (next) next();
    else looking--;
  };
}
