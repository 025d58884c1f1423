import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { UnusableInput } from '../../transfers/reader.ts';
import { reasonOf } from '../../transfers/sources/source-error.ts';
import type { DateOrder } from './dates.ts';
import { LIST_FIELDS, type ListField } from './person-headers.ts';

/** Which column of a list of people is what. Several columns of one field are joined by a blank. */
export interface ListMapping {
  readonly people: Readonly<Partial<Record<ListField, string | readonly string[]>>>;
  readonly dates: DateOrder | null;
}

const column = z.string().min(1);
const schema = z.strictObject({
  people: z.partialRecord(z.enum(LIST_FIELDS), z.union([column, z.array(column).min(1)])),
  dates: z.enum(['day first', 'month first']).optional(),
});

/** Reads a mapping file of a list of people; null when it is that of transfers. @throws UnusableInput that says what to write */
export async function loadListMapping(path: string): Promise<ListMapping | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UnusableInput(path, `the mapping file cannot be read: ${reasonOf(error)}.`);
  });
  const written = parsed(path, text);
  if (typeof written !== 'object' || written === null || !('people' in written)) return null;
  const { success, data } = schema.safeParse(written);
  if (!success)
    throw new UnusableInput(
      path,
      `the mapping of a list of people is not as it should be; write "people:" and under it, for example, "surname: <header>", with fields among ${LIST_FIELDS.join(', ')}, and "dates: day first" or "dates: month first" where it matters.`,
    );
  return { people: data.people as ListMapping['people'], dates: data.dates ?? null };
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new UnusableInput(path, `not valid YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}
