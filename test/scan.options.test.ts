import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runSummarySchema } from '../src/leads/run-summary.ts';
import { WORK_FOLDER } from '../src/scan-room.ts';
import { Place, smallWorld, type World } from './support/place.ts';
import { FINDINGS, Results } from './support/results.ts';
import { done, doneHere, type Ended, startVigie, vigie, vigieHere } from './support/vigie.ts';

const place = new Place();
let world: World;
let lines: string[];

async function scan(file: string, ...more: string[]): Promise<{ out: Results; ended: Ended }> {
  const out = place.output();
  return { out, ended: await doneHere(...words(file, out), ...more) };
}

const words = (file: string, out: Results): string[] => [
  ...['scan', file, '--places', world.places, '--threads', '1', '--out', out.directory],
];

/** The scan of the whole world without any option, made once. */
let whole: { out: Results; ended: Ended };
/** The same with few leads, told to another program. */
let few: { out: Results; ended: Ended };

beforeAll(async () => {
  world = await smallWorld(place);
  lines = readFileSync(world.transfers, 'utf8').trimEnd().split('\n');
  whole = await scan(world.transfers);
  const out = place.output();
  few = { out, ended: await done(...words(world.transfers, out), '--budget', '2', '--json', '--quiet') };
});

describe('--json', () => {
  it('prints run.json and nothing else, so that another program can read it', () => {
    const { out, ended } = few;
    expect(runSummarySchema.strict().parse(JSON.parse(ended.stdout))).toEqual(out.run);
    expect(ended.stderr).toBe('');
  });
});

describe('--quiet', () => {
  it('prints nothing when all went well', async () => {
    const { ended } = await scan(world.transfers, '--quiet');
    expect(ended).toMatchObject({ stdout: '', stderr: '' });
  });

  it('still says what went wrong', async () => {
    const ended = await vigie('scan', place.path('nowhere.csv'), '--quiet', '--out', place.output().directory);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('nowhere.csv');
  });
});

describe('--lang fr', () => {
  it('speaks French in the terminal and in the report, and finds the same', async () => {
    const english = whole;
    const french = await scan(world.transfers, '--lang', 'fr');
    expect(french.ended.stdout).toContain('Une piste n’est pas une accusation');
    expect(english.ended.stdout).toContain('A lead is not an accusation');
    expect(french.out.text('report.html')).toMatch(/<html[^>]* lang="fr"/);
    expect(english.out.text('report.html')).toMatch(/<html[^>]* lang="en"/);
    expect(french.out.digests(FINDINGS)).toEqual(english.out.digests(FINDINGS));
  });
});

describe('the language of a French machine', () => {
  const odd = (): string =>
    place.file('odd.csv', `${lines[0]}\n${lines[1]}\n${String(lines[2]).replace(/^[^,]+,[^,]+,/, 'X-1,yesterday,')}\n`);

  it('is spoken by the terminal, its help and its errors, and changes no file', async () => {
    const french = place.output();
    const spoken = await startVigie(['scan', odd(), '--threads', '1', '--out', french.directory], 'fr_FR.UTF-8').ended;
    expect(spoken.stdout).toContain('Une piste n’est pas une accusation');
    expect(spoken.stderr).toContain('lecture et nettoyage');
    const english = place.output();
    await done('scan', odd(), '--threads', '1', '--quiet', '--out', english.directory);
    expect(french.digests()).toEqual(english.digests());
    expect((await startVigie(['scan', '--help'], 'fr_FR').ended).stdout).toContain('où vont les résultats');
    const refused = await startVigie(['scan', place.path('nowhere.csv'), '--out', french.directory], 'fr').ended;
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('ce fichier n’existe pas') });
    expect((await startVigie(['scan', '--budget', 'x'], 'fr').ended).stderr).toContain('Écrire un nombre entier');
  });

  it('reaches the quarantine only when it is asked for, and never run.json', async () => {
    const out = place.output();
    await done('scan', odd(), '--threads', '1', '--quiet', '--lang', 'fr', '--out', out.directory);
    expect(out.quarantine.rows).toMatchObject([{ reason: expect.stringContaining('La date n’est pas au format') }]);
    expect(out.run.quarantineReasons).toMatchObject([{ reason: expect.stringContaining('The date is not in') }]);
  });
});

