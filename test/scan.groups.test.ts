import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Group } from '../src/leads/group.ts';
import type { Lead } from '../src/leads/lead.ts';
import { writeWorld } from '../src/synthetic/write-world.ts';
import { csvLine } from './support/csv.ts';
import { Place } from './support/place.ts';
import type { Results } from './support/results.ts';
import { doneHere } from './support/vigie.ts';

const place = new Place();
let world: string;
let out: Results;
/** The same with few leads. */
let shorter: Results;
let said: string;
let leads: Lead[];
let groups: Group[];

beforeAll(async () => {
  world = place.path('world');
  await writeWorld({ preset: 'plain', payers: 2500, seed: 3, abusePrevalence: 0.03, extortionPrevalence: 0.03 }, world);
  out = place.output();
  const ended = await doneHere(
    'scan',
    join(world, 'transfers.csv'),
    '--places',
    join(world, 'places.csv'),
    '--threads',
    '2',
    '--out',
    out.directory,
  );
  said = ended.stdout;
  ({ leads, groups } = out);
  shorter = await scanned(join(world, 'transfers.csv'), '--budget', '8');
});

async function scanned(file: string, ...more: string[]): Promise<Results> {
  const again = place.output();
  await doneHere('scan', file, '--places', join(world, 'places.csv'), '--quiet', ...more, '--out', again.directory);
  return again;
}

const cents = (amount: string | null): bigint => BigInt((amount ?? '0.00').replace('.', ''));
const ofQueue = (queue: Group['queue'], among = groups): Group[] => among.filter((group) => group.queue === queue);
/** Everybody whom a group names. */
const named = (group: Group): Set<string> =>
  new Set([
    ...group.members.map(({ id }) => id),
    ...group.links.flatMap(({ payerId, payeeId }) => [payerId, payeeId]),
    ...group.joins.flatMap(({ payeeIds }) => payeeIds),
  ]);

describe('groups.jsonl', () => {
  it('has groups of both queues, ranked from 1, as many as run.json and the terminal say', () => {
    for (const queue of ['investigation', 'safeguarding'] as const) {
      const own = ofQueue(queue);
      expect(own.length).toBeGreaterThan(3);
      expect(own.map(({ rank }) => rank)).toEqual(own.map((_, index) => index + 1));
      expect(out.run.counts.groups[queue]).toBe(own.length);
      expect(said).toContain(`${own.length} groups of ${queue === 'safeguarding' ? 'possible victims' : 'people'}`);
    }
    expect(new Set(groups.map(({ groupId }) => groupId)).size).toBe(groups.length);
  });

  it('holds people who are proposed, as their leads have them, and each payee in one group of a queue', () => {
    const byId = new Map(leads.map((lead) => [lead.leadId, lead]));
    const seen = new Set<string>();
    for (const group of groups)
      for (const member of group.members) {
        if (member.kind === 'payee') {
          expect(seen).not.toContain(`${group.queue} ${member.id}`);
          seen.add(`${group.queue} ${member.id}`);
        }
        if (member.leadId === null) expect([group.queue, member.kind]).toEqual(['safeguarding', 'payee']);
        else {
          const lead = byId.get(member.leadId);
          expect(lead?.tier).not.toBe('context');
          expect([member.id, member.role, member.score]).toEqual([lead?.subject.id, lead?.subject.role, lead?.score]);
        }
      }
  });

  it('sums the very transfers that the leads list', () => {
    const ofPayer = new Map(
      leads.filter(({ subject }) => subject.kind === 'payer').map((lead) => [lead.subject.id, lead]),
    );
    let checked = 0;
    for (const { links } of groups)
      for (const link of links) {
        const lead = ofPayer.get(link.payerId);
        if (lead === undefined || lead.transfers.length < lead.transfersTotal) continue;
        const own = lead.transfers.filter(({ payeeId }) => payeeId === link.payeeId);
        expect(link.transfers).toBe(own.length);
        expect(link.withoutRate).toBe(own.filter(({ amountEur }) => amountEur === null).length);
        expect(cents(link.amountEur)).toBe(own.reduce((sum, { amountEur }) => sum + cents(amountEur), 0n));
        checked++;
      }
    expect(checked).toBeGreaterThan(50);
  });

  it('leaves nothing uncounted: shown and cut are the whole, members and those around are all who paid', () => {
    const subjects = new Map(out.subjects.rows.map((row) => [`${row.subject_kind} ${row.subject_id}`, row]));
    for (const group of groups) {
      const { members, links, cut, around } = group;
      const sum = links.reduce((total, { transfers }) => total + transfers, 0);
      expect(group.transfers).toBe(sum + cut.transfers);
      expect(cents(group.amountEur)).toBe(
        links.reduce((total, link) => total + cents(link.amountEur), cents(cut.amountEur)),
      );
      expect(group.payees + group.payers).toBe(members.length + cut.payees + cut.payers);
      const rows = members.filter(({ kind }) => kind === 'payee').map(({ id }) => subjects.get(`payee ${id}`));
      if (cut.payees > 0 || rows.includes(undefined)) continue;
      expect(group.transfers + around.transfers).toBe(rows.reduce((total, row) => total + Number(row?.transfers), 0));
      expect(cents(group.amountEur) + cents(around.amountEur)).toBe(
        rows.reduce((total, row) => total + cents(row?.amount_eur ?? null), 0n),
      );
    }
  });

  it('gives the same bytes on one thread as on two', async () => {
    const one = await scanned(join(world, 'transfers.csv'), '--threads', '1');
    expect(one.text('groups.jsonl')).toBe(out.text('groups.jsonl'));
    expect(one.text('report.html')).toBe(out.text('report.html'));
  });

  it('keeps the identifiers of the groups when the list becomes shorter, where the group remains', () => {
    const before = new Set(groups.map(({ groupId }) => groupId));
    expect(shorter.groups.length).toBeGreaterThan(2);
    const kept = shorter.groups.filter(({ groupId }) => before.has(groupId));
    expect(kept.length).toBeGreaterThan(shorter.groups.length / 2);
  });
});

