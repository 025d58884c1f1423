import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from './support/csv.ts';
import { packOfEverybody } from './support/pack.ts';
import { Place, smallWorld } from './support/place.ts';
import { RESULT_FILES } from './support/results.ts';
import { done, type Ended } from './support/vigie.ts';

const place = new Place();
const out = place.output();
const input = place.path('transfers.csv');
let ended: Ended;
let records: Record<string, string>[];

/** Rows that no scan may take for transfers, and rows that are there already. */
const BROKEN = [
  'X-1,2025-01-05T10:00:00Z,SP-A,Synthetic Payer A,FR,,,,,SR-A,Synthetic Payee A,PH,,,,,,twelve,EUR,,,cash,Synthetic Remit A,,,completed',
  'X-2,2025-13-45T10:00:00Z,SP-A,Synthetic Payer A,FR,,,,,SR-A,Synthetic Payee A,PH,,,,,,12.00,EUR,,,cash,Synthetic Remit A,,,completed',
  'X-3,2025-01-05T10:00:00Z,,,FR,,,,,SR-A,Synthetic Payee A,PH,,,,,,12.00,EUR,,,cash,Synthetic Remit A,,,completed',
];

beforeAll(async () => {
  const world = await smallWorld(place);
  copyFileSync(world.transfers, input);
  const again = readFileSync(input, 'utf8').split('\n').slice(1, 4);
  appendFileSync(input, `${[...BROKEN, ...again].join('\n')}\n`);
  ended = await done('scan', input, '--places', world.places, '--known', world.known, '--out', out.directory);
  const [header = [], ...rows] = parseCsv(readFileSync(input, 'utf8'));
  records = rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
});

describe('A scan', () => {
  it('writes seven files and leaves nothing else behind', () => {
    expect(out.files).toEqual(RESULT_FILES);
  });

  it('says on standard output how much was read, and where to read on', () => {
    expect(ended.stdout).toContain(out.directory);
    expect(ended.stdout).toMatch(/ 3 duplicates, 3 in quarantine/);
  });

  it('accounts for every record: read = accepted + duplicates + quarantined', () => {
    const { inputs, counts } = out.run;
    expect(inputs).toHaveLength(1);
    for (const file of [...inputs, counts]) expect(file.read).toBe(file.accepted + file.duplicates + file.quarantined);
    expect(counts).toMatchObject({ read: records.length, duplicates: 3, quarantined: 3 });
  });

  it('puts each row that it cannot read in quarantine, with its number and the column at fault', () => {
    expect(out.quarantine.header).toBe('file,row,column,reason');
    expect(out.quarantine.rows.map(({ row, column }) => [records[Number(row) - 1]?.source_ref, column])).toEqual([
      ['X-1', 'amount'],
      ['X-2', 'executed_at'],
      ['X-3', 'payer_id'],
    ]);
  });

  it('names input and rates by what they are: the SHA-256 of the file, the source of the rates', () => {
    const sha256 = createHash('sha256').update(readFileSync(input)).digest('hex');
    expect(out.run.inputs[0]).toMatchObject({ sha256, file: input, format: 'csv' });
    expect(out.run.rates.illustrative).toBe(true);
  });
});