describe('--budget', () => {
  it('says how many leads a team can read: it cuts leads, never the ranking', () => {
    expect(few.out.digests(['subjects.csv'])).toEqual(whole.out.digests(['subjects.csv']));
    expect(few.out.run.options.budget).toBe(2);
    const ids = new Set(whole.out.leads.map(({ leadId }) => leadId));
    for (const lead of few.out.leads) expect(ids).toContain(lead.leadId);
  });
});

describe('--as-of', () => {
  const AS_OF = '2025-03-01';

  it('uses only what was known then: it ranks as a scan of an export that ended on that day', async () => {
    const [header = '', ...rows] = lines;
    const at = header.split(',').indexOf('executed_at');
    const past = rows.filter((row) => String(row.split(',')[at]) < AS_OF);
    expect(past.length).toBeGreaterThan(100);
    expect(past.length).toBeLessThan(rows.length - 100);
    const truncated = place.file('truncated.csv', `${[header, ...past].join('\n')}\n`);
    const then = await scan(world.transfers, '--as-of', AS_OF, '--quiet', '--known', world.known);
    const cut = await scan(truncated, '--as-of', AS_OF, '--quiet', '--known', world.known);
    expect(then.out.ranking.length).toBeGreaterThan(10);
    expect(then.out.digests(['subjects.csv', 'places.csv'])).toEqual(cut.out.digests(['subjects.csv', 'places.csv']));
    expect(then.out.run.counts.excluded.afterAsOf).toBe(rows.length - past.length);
    expect(then.out.ranking).not.toEqual(whole.out.ranking);
  });

  it('leaves out a transfer made at the very instant, and takes one made a second before', async () => {
    const [header = '', ...rows] = lines;
    const at = header.split(',').indexOf('executed_at');
    const last = rows
      .map((row) => String(row.split(',')[at]))
      .sort()
      .at(-1);
    const exactly = await scan(world.transfers, '--as-of', String(last), '--quiet');
    expect(exactly.out.run.counts.excluded.afterAsOf).toBe(rows.filter((row) => row.split(',')[at] === last).length);
    const later = new Date(Date.parse(String(last)) + 1000).toISOString();
    expect((await scan(world.transfers, '--as-of', later, '--quiet')).out.run.counts.excluded.afterAsOf).toBe(0);
  });

  it('does not let a list of known subjects tell what was written into it on that day or later', async () => {
    const known = (date: string): string =>
      place.file(
        `known-${date}.csv`,
        `kind,id,role,source,date\npayee,${payeeOf(lines[1])},facilitator,A test,${date}\n`,
      );
    const blank = await scan(world.transfers, '--as-of', AS_OF, '--quiet', '--known', known('2025-12-31'));
    const sameDay = await scan(world.transfers, '--as-of', AS_OF, '--quiet', '--known', known(AS_OF));
    const before = await scan(world.transfers, '--as-of', AS_OF, '--quiet', '--known', known('2023-01-01'));
    expect(sameDay.out.digests(['subjects.csv'])).toEqual(blank.out.digests(['subjects.csv']));
    expect(before.out.digests(['subjects.csv'])).not.toEqual(blank.out.digests(['subjects.csv']));
  });
});

