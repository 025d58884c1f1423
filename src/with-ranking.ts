import type { Engine } from './engine/engine.ts';
import { type RankedRecords, rankRecords, readSettings } from './scan.ts';
import type { RankOptions } from './scan-options.ts';
import { type ScanWatcher, StageClock } from './scan-progress.ts';
import { ScanRoom } from './scan-room.ts';
import { inTemporaryFolder } from './temporary-folder.ts';
import { ResultFiles } from './transfers/in-the-way.ts';

/** Ranks in a temporary folder and hands on the ranking, with the engine that still knows everybody. */
export async function withRanking<T>(
  options: RankOptions,
  watcher: ScanWatcher,
  use: (engine: Engine, ranking: RankedRecords) => Promise<T>,
): Promise<T> {
  const settings = await readSettings(options);
  return inTemporaryFolder(async (out) => {
    const room = await ScanRoom.open({ ...options, out }, false);
    watcher.onStop(() => room.engine.interrupt());
    try {
      const clock = new StageClock(watcher);
      return await use(room.engine, await rankRecords(room, options, settings, new ResultFiles([]), watcher, clock));
    } finally {
      room.close();
    }
  });
}
