import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Tell } from '../act.ts';
import { type NoteKey, signNote, verifierText } from '../audit/signed-note.ts';
import type { Tables } from '../tables.ts';

/** What the file is; scripts/verify-custody.mjs knows it too, and takes no other. */
const FORMAT = 'vigie.custody/export/1';

/**
 * The custody of a case as a text that can be checked without Vigie: a line of JSON that names the items, one for each entry, and a
 * signed note over the SHA-256 of all of them. Told whether the case is found or not; null when it is not.
 */
export async function exportCustody(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  { signingKey, key }: { readonly signingKey: string; readonly key: NoteKey },
  now: Date,
): Promise<{ readonly reference: string; readonly text: string } | null> {
  const file = await transaction
    .selectFrom('casework.case_file')
    .select(['reference', 'unit_id'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  // One query: an entry that is written meanwhile is in all of it or in none.
  const rows = await transaction
    .selectFrom('casework.custody_entry as entry')
    .innerJoin('casework.evidence_item as item', 'item.id', 'entry.item_id')
    .leftJoin('casework.custody_timestamp as stamp', (join) =>
      join.onRef('stamp.item_id', '=', 'entry.item_id').onRef('stamp.seq', '=', 'entry.seq'),
    )
    .select(['item.id', 'item.number', 'item.entries', 'item.head_hash'])
    .select(['entry.seq', 'entry.content', 'entry.hash', 'stamp.token'])
    .where('entry.case_id', '=', caseId)
    .orderBy('item.number')
    .orderBy('entry.seq')
    .execute();
  const items = new Map(
    rows.map(({ id, number, entries, head_hash }) => [id, { id, number, entries, head: head_hash.toString('hex') }]),
  );
  const header = {
    ...{ format: FORMAT, case: caseId, reference: file?.reference, exportedAt: now.toISOString() },
    ...{ key: verifierText(key), items: [...items.values()] },
  };
  const lines = rows.map(({ id, seq, content, hash, token }) => ({
    ...{ item: id, seq, content, hash: hash.toString('hex'), timestamp: token?.toString('base64') ?? null },
  }));
  const body = [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
  const sha256 = createHash('sha256').update(body).digest('base64');
  const detail = { found: file !== undefined, items: items.size, entries: rows.length, sha256 };
  await tell({ act: 'custody.export', objectId: caseId, unitId: file?.unit_id ?? null, detail });
  if (!file) return null;
  const note = signNote(`${FORMAT}\n${lines.length + 1}\n${sha256}\n`, signingKey, key);
  return { reference: file.reference, text: `${body}\n${note}` };
}