describe('--known', () => {
  const header = 'kind,id,role,source,date';

  it('makes a payer of a known payee a reason of its own, and without a list says that it is unknown', async () => {
    const [, first] = lines;
    const list = place.file('known.csv', `${header}\npayee,${payeeOf(first)},facilitator,A test,2020-01-01\n`);
    const { out } = await scan(world.transfers, '--known', list, '--quiet');
    const payer = out.subjects.rows.find((row) => row.subject_id === String(first).split(',')[2]);
    expect(payer?.indicators).toMatch(/\bK01\b/);
    for (const row of whole.out.subjects.rows) expect(row.indicators).not.toMatch(/\bK0/);
  });

  it('says whom of these records the list names, and asks how it is written when that is nobody', async () => {
    const [, first] = lines;
    const payee = payeeOf(first);
    const some = place.file(
      'some.csv',
      `${header}\npayee,${payee},x,A test,\npayer,NOBODY,x,A test,\npayee,${payee},x,A test,2999-01-01\n`,
    );
    const told = await scan(world.transfers, '--known', some);
    expect(told.out.run.known).toEqual({ entries: 2, payers: 0, payees: 1 });
    expect(told.ended.stdout).toContain(
      'Known subjects: 2 entries in force, for 0 payers and 1 payee of these records.\n',
    );
    expect(told.out.text('report.html')).toContain('has 2 entries in force, for 0 payers and 1 payee');
    const none = place.file('none.csv', `${header}\npayee,${payee.toLowerCase()},x,A test,\n`);
    const asked = await scan(world.transfers, '--known', none);
    expect(asked.out.run.known).toEqual({ entries: 1, payers: 0, payees: 0 });
    expect(asked.ended.stdout).toContain('Are the identifiers written as in the records?');
    expect(whole.out.run.known).toBeNull();
  });

  it.for([
    ['a kind that is none', 'person,SP-1,payer,A test,2025-01-01', 'payer, payee, phone, account, device'],
    ['no id', 'payer,,payer,A test,2025-01-01', 'no id'],
    ['a date that is none', 'payer,SP-1,payer,A test,01/02/2025', 'YYYY-MM-DD'],
  ])('with %s is refused, and the line is named before anything is read', async ([, wrong = '', word]) => {
    const right = 'payer,SP-1,payer,A test,2025-01-01';
    const list = place.file('wrong.csv', [header, right, right, wrong, ''].join('\n'));
    const out = place.output();
    const ended = await vigieHere('scan', world.transfers, '--known', list, '--out', out.directory);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`${list}: line 4 `);
    expect(ended.stderr).toContain(word);
    expect(ended.stderr).not.toContain('reading');
    expect(out.files).toEqual([]);
  });

  it('without its header is refused', async () => {
    const list = place.file('headless.csv', 'payer,SP-1,payer,A test,2025-01-01\n');
    const ended = await vigieHere('scan', world.transfers, '--known', list, '--out', place.output().directory);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(header);
  });
});

describe('--mapping', () => {
  it('says what the columns of an unknown export are', async () => {
    const [first = '', ...rows] = lines;
    const foreign = first
      .split(',')
      .map((_, index) => `Spalte ${index}`)
      .join(',');
    const file = place.file('foreign.csv', `${[foreign, ...rows].join('\n')}\n`);
    const columns = first.split(',').map((name, index) => `  ${name}: "Spalte ${index}"`);
    const mapping = place.file('mapping.yaml', `columns:\n${columns.join('\n')}\nzone: UTC\n`);
    const mapped = await scan(file, '--mapping', mapping, '--quiet');
    expect(mapped.out.ranking).toEqual(whole.out.ranking);
    expect(mapped.out.run.inputs[0]?.columns.every(({ certainty }) => certainty === 'given')).toBe(true);
  });
});

