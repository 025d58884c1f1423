import { createHash } from 'node:crypto';
import type { CaseFileData } from '../casework/file/read-case-file.ts';
import { buildFile } from '../exchange/file/build-file.ts';
import { renderFile } from '../exchange/file/render-file.ts';
import { programVersion } from '../program-version.ts';
import { TooMany } from './problem.ts';

/** A file takes a processor for some seconds: others wait for it. */
const MOST_WAITING = 10;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** A file laid out from what was read, one at a time. Throws TooMany, or NotRendered. */
export async function makeFile(data: CaseFileData, options: Parameters<typeof buildFile>[1]) {
  if (waiting >= MOST_WAITING) throw new TooMany();
  waiting++;
  try {
    const document = buildFile(data, options);
    const turn = last.then(() => renderFile(document));
    last = turn.catch(() => undefined);
    return {
      ...(await turn),
      dataSha256: createHash('sha256').update(JSON.stringify(document)).digest(),
      program: programVersion(),
    };
  } finally {
    waiting--;
  }
}
