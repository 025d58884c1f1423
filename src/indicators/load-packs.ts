import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../transfers/sources/source-error.ts';
import type { Indicator } from './indicator.ts';
import type { Pack } from './pack.ts';
import { PackError } from './pack-error.ts';
import { type PackFile, type ReadPack, readPack } from './read-pack.ts';
import type { Tiers } from './tiers.ts';

/**
 * Reads pack folders in order: a later pack adds indicators, replaces those with the same id, switches off those it names
 * under `without`, and replaces the tiers when it has its own. Only `*.yaml` and `*.yml` directly in the folder are read.
 * Throws a PackError that names file, line, column and what to write instead.
 */
export function loadPacks(folders: readonly string[]): Pack {
  const packs = folders.map((folder) => {
    const files = readFolder(folder);
    const sha256 = hashOf(files);
    let pack = understood.get(sha256);
    if (pack === undefined) {
      pack = readPack(files, folder);
      understood.set(sha256, pack);
    }
    return { ...pack, sha256 };
  });
  return mergePacks(packs);
}

/** By the hash of their files: to understand the public pack takes longer than to read a small file. */
const understood = new Map<string, ReadPack>();

/** Joins packs that are already read, in order; see `loadPacks`. */
export function mergePacks(packs: readonly (ReadPack & { readonly sha256: string })[]): Pack {
  const indicators = new Map<string, Indicator>();
  let tiers: Tiers | undefined;
  for (const pack of packs) {
    for (const id of pack.head.without ?? []) indicators.delete(id);
    for (const indicator of pack.indicators) indicators.set(indicator.id, indicator);
    tiers = pack.tiers ?? tiers;
  }
  if (tiers === undefined)
    throw new PackError([
      { file: 'pack.yaml', line: 1, column: 1, message: 'no pack says what the tiers are: write tiers: in pack.yaml' },
    ]);
  return {
    identities: packs.map(({ head, sha256 }) => ({
      ...{ name: head.name, version: head.version, sha256, calibrated: head.calibrated },
    })),
    indicators: [...indicators.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    tiers,
    limits: packs.flatMap(({ head }) => head.limits ?? []),
  };
}

function readFolder(folder: string): readonly PackFile[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw new PackError([
      {
        file: folder,
        line: 1,
        column: 1,
        message: `the pack folder cannot be read: ${reasonOf(error)}; name a folder with a pack.yaml`,
      },
    ]);
  }
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ name: path.join(folder, name), text: readFileSync(path.join(folder, name), 'utf8') }));
}

function hashOf(files: readonly PackFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${path.basename(name)}\0${text.length}\0${text}`);
  return hash.digest('hex');
}
