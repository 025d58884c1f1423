#!/usr/bin/env node
// The `vigie` command: runs the TypeScript as it is with the Node 24 that the project brings.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installMissingPackages, node24, root } from './install.mjs';

installMissingPackages();
const [first, second, ...rest] = process.argv.slice(2);
const [program, args] =
  first === '--run' && second ? [join(root, second), rest] : [join(root, 'src/cli/main.ts'), process.argv.slice(2)];
const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', program, ...args], { stdio: 'inherit' });
// The terminal sends Ctrl-C to both processes; a signal sent to this one alone is handed on. Either way the child decides how to stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
