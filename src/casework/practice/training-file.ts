import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { WorldRequest } from '../../synthetic/options.ts';
import { writeWorld } from '../../synthetic/write-world.ts';

/**
 * Small enough to be read in an hour, with a few of everything; always the same, so that a colleague can be asked. More than half of its first leads are
 * ordinary people, families, a guide and sellers among them, and some of the harmful come after them: who only trusts the rank is told so by
 * the review.
 */
const WORLD: WorldRequest = {
  preset: 'circles',
  seed: 72,
  payers: 700,
  months: 12,
  abusePrevalence: 0.006,
  extortionPrevalence: 0.006,
  mix: {
    // From payments alone nobody can tell these from harm: nothing is learned from them.
    adult_services_payer: 0,
    romance_victim: 0.004,
    night_shift_worker: 0.06,
    seafarer: 0.04,
    large_family: 0.2,
    hirer: 0.25,
    traveller: 0.2,
    lesson_taker: 0.2,
    charity_donor: 0.06,
    creator_supporter: 0.06,
    family_support: 0.25,
    occasional_sender: 0.2,
    friends_sender: 0.08,
    shift_family: 0.05,
    distance_couple: 0.05,
    friend_circle: 0.04,
    savings_group: 0.04,
  },
};

export const TRAINING_FILE = 'transfers-TRAINING-ENTRAINEMENT.csv';

interface TrainingFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly read: () => Readable;
  /** The made-up places and their time zones. */
  readonly places: Buffer;
}

/** What the synthetic case holds of a subject. */
interface Truth {
  readonly kind: string;
  readonly id: string;
  readonly class: string;
  readonly harmful: boolean;
  readonly queue: string;
}

/** Makes the synthetic transfers and gives them, with what is true of their people, to `use`; nothing is left of them after that. */
export async function withTrainingFile<T>(
  use: (file: TrainingFile, truth: readonly Truth[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-training-'));
  try {
    await writeWorld(WORLD, folder);
    const content = await readFile(join(folder, 'transfers.csv'));
    const [, ...lines] = (await readFile(join(folder, 'truth.csv'), 'utf8')).trimEnd().split('\n');
    const truth = lines.map((line) => {
      const [kind = '', id = '', name = '', harmful, queue = ''] = line.split(',');
      return { kind, id, class: name, harmful: harmful === 'true', queue };
    });
    const sha256 = createHash('sha256').update(content).digest('hex');
    const places = await readFile(join(folder, 'places.csv'));
    return await use({ places, sha256, bytes: content.length, read: () => Readable.from([content]) }, truth);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
