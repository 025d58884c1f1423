// `npm start`: make the demo world on first run, scan it, print the first leads and name the report.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { installMissingPackages, node24, root } from './install.mjs';

installMissingPackages();
if (!buildWeb()) process.exit(1);
const result = spawnSync(
  node24(),
  ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/main.ts'), 'demo', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    cwd: root,
  },
);
process.exit(result.status ?? 1);
