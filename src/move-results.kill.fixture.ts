import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Moves results and is killed, or meets an error, instead of the rename that is told by its number. */
const [from = '', to = '', mark = '', instead = '', how = '', ...names] = process.argv.slice(2);
const { renameSync } = fs;
let renames = 0;
fs.renameSync = (source, target) => {
  if (renames++ === Number(instead)) {
    if (how === 'error') throw new Error('EPERM');
    process.kill(process.pid, 'SIGKILL');
  }
  renameSync(source, target);
};
syncBuiltinESMExports();
const { moveResults } = await import('./move-results.ts');
moveResults(from, to, names, mark);
