import { describe, expect, it } from 'vitest';
import { Place } from './support/place.ts';
import { doneHere } from './support/vigie.ts';

const place = new Place();
const HEADER = 'source_ref,executed_at,payer_id,payee_id,amount,currency';
const row = (ref: string, at: string, payer: string, amount: string): string =>
  `${ref},${at},${payer},Q1,${amount},EUR`;

describe('Values that nobody expects', () => {
  it('of amounts as large as there is room for end in results', async () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      row(
        `R${index}`,
        `2024-01-${String((index % 28) + 1).padStart(2, '0')}T10:00:00Z`,
        `P${index % 9}`,
        '99999999999999.9999',
      ),
    );
    const out = place.output();
    await doneHere(
      'scan',
      place.file('large.csv', `${[HEADER, ...rows].join('\n')}\n`),
      '--quiet',
      '--out',
      out.directory,
    );
    expect(out.run.counts).toMatchObject({ accepted: 40, quarantined: 0 });
  });

  it.each(['+99:00', '-15:00'])('as the offset %s, which no place has, go to the quarantine', async (offset) => {
    const rows = [
      row('A', `2024-01-15T10:00:00${offset}`, 'P', '1.00'),
      row('B', '2024-01-15T10:00:00+14:00', 'P', '1.00'),
    ];
    const out = place.output();
    const file = place.file(`offset${offset}.csv`, `${[HEADER, ...rows].join('\n')}\n`);
    await doneHere('scan', file, '--quiet', '--out', out.directory);
    expect(out.run.counts).toMatchObject({ accepted: 1, quarantined: 1 });
  });

  it.each(['Q', 'a B', ' ', 'Ab', '(', '-'])(
    'as cells and headers of a megabyte of %j take no longer than others',
    async (text) => {
      const long = text.repeat(Math.floor(400_000 / text.length));
      const lines = [`${HEADER},"${long}"`, `${row('A', '2024-01-15T10:00:00Z', `"x${long}"`, '1.00')},1`];
      const out = place.output();
      await doneHere('scan', place.file('long.csv', `${lines.join('\n')}\n`), '--quiet', '--out', out.directory);
      expect(out.run.counts.read).toBe(1);
    },
    30_000,
  );
});
