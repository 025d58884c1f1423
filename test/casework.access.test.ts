import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawReference } from '../src/casework/cases/case-reference.ts';
import { CASE_POWERS, CASE_ROLES, type CaseRole } from '../src/casework/cases/stages.ts';
import { whileConnected } from '../src/casework/connection.ts';
import { STAFF_ROLES, type StaffRole } from '../src/casework/staff-roles.ts';
import {
  addLeads,
  addMember,
  addOrganisation,
  addUnit,
  type TestWorkbench,
  testWorkbench,
  told,
} from './support/workbench.ts';

/** Units 0 and 1 are of the first organisation, 2 of the second. */
const ORGANISATION_OF_UNIT = [0, 0, 1] as const;
const rarely = fc.integer({ min: 0, max: 4 }).map((n) => n === 0);
const unit = fc.nat({ max: 2 });
const member = fc.nat({ max: 7 });
const file = fc.nat({ max: 3 });
const child = fc.nat({ max: 4 });

/** Mostly of the first organisation, and with roles that open cases: what is denied must often be what would else be allowed. */
const staffRole = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('analyst' as const, 'investigator' as const) },
  { weight: 2, arbitrary: fc.constantFrom(...STAFF_ROLES) },
);
const world = fc.record({
  staff: fc.array(
    fc.record({
      organisation: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0 as const) },
        { weight: 1, arbitrary: fc.constant(1 as const) },
      ),
      roles: fc.uniqueArray(fc.record({ unit, role: staffRole, ended: rarely }), {
        ...{ minLength: 1, maxLength: 2, selector: ({ role }: { role: StaffRole }) => role },
      }),
      disabled: rarely,
    }),
    { minLength: 8, maxLength: 8 },
  ),
  cases: fc.array(fc.record({ unit, responsible: member, closed: rarely }), { minLength: 4, maxLength: 4 }),
  parts: fc.array(
    fc.record({
      file,
      member,
      role: fc.constantFrom(...CASE_ROLES).filter((role) => role !== 'responsible'),
      ended: rarely,
    }),
    { minLength: 12, maxLength: 20 },
  ),
  bars: fc.array(fc.record({ file, member, ended: rarely }), { minLength: 2, maxLength: 6 }),
  /** One after the other, before anybody looks: who may not does not. */
  handovers: fc.array(fc.record({ file, by: member, to: member }), { minLength: 10, maxLength: 20 }),
  /** The lead of this case is kept from this member. */
  kept: fc.array(fc.record({ file, member }), { minLength: 1, maxLength: 4 }),
  children: fc.array(fc.record({ file, alsoIn: fc.option(file) }), { minLength: 5, maxLength: 5 }),
  releases: fc.array(
    fc.record({ child, member, agreed: fc.constantFrom(true, true, false, null), ended: rarely, over: rarely }),
    { minLength: 10, maxLength: 20 },
  ),
  referrals: fc.array(
    fc.record({ child, unit, state: fc.constantFrom('proposed', 'accepted', 'declined', 'revoked', 'ended') }),
    { minLength: 3, maxLength: 8 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** A member has roles in the units of the own organisation only; an administrator has no other role; a case once each. */
function possible(drawn: World): World {
  const staff = drawn.staff.map((who) => {
    const here = who.roles.map((held) =>
      ORGANISATION_OF_UNIT[held.unit] === who.organisation ? held : { ...held, unit: who.organisation === 0 ? 0 : 2 },
    );
    const administers = here.some(({ role, ended }) => role === 'administrator' && !ended);
    return { ...who, roles: administers ? here.filter(({ role, ended }) => role === 'administrator' || ended) : here };
  });
  const organisationOf = (who: number) => staff[who]?.organisation ?? 0;
  const cases = drawn.cases.map((about) => {
    const organisation = organisationOf(about.responsible);
    return ORGANISATION_OF_UNIT[about.unit] === organisation ? about : { ...about, unit: organisation === 0 ? 0 : 2 };
  });
  const isColleague = (who: number, at: number) => organisationOf(who) === organisationOf(cases[at]?.responsible ?? 0);
  const once = new Set<string>();
  const parts = drawn.parts.filter(({ file: at, member: who, role }) => {
    const key = `${at} ${who} ${role}`;
    return isColleague(who, at) && !once.has(key) && once.add(key);
  });
  const fileOf = (index: number) => drawn.children[index]?.file ?? 0;
  return {
    ...{ children: drawn.children, staff, cases, parts },
    bars: drawn.bars.filter(({ file: at, member: who }) => isColleague(who, at)),
    handovers: drawn.handovers.filter(({ file: at }) => !cases[at]?.closed),
    kept: drawn.kept.filter(({ file: at, member: who }) => isColleague(who, at)),
    releases: drawn.releases.filter(({ child: of, member: who }) => isColleague(who, fileOf(of))),
    referrals: drawn.referrals.filter(
      ({ child: of, unit: at }) => ORGANISATION_OF_UNIT[at] === organisationOf(cases[fileOf(of)]?.responsible ?? 0),
    ),
  };
}

// What follows says the rules again, in other words than the policies.

function holds(drawn: World, who: number, fitting: readonly StaffRole[]): boolean {
  const one = drawn.staff[who];
  return one !== undefined && !one.disabled && one.roles.some(({ role, ended }) => !ended && fitting.includes(role));
}

function rolesIn(drawn: World, who: number, at: number): CaseRole[] {
  const one = drawn.staff[who];
  const about = drawn.cases[at];
  if (!one || !about || ORGANISATION_OF_UNIT[about.unit] !== one.organisation) return [];
  if (drawn.bars.some((bar) => bar.file === at && bar.member === who && !bar.ended)) return [];
  const held: CaseRole[] = drawn.parts
    .filter((part) => part.file === at && part.member === who && !part.ended)
    .map(({ role }) => role);
  if (about.responsible === who) held.push('responsible');
  return held.filter((role) => holds(drawn, who, role === 'magistrate' ? ['magistrate'] : ['analyst', 'investigator']));
}

const LEADING: readonly CaseRole[] = ['responsible', 'deputy', 'head'];

/** What comes of handing a case over: the status, and who has which part then. Who gives it away is a deputy from then on. Of a case that nobody leads any more whoever works on it becomes responsible. */
function handedOver(drawn: World, { file: at, by, to }: World['handovers'][number]): [status: number, after: World] {
  const about = drawn.cases[at];
  if (about === undefined) return [404, drawn];
  const mine = rolesIn(drawn, by, at);
  if (mine.length === 0) return [404, drawn];
  if (about.responsible === to) return [409, drawn];
  const leads = (who: number) => rolesIn(drawn, who, at).some((role) => LEADING.includes(role));
  const takesOver =
    by === to && mine.some((role) => role !== 'magistrate') && !drawn.staff.some((_, who) => leads(who));
  if (!leads(by) && !takesOver) return [404, drawn];
  if (drawn.staff[to]?.organisation !== ORGANISATION_OF_UNIT[about.unit]) return [404, drawn];
  const cases = drawn.cases.map((each, index) => (index === at ? { ...each, responsible: to } : each));
  const giver = about.responsible;
  const stays = { file: at, member: giver, role: 'deputy', ended: false } as const;
  const is = drawn.parts.some(
    (part) => part.file === at && part.member === giver && part.role === 'deputy' && !part.ended,
  );
  const acts = rolesIn(drawn, giver, at).some((role) => role !== 'magistrate');
  const after = { ...drawn, cases, parts: acts && !is ? [...drawn.parts, stays] : drawn.parts };
  return rolesIn(after, to, at).includes('responsible') ? [200, after] : [409, drawn];
}

const seesCase = (drawn: World, who: number, at: number) => rolesIn(drawn, who, at).length > 0;

const worksOn = (drawn: World, who: number, at: number) =>
  !drawn.cases[at]?.closed && rolesIn(drawn, who, at).some((role) => CASE_POWERS[role].works);

/** The lead of a case is of its unit and of the investigation queue. */
function readsLead(drawn: World, who: number, at: number): boolean {
  const one = drawn.staff[who];
  const of = drawn.cases[at]?.unit;
  return (
    one?.disabled === false &&
    one.roles.some(({ unit: held, role, ended }) => held === of && !ended && /^(analyst|investigator)$/.test(role)) &&
    !drawn.kept.some((from) => from.file === at && from.member === who)
  );
}

/** A child goes into a second case only by who sees both, so of one organisation. */
function casesOf(drawn: World, index: number): number[] {
  const of = drawn.children[index];
  if (!of) return [];
  const inOrganisation = (at: number) => ORGANISATION_OF_UNIT[drawn.cases[at]?.unit ?? 0];
  const { alsoIn } = of;
  return alsoIn !== null && alsoIn !== of.file && inOrganisation(alsoIn) === inOrganisation(of.file)
    ? [of.file, alsoIn]
    : [of.file];
}

const seesChild = (drawn: World, who: number, index: number) =>
  casesOf(drawn, index).some((at) => seesCase(drawn, who, at));

function caresFor(drawn: World, who: number, index: number): boolean {
  return drawn.referrals.some(
    ({ child: of, unit: at, state }) =>
      of === index &&
      (state === 'proposed' || state === 'accepted') &&
      !drawn.staff[who]?.disabled &&
      (drawn.staff[who]?.roles ?? []).some(
        (held) => held.unit === at && held.role === 'victim_services' && !held.ended,
      ),
  );
}

/** Words on the care are a service's when who wrote them works or worked where the child was referred to; here the responsible of the case writes. */
function serviceWrote(drawn: World, index: number): boolean {
  const author = drawn.staff[drawn.cases[drawn.children[index]?.file ?? -1]?.responsible ?? -1];
  return drawn.referrals.some(
    ({ child: of, unit: at }) =>
      of === index && author?.roles.some((held) => held.unit === at && held.role === 'victim_services') === true,
  );
}

function readsIdentity(drawn: World, who: number, index: number): boolean {
  const at = drawn.children[index]?.file ?? -1;
  const named = drawn.releases.some(
    (release) =>
      release.child === index && release.member === who && release.agreed === true && !release.ended && !release.over,
  );
  const keptOut = drawn.bars.some((bar) => bar.file === at && bar.member === who && !bar.ended);
  return named && !keptOut && (seesCase(drawn, who, at) || caresFor(drawn, who, index));
}

let workbench: TestWorkbench;
beforeAll(async () => {
  workbench = await testWorkbench();
  // What lies with somebody who cannot act came to be so before it was refused, or by what ended since.
  await workbench.database.query(`alter table casework.evidence_item disable trigger holder_acts`);
});
afterAll(() => workbench.close());

describe('who may see what of a case', () => {
  it('is the same in every route, list, search and table as the rules say', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(world.map(possible), async (drawn) => check(drawn, randomUUID().slice(0, 8))),
      // A smaller world that fails the same way takes minutes to find, and says no more.
      { numRuns: 8, endOnFailure: true },
    );
  });
});

