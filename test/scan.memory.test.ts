import { expect, it } from 'vitest';
import { scan } from '../src/scan.ts';
import { DEFAULT_OPTIONS } from '../src/scan-options.ts';
import { Place, smallWorld } from './support/place.ts';
import { FINDINGS, type Results } from './support/results.ts';

const place = new Place();
const watcher = {
  ...{ file: () => undefined, inLake: () => undefined, refused: () => undefined, stopped: false },
  ...{ started: () => undefined, finished: () => undefined, onStop: () => undefined },
};

it.each([1, 2])(
  'facts that do not fit into memory are kept in a file, with the same findings (%i threads)',
  async (threads) => {
    const { transfers, known, places } = await smallWorld(place, 1000, 11);
    const scanned = async (memory: string): Promise<Results> => {
      const out = place.output();
      const options = { ...DEFAULT_OPTIONS, files: [transfers], known, places, threads };
      await scan({ ...options, out: out.directory, memory }, watcher);
      return out;
    };
    const [roomy, tight] = [await scanned('1GB'), await scanned('100kB')];
    expect(tight.digests(FINDINGS)).toEqual(roomy.digests(FINDINGS));
    expect(tight.files).toEqual(roomy.files);
  },
);
