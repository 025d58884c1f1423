import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Engine } from '../src/engine/engine.ts';
import { delimited, deliveredTransfers } from './support/deliveries.ts';
import { Place } from './support/place.ts';
import { RESULT_FILES } from './support/results.ts';
import { done } from './support/vigie.ts';

const place = new Place();
/** Rewrites the line of a terminal, reads backwards, and could be run by a spreadsheet. */
const NASTY = '\u001b]0;x\u0007\u001b[2K\u009b31m\u202e\u2066\u200f\u061c';
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

it('Hidden characters of names, places, identifiers and files steer no terminal and no spreadsheet; the lake keeps them', async () => {
  const rows = deliveredTransfers(600).map((row) => ({
    ...row,
    payer_id: `＝${row.payer_id}\u001b[2K`,
    payer_name: `\u2066\u200f\u061c${row.payer_name}`,
    payee_id: `\u202e${row.payee_id}`,
    payee_name: `＠${row.payee_name}\u202e`,
    purpose: '\u202e=1',
  }));
  const folder = place.path('in');
  mkdirSync(folder);
  const broken = { ...rows[0], amount: `=1+1${NASTY}` } as (typeof rows)[number];
  writeFileSync(join(folder, `＝x${NASTY.replaceAll('/', '')}.csv`), delimited([...rows, broken], ','));
  writeFileSync(join(folder, `${NASTY}.csv`), '');
  const out = place.output();
  const lake = place.path('lake');
  const ended = await done('scan', folder, '--lake', lake, '--out', out.directory);
  expect(out.run.counts).toMatchObject({ accepted: 600, quarantined: 1, read: 601 });
  expect(out.subjects.rows.length).toBeGreaterThan(3);
  const written = RESULT_FILES.map((name) => [name, out.text(name)] as const);
  for (const [name, text] of [['stdout', ended.stdout], ['stderr', ended.stderr], ...written] as const)
    expect(HIDDEN.exec(text.replaceAll('\n', ''))?.index ?? 'none', name).toBe('none');
  for (const { subject_id, subject_name } of out.subjects.rows)
    for (const cell of [subject_id, subject_name]) expect(cell).not.toMatch(/^[=＝＠]/);
  expect(out.quarantine.rows[0]?.file).toMatch(/in\/＝x⟨U\+001B⟩/);

  const json = await done('scan', '--lake', lake, '--out', place.output().directory, '--json', '--quiet');
  expect(json.stdout.trimEnd()).not.toMatch(HIDDEN);
  const engine = await Engine.open({ memory: '200MB', threads: 1, spillDirectory: place.path('spill') });
  const batch = JSON.parse(readFileSync(join(lake, 'manifest.json'), 'utf8')).batches[0].id;
  const kept = await engine.row(
    `SELECT any_value(purpose) AS purpose FROM '${join(lake, 'batches', `${batch}.parquet`)}'`,
  );
  engine.close();
  expect(kept.purpose).toBe('\u202e=1');
});
