#!/usr/bin/env node
// The `vigie` command: runs the TypeScript as it is with the Node 24 that the project brings.
import { join } from 'node:path';
import { installMissingPackages, root } from './install.mjs';
import { runNode } from './run-node.mjs';

installMissingPackages();
const [first, second, ...rest] = process.argv.slice(2);
const program =
  first === '--run' && second
    ? [join(root, second), ...rest]
    : [join(root, 'src/cli/main.ts'), ...process.argv.slice(2)];
process.exit(await runNode(program));
