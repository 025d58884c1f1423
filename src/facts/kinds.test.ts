import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import { type Engine, literal } from '../engine/engine.ts';
import { channelKindSql, declaredTieSql, purposeKindSql } from './kinds.ts';
import { CHANNEL_KINDS, PURPOSE_KINDS } from './ledger.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

async function code(sql: (expression: string) => string, text: string | null): Promise<number> {
  const given = text === null ? 'NULL::VARCHAR' : literal(text);
  return Number((await engine.row(`SELECT ${sql('t')} AS code FROM (SELECT ${given} AS t)`)).code);
}

describe('A channel', () => {
  it.for([
    ['Cash pickup', 'cash'],
    ['ESPÈCES', 'cash'],
    ['virement', 'bank'],
    ['e-wallet', 'wallet'],
    ['Carte bancaire', 'card'],
    ['mobile money', 'mobile_money'],
    [' Carte cadeau ', 'gift_card'],
    ['crédit de jeu', 'game_credit'],
    ['carrier pigeon', 'other'],
    [null, 'unknown'],
  ] as const)('given as %s is %s', async ([text, kind]) => {
    expect(CHANNEL_KINDS[await code(channelKindSql, text)]).toBe(kind);
  });
});

describe('A purpose', () => {
  it.for([
    ['EDUC', 'schooling'],
    ['educ', 'schooling'],
    ['MDCS', 'medical'],
    ['RENT', 'housing'],
    ['FAMI', 'family_support'],
    ['SALA', 'salary'],
    ['CHAR', 'charity'],
    ['@synthetic_name', 'handle'],
    ['synthetic.name7', 'handle'],
    ['school fees for March', 'free_text'],
    ['1234567890', 'free_text'],
    [null, PURPOSE_KINDS[0]],
  ] as const)('given as %s is %s', async ([text, kind]) => {
    expect(PURPOSE_KINDS[await code(purposeKindSql, text)]).toBe(kind);
  });

  it('is never judged by its words: a line that is no code is free text, whatever it says', async () => {
    for (const text of ['gift', 'cadeau', 'love', 'help', 'EDUCATION', 'for the children'])
      expect(PURPOSE_KINDS[await code(purposeKindSql, text)]).toBe('free_text');
  });
});

describe('A declared tie', () => {
  it.for([
    ['sister', 1],
    ['Employé', 1],
    ['none', 0],
    ['Aucun lien', 0],
    ['Non précisé', -1],
    ['-', -1],
    [null, -1],
  ] as const)('%s counts as %i: which tie it is does not matter', async ([text, tie]) => {
    expect(await code(declaredTieSql, text)).toBe(tie);
  });
});