describe('A possible victim', () => {
  it('is named in no group of the investigation queue, nor is anybody else of the safeguarding queue', () => {
    const protectedIds = new Set(
      out.subjects.rows.filter(({ queue }) => queue === 'safeguarding').map((row) => row.subject_id ?? ''),
    );
    expect(protectedIds.size).toBeGreaterThan(20);
    for (const group of ofQueue('investigation')) expect(named(group).intersection(protectedIds)).toEqual(new Set());
    const page = out.text('report.html');
    const from = page.indexOf('<section class="groups" id="investigation-groups"');
    const section = page.slice(from, page.indexOf('<section class="leads"', from));
    expect(from).toBeGreaterThan(0);
    for (const id of protectedIds) expect(section).not.toContain(id);
  });

  it('stands in groups of its own queue beside possible victims and those whom they paid, and nobody else', () => {
    for (const { members, payers } of ofQueue('safeguarding')) {
      expect(payers).toBeGreaterThan(1);
      for (const { kind, role } of members) if (kind === 'payer') expect(role).toBe('possible_victim');
    }
  });

  it('who is also paid, as by other victims, stands in no group of the investigation queue: that is counted', async () => {
    const [group] = ofQueue('safeguarding');
    const victim = group?.members.find(({ kind }) => kind === 'payer')?.id ?? '';
    const payee = ofQueue('investigation')[0]?.members[0]?.id ?? '';
    const text = readFileSync(join(world, 'transfers.csv'), 'utf8').replaceAll(`,${payee},`, `,${victim},`);
    const again = await scanned(place.file('both.csv', text));
    const row = again.subjects.rows.filter(({ subject_id }) => subject_id === victim);
    expect(row.map(({ subject_kind, role }) => [subject_kind, role]).sort()).toEqual([
      ['payee', 'facilitator'],
      ['payer', 'possible_victim'],
    ]);
    expect(again.run.counts.groups.protectedPayees).toBe(1);
    for (const each of ofQueue('investigation', again.groups)) expect(named(each)).not.toContain(victim);
    expect(again.run.caps.map(({ en }) => en)).toContain(
      '1 payee with a lead has an identifier of a possible victim and stands in no group.',
    );
  });
});

