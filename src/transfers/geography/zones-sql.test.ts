import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { offsetAt, zoneOffsets } from './zones.ts';
import { happensTwiceSql, localToUtcSql, registerZones, zoneJoinSql } from './zones-sql.ts';

const NAMES = [
  'Africa/Casablanca',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Manila',
  'Australia/Adelaide',
  'Europe/Paris',
  'Pacific/Apia',
];
const FROM = Date.UTC(1990, 0, 1) / 1000;
const TO = Date.UTC(2040, 0, 1) / 1000;

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await registerZones(connection, NAMES);
});

async function toUtc(locals: readonly (readonly [zone: string | null, local: string])[]): Promise<unknown[]> {
  const rows = locals.map(
    ([zone, local], i) => `(${i}, ${zone === null ? 'NULL' : `'${zone}'`}, TIMESTAMP '${local}')`,
  );
  const sql = `SELECT CAST(${localToUtcSql('z', 't.local')} AS VARCHAR) FROM (VALUES ${rows.join()}) t (i, zone, local)
    ${zoneJoinSql('z', 't.zone', 't.local')} ORDER BY i`;
  return (await connection.runAndReadAll(sql)).getRows().flat();
}

describe('a local time becomes an instant', () => {
  test.each([
    ['Asia/Kathmandu', '2024-06-01 12:00:00', '2024-06-01 06:15:00'],
    ['Australia/Adelaide', '2024-12-01 12:00:00', '2024-12-01 01:30:00'],
    ['America/St_Johns', '2024-07-01 12:00:00', '2024-07-01 14:30:00'],
    ['Europe/Paris', '2024-03-31 01:59:59', '2024-03-31 00:59:59'],
    ['Europe/Paris', '2024-03-31 03:00:00', '2024-03-31 01:00:00'],
    ['Europe/Paris', '2024-10-27 03:00:00', '2024-10-27 02:00:00'],
  ])('%s %s is %s UTC', async (zone, local, utc) => {
    expect(await toUtc([[zone, local]])).toEqual([utc]);
  });

  test('at its first occurrence when the clocks go back and it happens twice', async () => {
    expect(await toUtc([['Europe/Paris', '2024-10-27 02:30:00']])).toEqual(['2024-10-27 00:30:00']);
  });
  test('and happens twice in that hour only, also where it lies before midnight', async () => {
    const locals = [
      ['Europe/Paris', '2024-10-27 01:59:59', false],
      ['Europe/Paris', '2024-10-27 02:00:00', true],
      ['Europe/Paris', '2024-10-27 02:59:59', true],
      ['Europe/Paris', '2024-10-27 03:00:00', false],
      ['Europe/Paris', '2024-03-31 02:30:00', false],
      // Casablanca moves its clocks for Ramadan; St John's went back at one minute past midnight.
      ['Africa/Casablanca', '2024-03-10 02:30:00', true],
      ['America/St_Johns', '2006-10-28 23:00:59', false],
      ['America/St_Johns', '2006-10-28 23:01:00', true],
      ['America/St_Johns', '2006-10-29 00:00:59', true],
      ['America/St_Johns', '2006-10-29 00:01:00', false],
      ['Nowhere/Else', '2024-10-27 02:30:00', false],
    ] as const;
    const rows = locals.map(([zone, local], i) => `(${i}, '${zone}', TIMESTAMP '${local}')`);
    const reader = await connection.runAndReadAll(
      `SELECT ${happensTwiceSql('z', 't.local')} FROM (VALUES ${rows.join()}) t (i, zone, local)
      ${zoneJoinSql('z', 't.zone', 't.local')} ORDER BY i`,
    );
    expect(reader.getRows().flat()).toEqual(locals.map(([, , twice]) => twice));
  });
  test('shifted forward when the clocks go forward and it is skipped', async () => {
    expect(await toUtc([['Europe/Paris', '2024-03-31 02:30:00']])).toEqual(['2024-03-31 01:30:00']);
  });
  test('on the next day when its whole day was skipped', async () => {
    expect(await toUtc([['Pacific/Apia', '2011-12-30 12:00:00']])).toEqual(['2011-12-30 22:00:00']);
    expect(await toUtc([['Pacific/Apia', '2011-12-31 12:00:00']])).toEqual(['2011-12-30 22:00:00']);
  });
  test('of which nothing is known when the zone is unknown or the day outside the span', async () => {
    expect(
      await toUtc([
        [null, '2024-01-01 00:00:00'],
        ['Nowhere/Else', '2024-01-01 00:00:00'],
        ['Europe/Paris', '1890-01-01 00:00:00'],
      ]),
    ).toEqual([null, null, null]);
  });
  test('with fractions of a second kept', async () => {
    expect(await toUtc([['Asia/Manila', '2024-01-01 08:00:00.123456']])).toEqual(['2024-01-01 00:00:00.123456']);
  });
});

test('an instant read off the clock of any zone and turned back is the same instant, or the first with that reading', async () => {
  const zones = zoneOffsets(NAMES, FROM, TO);
  const text = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const local = (zone: number, at: number): number => at + offsetAt(zones, zone, at);
  const instant = fc.oneof(
    fc.record({ zone: fc.nat(NAMES.length - 1), at: fc.integer({ min: FROM + 200_000, max: TO - 200_000 }) }),
    fc
      .record({ zone: fc.nat(NAMES.length - 1), change: fc.nat(120), seconds: fc.integer({ min: -8000, max: 8000 }) })
      .map(({ zone, change, seconds }) => {
        const changes = (zones.transitions[zone] ?? []).slice(1);
        const at = changes[change % Math.max(1, changes.length)] ?? FROM + 400_000;
        return { zone, at: Math.min(Math.max(at + seconds, FROM + 200_000), TO - 200_000) };
      }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(instant, { minLength: 1, maxLength: 300 }), async (instants) => {
      const expected = instants.map(({ zone, at }) => {
        // An earlier instant with the same reading exists only within a day before a change back.
        const reading = local(zone, at);
        const offsets = zones.offsets[zone] ?? [];
        const earlier = [...offsets]
          .map((offset) => reading - offset)
          .filter((other) => local(zone, other) === reading);
        return text(Math.min(at, ...earlier));
      });
      const found = await toUtc(instants.map(({ zone, at }) => [NAMES[zone] ?? '', text(local(zone, at))]));
      expect(found).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('the days kept in the table are those asked for, both ends included', async () => {
  const own = await (await DuckDBInstance.create(':memory:')).connect();
  const day = Date.UTC(2024, 2, 30) / 86_400_000;
  await registerZones(own, ['Europe/Paris', 'Europe/Paris'], day, day + 2);
  const rows = await own.runAndReadAll(
    'SELECT CAST(day AS VARCHAR), CAST(changes_at AS VARCHAR), before, after FROM zone_days ORDER BY day',
  );
  expect(rows.getRows()).toEqual([
    ['2024-03-30', null, 3600, 3600],
    ['2024-03-31', '2024-03-31 03:00:00', 3600, 7200],
    ['2024-04-01', '2024-03-31 03:00:00', 3600, 7200],
  ]);
});