describe('subjects.csv', () => {
  it('has the columns of the contract', () => {
    expect(out.subjects.header).toBe(
      'rank,subject_kind,subject_id,subject_name,queue,role,score,tier,indicators,reasons_against,unknown,transfers,amount_eur,first_transfer_at,last_transfer_at,lead_id',
    );
  });

  it('is ranked from 1 without gaps, higher scores first, each subject once', () => {
    const { rows } = out.subjects;
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.map((row) => Number(row.rank))).toEqual(rows.map((_, index) => index + 1));
    for (const [index, row] of rows.entries())
      expect(Number(row.score)).toBeLessThanOrEqual(Number(rows[index - 1]?.score ?? Infinity));
    expect(new Set(rows.map((row) => `${row.subject_kind} ${row.subject_id}`)).size).toBe(rows.length);
  });

  it('counts of each subject exactly the completed transfers that the input has of it, and their span', () => {
    const accepted = [...new Map(records.map((row) => [row.source_ref, row])).values()].filter(
      (row) => row.status === 'completed' && !String(row.source_ref).startsWith('X-') && row.payer_id !== row.payee_id,
    );
    for (const row of out.subjects.rows) {
      const own = accepted.filter((record) => record[`${row.subject_kind}_id`] === row.subject_id);
      const times = own.map((record) => Date.parse(String(record.executed_at))).sort((a, b) => a - b);
      expect(Number(row.transfers)).toBe(own.length);
      expect(Date.parse(String(row.first_transfer_at))).toBe(times[0]);
      expect(Date.parse(String(row.last_transfer_at))).toBe(times.at(-1));
    }
  });

  it('covers everybody with any indicator, however weak: one that fires for every payer ranks every payer', async () => {
    const pack = packOfEverybody(place);
    const all = place.output();
    await done('scan', input, '--pack', pack, '--budget', '1', '--quiet', '--out', all.directory);
    const ranked = all.subjects.rows.filter((row) => row.subject_kind === 'payer').map((row) => row.subject_id);
    const completed = records.filter((row) => row.status === 'completed' && !String(row.source_ref).startsWith('X-'));
    expect(new Set(ranked)).toEqual(new Set(completed.map((row) => row.payer_id)));
    expect(all.run.packs.map(({ name }) => name)).toEqual(['public', 'everybody']);
  });
});