describe('A possible victim in other names', () => {
  /** The records of the world after each row was changed; cells by column. */
  function changed(name: string, change: (row: Record<string, string>) => void): string {
    const [header = '', ...lines] = readFileSync(join(world, 'transfers.csv'), 'utf8').trimEnd().split('\n');
    const columns = header.split(',');
    const rows = lines.map((line) => {
      const cells = line.split(',');
      expect(cells).toHaveLength(columns.length);
      const row = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
      change(row);
      return columns.map((column) => row[column]).join(',');
    });
    return place.file(name, `${[header, ...rows].join('\n')}\n`);
  }

  it('is protected as a payee too who has its phone under another id', async () => {
    const victim = ofQueue('safeguarding')[0]?.members.find(({ kind }) => kind === 'payer')?.id ?? '';
    const payee = ofQueue('investigation')[0]?.members[0]?.id ?? '';
    const file = changed('same-phone.csv', (row) => {
      if (row.payer_id === victim) row.payer_phone = '+99900000001';
      if (row.payee_id === payee) row.payee_phone = '+99900000001';
    });
    const again = await scanned(file);
    expect(again.run.counts.groups.protectedPayees).toBe(1);
    for (const each of ofQueue('investigation', again.groups)) expect(named(each)).not.toContain(payee);
  });

  it('stays in the group of those who paid the same household, each under another of its ids', async () => {
    const alone = ofQueue('safeguarding').find(({ payees, payers }) => payees === 1 && payers >= 2 && payers <= 8);
    const [payee, ...victims] = alone?.members.map(({ id }) => id) ?? [];
    const file = changed('many-ids.csv', (row) => {
      if (row.payee_id !== payee) return;
      row.payee_phone = '+99900000002';
      row.payee_id = `${payee}-${victims.indexOf(row.payer_id ?? '')}`;
    });
    const again = await scanned(file);
    const proposed = again.leads.filter(({ queue, tier }) => queue === 'safeguarding' && tier !== 'context');
    const still = proposed.map(({ subject }) => subject.id).filter((id) => victims.includes(id));
    expect(still.length).toBeGreaterThan(1);
    const isName = (id: string): boolean => id.startsWith(`${payee}-`);
    const group = ofQueue('safeguarding', again.groups).find((each) => [...named(each)].some(isName));
    for (const victim of still) expect(named(group as Group)).toContain(victim);
  });

  it('is told, and not named, where the exposure of somebody else comes from it', () => {
    const protectedIds = new Set(
      out.subjects.rows
        .filter(({ queue, subject_kind }) => queue === 'safeguarding' && subject_kind === 'payer')
        .map((row) => row.subject_id ?? ''),
    );
    const paths = leads.flatMap((lead) => lead.paths);
    expect(paths.length).toBeGreaterThan(20);
    for (const { payerId } of paths) expect(protectedIds.has(payerId ?? '')).toBe(false);
    expect(paths.some(({ payerId }) => payerId === null)).toBe(true);
  });

  it('who is proposed beyond the leads that are written is counted', () => {
    const few = shorter;
    const { withoutLead } = few.run.counts.groups;
    const proposed = few.subjects.rows.filter(({ tier }) => tier !== 'context').length;
    const written = new Set(few.leads.filter(({ tier }) => tier !== 'context').map(({ leadId }) => leadId)).size;
    expect(withoutLead).toBe(proposed - written);
    expect(withoutLead).toBeGreaterThan(0);
    expect(few.run.caps.map(({ en }) => en).join(' ')).toContain(`${withoutLead} proposed people stand in no group`);
  });
});

describe('In the report', () => {
  it('a group links to the leads of its members, and they link back', () => {
    const page = out.text('report.html');
    const [group] = ofQueue('investigation');
    const lead = leads.find(({ leadId }) => leadId === group?.members[0]?.leadId);
    const groupPart = page.slice(page.indexOf(`<details class="group" id="group-${group?.groupId}"`));
    expect(groupPart.slice(0, groupPart.indexOf('</article>'))).toContain(`href="#lead-${lead?.leadId}"`);
    const leadPart = page.slice(page.indexOf(`<details class="lead" id="lead-${lead?.leadId}"`));
    expect(leadPart.slice(0, leadPart.indexOf('</article>'))).toContain(`href="#group-${group?.groupId}"`);
  });
});

