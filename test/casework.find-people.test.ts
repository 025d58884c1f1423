import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addedPerson, openedCase, said } from './support/casework.ts';
import { addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
/** A case of ines and anna. */
let file: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, { ines: 'investigator', anna: 'analyst', otto: 'investigator' });
  file = await openedCase(workbench, 'ines', unit);
  const body = { memberId: 'anna', role: 'analyst' };
  expect((await ask('ines', 'POST', `/api/cases/${file}/members`, { body })).status).toBe(200);
});
afterAll(() => workbench.close());

async function named(...names: readonly string[]): Promise<string> {
  const person = await addedPerson(workbench, 'ines', file, 'concerned', `Record of ${names[0]?.slice(0, 100)}`);
  for (const text of names) await said(workbench, 'ines', person, file, 'name', { text });
  return person;
}

async function found(text: string, member = 'ines'): Promise<string[]> {
  const answer = await ask(member, 'GET', `/api/people?text=${encodeURIComponent(text)}`);
  expect(answer.status, answer.body).toBe(200);
  return answer.json().items.map(({ id }: { id: string }) => id);
}

describe('a person is found', () => {
  it('by surname, by any given name, and by words in any order', async () => {
    const person = await named('Synthia Marisol Testreyes');
    for (const text of [
      ...['Testreyes', 'testr', 'Marisol', 'Synthia', 'Testreyes Synthia', 'Marisol Testreyes', 'SYN MARI TEST'],
      ...['Testreyes, Synthia', 'synthiamarisol', 'S. Testreyes'],
    ])
      expect(await found(text), text).toEqual([person]);
  });

  it('not by the middle of a word, nor when one of the words is of nobody', async () => {
    await named('Aurelio Middlemann');
    for (const text of ['dlemann', 'iddle', 'Middlemann Nobodyson', 'Aurelio Nobodyson', 'Aurelioo'])
      expect(await found(text), text).toEqual([]);
  });

  it('not by words of two people, nor by what was said of it in two cases', async () => {
    const person = await named('Firstofone', 'Lastofone');
    await named('Firstoftwo', 'Lastoftwo');
    expect(await found('Lastofone Firstofone')).toEqual([person]);
    expect(await found('Firstofone Lastoftwo')).toEqual([]);
    const other = await openedCase(workbench, 'ines', unit);
    const body = { capacity: 'payer' };
    expect((await ask('ines', 'POST', `/api/cases/${other}/people/${person}`, { body })).status).toBe(200);
    await said(workbench, 'ines', person, other, 'name', { text: 'Elsewherename' });
    expect(await found('Elsewherename')).toEqual([person]);
    expect(await found('Elsewherename Lastofone')).toEqual([]);
    expect(await found('Elsewherename Record')).toEqual([person]);
    expect(await found('Elsewherename', 'anna')).toEqual([]);
    expect(await found('Lastofone', 'anna')).toEqual([person]);
  });

  it('across accents and capitals, whichever of the two has them', async () => {
    const [with1, without] = [await named('Zoë Évêquetest'), await named('Francoise Cedilletest')];
    for (const text of ['evequetest', 'ÉVÊQUETEST', 'Zoe evêque', 'e\u0301ve\u0302quetest'])
      expect(await found(text), text).toEqual([with1]);
    expect(await found('Françoise Cédilletest')).toEqual([without]);
  });

  it('in whatever script a name is written', async () => {
    for (const [name, ...texts] of [
      ['测试 小龙', '测试', '小龙', '小龙 测试', '小 测'],
      ['اختبار المثال', 'المثال', 'اختبار الم'],
      ['परीक्षण उदाहरण', 'उदाह', 'उदाहरण परी'],
      ['Тестов Пример', 'пример', 'ПРИМЕР ТЕСТ'],
      ['김시험 테스트', '김시', '테스트 김'],
      ['Ngô Thử-Nghiệm', 'nghiem', 'Nghiệm Ngo'],
      ["D'Épreuve l’Essai", 'epreuve', 'essai epreuve', 'd’épreuve'],
    ] as const) {
      const person = await named(name);
      for (const text of texts) expect(await found(text), `${name} by ${text}`).toEqual([person]);
    }
  });

  it('by an initial alone, which beside a word says nothing; a figure says something', async () => {
    const [seven, eight] = [
      await addedPerson(workbench, 'ines', file, 'child', 'Figurechild 7'),
      await addedPerson(workbench, 'ines', file, 'child', 'Figurechild 8'),
    ];
    expect(await found('Figurechild 7')).toEqual([seven]);
    expect(await found('Q. Figurechild')).toEqual([seven, eight]);
    const person = await named('Ŵordless');
    expect(await found('ŵ.')).toEqual([person]);
  });

  it('by a working name, and by its new one once it has another', async () => {
    const child = await addedPerson(workbench, 'ines', file, 'child', 'Child Oldkestrel');
    const other = await openedCase(workbench, 'ines', unit);
    const body = { capacity: 'victim' };
    expect((await ask('ines', 'POST', `/api/cases/${other}/people/${child}`, { body })).status).toBe(200);
    expect(await found('oldkestrel')).toEqual([child]);
    await told(workbench.database.query, `update casework.person set working_name = 'Child Newfalcon' where id = $1`, [
      child,
    ]);
    expect(await found('oldkestrel')).toEqual([]);
    expect(await found('newfalcon child')).toEqual([child]);
    expect(await found('newfalcon', 'anna')).toEqual([child]);
  });

  it('by telephone, account and identifier from their beginning, however they are spaced', async () => {
    const person = await named('Phonetest');
    await said(workbench, 'ines', person, file, 'phone', { text: '+33 0 00 99 88 77' });
    await said(workbench, 'ines', person, file, 'account', { text: 'SYN-ACC-0099' });
    await said(workbench, 'ines', person, file, 'note', { text: 'Somewhere a noteword stands' });
    for (const text of ['+33 0 00 99 88', '+330009988', 'syn-acc-00', 'SYN-ACC-0099', 'Phonetest syn'])
      expect(await found(text), text).toContain(person);
    for (const text of ['99 88 77', 'noteword']) expect(await found(text), text).toEqual([]);
  });

  it('as the record into which it was merged', async () => {
    const [one, into] = [await named('Mergedone'), await named('Mergedinto')];
    const body = { into, reason: 'One person' };
    expect((await ask('ines', 'POST', `/api/people/${one}/merge`, { body })).status).toBe(200);
    expect(await found('Mergedone')).toEqual([into]);
  });

  it('before a second record is made, by the surname alone', async () => {
    const person = await named('Twicemade Surnametest');
    const body = { population: 'concerned', workingName: 'Somebody', capacity: 'payer', searchedFor: ['surnametest'] };
    const answer = await ask('anna', 'POST', `/api/cases/${file}/people`, { body });
    expect(answer.json().found.map(({ id }: { id: string }) => id)).toEqual([person]);
  });
});

