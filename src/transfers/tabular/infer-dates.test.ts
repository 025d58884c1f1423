import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../engine/engine.ts';
import { inferDates } from './infer-dates.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open({ memory: '200MB', threads: 1, spillDirectory: join(tmpdir(), 'vigie-dates') });
});
afterAll(() => engine.close());

describe('the way dates are written', () => {
  it.each([
    ['2024-03-05', 'iso', false],
    ['2024-03-05T10:20:30.123Z', 'iso', true],
    ['2024-03-05 10:20:30+02:00', 'iso', true],
    ['2024-03-05 10:20:30 +0200', '%Y-%m-%d %H:%M:%S %z', true],
    ['2024/03/05 10:20', '%Y/%m/%d %H:%M', false],
    ['25/03/2024', '%d/%m/%Y', false],
    ['25.03.24', '%d.%m.%y', false],
    ['25-03-2024 10:20:30', '%d-%m-%Y %H:%M:%S', false],
    ['25/03/2024 à 10h20', '%d/%m/%Y à %Hh%M', false],
    ['03/25/2024 3:05 PM', '%m/%d/%Y %I:%M %p', false],
    ['03/25/2024, 3:05PM', '%m/%d/%Y, %I:%M%p', false],
    ['25/03/2024 10:20:30Z', '%d/%m/%Y %H:%M:%SZ', true],
    ['25/03/2024 10:20:30+02:00', '%d/%m/%Y %H:%M:%S%z', true],
    ['20240325', '%Y%m%d', false],
    ['20240325102030', '%Y%m%d%H%M%S', false],
    ['930101', '%y%m%d', false],
    ['25 Mar 2024', '%d %b %Y', false],
    ['Mar 25, 2024 10:20', '%b %d, %Y %H:%M', false],
    ['1711360830', 'epoch_s', true],
    ['1711360830123', 'epoch_ms', true],
    ['45376.5', 'excel', false],
  ])('%s is %s', async (text, format, withOffset) => {
    const found = inferDates([text], true);
    expect(found).toMatchObject({ dates: [format], certainty: 'sure', withOffset, warnings: [] });
    if (format.includes('%')) {
      const { ok } = await engine.row(`SELECT try_strptime('${text}', '${format}') IS NOT NULL AS ok`);
      expect(ok).toBe(true);
    }
  });

  it('with day and month open is day first in a continental file and month first in another, with a warning', () => {
    const open = ['03/04/2024', '05/06/2024'];
    expect(inferDates(open, true)).toMatchObject({
      dates: ['%d/%m/%Y'],
      certainty: 'likely',
      warnings: [expect.stringContaining('day first')],
    });
    expect(inferDates(open, false)).toMatchObject({ dates: ['%m/%d/%Y'], certainty: 'likely' });
  });

  it('is settled by a single day over 12, by the rest of the column, and by the majority when the texts contradict each other', () => {
    expect(inferDates(['03/04/2024', '13/04/2024'], false)).toMatchObject({
      dates: ['%d/%m/%Y'],
      certainty: 'sure',
      warnings: [],
    });
    expect(inferDates(['03/04/2024'], false, { dayFirst: 2, monthFirst: 0, open: 10 }).dates).toEqual(['%d/%m/%Y']);
    const torn = inferDates(['13/04/2024', '14/04/2024', '04/15/2024'], false);
    expect(torn.dates).toEqual(['%d/%m/%Y']);
    expect(torn.warnings.join()).toContain('majority');
  });

  it('that nobody understands is a warning, and noise never breaks it', () => {
    expect(inferDates(['yesterday'], true).warnings.join()).toContain('No date');
    fc.assert(
      fc.property(fc.array(fc.string()), fc.boolean(), (texts, european) => {
        expect(inferDates(texts, european).dates.length).toBeGreaterThan(0);
      }),
    );
  });
});