describe('A file that would make one group of everybody', () => {
  const CHAIN = 1000;
  const HOUSEHOLD = 300;
  const CROWD = 10_000;
  const number = (index: number): string => String(index).padStart(5, '0');

  it('gives groups that can be read, and counts what was cut', async () => {
    const rows: string[][] = [];
    const pay = (payer: string, payee: string, phone = ''): void => {
      const at = new Date(Date.UTC(2025, 0, 1) + rows.length * 60_000).toISOString();
      rows.push([`X-${rows.length}`, at, payer, payee, phone, '25.00', 'EUR']);
    };
    // One payee of ten thousand; a thousand payees in a chain of payers; three hundred in a chain of phones.
    for (let index = 0; index < CROWD; index++) pay(`SP-H${number(index)}`, 'SR-HUB');
    for (let index = 1; index < CHAIN; index++)
      for (const end of [index - 1, index]) pay(`SP-C${number(index)}`, `SR-C${number(end)}`);
    for (let index = 0; index < HOUSEHOLD; index++)
      for (const end of [index, index + 1])
        pay(
          `SP-S${number(index)}`,
          `SR-S${number(index)}`,
          `+000${number(Math.floor(end / 2) * 2 + (end === index ? 0 : 50_001))}`,
        );
    const header = ['source_ref', 'executed_at', 'payer_id', 'payee_id', 'payee_phone', 'amount', 'currency'];
    const file = place.file('hostile.csv', `${[header, ...rows].map((cells) => csvLine(cells)).join('\n')}\n`);
    const hostile = place.output();
    await doneHere('scan', file, '--pack', packOfProposed(), '--budget', '700', '--quiet', '--out', hostile.directory);
    const { groups, run } = hostile;
    expect(run.counts.groups).toMatchObject({ hubs: 1, safeguarding: 0 });
    const members = groups.flatMap((group) => group.members);
    expect(members.map(({ id }) => id)).not.toContain('SR-HUB');
    for (const group of groups) {
      expect(group.members.filter(({ kind }) => kind === 'payee').length).toBeLessThanOrEqual(12);
      expect(group.members.filter(({ kind }) => kind === 'payer').length).toBeLessThanOrEqual(25);
    }
    const chain = groups.filter(({ members }) => members[0]?.id.startsWith('SR-C'));
    expect(chain.reduce((sum, { payees }) => sum + payees, 0)).toBe(CHAIN);
    expect(chain.reduce((sum, { transfers }) => sum + transfers, 0)).toBe(2 * (CHAIN - 1));
    expect(chain.every(({ cut }) => cut.joins > 0)).toBe(true);
    const [household, ...more] = groups.filter(({ members }) => members[0]?.id.startsWith('SR-S'));
    expect(more).toEqual([]);
    expect(household).toMatchObject({
      payees: HOUSEHOLD,
      payers: HOUSEHOLD,
      transfers: 2 * HOUSEHOLD,
      cut: { payees: HOUSEHOLD - 12, payers: HOUSEHOLD - 25 },
    });
    expect(household?.amountEur).toBe(`${2 * HOUSEHOLD * 25}.00`);
    const sentences = run.caps.map(({ en }) => en);
    expect(sentences).toContain('1 payee with a lead has more than 500 payers and stands in no group.');
    expect(sentences).toContain(
      `1 group has more members than are shown: ${2 * HOUSEHOLD - 12 - 25} counted, not named, their payments counted too.`,
    );
  });

  /** A pack that proposes every payee, and every payer of two transfers. */
  function packOfProposed(): string {
    const folder = place.path('proposed');
    mkdirSync(folder, { recursive: true });
    const tier = '{ score: 1, families: 1 }';
    const never = '{ score: 99, families: 9 }';
    writeFileSync(
      join(folder, 'pack.yaml'),
      `pack:
  name: proposed
  version: 1.0.0
  title: { en: "Everybody", fr: "Tout le monde" }
  calibrated: false
  tiers:
    investigation: { first: ${tier}, second: ${tier} }
    safeguarding: { first: ${never}, second: ${never} }
`,
    );
    const indicator = (id: string, subject: string, weight: number, least: number): string => `
  - id: ${id}
    subject: ${subject}
    queue: investigation
    kind: indicator
    family: amounts
    title: { en: "Any", fr: "Tout" }
    conditions: { all: [{ fact: transfers, at_least: ${least} }] }
    weight: ${weight}
    evidence: all
    sentence: { en: "{transfers|count:transfer/transfers}.", fr: "{transfers|count:transfert/transferts}." }
    source: { document: "A test", year: 2025, trust: C }
    look_alikes: { en: "Everybody.", fr: "Tout le monde." }`;
    writeFileSync(
      join(folder, 'indicators.yaml'),
      `indicators:${indicator('Z01', 'payer', 9, 2)}${indicator('Z02', 'payee', 10, 1)}\n`,
    );
    return folder;
  }
});
