import type { Engine } from '../engine/engine.ts';
import type { Corridors } from '../facts/corridors.ts';
import { identifierHashSql, LEDGER_TABLES } from '../facts/ledger-store.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import type { Network } from '../network/describe-network.ts';
import { sharedAmong } from '../network/shared-identifiers.ts';
import { type TiedPerson, tiedPeople } from '../network/tied-people.ts';
import { groupMembers } from '../network/ties.ts';
import { TYING_IDENTIFIERS } from '../network/tying-identifiers.ts';
import { type UndoneTie, type Untied, undoneTies } from '../network/untie.ts';
import type { SubjectLookup } from './gather-contexts.ts';
import { idsOf } from './ids-of.ts';
import type { Lead } from './lead.ts';
import { payeesWhoMayBeVictims } from './may-be-victims.ts';
import type { RankedSubject } from './rank-subjects.ts';

/** Ties written into a lead; their number is always given. */
const MOST_TIES = 12;

export type LeadTies = Pick<Lead, 'ties' | 'tiesTotal' | 'tiesUnnamed' | 'undoneTies'>;
type Held = Lead['ties'][number]['shared'][number]['heldByThis'];
type TiedSubject = Pick<RankedSubject, 'kind' | 'code' | 'queue'>;

export interface TieSource extends Pick<Network, 'payerTies' | 'payeeTies' | 'holders'> {
  readonly corridors: Corridors;
  readonly untied: Untied | null;
}

/** What is told of one subject, by codes. */
interface Told {
  readonly kind: Subject;
  readonly code: number;
  readonly shown: readonly TiedPerson[];
  readonly total: number;
  readonly unnamed: number;
  readonly undone: readonly UndoneTie[];
}

/** Who is tied to some subjects, in their order, and whose transfers show it. */
export interface FoundTies {
  readonly told: readonly Told[];
  /** By kind: identifier in the records, by code. */
  readonly ids: Readonly<Record<Subject, ReadonlyMap<number, string>>>;
}

/**
 * For each of the subjects who is tied to it and by what. In the investigation queue nobody of the safeguarding queue is named, whatever the tier:
 * a tie must not lead to a possible victim (SAFETY.md, rule 7). They are counted, and so is who is tied through them alone.
 */
export async function findTies(
  engine: Engine,
  source: TieSource,
  lookup: Pick<SubjectLookup, 'queue'>,
  subjects: readonly TiedSubject[],
): Promise<FoundTies> {
  const tellers = {
    payer: await tellerOf(engine, source, lookup, 'payer', subjects),
    payee: await tellerOf(engine, source, lookup, 'payee', subjects),
  };
  const told = subjects.map((subject) => tellers[subject.kind](subject));
  return {
    told,
    ids: {
      payer: await idsOf(engine, 'payer', tiedCodes('payer', told)),
      payee: await idsOf(engine, 'payee', tiedCodes('payee', told)),
    },
  };
}

/**
 * The same for the lead, down to a transfer in which each of the two held what they share.
 * @param transfers relation that holds all transfers of those who were found
 */
export async function tellTies(engine: Engine, transfers: string, { told, ids }: FoundTies): Promise<LeadTies[]> {
  const held = await heldIn(engine, transfers, told);
  return told.map(({ kind, code, shown, total, unnamed, undone }) => {
    const idOf = (other: number): string => ids[kind].get(other) ?? '';
    return {
      ties: shown.map((tie) => ({
        id: idOf(tie.code),
        through: tie.through === null ? null : idOf(tie.through),
        shared: tie.shared.flatMap(({ identifier, value }) => {
          const heldByThis = held.get(heldKey(kind, tie.code, identifier, value));
          const heldByOther = held.get(heldKey(kind, tie.through ?? code, identifier, value));
          return heldByThis && heldByOther ? [{ identifier, heldByThis, heldByOther }] : [];
        }),
      })),
      tiesTotal: total,
      tiesUnnamed: unnamed,
      undoneTies: undone.map(({ identifier, about, line, source, date }) => ({
        ...{ identifier, about, line, source, date },
      })),
    };
  });
}

