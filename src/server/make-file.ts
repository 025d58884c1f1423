import { createHash } from 'node:crypto';
import type { CaseFileData } from '../casework/file/read-case-file.ts';
import { buildFile, linesToLeave } from '../exchange/file/build-file.ts';
import { NotRendered, type RenderLimits, renderFile } from '../exchange/file/render-file.ts';
import { programVersion } from '../program-version.ts';
import { FileTooLarge } from './file-too-large.ts';
import { TooMany } from './problem.ts';

/** A file takes a processor for some seconds: others wait for it. */
const MOST_WAITING = 10;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** A file laid out from what was read, one at a time. Throws TooMany, FileTooLarge, or NotRendered. */
export async function makeFile(
  data: CaseFileData,
  options: Parameters<typeof buildFile>[1],
  limits: Partial<RenderLimits> = {},
) {
  if (waiting >= MOST_WAITING) throw new TooMany();
  waiting++;
  try {
    const document = buildFile(data, options);
    const turn = last.then(() => renderFile(document, limits));
    last = turn.catch(() => undefined);
    const { pages, pdf } = await turn;
    return {
      ...{ pages, pdf },
      dataSha256: createHash('sha256').update(JSON.stringify(document)).digest(),
      program: programVersion(),
    };
  } catch (error) {
    if (error instanceof NotRendered && error.why !== 'failed') throw new FileTooLarge(linesToLeave(data, options));
    throw error;
  } finally {
    waiting--;
  }
}
