import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tell } from '../act.ts';
import { requireOpen } from '../cases/require-open.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import type { Correction, CustodyInput, GivenParty, NewItem } from './evidence-input.ts';

interface Written {
  readonly entry: number;
  readonly entry_hash: string;
}

/** Registers an item, the first entry of its chain. Throws Missing when the case is not the member's, or the holder not on it, or CaseClosed. */
export async function registerItem(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  item: NewItem,
): Promise<{ id: string }> {
  const { unit_id: unitId } = await requireOpen(transaction, caseId);
  const id = randomUUID();
  const { rows } = await sql<Written>`select entry, entry_hash from casework.register_evidence(
    ${id}, ${caseId}, ${item.happenedOn}::date, ${JSON.stringify(saidOf(item))}::jsonb, ${item.holderId}, ${item.nextCheckOn}::date)`.execute(
    transaction,
  );
  const detail = { case: caseId, entry: rows[0]?.entry, hash: rows[0]?.entry_hash };
  await tell({ act: 'evidence.add', objectId: id, unitId, detail });
  return { id };
}

/** A further version of what is said of an item. Throws as `enterCustody` does. */
export async function correctItem(
  transaction: Transaction<Tables>,
  tell: Tell,
  itemId: string,
  correction: Correction,
  expected: number | null,
): Promise<{ version: number }> {
  const given = { said: saidOf(correction), words: correction.reason };
  return enter(transaction, tell, itemId, { act: 'corrected', happenedOn: correction.happenedOn, given }, expected);
}

/**
 * An entry of custody; gives the number of the entry. Throws Missing, or is refused by the database (a Conflict) when it does not go
 * with what is there.
 */
export async function enterCustody(
  transaction: Transaction<Tables>,
  tell: Tell,
  itemId: string,
  input: CustodyInput,
  expected: number | null,
): Promise<{ version: number }> {
  const { act, happenedOn } = input;
  return enter(transaction, tell, itemId, { act, happenedOn, given: givenOf(input) }, expected);
}

async function enter(
  transaction: Transaction<Tables>,
  tell: Tell,
  itemId: string,
  entry: { readonly act: string; readonly happenedOn: string; readonly given: object },
  expected: number | null,
): Promise<{ version: number }> {
  const item = await transaction
    .selectFrom('casework.evidence_item as item')
    .innerJoin('casework.case_file as file', 'file.id', 'item.case_id')
    .select(['file.unit_id', 'item.case_id'])
    .where('item.id', '=', itemId)
    .executeTakeFirst();
  if (!item) throw new Missing();
  await requireOpen(transaction, item.case_id);
  const { act, happenedOn, given } = entry;
  const { rows } = await sql<Written>`select entry, entry_hash from casework.enter_custody(
    ${itemId}, ${expected}::integer, ${act}, ${happenedOn}::date, ${JSON.stringify(given)}::jsonb)`.execute(
    transaction,
  );
  const [written] = rows;
  if (!written) throw new Missing();
  const detail = { case: item.case_id, entry: written.entry, hash: written.entry_hash, what: act };
  await tell({ act: 'custody.enter', objectId: itemId, unitId: item.unit_id, detail });
  return { version: written.entry };
}

function saidOf({ hash, ...item }: NewItem | Correction) {
  const { description, kind, custodian, custodianService, place, sealNumber, classification, origin } = item;
  return {
    ...{ description, kind, custodian, custodianService, place, sealNumber, classification, origin },
    ...{ hashAlgorithm: hash?.algorithm ?? null, hashValue: hash?.value ?? null },
  };
}

function givenOf(input: CustodyInput): object {
  switch (input.act) {
    case 'received':
    case 'handed_over': {
      const { from, to, place, sealNumber, words } = input;
      return { from: partyOf(from), to: partyOf(to), place, sealNumber, words };
    }
    case 'acknowledged':
      return { side: input.side, paper: input.paper, words: input.words };
    case 'declined':
      return { words: input.words };
    case 'checked':
      return {
        ...{ seal: input.seal, hash: input.hash, holder: input.holderId, nextCheckOn: input.nextCheckOn },
        words: input.words,
      };
    case 'planned':
      return { holder: input.holderId, nextCheckOn: input.nextCheckOn, words: input.words };
    case 'returned':
      return { from: partyOf(input.from), to: partyOf(input.to), paper: input.paper, words: input.words };
    case 'destroyed':
      return { agreement: input.agreementId, paper: input.paper, words: input.words };
  }
}

function partyOf(given: GivenParty): object {
  return 'memberId' in given ? { member: given.memberId } : { member: null, name: given.name, service: given.service };
}
