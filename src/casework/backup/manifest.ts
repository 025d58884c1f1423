import { isAbsolute, normalize } from 'node:path';
import { z } from 'zod';
import { belongsInBackup } from './data-files.ts';

/** Of a backup's form. A later one reads earlier ones, or says that it does not. */
export const FORMAT = 1;
export const MANIFEST = 'manifest.json';
export const SECRETS = 'secrets.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);

const tableSchema = z.strictObject({
  schema: name,
  name,
  /** Those that are stored; a generated column is made again. */
  columns: z.array(name).min(1),
  rows: z.int().nonnegative(),
  sha256,
});

const fileSchema = z.strictObject({
  /** Within the data folder, with `/`. */
  path: z
    .string()
    .refine((path) => !isAbsolute(path) && normalize(path) === path && path.split('/').every((part) => part !== '..'))
    // Said before anything is placed: never secrets, nor files of the database server.
    .refine(belongsInBackup),
  bytes: z.int().nonnegative(),
  sha256,
});

export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** Instant of the snapshot, UTC. */
  madeAt: z.iso.datetime(),
  programVersion: z.string(),
  serverVersion: z.string(),
  migrations: z.array(z.strictObject({ file: z.string(), checksum: sha256 })).min(1),
  tables: z.array(tableSchema),
  sequences: z.array(z.strictObject({ schema: name, name, next: z.string().regex(/^-?\d+$/) })),
  files: z.array(fileSchema),
  secrets: z.nullable(z.strictObject({ sha256 })),
});

/** What a backup holds. It stands last in the archive: one that was cut off has none. */
export type Manifest = z.infer<typeof manifestSchema>;
export type StoredTable = z.infer<typeof tableSchema>;
export type StoredFile = z.infer<typeof fileSchema>;

/** Name in the archive. The content is that of COPY in its text format. */
export function memberOfTable({ schema, name }: Pick<StoredTable, 'schema' | 'name'>): string {
  return `tables/${schema}.${name}.copy`;
}

export function memberOfFile({ path }: Pick<StoredFile, 'path'>): string {
  return `files/${path}`;
}
