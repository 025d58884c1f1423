import path from 'node:path';
import { PAYEE_FACTS, PAYER_FACTS } from '../../facts/catalogue.ts';
import type { FactTable } from '../../facts/fact-table.ts';
import { compilePack } from '../../indicators/compile-pack.ts';
import { evaluateSubjects } from '../../indicators/evaluate-subjects.ts';
import { explainSubject } from '../../indicators/explain-subject.ts';
import type { Subject } from '../../indicators/indicator.ts';
import { loadPacks } from '../../indicators/load-packs.ts';
import { tableOf } from '../../indicators/testing/arbitrary.ts';
import { standingOf } from '../standing.ts';
import type { Counterparty, SubjectContext, SubjectTransfer } from '../subject-context.ts';

/** Made-up subjects for tests. */
export const publicPack = loadPacks([path.resolve(import.meta.dirname, '../../../packs/public')]);
const catalogues = { payer: PAYER_FACTS, payee: PAYEE_FACTS } as const;
export const compiledPacks = {
  payer: compilePack(publicPack, 'payer', PAYER_FACTS),
  payee: compilePack(publicPack, 'payee', PAYEE_FACTS),
} as const;

const DAY = 24 * 3600;
export const AS_OF = 1_700_000_000;

/** A transfer `daysAgo` before the as-of instant. */
export function transfer(id: string, daysAgo: number, rest: Partial<SubjectTransfer> = {}): SubjectTransfer {
  return {
    ...{ transferId: id, at: AS_OF - daysAgo * DAY, payerId: 'payer-1', payeeId: 'payee-1' },
    ...{ amount: '40.00', currency: 'EUR', eurCents: 4000, crossBorder: true, round: true },
    ...{ payoutAmount: null, payoutCurrency: null },
    ...{ payerNight: false, payerMinute: 720, payeeNight: false, businessHours: true, declaredTie: null },
    ...{ channel: 'cash', channelKind: 'cash', provider: 'A', purposeKind: 'missing' },
    ...{ sourceFile: 'f'.repeat(64), sourceRow: 1, inCorridor: true },
    ...rest,
  };
}

export function counterparty(id: string, rest: Partial<Counterparty> = {}): Counterparty {
  return { id, name: null, country: null, place: null, role: 'payee', score: 0, shared: false, known: false, ...rest };
}

/** Facts of a subject; everything else is unknown. */
function factsOf(kind: Subject, facts: Readonly<Record<string, number>>): FactTable {
  return tableOf(catalogues[kind], [new Map(Object.entries(facts))]);
}

/** The context of one subject with these facts and transfers. */
export function contextOf(
  kind: Subject,
  facts: Readonly<Record<string, number>>,
  transfers: readonly SubjectTransfer[],
  rest: Partial<SubjectContext> = {},
): SubjectContext {
  const table = factsOf(kind, facts);
  const scores = evaluateSubjects(compiledPacks[kind], table);
  return {
    ...{ kind, id: `${kind}-1`, name: 'Invented Person', country: 'XA', place: 'XA-01' },
    standing: { ...standingOf(kind, scores, 0, publicPack.tiers), kind, code: 0, row: 0, rank: 1, rankInQueue: 1 },
    explained: explainSubject(compiledPacks[kind], table, 0),
    corridor: null,
    transfers,
    counterparties: new Map(),
    places: [],
    independence: null,
    ...rest,
  };
}
