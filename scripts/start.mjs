// `npm start`: make the demo world on first run, scan it, print the first leads and name the report; then the workbench, until Ctrl-C.
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { installMissingPackages, root } from './install.mjs';
import { runNode } from './run-node.mjs';

installMissingPackages();
const asked = process.argv.slice(2);
/** Where the workbench listens: the demo before it does not. */
const isWhere = (each, index) => /^--(port|host)\b/.test(each) || /^--(port|host)$/.test(asked[index - 1] ?? '');
const vigie = (...args) => runNode([join(root, 'src/cli/main.ts'), ...args], { cwd: root });
if (!buildWeb()) process.exit(1);
const code = await vigie('demo', ...asked.filter((each, index) => !isWhere(each, index)));
process.exit(code === 0 ? await vigie('serve', '--demonstration', ...asked) : code);
