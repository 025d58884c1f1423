import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Engine, literal } from './engine/engine.ts';
import { visibleJson } from './engine/spelled-out.ts';
import type { KeptSides } from './fact-keeping.ts';
import type { LedgerTally } from './facts/ledger-rows.ts';
import type { LedgerSize } from './facts/ledger-store.ts';
import type { Pack } from './indicators/pack.ts';
import type { Groups } from './leads/build-groups.ts';
import type { ScoredSubjects } from './leads/build-leads.ts';
import { cutGroups } from './leads/cut-groups.ts';
import { TRANSFERS_READ } from './leads/gather-contexts.ts';
import type { Group } from './leads/group.ts';
import { groupLine } from './leads/groups-jsonl.ts';
import { isoFromSeconds } from './leads/iso-instant.ts';
import type { Lead } from './leads/lead.ts';
import { leadLine } from './leads/leads-jsonl.ts';
import { placesCsv } from './leads/places-csv.ts';
import type { Ranking } from './leads/rank-subjects.ts';
import { type RunSummary, runSummarySchema } from './leads/run-summary.ts';
import { safeText } from './leads/subjects-csv.ts';
import { writeSubjects } from './leads/write-subjects.ts';
import { moveResults } from './move-results.ts';
import { type CapCounts, capSentences } from './network/caps.ts';
import type { Links } from './network/linkage/linked-people.ts';
import type { Untied } from './network/untie.ts';
import { programVersion } from './program-version.ts';
import { fieldName } from './report/field-names.ts';
import { inFrench } from './report/known-sentences.ts';
import { renderReport } from './report/render-report.ts';
import {
  byNameAlone,
  countGroups,
  countKnown,
  countUntied,
  currenciesWithoutRate,
  findStrayEnd,
  quarantineReasons,
} from './scan-counts.ts';
import { PUBLIC_PACK, type ScanOptions } from './scan-options.ts';
import type { StageClock } from './scan-progress.ts';
import { WORK_FOLDER } from './scan-room.ts';
import { QUARANTINE_TABLE } from './transfers/ingest.ts';
import type { RateTable } from './transfers/money/rate-table.ts';
import type { TakenIn } from './transfers/take-in.ts';

interface Finished extends ScoredSubjects {
  readonly options: ScanOptions;
  readonly pack: Pack;
  readonly rates: RateTable;
  readonly records: TakenIn;
  /** What a list of linked people changed; null without one. */
  readonly links: Links | null;
  /** What a list of ties to undo did; null without one. */
  readonly untied: Untied | null;
  /** What was taken over from the scan of the lake before; null without one. */
  readonly kept: KeptSides | null;
  readonly size: LedgerSize;
  readonly tally: LedgerTally;
  readonly asOf: number;
  /** Relation of the transfers that were used. */
  readonly transfers: string;
  readonly ranked: Ranking;
  readonly leads: readonly Lead[];
  readonly grouped: Groups;
  readonly caps: CapCounts;
  readonly clock: StageClock;
}

export const OUTPUT_FILES = [
  'subjects.csv',
  'leads.jsonl',
  'groups.jsonl',
  'places.csv',
  'quarantine.csv',
  'run.json',
  'report.html',
] as const;

/** The files of a scan. Each is written in the work folder and moved to its place when all are whole. */
export class ScanOutput {
  readonly directory: string;
  #summary: RunSummary | null = null;
  #leads: readonly Lead[] = [];
  #groups: readonly Group[] = [];

  constructor(directory: string) {
    this.directory = directory;
  }

