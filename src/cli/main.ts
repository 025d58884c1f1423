import { CommanderError } from 'commander';
import { PackError } from '../indicators/pack-error.ts';
import { Stopped } from '../scan-progress.ts';
import { LakeError } from '../transfers/lake.ts';
import { UnusableInput } from '../transfers/reader.ts';
import { BadUsage, EXIT } from './exit-codes.ts';
import { vigieProgram } from './program.ts';

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
  if (error instanceof UnusableInput || error instanceof LakeError) {
    console.error(error.message);
    return EXIT.unusableInput;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || /No space left|Out of Memory|out of memory/i.test(message)) {
    console.error(
      `There is not enough room: ${message.split('\n')[0]}. Free disk space beside the output folder, or give more with --memory, then run the same command again.`,
    );
    return EXIT.stopped;
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    console.error(`${message}. Choose a folder that you may write to.`);
    return EXIT.badUsage;
  }
  console.error(error);
  return EXIT.stopped;
}
