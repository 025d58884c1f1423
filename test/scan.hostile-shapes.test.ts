import { statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type HostileShape, hostileFile } from '../bench/hostile-files.ts';
import { madeUpFile } from '../bench/made-up-file.ts';
import { Place } from './support/place.ts';
import { done } from './support/vigie.ts';

const ROWS = 40_000;
/** More than an ordinary file of any size needs at its least, less than a hostile one took that was not bounded. */
const MOST_BYTES = 1.5 * 2 ** 30;
const MOST_REPORT_BYTES = 30 * 2 ** 20;

const place = new Place();
let ordinary: string;
beforeAll(async () => {
  ordinary = (await madeUpFile(ROWS, 'parquet', place.path('made-up'))).path;
});

/** What a scan says it looked at in part, beside the identifiers that chance makes too common. */
const SAID: Readonly<Record<HostileShape, readonly string[]>> = {
  'one payee of everybody': ['1 payee has more than 500 payers: an even sample of them was looked at.'],
  'one payer of everybody': [
    '1 payer has more than 200 payees: an even sample of them was looked at.',
    '1 lead has more transfers or members than are written out; the totals are given with each.',
  ],
  'one payer and one payee': [
    '1 lead has more transfers or members than are written out; the totals are given with each.',
    '1 lead has more than 5000 transfers: evidence and places are of the newest 5000.',
  ],
  'a few hundred hubs': [],
  'everybody pays many of the same': [],
  'all payers and all payees in one chain of identifiers': [
    '2 groups have more than 1,000 people in a chain of shared identifiers; taken for chance, such a chain ties nobody.',
  ],
  'all amounts equal': [],
  'all times equal': [],
  'one payer, all times equal': ['1 payer has more than 200 payees: an even sample of them was looked at.'],
  'one phone and one device of all payers and payees': [
    '3 identifiers are held by more than 8 people; taken for a placeholder, such an identifier ties nobody.',
  ],
  'one account of half the payers and the other half of the payees': [],
  'every text another one': [],
  'every currency there could be': [],
  'one reference of all': [],
};
const NEARLY_ALL_REFUSED: readonly HostileShape[] = ['one reference of all'];

describe('A file that was made so that a program would not end', () => {
  it.each(Object.entries(SAID) as [HostileShape, readonly string[]][])(
    '«%s» is scanned within bounds, and what was capped is said',
    async (shape, said) => {
      const file = place.path(`${shape.replaceAll(/\W/g, '-')}.parquet`);
      await hostileFile(ordinary, shape, file);
      const out = place.output();
      await done('scan', file, '--memory', '1GB', '--out', out.directory);
      const { caps, counts, memory } = out.run;
      expect(counts.read).toBe(ROWS);
      expect(counts.accepted + counts.duplicates + counts.quarantined).toBe(ROWS);
      if (!NEARLY_ALL_REFUSED.includes(shape)) expect(counts.accepted).toBe(ROWS);
      const ranked = new Map(out.subjects.rows.map((row) => [row.lead_id, row]));
      for (const { leadId, transfersTotal, subject } of out.leads)
        expect([transfersTotal, subject.amountEur ?? '']).toEqual([
          Number(ranked.get(leadId)?.transfers),
          ranked.get(leadId)?.amount_eur,
        ]);
      expect(memory.peakBytes).toBeLessThan(MOST_BYTES);
      expect(statSync(`${out.directory}/report.html`).size).toBeLessThan(MOST_REPORT_BYTES);
      const sentences = caps.map(({ en }) => en);
      expect(sentences).toEqual(expect.arrayContaining([...said]));
      for (const sentence of sentences) expect(out.text('report.html')).toContain(sentence);
    },
  );
});
