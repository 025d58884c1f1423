// `npm start`: make the demo world on first run, scan it, print the first leads and name the report; then the workbench, until Ctrl-C.
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { installMissingPackages, root } from './install.mjs';
import { runNode } from './run-node.mjs';

installMissingPackages();
const vigie = (...args) => runNode([join(root, 'src/cli/main.ts'), ...args, ...process.argv.slice(2)], { cwd: root });
if (!buildWeb()) process.exit(1);
const code = await vigie('demo');
process.exit(code === 0 ? await vigie('serve', '--demonstration') : code);
