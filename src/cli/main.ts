import { CommanderError } from 'commander';
import { FolderInUse } from '../engine/folder-lock.ts';
import { PackError } from '../indicators/pack-error.ts';
import { Stopped } from '../scan-progress.ts';
import { LakeError } from '../transfers/lake.ts';
import { UnusableInput } from '../transfers/reader.ts';
import { BadUsage, EXIT } from './exit-codes.ts';
import { guardTerminal } from './guard-terminal.ts';
import { vigieProgram } from './program.ts';

/** Of the file system: the disk, a quota or a limit on the size of files is reached. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** Of the file system: what was named for writing is no folder, or not one to write to. */
const NOT_OURS: ReadonlySet<string> = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'],
]);

guardTerminal();
try {
  await vigieProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what happened and what to do next; gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
  if (error instanceof Stopped) {
    console.error(`${error.message}. What a lake had taken in whole is kept; results of an earlier run are untouched.`);
    return EXIT.stopped;
  }
  if (error instanceof BadUsage || error instanceof PackError) {
    console.error(error.message);
    return EXIT.badUsage;
  }
  if (error instanceof UnusableInput || error instanceof LakeError || error instanceof FolderInUse) {
    console.error(error.message);
    return EXIT.unusableInput;
  }
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (NO_ROOM.has(code ?? '') || /No space left|File too large|quota|out of memory/i.test(message)) {
    console.error(
      `There is not enough room: ${message.split('\n')[0]}. Free disk space beside the output folder and the lake, or give more with --memory, then run the same command again. Results of an earlier run are untouched.`,
    );
    return EXIT.stopped;
  }
  // /proc and its like say of every new folder that it is not there.
  if (NOT_OURS.has(code ?? '') || (code === 'ENOENT' && syscall === 'mkdir')) {
    console.error(`${message}. Choose a folder that you may write to.`);
    return EXIT.badUsage;
  }
  console.error(
    'This is an error of Vigie, not of yours; results of an earlier run are untouched. Please report it:',
    error,
  );
  return EXIT.stopped;
}
