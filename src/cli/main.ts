import { CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import { guardTerminal } from './guard-terminal.ts';
import { vigieProgram } from './program.ts';
import { shownError } from './shown-error.ts';
import { terminalLanguage } from './terminal-language.ts';

guardTerminal();
const language = terminalLanguage(process.argv.slice(2), process.env);

try {
  const program = await vigieProgram(language, process.argv[2]);
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what happened and what to do next; gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
  const { code, text, ours } = shownError(error, language);
  if (ours) console.error(text, error);
  else console.error(text);
  return code;
}
