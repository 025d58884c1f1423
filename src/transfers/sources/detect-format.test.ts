import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnusableInput } from '../reader.ts';
import { detectFormat, type FormatHook } from './detect-format.ts';

const HOOKS: readonly FormatHook[] = [
  { format: 'iso20022-xml', looksLike: (head) => Buffer.from(head).includes('urn:iso:std:iso:20022') },
  { format: 'swift-mt', looksLike: (head) => Buffer.from(head).toString('latin1').startsWith('{1:') },
];

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigie-format-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function detect(name: string, content: string | Buffer): Promise<string> {
  const path = join(dir, name);
  writeFileSync(path, content);
  return detectFormat({ label: name, path, sha256: '', bytes: content.length }, HOOKS);
}

describe('the format of a file', () => {
  it.each([
    ['a.txt', 'PAR1....PAR1', 'parquet'],
    ['a.csv', '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>', 'iso20022-xml'],
    ['a.csv', '{1:F01XXXX}', 'swift-mt'],
    ['a.csv', '{"amount": 1}\n', 'jsonl'],
    ['a.dat', 'a;b\n1;2\n', 'csv'],
    ['a.csv', '\uFEFF a,b\n1,2\n', 'csv'],
    ['a.jsonl', 'broken first line\n{"amount": 1}\n', 'jsonl'],
  ])('is told by its bytes before its name (%s, %j)', async (name, content, format) => {
    expect(await detect(name, content)).toBe(format);
  });

  it.each([
    ['a.csv', '', 'empty'],
    ['a.csv', '<html><body>', 'XML'],
    ['a.csv', '[{"amount": 1}]', 'JSON array'],
    ['a.md', '# Title', 'text document'],
    ['a.parquet', 'a,b\n', 'not those of parquet'],
    ['a.csv', Buffer.from('ffd8ffe000104a46', 'hex'), 'image'],
  ])('that Vigie does not read (%s, %j) is refused with what to do', async (name, content, word) => {
    await expect(detect(name, content)).rejects.toThrow(UnusableInput);
    await expect(detect(name, content)).rejects.toThrow(word);
  });
});