describe('A wrong command line', () => {
  it.for([
    ['no verb', []],
    ['an unknown verb', ['scam']],
    ['no output folder', ['scan', 'FILE']],
    ['an unknown option', ['scan', 'FILE', '--out', 'OUT', '--fast']],
    ['no file and no lake', ['scan', '--out', 'OUT']],
    ['a budget of none', ['scan', 'FILE', '--out', 'OUT', '--budget', '0']],
    ['half a thread', ['scan', 'FILE', '--out', 'OUT', '--threads', '1.5']],
    ['a date that is none', ['scan', 'FILE', '--out', 'OUT', '--as-of', '31/01/2025']],
    ['a day that no month has', ['scan', 'FILE', '--out', 'OUT', '--as-of', '2025-02-31']],
    ['a year beyond any calendar', ['scan', 'FILE', '--out', 'OUT', '--as-of', '+275760-09-13']],
    ['a language that is not spoken', ['scan', 'FILE', '--out', 'OUT', '--lang', 'de']],
    ['a size without unit', ['scan', 'FILE', '--out', 'OUT', '--memory', '2']],
    ['memory that is too little for anything', ['scan', 'FILE', '--out', 'OUT', '--memory', '0MB']],
  ] as const)('%s ends with 1, says so, and writes nothing', async ([, args]) => {
    const out = place.output();
    const ended = await vigie(
      ...args.map((arg) => (arg === 'FILE' ? world.transfers : arg === 'OUT' ? out.directory : arg)),
    );
    expect(ended.code).toBe(1);
    expect(ended.stderr).not.toBe('');
    expect(ended.stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(out.files).toEqual([]);
  });

  it('an output folder that is a file ends with 1, and the file stays as it was', async () => {
    const file = place.file('not-a-folder', 'mine');
    const ended = await vigie('scan', world.transfers, '--out', file);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`${file}: a file stands where a folder is needed.`);
    expect(ended.stderr).not.toMatch(/\n\s+at |EEXIST/);
    const french = await startVigie(['scan', world.transfers, '--out', file], 'fr').ended;
    expect(french.stderr).toContain(`${file} : un fichier se trouve là où il faut un dossier.`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('help is no mistake', async () => {
    const ended = await vigie('scan', '--help');
    expect(ended.code).toBe(0);
    for (const option of ['--mapping', '--known', '--as-of', '--pack', '--budget', '--rates', '--memory', '--threads'])
      expect(ended.stdout).toContain(option);
  });
});

describe('Files that go with a scan', () => {
  it.for([
    ['--known', 2],
    ['--rates', 2],
    ['--places', 2],
    ['--mapping', 2],
    ['--pack', 1],
  ] as const)('%s that is not there, a folder or binary is named, and earlier results stay', async ([option, code]) => {
    const { out } = whole;
    const before = out.digests();
    const binary = place.path('binary');
    writeFileSync(
      binary,
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 31) % 256),
    );
    const wrong = [place.path('nowhere'), binary, ...(option === '--pack' ? [] : [place.directory])];
    for (const path of wrong) {
      const ended = await vigieHere('scan', world.transfers, option, path, '--out', out.directory);
      expect(ended.code, ended.stderr).toBe(code);
      expect(ended.stderr).toContain(path);
      expect(ended.stderr).not.toMatch(/\n\s+at |E[A-Z]{4,}|IO Error|Invalid Input/);
    }
    expect(out.digests()).toEqual(before);
    expect(out.files).toHaveLength(7);
  });
});

describe('Results', () => {
  const copied = (folder: string, name: string, from: string): string => {
    mkdirSync(place.path(folder), { recursive: true });
    return place.file(join(folder, name), readFileSync(from));
  };

  it('never take the place of what was read', async () => {
    const places = copied('shared', 'places.csv', world.places);
    const transfers = copied('shared', 'subjects.csv', world.transfers);
    const folder = place.path('shared');
    for (const args of [
      [world.transfers, '--places', places, '--out', folder],
      [transfers, '--out', folder],
      [folder, '--out', folder],
      [folder, '--out', join(folder, 'nowhere', '..', '..', 'shared')],
    ]) {
      const ended = await vigieHere('scan', ...args, '--quiet');
      expect(ended.code, ended.stderr).toBe(2);
      expect(ended.stderr).toContain('would take its place');
    }
    expect(readdirSync(folder).sort()).toEqual(['places.csv', 'subjects.csv']);
    expect(readFileSync(places)).toEqual(readFileSync(world.places));
    expect(readFileSync(transfers)).toEqual(readFileSync(world.transfers));
  });

  it('never empty a folder of a person, nor remove what is read or a lake in the work folder', async () => {
    const folder = place.path('worked-in');
    const notes = [copied(join('worked-in', '.work'), 'notes.txt', world.transfers), join(folder, '.lock')];
    writeFileSync(String(notes[1]), 'mine');
    await doneHere('scan', world.transfers, '--quiet', '--out', folder);
    const transfers = copied(join('worked-in', WORK_FOLDER), 'transfers.csv', world.transfers);
    const lake = join(folder, WORK_FOLDER, 'lake');
    for (const args of [[transfers], [world.transfers, '--places', transfers], [world.transfers, '--lake', lake]]) {
      const ended = await vigieHere('scan', ...args, '--quiet', '--out', folder);
      expect(ended.code, ended.stderr).toBe(2);
      expect(ended.stderr).toContain('which a scan empties');
    }
    for (const file of [transfers, ...notes]) expect(existsSync(file)).toBe(true);
  });

  it('of an earlier run in the folder that is read are passed over: the next run gives the same', async () => {
    const folder = place.path('exports');
    copied('exports', 'transfers.csv', world.transfers);
    const options = ['--places', world.places, '--quiet', '--out', folder];
    await doneHere('scan', folder, ...options);
    await doneHere('scan', folder, ...options);
    const again = new Results(folder);
    expect(again.run.refused).toEqual([]);
    expect(again.run.inputs).toHaveLength(1);
    expect(again.ranking).toEqual(whole.out.ranking);
  });
});

function payeeOf(line: string | undefined): string {
  return String(line?.split(',')[9]);
}
