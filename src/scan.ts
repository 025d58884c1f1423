import { PAYEE_FACTS, PAYER_FACTS } from './facts/catalogue.ts';
import { computeFacts, computePayerFacts } from './facts/kernel-run.ts';
import { encodeLedger, ledgerBatches } from './facts/ledger-store.ts';
import { registerZonesOf } from './facts/zones-of.ts';
import { compilePack } from './indicators/compile-pack.ts';
import { evaluateSubjects } from './indicators/evaluate-subjects.ts';
import { loadPacks } from './indicators/load-packs.ts';
import { buildLeads } from './leads/build-leads.ts';
import { rankSubjects } from './leads/rank-subjects.ts';
import { describeNetwork } from './network/describe-network.ts';
import { findKnown, readKnown } from './network/known.ts';
import type { ScanOptions } from './scan-options.ts';
import { ScanOutput } from './scan-output.ts';
import { type ScanWatcher, StageClock } from './scan-progress.ts';
import { ScanRoom } from './scan-room.ts';
import { loadUserPlaces } from './transfers/geography/user-places.ts';
import { loadRates } from './transfers/money/rates.ts';
import { takeIn } from './transfers/take-in.ts';

/**
 * The main job, in the order in which data flows: files -> transfers -> ledger -> facts -> network -> indicators -> leads -> what a
 * person reads. Throws UnusableInput, PackError, LakeError or FolderInUse when there is nothing to work with; what `out` held before is then untouched.
 */
export async function scan(options: ScanOptions, watcher: ScanWatcher): Promise<ScanOutput> {
  const clock = new StageClock(watcher);
  const pack = loadPacks(options.packs);
  const rates = await loadRates(options.rates ?? undefined);
  const places = options.places ? { userPlaces: await loadUserPlaces(options.places) } : {};
  const room = await ScanRoom.open(options);
  const { engine, lake, work } = room;
  watcher.onStop(() => engine.interrupt());
  try {
    if (options.known) await readKnown(engine, options.known);
    const records = await clock.stage('read', () =>
      takeIn(engine, { ...options, lake, work, rates, placeOptions: places }, watcher),
    );

    const transfers = options.asOf
      ? `(SELECT * FROM ${records.transfers} WHERE executed_at < TIMESTAMP '${options.asOf}')`
      : records.transfers;
    const zones = await clock.stage('places', () => registerZonesOf(engine, transfers, places));
    const size = await clock.stage('encode', () => encodeLedger(engine, transfers));
    const asOf = options.asOf ? Date.parse(`${options.asOf.replace(' ', 'T')}Z`) / 1000 : size.lastAt + 1;
    const context = { asOf, dataStart: size.firstAt, zones };

    const workers = options.threads > 1 ? Math.min(2, options.threads) : 0;
    const { facts: payerFacts, pairs } = await clock.stage('payers', () =>
      computePayerFacts(ledgerBatches(engine, 'payer'), { subjects: size.payers, context, workers }),
    );
    const payeeFacts = await clock.stage('payees', () =>
      computeFacts(ledgerBatches(engine, 'payee'), { subject: 'payee', subjects: size.payees, context, workers }),
    );
    const facts = { payer: payerFacts, payee: payeeFacts };

    const known = options.known ? await findKnown(engine, asOf, size) : null;
    const network = await clock.stage('network', () => describeNetwork(engine, payerFacts, payeeFacts, pairs, known));

    const packs = { payer: compilePack(pack, 'payer', PAYER_FACTS), payee: compilePack(pack, 'payee', PAYEE_FACTS) };
    const { scores, ranked } = await clock.stage('score', async () => {
      const scores = {
        payer: evaluateSubjects(packs.payer, payerFacts),
        payee: evaluateSubjects(packs.payee, payeeFacts),
      };
      return { scores, ranked: rankSubjects(scores, pack.tiers) };
    });
    const scored = { facts, packs, scores, ranked, tiers: pack.tiers, known, graph: network.graph };
    const leads = await clock.stage('leads', () =>
      buildLeads(engine, { ...scored, transfers, zones, asOf, places, budget: options.budget }),
    );

    const output = new ScanOutput(options.out);
    await clock.stage('write', () =>
      output.write(engine, {
        ...scored,
        options,
        pack,
        rates,
        records,
        size,
        asOf,
        leads,
        caps: network.caps,
        clock,
      }),
    );
    return output;
  } finally {
    room.close();
  }
}