/** Reads what the subjects of one kind share; what is given tells of each. */
async function tellerOf(
  engine: Engine,
  { payerTies, payeeTies, holders, corridors, untied }: TieSource,
  lookup: Pick<SubjectLookup, 'queue'>,
  kind: Subject,
  subjects: readonly TiedSubject[],
): Promise<(subject: TiedSubject) => Told> {
  const codes = subjects.flatMap((subject) => (subject.kind === kind ? [subject.code] : []));
  const groups = kind === 'payer' ? groupMembers(payerTies, codes, corridors) : groupMembers(payeeTies, codes);
  const everybody = [...new Set([...groups.values()].flat())];
  const undone: ReadonlyMap<number, readonly UndoneTie[]> =
    untied === null ? new Map() : await undoneTies(engine, untied, kind, codes);
  const others = [...undone.values()].flat().flatMap(({ other }) => (other === null ? [] : [other]));
  const isProtected = (payer: number): boolean => lookup.queue('payer', payer) === 'safeguarding';
  const victims =
    kind === 'payer' ? null : await payeesWhoMayBeVictims(engine, [...new Set([...everybody, ...others])], isProtected);
  const shared = Map.groupBy(await sharedAmong(engine, holders[kind], everybody), ({ codes: [first = -1] }) => first);
  return ({ code, queue }) => {
    const isHidden = (other: number): boolean =>
      queue === 'investigation' && (victims?.has(other) ?? isProtected(other));
    const members = groups.get(code) ?? [code];
    const tied = tiedPeople(
      code,
      members.flatMap((member) => shared.get(member) ?? []),
      isHidden,
    );
    const total = members.length - 1;
    return {
      ...{ kind, code, total, shown: tied.slice(0, MOST_TIES), unnamed: total - tied.length },
      undone: (undone.get(code) ?? []).filter(({ other }) => other === null || !isHidden(other)),
    };
  };
}

function heldKey(kind: Subject, code: number, identifier: string, value: string): string {
  return [kind, code, identifier, value].join(' ');
}

/** The first transfer in which each of those who are shown held what ties them. */
async function heldIn(engine: Engine, transfers: string, told: readonly Told[]): Promise<ReadonlyMap<string, Held>> {
  const found = new Map<string, Held>();
  const wanted = { payer: new Set<string>(), payee: new Set<string>() };
  for (const { kind, code, shown } of told)
    for (const tie of shown)
      for (const { identifier, value } of tie.shared)
        for (const holder of [tie.code, tie.through ?? code])
          wanted[kind].add(`(${holder}, '${identifier}', ${value}::UBIGINT)`);
  for (const kind of SUBJECTS) {
    if (wanted[kind].size === 0) continue;
    await engine.run(`CREATE OR REPLACE TEMP TABLE tied AS
      SELECT c.id, w.* FROM (VALUES ${[...wanted[kind]].join(', ')}) w(code, identifier, value) JOIN ${LEDGER_TABLES[`${kind}s`]} c USING (code)`);
    const each = TYING_IDENTIFIERS.map(
      (identifier) => `SELECT w.code, w.identifier, w.value,
        min({'at': t.executed_at, 'id': t.transfer_id, 'file': t.source_file, 'row': t.source_row::DOUBLE}) AS first
      FROM tied w JOIN ${transfers} t ON t.${kind}_id = w.id AND w.identifier = '${identifier}' AND ${identifierHashSql(`t.${kind}_${identifier}`)} = w.value
      WHERE t.${kind}_${identifier} IS NOT NULL GROUP BY ALL`,
    );
    const rows = await engine.rows(
      `SELECT code, identifier, value::VARCHAR AS value, first.id AS id, first.file AS file, first.row AS "row" FROM (${each.join(' UNION ALL ')})`,
    );
    for (const { code, identifier, value, id, file, row } of rows)
      found.set(heldKey(kind, Number(code), String(identifier), String(value)), {
        transferId: String(id),
        sourceFile: String(file),
        sourceRow: Number(row),
      });
    await engine.run('DROP TABLE tied');
  }
  return found;
}

/** Those who are shown, and the subjects whom they are tied to. */
function tiedCodes(kind: Subject, told: readonly Told[]): number[] {
  const own = told.filter((each) => each.kind === kind && each.shown.length > 0);
  return own.flatMap(({ code, shown }) => [code, ...shown.map((tie) => tie.code)]);
}