describe('a search of people', () => {
  it('never goes by who a child is, not even for whom a release names', async () => {
    const child = await addedPerson(workbench, 'ines', file, 'child', 'Child Sealtest');
    for (const [field, text] of [
      ['name', 'Sealedgiven Sealedfamily'],
      ['phone', '+33 0 11 22 33 44'],
      ['school', 'Sealedschool'],
    ] as const)
      await said(workbench, 'ines', child, file, field, { text });
    await told(
      workbench.database.query,
      `insert into casework.identity_release (id, person_id, case_id, member_id, purpose, reason, until, proposed_by, answered_by, answered_at, agreed)
       values (gen_random_uuid(), $1, $2, 'anna', 'identification', 'x', now() + interval '1 day', 'ines', 'otto', now(), true)`,
      [child, file],
    );
    for (const member of ['ines', 'anna'])
      for (const text of ['Sealedgiven', 'Sealedfamily', 'Child Sealedfamily', '+33 0 11 22', 'Sealedschool'])
        expect(await found(text, member), text).toEqual([]);
    const kept = await workbench.database.query(`select word from casework.person_word where person_id = $1`, [child]);
    expect(JSON.stringify(kept)).not.toMatch(/sealed(given|family|school)|33011/);
  });

  it('finds the same for who is on thousands of cases', async () => {
    const person = await named('Manycases Testfamily');
    const { query } = workbench.database;
    // Cases that have nothing but a number: a part in them is all that the search asks for.
    await query(
      `insert into casework.live_part (member_id, case_id, role, barred) select 'ines', gen_random_uuid(), 'head', false from generate_series(1, 2500)`,
    );
    const other = await openedCase(workbench, 'otto', unit);
    await addedPerson(workbench, 'otto', other, 'concerned', 'Hiddenname Testfamily');
    for (const text of ['Testfamily', 'manyc', 'Testfamily Manycases', 'Record Testfamily M.', 'manycasestestf'])
      expect(await found(text), text).toEqual([person]);
    for (const text of ['estfamily', 'Hiddenname', 'Testfamily Hiddenname'])
      expect(await found(text), text).toEqual([]);
    await query(`delete from casework.live_part where member_id = 'ines' and role = 'head'`);
  });

  it('finds nothing of cases that the member is not on', async () => {
    const other = await openedCase(workbench, 'otto', unit);
    for (let n = 0; n < 5; n++) await addedPerson(workbench, 'otto', other, 'concerned', `Hiddenname ${n}`);
    expect(await found('Hiddenname')).toEqual([]);
    expect((await found('Hiddenname', 'otto')).length).toBeGreaterThanOrEqual(5);
  });

  it('takes whatever is typed as words', async () => {
    const person = await named(`Hostile'; drop table x; -- | & ! <-> :* "Quoted" \\back\\ %like_`);
    for (const text of ['quoted', 'hostile quoted', 'back', "hostile' back", '"quoted" :*', 'hostile & quoted'])
      expect(await found(text), text).toEqual([person]);
    for (const text of [
      ...[
        `' or true --`,
        '%%',
        '__',
        ':*',
        '!!',
        '&&',
        '\\\\',
        '""',
        'hostile | nobodyhere',
        '\u200b\u200b',
        '\ud83d\ude00\ud83d\ude00',
      ],
      ...['a'.repeat(200), 'ab '.repeat(66), '한'.repeat(200), '\u0301\u0301\u0301'],
    ])
      expect(await found(text), text).toEqual([]);
    for (const text of ['a'.repeat(100_000), '', 'a'])
      expect((await ask('ines', 'GET', `/api/people?text=${text}`)).status).toBe(400);
    expect((await ask('ines', 'GET', '/api/people?text=ab%00cd')).status).toBeLessThan(500);
    const long = 'w'.repeat(1900);
    const wordy = await named(long);
    expect(await found('w'.repeat(200))).toEqual([wordy]);
  });
});
