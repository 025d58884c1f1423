import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { writeWorld } from '../../src/synthetic/write-world.ts';
import { Results } from './results.ts';

/** A temporary folder for the tests of one file; removed at the end. */
export class Place {
  readonly directory: string;
  #outputs = 0;

  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'vigie-test-'));
    afterAll(() => rmSync(this.directory, { recursive: true, force: true }));
  }

  path(...names: string[]): string {
    return join(this.directory, ...names);
  }

  file(name: string, content: string | Uint8Array): string {
    const path = this.path(name);
    writeFileSync(path, content);
    return path;
  }

  /** A folder of results that does not exist yet. */
  output(): Results {
    return new Results(this.path(`out-${this.#outputs++}`));
  }
}

export interface World {
  readonly transfers: string;
  readonly places: string;
  readonly known: string;
  readonly truth: string;
}

/** A small made-up world with a few payers that matter and some extortion. Everybody in it is synthetic. */
export async function smallWorld(place: Place, payers = 300, seed = 5): Promise<World> {
  const folder = place.path(`world-${payers}-${seed}`);
  await writeWorld({ preset: 'demo', payers, seed }, folder);
  const at = (name: string): string => join(folder, name);
  return { transfers: at('transfers.csv'), places: at('places.csv'), known: at('known.csv'), truth: at('truth.csv') };
}
