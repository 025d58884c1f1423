import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctNames, safeFileName } from './file-name.ts';

describe('a file name', () => {
  it('loses the path, what is not seen, and what means something to a file system or a shell', () => {
    const names = [
      ['export.csv', 'export.csv'],
      ['../../etc/passwd', 'passwd'],
      ['C:\\exports\\mars 2026.csv', 'mars 2026.csv'],
      ['/absolute/', 'file'],
      ['..', 'file'],
      ['', 'file'],
      ['.hidden.csv', 'hidden.csv'],
      ['-rf.csv', 'rf.csv'],
      ['~root', 'root'],
      ['a\u0000b\nc.csv', 'a_b_c.csv'],
      ['export\u202evsc.exe', 'export_vsc.exe'],
      ['a*b?[c]{d}.csv', 'a_b__c__d_.csv'],
      ['CON.csv', '_CON.csv'],
      ['été.csv', 'été.csv'],
      ['e\u0301te\u0301.csv', 'été.csv'],
      ['name. . .', 'name'],
      ['\ud800.csv', '_.csv'],
    ] as const;
    for (const [given, safe] of names) expect(safeFileName(given), JSON.stringify(given)).toBe(safe);
  });

  it('keeps its ending when it is too long', () => {
    const name = safeFileName(`${'é'.repeat(500)}.csv.gz`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150);
    expect(name).toMatch(/^é+\.csv\.gz$/);
  });

  it('is one part of a path that any disk takes, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeFileName(given);
        expect(name).not.toBe('');
        expect(name).not.toMatch(/[/\\\p{Cc}<>:"|?*]|^[.~-]|[. ]$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(151);
        expect(name.isWellFormed()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is told from others of a folder, also where case makes no difference', () => {
    expect(distinctNames(['a.csv', 'A.csv', 'a.csv', 'b.csv.gz', 'b.csv.gz'])).toEqual([
      ...['a.csv', 'A (2).csv', 'a (3).csv', 'b.csv.gz', 'b (2).csv.gz'],
    ]);
  });
});
