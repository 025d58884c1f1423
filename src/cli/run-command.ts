import { CommanderError } from 'commander';
import type { Language } from '../report/language.ts';
import { EXIT } from './exit-codes.ts';
import { vigieProgram } from './program.ts';
import { shownError } from './shown-error.ts';
import { terminalLanguage } from './terminal-language.ts';

/** Runs the `vigie` command with these words (what stands behind its name). Where it fails it says so and leaves its exit code to the process. */
export async function runCommand(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const language = terminalLanguage(words, environment);
  try {
    const program = await vigieProgram(language, words[0]);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, language);
  }
}

/** Says what happened and what to do next; gives the exit code. */
function report(error: unknown, language: Language): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
  const { code, text, ours } = shownError(error, language);
  if (ours) console.error(text, error);
  else console.error(text);
  return code;
}