  get summary(): RunSummary {
    if (!this.#summary) throw new Error('The scan has not been written yet');
    return this.#summary;
  }

  get leads(): readonly Lead[] {
    return this.#leads;
  }

  get groups(): readonly Group[] {
    return this.#groups;
  }

  path(name: (typeof OUTPUT_FILES)[number]): string {
    return join(this.directory, name);
  }

  async write(engine: Engine, scan: Finished): Promise<void> {
    await writeSubjects(engine, this.#incoming('subjects.csv'), scan.ranked, scan);
    writeFileSync(this.#incoming('leads.jsonl'), scan.leads.map((lead) => `${leadLine(lead)}\n`).join(''));
    const { groups } = scan.grouped;
    writeFileSync(this.#incoming('groups.jsonl'), groups.map((group) => `${groupLine(group)}\n`).join(''));
    writeFileSync(this.#incoming('places.csv'), placesCsv(scan.leads));
    await this.#writeQuarantine(engine, scan.options.language);
    const summary = runSummarySchema.parse(await summarise(engine, scan));
    writeFileSync(this.#incoming('report.html'), renderReport(summary, scan.leads, { ...scan.options, groups }));
    writeFileSync(this.#incoming('run.json'), `${visibleJson(summary, 2)}\n`);
    this.#summary = summary;
    this.#leads = scan.leads;
    this.#groups = groups;
    moveResults(join(this.directory, WORK_FOLDER), this.directory, OUTPUT_FILES, 'run.json');
  }

  #incoming(name: string): string {
    return join(this.directory, WORK_FOLDER, name);
  }

  /**
   * Names of files and headers are made safe: the file is opened in spreadsheets. Nothing of the rejected row itself is repeated. Reasons are
   * said in the language asked for; run.json keeps them in English, for programs.
   */
  async #writeQuarantine(engine: Engine, language: ScanOptions['language']): Promise<void> {
    await engine.run('CREATE OR REPLACE TEMP TABLE said_reasons (reason VARCHAR, said VARCHAR)');
    for (const { reason } of await engine.rows(`SELECT DISTINCT reason FROM ${QUARANTINE_TABLE}`)) {
      const english = String(reason);
      const said = language === 'fr' ? (inFrench(english) ?? english) : english;
      await engine.run(`INSERT INTO said_reasons VALUES (${literal(english)}, ${literal(safeText(said))})`);
    }
    const columns = ['file', '"column"'];
    const odd = columns.map(
      (column) =>
        `SELECT ${column} AS given FROM ${QUARANTINE_TABLE} WHERE NOT regexp_full_match(${column}, '[A-Za-z0-9/.][ -~]*')`,
    );
    await engine.run('CREATE OR REPLACE TEMP TABLE safe_texts (given VARCHAR, safe VARCHAR)');
    for (const { given } of await engine.rows(odd.join(' UNION ')))
      await engine.run(
        `INSERT INTO safe_texts VALUES (${literal(String(given))}, ${literal(safeText(String(given)))})`,
      );
    if (language === 'fr')
      for (const { given } of await engine.rows(`SELECT DISTINCT "column" AS given FROM ${QUARANTINE_TABLE}`)) {
        const name = fieldName(String(given));
        if (name) await engine.run(`INSERT INTO safe_texts VALUES (${literal(String(given))}, ${literal(name.fr)})`);
      }
    const joins = columns.map(
      (column, index) => `LEFT JOIN safe_texts s${index} ON s${index}.given = ${QUARANTINE_TABLE}.${column}`,
    );
    await engine.run(`COPY (SELECT coalesce(s0.safe, file) AS file, "row", coalesce(s1.safe, "column") AS "column", said AS reason
      FROM ${QUARANTINE_TABLE} JOIN said_reasons USING (reason) ${joins.join(' ')} ORDER BY ALL) TO ${literal(this.#incoming('quarantine.csv'))} (FORMAT csv, HEADER)`);
  }
}

async function summarise(engine: Engine, scan: Finished): Promise<RunSummary> {
  const { options, pack, rates, records, size, tally, leads, ranked } = scan;
  const total = (pick: (file: TakenIn['files'][number]) => number): number =>
    records.files.reduce((sum, file) => sum + pick(file), 0);
  const accepted =
    options.asOf === null
      ? size.transfers
      : Number((await engine.row(`SELECT count(*)::DOUBLE AS n FROM ${records.transfers}`)).n);
  const leadsOf = (queue: Lead['queue']) => ({
    queue,
    first: ranked.countIn(queue, 'first'),
    second: ranked.countIn(queue, 'second'),
    context: ranked.countIn(queue, 'context'),
    ...(queue === 'investigation' && ranked.inCrowds > 0 && { inCrowds: ranked.inCrowds }),
  });
  return {
    program: {
      name: 'vigie',
      version: programVersion(),
      engine: `duckdb ${String((await engine.row('SELECT version() AS v')).v)}`,
      node: process.version,
    },
    ...(options.asOf === null && size.transfers === 0
      ? { asOf: null, asOfFrom: null }
      : { asOf: isoFromSeconds(scan.asOf), asOfFrom: options.asOf === null ? 'last_transfer' : 'option' }),
    strayEnd: options.asOf === null ? await findStrayEnd(engine, scan.transfers, tally, records) : null,
    inputs: records.files.map((file) => ({
      ...file,
      columns: file.columns.map((column) => ({ ...column })),
      ignored: [...file.ignored],
      warnings: [...file.warnings],
    })),
    refused: records.refused.map(({ label, reason }) => ({ file: label, reason })),
    lake: records.lake,
    kept: scan.kept && { payers: { ...scan.kept.payers }, payees: { ...scan.kept.payees } },
    links: scan.links,
    known: scan.known && countKnown(scan.known),
    untied: scan.untied && countUntied(scan.untied),
    counts: {
      read: total((file) => file.read),
      accepted: total((file) => file.accepted),
      duplicates: total((file) => file.duplicates),
      quarantined: total((file) => file.quarantined),
      excluded: {
        cancelled: tally.states.cancelled,
        pending: tally.states.pending,
        refunded: tally.states.refunded,
        toSelf: tally.states.to_self,
        afterAsOf: accepted - size.transfers,
      },
      withoutRate: tally.withoutRate,
      byNameAlone: await byNameAlone(engine),
      withoutPayerZone: tally.withoutPayerZone,
      payers: size.payers,
      payees: size.payees,
      pairs: scan.graph.pairs.payer.length,
      subjectsRanked: ranked.length,
      leads: leads.length,
      leadsCut: ranked.length - leads.length,
      groups: countGroups(scan.grouped),
    },
    period:
      size.transfers === 0
        ? { from: null, to: null }
        : { from: isoFromSeconds(size.firstAt), to: isoFromSeconds(size.lastAt) },
    tiers: [leadsOf('investigation'), leadsOf('safeguarding')],
    quarantineReasons: await quarantineReasons(engine),
    currenciesWithoutRate: tally.withoutRate === 0 ? [] : await currenciesWithoutRate(engine, scan.transfers),
    packs: pack.identities.map((identity) => ({ ...identity })),
    rates: {
      source: rates.source,
      illustrative: rates.illustrative,
      sha256: options.rates ? sha256Of(options.rates) : null,
    },
    caps: [...capSentences(scan.caps), ...cutLeads(leads), ...cutGroups(scan.grouped)],
    options: shownOptions(options),
    timings: scan.clock.timings,
    memory: { peakBytes: process.resourceUsage().maxRSS * 1024 },
  };
}

function cutLeads(leads: readonly Lead[]): RunSummary['caps'] {
  const cut = leads.filter(
    (lead) => lead.transfersTotal > lead.transfers.length || lead.membersTotal > lead.members.length,
  ).length;
  if (cut === 0) return [];
  const read = leads.filter((lead) => lead.transfersTotal > TRANSFERS_READ).length;
  return [
    {
      en: `${cut} ${cut === 1 ? 'lead has' : 'leads have'} more transfers or members than are written out; the totals are given with each.`,
      fr: `${cut} ${cut === 1 ? 'piste a' : 'pistes ont'} plus de transferts ou de membres qu’il n’en est écrit ; les totaux figurent avec chacune.`,
    },
    ...(read === 0
      ? []
      : [
          {
            en: `${read} ${read === 1 ? 'lead has' : 'leads have'} more than ${TRANSFERS_READ} transfers: evidence and places are of the newest ${TRANSFERS_READ}.`,
            fr: `${read} ${read === 1 ? 'piste a' : 'pistes ont'} plus de ${TRANSFERS_READ} transferts : les éléments et les lieux sont des ${TRANSFERS_READ} plus récents.`,
          },
        ]),
  ];
}

/** Options as they change the result: not where things lie, not how many threads worked. */
function shownOptions(options: ScanOptions): Record<string, unknown> {
  const { budget, asOf, known, link, untie, mapping, language } = options;
  return {
    ...{ budget, asOf, language },
    known: known ? sha256Of(known) : null,
    link: link ? sha256Of(link) : null,
    untie: untie ? sha256Of(untie) : null,
    mapping: mapping ? sha256Of(mapping) : null,
    packs: options.packs.map((pack) => (pack === PUBLIC_PACK ? 'public' : relative(process.cwd(), pack))),
  };
}

function sha256Of(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