describe('leads.jsonl', () => {
  it('tells of the same subjects as subjects.csv, in the same order, with the same figures', () => {
    const rows = out.subjects.rows.slice(0, out.leads.length);
    expect(
      out.leads.map((lead) => [lead.leadId, String(lead.rank), lead.queue, lead.tier, lead.score.toFixed(4)]),
    ).toEqual(rows.map((row) => [row.lead_id, row.rank, row.queue, row.tier, row.score]));
  });

  it('explains each score to the last digit: contributions add up in whole ten-thousandths', () => {
    const whole = (value: number): number => {
      const tenThousandths = Math.round(value * 10_000);
      expect(value).toBe(tenThousandths / 10_000);
      return tenThousandths;
    };
    for (const { score, reasons, reasonsAgainst } of out.leads) {
      const sum = [...reasons, ...reasonsAgainst].reduce((total, reason) => total + whole(reason.contribution), 0);
      expect(sum).toBe(whole(score));
      for (const reason of reasons) expect(reason.contribution).toBeGreaterThanOrEqual(0);
      for (const reason of reasonsAgainst) expect(reason.contribution).toBeLessThanOrEqual(0);
    }
  });

  it('rests every reason on transfers that are shown with the lead', () => {
    for (const lead of out.leads) {
      const shown = new Set(lead.transfers.map(({ transferId }) => transferId));
      for (const reason of [...lead.reasons, ...lead.reasonsAgainst]) {
        expect(reason.evidence.length).toBeGreaterThan(0);
        expect(reason.evidenceTotal).toBeGreaterThanOrEqual(reason.evidence.length);
        for (const id of reason.evidence) expect(shown).toContain(id);
      }
    }
  });

  it('walks an exposure back to payers who do pay the payees named, and whose scores make up its strength', () => {
    const paid = new Set(records.map(({ payer_id, payee_id }) => `${payer_id} ${payee_id}`));
    const protectedPayers = out.subjects.rows
      .filter(({ queue, subject_kind }) => queue === 'safeguarding' && subject_kind === 'payer')
      .map((row) => row.subject_id ?? '');
    let exact = 0;
    for (const { queue, subject, reasons, paths, pathsTotal } of out.leads) {
      if (queue === 'safeguarding') expect(paths).toEqual([]);
      for (const { payerId, payeeIds, score } of paths) {
        expect(payerId).not.toBe(subject.id);
        expect(score).toBeGreaterThan(0);
        const payers = payerId === null ? protectedPayers : [payerId];
        for (const payeeId of payeeIds) expect(payers.some((payer) => paid.has(`${payer} ${payeeId}`))).toBe(true);
      }
      const reason = reasons.find(({ indicator }) => /^R01-exposure/.test(indicator));
      if (reason === undefined || paths.length === 20) continue;
      const share = paths.reduce((sum, { score }) => sum + score, 0) / (pathsTotal + 2) / 5;
      expect(reason.strength).toBeLessThan(Math.min(1, share) + 1e-3);
      if (Math.abs(reason.strength - Math.min(1, share)) < 1e-3) exact++;
    }
    expect(exact).toBeGreaterThan(0);
  });

  it('can be walked back: each transfer names the file by its hash and the row that really is this transfer', () => {
    const sha256 = createHash('sha256').update(readFileSync(input)).digest('hex');
    for (const lead of out.leads)
      for (const transfer of lead.transfers) {
        expect(transfer.sourceFile).toBe(sha256);
        const record = records[transfer.sourceRow - 1];
        expect({
          payerId: record?.payer_id,
          payeeId: record?.payee_id,
          at: new Date(String(record?.executed_at)).toISOString(),
          amount: Number(record?.amount),
          currency: record?.currency,
          payout: record?.payout_amount ? [Number(record.payout_amount), record.payout_currency] : [0, null],
          transferId: uuidOf(`|${record?.source_ref}`),
        }).toEqual({
          payerId: transfer.payerId,
          payeeId: transfer.payeeId,
          at: transfer.at,
          amount: Number(transfer.amount),
          currency: transfer.currency,
          payout: [Number(transfer.payoutAmount), transfer.payoutCurrency],
          transferId: transfer.transferId,
        });
        expect([transfer.payerId, transfer.payeeId]).toContain(lead.subject.id);
      }
  });

  it('says each sentence in English and in French, without a number that is none', () => {
    for (const lead of out.leads)
      for (const said of [...lead.reasons, ...lead.reasonsAgainst, ...lead.unknown])
        for (const sentence of [said.sentence.en, said.sentence.fr]) {
          expect(sentence).not.toMatch(/NaN|undefined|null|Infinity|[{}]/);
          expect(sentence.length).toBeGreaterThan(10);
        }
  });

  it('never calls a payee of extortion or a payer under extortion by the other queue’s word', () => {
    for (const lead of out.leads)
      if (lead.queue === 'safeguarding')
        expect(lead.subject.role).toBe(lead.tier === 'context' ? 'payer' : 'possible_victim');
      else expect(lead.subject.role).not.toBe('possible_victim');
  });
});

describe('places.csv', () => {
  it('counts leads, not transfers: no place has more than there are leads', () => {
    expect(out.places.header).toBe('place,country,lat,lon,leads,leads_first_tier');
    const proposed = out.leads.filter((lead) => lead.tier !== 'context');
    for (const row of out.places.rows) {
      const there = proposed.filter((lead) =>
        lead.places.some(({ place: name, country }) => name === row.place && (country ?? '') === row.country),
      );
      expect(Number(row.leads)).toBe(there.length);
      expect(Number(row.leads_first_tier)).toBe(there.filter((lead) => lead.tier === 'first').length);
    }
  });
});

describe('report.html', () => {
  it('asks for nothing outside itself', () => {
    const page = out.text('report.html');
    expect(page).not.toMatch(/<(script|img|iframe|link)[^>]+(src|href)\s*=\s*["']?(https?:)?\/\//i);
    expect(page).not.toMatch(/@import|url\(\s*["']?(https?:)?\/\//i);
    expect(page.trimEnd().endsWith('</html>')).toBe(true);
  });
});

/** The stable id of a transfer as DESIGN defines it: MD5 of source system and reference, as a UUID. */
function uuidOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
