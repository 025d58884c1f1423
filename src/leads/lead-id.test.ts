import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Engine, literal } from '../engine/engine.ts';
import { SUBJECTS } from '../indicators/indicator.ts';
import { leadIdOf, leadIdSql } from './lead-id.ts';

describe('the id of a lead', () => {
  it('depends only on the kind and id of its subject', () => {
    expect(leadIdOf('payer', '17')).toBe(leadIdOf('payer', '17'));
    expect(leadIdOf('payer', '17')).not.toBe(leadIdOf('payee', '17'));
    expect(leadIdOf('payer', '17')).toMatch(/^L-[0-9a-f]{16}$/);
  });

  it('is the same where the engine makes it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-lead-id-'));
    const engine = await Engine.open({ memory: '300MB', threads: 1, spillDirectory: folder });
    for (const id of ['17', 'é😀', "O'N\0"])
      for (const kind of SUBJECTS)
        expect((await engine.row(`SELECT ${leadIdSql(literal(kind), literal(id))} AS id`)).id).toBe(leadIdOf(kind, id));
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