async function check(opened: World, name: string): Promise<void> {
  const made = await put(opened, name);
  const { ask } = workbench;
  let drawn = opened;
  for (const given of opened.handovers) {
    const body = { memberId: made.members[given.to], role: 'responsible' };
    const answer = await ask(made.members[given.by] ?? '', 'POST', `/api/cases/${made.cases[given.file]}/members`, {
      body,
    });
    const [status, after] = handedOver(drawn, given);
    expect([given, answer.status], `${name} hands over`).toEqual([given, status]);
    drawn = after;
  }
  for (const [who, id] of made.members.entries()) {
    const cases = made.cases.filter((_, at) => seesCase(drawn, who, at));
    const children = made.children.filter((_, index) => seesChild(drawn, who, index));
    const cared = made.children.filter((_, index) => caresFor(drawn, who, index));
    const identities = made.children.filter((_, index) => readsIdentity(drawn, who, index));
    const says = `${id} of ${name}`;

    const listed: string[] = [];
    for (const at of made.units)
      listed.push(...(await ask(id, 'GET', `/api/cases?unit=${at}`)).json().items.map((row: { id: string }) => row.id));
    expect(listed.toSorted(), `${says} lists cases`).toEqual(cases.toSorted());
    for (const [at, caseId] of made.cases.entries()) {
      const answer = await ask(id, 'GET', `/api/cases/${caseId}`);
      expect(answer.status, `${says} reads case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      if (answer.status === 200) {
        const { holder, holderReads } = answer.json().row.search;
        expect(holderReads, `whether ${holder.id} of ${name} reads case ${at}`).toBe(
          seesCase(drawn, made.members.indexOf(holder.id), at),
        );
        expect(
          answer
            .json()
            .children.map((of: { id: string }) => of.id)
            .toSorted(),
        ).toEqual(made.children.filter((_, index) => casesOf(drawn, index).includes(at)).toSorted());
      }
      const body = { holderId: id, nextStep: 'Look', nextOn: '2099-03-01' };
      const write = await ask(id, 'POST', `/api/cases/${caseId}/search`, { body });
      const may = worksOn(drawn, who, at) && isOn(drawn, who, at);
      // Who sees a closed case is told that it is; to anybody else it is as good as missing.
      const refused = seesCase(drawn, who, at) && drawn.cases[at]?.closed ? 409 : 404;
      expect(write.status, `${says} writes to case ${at}`).toBe(may ? 200 : refused);
      if (refused === 404 && !may) {
        const missing = await ask(id, 'POST', `/api/cases/${randomUUID()}/search`, { body });
        expect([write.status, write.body], `${says} writes to case ${at}`).toEqual([missing.status, missing.body]);
      }
      const evidence = await ask(id, 'GET', `/api/cases/${caseId}/evidence`);
      expect(evidence.status, `${says} lists evidence of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      const custody = await ask(id, 'GET', `/api/cases/${caseId}/custody`);
      expect(custody.status, `${says} exports custody of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      const item = await ask(id, 'GET', `/api/evidence/${made.items[at]}`);
      expect(item.status, `${says} reads an item of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      const text = await ask(id, 'GET', `/api/attachments/${made.attachments[at]}`);
      expect(text.status, `${says} reads a text of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      const timeline = await ask(id, 'GET', `/api/cases/${caseId}/timeline`);
      expect(timeline.status, `${says} reads the timeline of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      expect(timeline.body).not.toContain('SEALED');
      const exported = await ask(id, 'GET', `/api/cases/${caseId}/timeline.csv`);
      expect(exported.status, `${says} exports the timeline of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      const event = await ask(id, 'GET', `/api/events/${made.events[at]}`);
      expect(event.status, `${says} reads an event of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      const happened = { kind: 'fact', when: { precision: 'undated' }, source: 'x', words: 'x' };
      const noted = await ask(id, 'POST', `/api/cases/${caseId}/events`, { body: happened });
      expect(noted.status, `${says} enters an event of case ${at}`).toBe(worksOn(drawn, who, at) ? 200 : refused);
      const candidates = await ask(id, 'GET', `/api/cases/${caseId}/candidates`);
      expect(candidates.status, `${says} lists candidates of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      const facts = await ask(id, 'GET', `/api/cases/${caseId}/facts`);
      expect(facts.status, `${says} lists facts of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      expect(facts.body + candidates.body).not.toContain('SEALED');
      const leads = cases.includes(caseId) && readsLead(drawn, who, at);
      for (const words of ['SAID-OF-LEAD', 'STRUCK-OF-LEAD', made.leads[at] ?? ''])
        expect(candidates.body.includes(words), `${says} reads ${words} of case ${at}`).toBe(leads);
      if (cases.includes(caseId) && !leads) expect(candidates.body).toContain('"kind":"lead","id":null');
      const lacks = { kind: 'missing', element: 'act', words: 'x' };
      const lacking = await ask(id, 'POST', `/api/candidates/${made.candidates[at]}/entries`, { body: lacks });
      expect(lacking.status, `${says} enters for a candidate of case ${at}`).toBe(
        worksOn(drawn, who, at) ? 200 : refused,
      );
      const named = { kind: 'for', element: 'act', fact: { kind: 'event', id: made.events[at] }, words: 'x' };
      const speaks = await ask(id, 'POST', `/api/candidates/${made.candidates[at]}/entries`, { body: named });
      expect(speaks.status, `${says} names an event of case ${at}`).toBe(worksOn(drawn, who, at) ? 200 : refused);
      const decision = { decision: 'reserved', on: '2026-01-02', words: 'x' };
      const decided = await ask(id, 'POST', `/api/candidates/${made.candidates[at]}/decisions`, { body: decision });
      const magistrate = rolesIn(drawn, who, at).includes('magistrate');
      expect(decided.status, `${says} decides in case ${at}`).toBe(magistrate ? 200 : 404);
      const files = await ask(id, 'GET', `/api/cases/${caseId}/files`);
      expect(files.status, `${says} lists files of case ${at}`).toBe(cases.includes(caseId) ? 200 : 404);
      const bytes = await ask(id, 'GET', `/api/files/${made.files[at]}`);
      const maker = opened.cases[at]?.responsible === who && cases.includes(caseId);
      expect(bytes.status, `${says} fetches a file of case ${at}`).toBe(maker ? 200 : 404);
      const entry = { act: 'planned', happenedOn: '2026-01-02', holderId: id, nextCheckOn: '2099-03-01', words: 'x' };
      const entered = await ask(id, 'POST', `/api/evidence/${made.items[at]}/custody`, { body: entry });
      expect(entered.status, `${says} enters custody in case ${at}`).toBe(may ? 200 : refused);
    }
    for (const [index, childId] of made.children.entries()) {
      const record = await ask(id, 'GET', `/api/children/${childId}`);
      expect(record.status, `${says} reads child ${index}`).toBe(children.includes(childId) ? 200 : 404);
      expect(record.body).not.toContain('SEALED');
      const care = await ask(id, 'GET', `/api/care/${childId}`);
      expect(care.status, `${says} cares for ${index}`).toBe(cared.includes(childId) ? 200 : 404);
      expect(care.body).not.toMatch(/SEALED|CASE-ONLY/);
      // Who works in the service and on the case reads here what the case says too.
      expect(care.body.includes('Meet'), `${says} reads of the care of ${index}`).toBe(
        cared.includes(childId) && (children.includes(childId) || serviceWrote(opened, index)),
      );
      const identity = await ask(id, 'GET', `/api/children/${childId}/identity`);
      const known = children.includes(childId) || cared.includes(childId);
      expect(identity.status, `${says} asks who ${index} is`).toBe(known ? 200 : 404);
      expect(identity.body.includes('SEALED'), `${says} learns who ${index} is`).toBe(identities.includes(childId));
    }
    expect(await waitingFor(id), `${says} waits for`).toEqual(await waitingIn(cases, id));
    const visible = made.children.filter((childId) => children.includes(childId) || cared.includes(childId));
    // A working name goes with the person into every case; what is said stays in the case in which it was said.
    const adults = made.adults.filter((_, at) => seesCase(drawn, who, at));
    const ofFirstCase = made.children.filter((_, index) => seesCase(drawn, who, drawn.children[index]?.file ?? -1));
    for (const [text, expected] of [
      ...[`Child ${name}`, `${name} CHI`].map((each) => [each, children] as const),
      [name.slice(0, 7), [...children, ...adults]],
      ...[`Surname${name}`, `Surname${name} Givén`].map((each) => [each, adults] as const),
      [`CASE-ONLY ${name}`, ofFirstCase],
      ...[`Family${name}`, `SEALED Family${name}`, `Child Family${name}`].map((each) => [each, []] as const),
    ] as const) {
      const found = await ask(id, 'GET', `/api/people?text=${encodeURIComponent(text)}`);
      const ids = found.json().items.map((of: { id: string }) => of.id);
      expect(ids.toSorted(), `${says} finds by ${text}`).toEqual([...expected].toSorted());
    }

    const rows = (table: string, column: string, among: readonly string[]) => rowsOf(id, table, column, among);
    const spoken = made.leads.filter((_, at) => seesCase(drawn, who, at) && readsLead(drawn, who, at));
    expect(await rows('casework.case_lead', 'lead_id', made.leads), `${says} in case_lead`).toEqual(spoken.toSorted());
    expect(await rows('casework.candidate_entry', 'about_lead', made.leads), `${says} in words of leads`).toEqual(
      spoken.toSorted(),
    );
    expect(await rows('casework.candidate_entry', 'words', ['SAID-OF-LEAD', 'STRUCK-OF-LEAD'])).toEqual(
      spoken.length > 0 ? ['SAID-OF-LEAD', 'STRUCK-OF-LEAD'] : [],
    );
    expect(await rows('casework.case_file', 'id', made.cases)).toEqual(cases.toSorted());
    for (const table of [
      ...['case_member', 'child_search', 'person_in_case', 'person_word'],
      ...['evidence_item', 'custody_entry', 'evidence_version', 'attachment', 'custody_timestamp'],
      ...['event', 'event_import', 'candidate', 'candidate_entry', 'magistrate_decision', 'filed_document'],
    ])
      expect(await rows(`casework.${table}`, 'case_id', made.cases), `${says} in ${table}`).toEqual(cases.toSorted());
    expect(await rows('casework.attachment_content', 'case_id', made.cases), `${says} in texts, untold`).toEqual([]);
    expect(await rows('casework.filed_content', 'case_id', made.cases), `${says} in files, untold`).toEqual([]);
    expect(await rows('casework.person', 'id', made.children), `${says} in person`).toEqual(visible.toSorted());
    expect(await rows('casework.statement', 'person_id', made.children), `${says} in statements, untold`).toEqual(
      ofFirstCase.toSorted(),
    );
    expect(await rows('casework.child_status', 'person_id', made.children), `${says} in statuses`).toEqual(
      made.children
        .filter(
          (childId, index) => children.includes(childId) || (cared.includes(childId) && serviceWrote(opened, index)),
        )
        .toSorted(),
    );
    expect(await rows('casework.identity_release', 'case_id', made.cases), `${says} in releases`).toEqual(
      made.cases
        .filter((caseId, at) =>
          drawn.releases.some(
            ({ child: of, member: named }) =>
              drawn.children[of]?.file === at &&
              (cases.includes(caseId) || (named === who && caresFor(drawn, who, of))),
          ),
        )
        .toSorted(),
    );
  }
}

type Named = { id: string };
/** What the page of a member over all cases lists: what they owe, each once, and what they may answer. */
async function waitingFor(member: string): Promise<{ owed: string[]; answers: string[] }> {
  const { owed, answers } = (await workbench.ask(member, 'GET', '/api/me/work')).json();
  return {
    owed: owed.map((each: { kind: string; objectId: string }) => `${each.kind} ${each.objectId}`).toSorted(),
    answers: answers.map((each: Named) => each.id).toSorted(),
  };
}

/** The same, gathered from the page of each case. */
async function waitingIn(cases: readonly string[], member: string): Promise<{ owed: string[]; answers: string[] }> {
  const owed = new Set<string>();
  const answers: string[] = [];
  for (const id of cases) {
    const detail = (await workbench.ask(member, 'GET', `/api/cases/${id}`)).json();
    const leads = detail.row.stage !== 'closed' && detail.myRoles.some((role: CaseRole) => LEADING.includes(role));
    const left = async ({ holder, holderReads }: { holder: Named; holderReads: boolean }) =>
      leads && !holderReads && (await successorIn(id, holder.id)) === member;
    for (const each of detail.obligations)
      if (each.holder.id === member || (await left(each))) owed.add(`${each.kind} ${each.objectId}`);
    for (const each of detail.checksAhead)
      if (each.holder.id === member || (await left(each))) owed.add(`evidence_check ${each.itemId}`);
    const agrees = detail.myRoles.some((role: CaseRole) => [...LEADING, 'magistrate'].includes(role));
    if (!agrees) continue;
    for (const { id: proposal, proposedBy, answer } of detail.agreements)
      if (answer === null && proposedBy.id !== member) answers.push(proposal);
    for (const { id: release, proposedBy, member: reader } of detail.releases)
      if (proposedBy.id !== member && reader.id !== member) answers.push(release);
  }
  return { owed: [...owed].toSorted(), answers: answers.toSorted() };
}

/** To whom the database gives what somebody leaves in a case. */
async function successorIn(id: string, member: string): Promise<string | undefined> {
  const [found] = await workbench.database.query<{ to: string }>(`select casework.successor_in($1, $2) as to`, [
    id,
    member,
  ]);
  return found?.to;
}

/** Has a live part, whether it counts now or not: who can be named as a holder. */
function isOn(drawn: World, who: number, at: number): boolean {
  return (
    !drawn.staff[who]?.disabled &&
    (drawn.cases[at]?.responsible === who ||
      drawn.parts.some((part) => part.file === at && part.member === who && !part.ended))
  );
}

interface Made {
  readonly units: string[];
  readonly members: string[];
  readonly cases: string[];
  readonly children: string[];
  /** Of each case. */
  readonly adults: string[];
  readonly items: string[];
  readonly attachments: string[];
  readonly events: string[];
  readonly candidates: string[];
  readonly files: string[];
  readonly leads: string[];
}

/** Puts a world into the database, past the policies. */
async function put(drawn: World, name: string): Promise<Made> {
  const { query } = workbench.database;
  const write = (sql: string, values: readonly unknown[]) => told(query, sql, [...values]);
  const organisations = [
    await addOrganisation({ query }, `${name}-0`),
    await addOrganisation({ query }, `${name}-1`),
  ] as const;
  const made: Made = {
    ...{ units: [], members: [], cases: [], children: [], adults: [], items: [], attachments: [] },
    ...{ events: [], candidates: [], files: [], leads: [] },
  };
  for (const [index, organisation] of ORGANISATION_OF_UNIT.entries())
    made.units.push(await addUnit({ query }, organisations[organisation], `${name}-${index}`));
  for (const [index, who] of drawn.staff.entries()) {
    const id = await addMember({ query }, organisations[who.organisation], `${name}-${index}`, []);
    for (const { unit: at, role, ended } of who.roles)
      await write(
        `insert into vigie.membership (member_id, unit_id, role, ended_by, ended_at) values ($1, $2, $3, $4, $5)`,
        [id, made.units[at], role, ended ? id : null, ended ? new Date() : null],
      );
    if (who.disabled) await write(`update vigie.member set disabled_at = now() where id = $1`, [id]);
    made.members.push(id);
  }
  for (const { unit: at, responsible, closed } of drawn.cases) {
    const id = randomUUID();
    const by = made.members[responsible];
    await writeAll(
      [
        `insert into casework.case_file (id, unit_id, reference, title, country, stage, opened_by) values ($1, $2, $3, 'T', 'FR', $4, $5)`,
        [id, made.units[at], drawReference(), closed ? 'closed' : 'lead', by],
      ],
      [
        `insert into casework.case_member (case_id, member_id, role, added_by) values ($1, $2, 'responsible', $2)`,
        [id, by],
      ],
      [
        `insert into casework.child_search (case_id, holder_id, next_step, next_on, made_by) values ($1, $2, 'Look', '2099-01-01', $2)`,
        [id, by],
      ],
    );
    made.cases.push(id);
    await putAdult(id, organisations[ORGANISATION_OF_UNIT[at] ?? 0], by ?? '', name, made);
    await putEvidence(id, by ?? '', made);
    await putEvent(id, by ?? '', made);
    await putCandidate(id, by ?? '', made);
    await putFile(id, by ?? '', made);
    await putWordsOfLead(id, made.units[at] ?? '', by ?? '', made);
  }
  for (const { file: at, member: who, role, ended } of drawn.parts)
    await write(
      `insert into casework.case_member (case_id, member_id, role, added_by, ended_by, ended_at) values ($1, $2, $3, $2, $4, $5)`,
      [made.cases[at], made.members[who], role, ended ? made.members[who] : null, ended ? new Date() : null],
    );
  for (const { file: at, member: who } of drawn.kept)
    await write(
      `insert into vigie.access_rule (lead_id, effect, member_id, reason, made_by) values ($1, 'deny', $2, 'x', $3)`,
      [made.leads[at], made.members[who], made.members[(who + 1) % made.members.length]],
    );
  for (const { file: at, member: who, ended } of drawn.bars) {
    const by = made.members[(who + 1) % made.members.length];
    await write(
      `insert into casework.case_bar (case_id, member_id, reason, made_by, ended_by, ended_at) values ($1, $2, 'x', $3, $4, $5)`,
      [made.cases[at], made.members[who], by, ended ? by : null, ended ? new Date() : null],
    );
  }
  for (const [index, { file: at }] of drawn.children.entries()) {
    const id = randomUUID();
    const by = made.members[drawn.cases[at]?.responsible ?? 0];
    const organisation = organisations[ORGANISATION_OF_UNIT[drawn.cases[at]?.unit ?? 0] ?? 0];
    await writeAll(
      [
        `insert into casework.person (id, organisation_id, population, working_name, made_by) values ($1, $2, 'child', $3, $4)`,
        [id, organisation, `Child ${name} ${index}`, by],
      ],
      [
        `insert into casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by)
         values ($1, 'identification', 'located', $2, 'CASE-ONLY', '2099-01-01', $2), ($1, 'protection', 'reported', $2, 'CASE-ONLY', '2099-01-01', $2),
           ($1, 'care', 'not_referred', $2, 'Meet', '2099-01-01', $2)`,
        [id, by],
      ],
      [
        `insert into casework.statement (id, case_id, person_id, population, field, value, basis, source_kind, source, entered_by)
         values (gen_random_uuid(), $2, $1, 'child', 'name', jsonb_build_object('text', 'SEALED Family' || $4::text), '', 'other', 'x', $3),
           (gen_random_uuid(), $2, $1, 'child', 'note', jsonb_build_object('text', 'CASE-ONLY ' || $4::text), '', 'other', 'x', $3),
           (gen_random_uuid(), $2, $1, 'child', 'need', '{"text":"rest"}', '', 'other', 'CASE-ONLY', $3)`,
        [id, made.cases[at], by, name],
      ],
      [
        `insert into casework.person_in_case (case_id, person_id, population, capacity, added_by) select unnest($1::uuid[]), $2, 'child', 'victim', $3`,
        [casesOf(drawn, index).map((one) => made.cases[one]), id, by],
      ],
    );
    made.children.push(id);
  }
  for (const { child: of, member: who, agreed, ended, over } of drawn.releases) {
    const named = made.members[who];
    const [asks, answers] = [made.members[(who + 1) % 8], made.members[(who + 2) % 8]];
    await write(
      `insert into casework.identity_release (id, person_id, case_id, member_id, purpose, reason, until, proposed_by, proposed_at, answered_by, answered_at, agreed, ended_by, ended_at)
       values ($1, $2, $3, $4, 'care', 'x', now() + $5::interval, $6, now() - interval '2 days', $7, $8, $9, $10, $11)`,
      [
        ...[
          randomUUID(),
          made.children[of],
          made.cases[drawn.children[of]?.file ?? 0],
          named,
          over ? '-1 day' : '1 day',
          asks,
        ],
        ...(agreed === null ? [null, null, null] : [answers, new Date(), agreed]),
        ...(ended && agreed ? [asks, new Date()] : [null, null]),
      ],
    );
  }
  for (const { child: of, unit: at, state } of drawn.referrals)
    await write(
      `insert into casework.referral (id, person_id, case_id, service_unit_id, service_name, need, basis, basis_words, basis_on, state, made_by)
       values ($1, $2, $3, $4, 'S', 'N', 'consent', 'x', '2026-01-01', $5, $6)`,
      [
        randomUUID(),
        made.children[of],
        made.cases[drawn.children[of]?.file ?? 0],
        made.units[at],
        state,
        made.members[0],
      ],
    );
  return made;
}

/** An adult of whom the name is said. */
async function putAdult(caseId: string, organisation: string, by: string, name: string, made: Made): Promise<void> {
  const id = randomUUID();
  await writeAll(
    [
      `insert into casework.person (id, organisation_id, population, working_name, made_by) values ($1, $2, 'concerned', $3, $4)`,
      [id, organisation, `Adult ${name}`, by],
    ],
    [
      `insert into casework.person_in_case (case_id, person_id, population, capacity, added_by) values ($1, $2, 'concerned', 'payer', $3)`,
      [caseId, id, by],
    ],
    [
      `insert into casework.statement (id, case_id, person_id, population, field, value, basis, source_kind, source, entered_by)
       values (gen_random_uuid(), $1, $2, 'concerned', 'name', jsonb_build_object('text', 'Given Surname' || $3::text), '', 'other', 'x', $4)`,
      [caseId, id, name, by],
    ],
  );
  made.adults.push(id);
}

/** An item with an entry that is stamped, and a text. */
async function putEvidence(caseId: string, by: string, made: Made): Promise<void> {
  const [item, attachment] = [randomUUID(), randomUUID()];
  const content = JSON.stringify({
    ...{ item, seq: 1, at: '', by, byName: by, happenedOn: '2026-01-01', previous: '', act: 'registered' },
    detail: {
      ...{ holder: by, nextCheckOn: '2099-01-01' },
      said: {
        ...{ description: 'D', kind: 'other', custodian: 'C', custodianService: '', place: 'P', sealNumber: null },
        ...{ hashAlgorithm: null, hashValue: null, classification: 'R', origin: 'O' },
      },
    },
  });
  await writeAll(
    [
      `insert into casework.evidence_item (id, case_id, number, holder_id, next_check_on, version, entries, head_hash, added_by)
       values ($1, $2, 1, $3, '2099-01-01', 1, 1, sha256(convert_to($4, 'UTF8')), $3)`,
      [item, caseId, by, content],
    ],
    [
      `insert into casework.custody_entry (item_id, seq, case_id, content, hash) values ($1, 1, $2, $3, sha256(convert_to($3, 'UTF8')))`,
      [item, caseId, content],
    ],
    [
      `insert into casework.evidence_version (item_id, version, case_id, entry_seq, description, kind, custodian, custodian_service, place, classification, origin)
       values ($1, 1, $2, 1, 'D', 'other', 'C', '', 'P', 'R', 'O')`,
      [item, caseId],
    ],
    [
      `insert into casework.custody_timestamp (item_id, seq, case_id, token, stamped_at, authority) values ($1, 1, $2, 'x', now(), 'A')`,
      [item, caseId],
    ],
    [
      `insert into casework.attachment_content (case_id, sha256, content) values ($1, sha256($2::bytea), $2)`,
      [caseId, 'SECRET'],
    ],
    [
      `insert into casework.attachment (id, case_id, sha256, name, kind, words, bytes, original_sha256, original_bytes, added_by)
       values ($1, $2, sha256('SECRET'), 'N', 'text', 'W', 6, sha256('SECRET'), 6, $3)`,
      [attachment, caseId, by],
    ],
  );
  made.items.push(item);
  made.attachments.push(attachment);
}

/** An event of a file, as an import leaves it. */
async function putEvent(caseId: string, by: string, made: Made): Promise<void> {
  const [file, event] = [randomUUID(), randomUUID()];
  await writeAll(
    [
      `insert into casework.event_import (id, case_id, kind, file_name, sha256, bytes, options, rows_read, taken, duplicates, quarantined, stripped, quarantine, imported_by)
       values ($1, $2, 'contact', 'N', sha256('x'), 1, '{}', 1, 1, 0, 0, '[]', '[]', $3)`,
      [file, caseId, by],
    ],
    [
      `insert into casework.event (id, case_id, kind, precision, identifier, import_id, source_row, fingerprint, entered_by)
       values ($1, $2, 'contact', 'undated', 'SYN-1', $3, 1, substring(sha256('x') for 16), $4)`,
      [event, caseId, file, by],
    ],
  );
  made.events.push(event);
}

/** A candidate with an entry and a decision. */
async function putCandidate(caseId: string, by: string, made: Made): Promise<void> {
  const id = randomUUID();
  const content = {
    ...{ id: 'x', version: 1, country: 'FR', instrument: { en: 'I', fr: 'I' }, name: { en: 'N', fr: 'N' } },
    ...{
      source: { document: 'D', trust: 'unit' },
      elements: [{ id: 'act', words: { en: 'W', fr: 'W' }, trust: 'unit' }],
    },
  };
  await writeAll(
    [
      `insert into casework.candidate (id, case_id, rule_id, rule_version, content, words, made_by) values ($1, $2, 'x', 1, $3, 'x', $4)`,
      [id, caseId, JSON.stringify(content), by],
    ],
    [
      `insert into casework.candidate_entry (id, case_id, candidate_id, kind, element, words, made_by) values (gen_random_uuid(), $2, $1, 'missing', 'act', 'x', $3)`,
      [id, caseId, by],
    ],
    [
      `insert into casework.magistrate_decision (id, case_id, candidate_id, decision, decided_on, words, made_by)
       values (gen_random_uuid(), $2, $1, 'reserved', '2026-01-01', 'x', $3)`,
      [id, caseId, by],
    ],
  );
  made.candidates.push(id);
}

/** A lead of the case, what was said of it for its candidate, and why that was taken back. */
async function putWordsOfLead(caseId: string, unitOf: string, by: string, made: Made): Promise<void> {
  const [lead = ''] = await addLeads(workbench.database, unitOf, [{ queue: 'investigation', rank: 1 }]);
  const entry = randomUUID();
  const candidate = made.candidates.at(-1);
  await writeAll(
    [`insert into casework.case_lead (case_id, lead_id, added_by) values ($1, $2, $3)`, [caseId, lead, by]],
    [
      `insert into casework.candidate_entry (id, case_id, candidate_id, kind, element, lead_id, indicator, words, made_by)
       values ($1, $2, $3, 'for', 'act', $4, 'P04', 'SAID-OF-LEAD', $5)`,
      [entry, caseId, candidate, lead, by],
    ],
    [
      `insert into casework.candidate_entry (id, case_id, candidate_id, kind, strikes, words, made_by)
       values (gen_random_uuid(), $1, $2, 'struck', $3, 'STRUCK-OF-LEAD', $4)`,
      [caseId, candidate, entry, by],
    ],
  );
  made.leads.push(lead);
}

/** A file that whoever is responsible has made. */
async function putFile(caseId: string, by: string, made: Made): Promise<void> {
  const id = randomUUID();
  await writeAll(
    [
      `insert into casework.filed_document (id, case_id, language, purpose, words, marking, as_of, pages, bytes, sha256, data_sha256, program, leads, made_by)
       values ($1, $2, 'fr', 'inquiry', 'x', 'x', now(), 1, 3, sha256('PDF'), sha256('x'), 'x', '{}', $3)`,
      [id, caseId, by],
    ],
    [`insert into casework.filed_content (document_id, case_id, content) values ($1, $2, 'PDF')`, [id, caseId]],
  );
  made.files.push(id);
}

/** Statements of one transaction, which tells of itself. */
async function writeAll(...statements: readonly (readonly [sql: string, values: readonly unknown[]])[]): Promise<void> {
  await whileConnected(workbench.database.admin, 'vigie test', async (client) => {
    await client.query('begin');
    for (const [sql, values] of statements) await client.query(sql, [...values]);
    await client.query(`select audit.append('run.load', 'test', null, null, null, null, null)`);
    await client.query('commit');
  });
}

/** What the role of the server sees of these, straight in a table, each once. */
async function rowsOf(who: string, table: string, column: string, among: readonly string[]): Promise<string[]> {
  const client = await workbench.database.pools.app.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('vigie.member', $1, true)`, [who]);
    const { rows } = await client.query(`select distinct ${column} as id from ${table} where ${column} = any($1)`, [
      among,
    ]);
    return rows.map(({ id }) => String(id)).toSorted();
  } finally {
    await client.query('rollback');
    client.release();
  }
}
