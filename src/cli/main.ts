import { guardTerminal } from './guard-terminal.ts';
import { runCommand } from './run-command.ts';

guardTerminal();
await runCommand(process.argv.slice(2), process.env);
