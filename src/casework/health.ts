import { statfsSync } from 'node:fs';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { migrationFiles } from './migration-files.ts';
import { Forbidden } from './refusals.ts';
import type { Tables } from './tables.ts';

const CHECKS = ['database', 'migrations', 'checkpoint', 'backup', 'disk'] as const;

export const healthSchema = z.object({
  at: z.iso.datetime(),
  attention: z.array(z.enum(CHECKS)).describe('What somebody should look at.'),
  database: z.object({ version: z.string() }),
  migrations: z.object({ applied: z.number().int(), pending: z.number().int() }),
  checkpoint: z.iso.datetime().nullable().describe('The last signed checkpoint of the audit log.'),
  backup: z.iso.datetime().nullable().describe('The last backup that the log tells of.'),
  disk: z.object({ free: z.number(), size: z.number() }).describe('Bytes, of the disk of the data folder.'),
});
export type Health = z.infer<typeof healthSchema>;

type Found = Omit<Health, 'attention'> & { readonly unsealedSince: string | null };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A checkpoint is made every five minutes; after three times that something is wrong. */
const UNSEALED_AFTER_MS = 15 * MINUTE_MS;
/** As `vigie doctor` has it. */
const BACKUP_IS_OLD_AFTER_DAYS = 7;
const FEWEST_FREE_BYTES = 10e9;

/** What the server says of itself to an administrator. Throws Forbidden for anybody else. */
export async function serverHealth(
  transaction: Transaction<Pick<Tables, 'vigie.member'>>,
  dataFolder: string,
  now: Date = new Date(),
): Promise<Health> {
  const { rows } = await sql<{
    version: string;
    migrations: number;
    checkpoint: Date | null;
    unsealed_since: Date | null;
    backup: Date | null;
  }>`select current_setting('server_version') as version, health.* from vigie.health()`.execute(transaction);
  const [told] = rows;
  if (!told) throw new Forbidden();
  const { bavail, blocks, bsize } = statfsSync(dataFolder);
  const found: Found = {
    at: now.toISOString(),
    database: { version: told.version.split(' ')[0] ?? told.version },
    migrations: { applied: told.migrations, pending: Math.max(0, migrationFiles().length - told.migrations) },
    checkpoint: told.checkpoint?.toISOString() ?? null,
    unsealedSince: told.unsealed_since?.toISOString() ?? null,
    backup: told.backup?.toISOString() ?? null,
    disk: { free: bavail * bsize, size: blocks * bsize },
  };
  const { unsealedSince: _, ...shown } = found;
  return { ...shown, attention: wantAttention(found) };
}

/** Of what was found, what somebody should look at. That the database answers at all is seen by the answer. */
export function wantAttention({ at, migrations, unsealedSince, backup, disk }: Found): Health['attention'] {
  const before = (instant: string): number => Date.parse(at) - Date.parse(instant);
  const isSo: Record<(typeof CHECKS)[number], boolean> = {
    database: false,
    migrations: migrations.pending > 0,
    checkpoint: unsealedSince !== null && before(unsealedSince) > UNSEALED_AFTER_MS,
    backup: backup === null || before(backup) > BACKUP_IS_OLD_AFTER_DAYS * DAY_MS,
    disk: disk.free < FEWEST_FREE_BYTES,
  };
  return CHECKS.filter((check) => isSo[check]);
}
