import { expect, it } from 'vitest';
import { valueOfTextSql } from './coded-texts.ts';
import { withEngine } from './engine.fixture.ts';
import type { Engine } from './engine.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

it('Gives what each of a few texts stands for, a missing one too, and nothing for any other', async () => {
  const given = "(VALUES ('it''s'), (NULL), ('other')) t(text)";
  const values = async (known: readonly (readonly [string | null, string])[]) =>
    (await engine.rows(`SELECT ${valueOfTextSql('text', 'TINYINT', known)} AS value FROM ${given}`)).map(
      (row) => row.value,
    );
  expect(
    await values([
      ["it's", '7'],
      [null, '-1'],
    ]),
  ).toEqual([7, -1, null]);
  expect(await values([["it's", '7']])).toEqual([7, null, null]);
});
