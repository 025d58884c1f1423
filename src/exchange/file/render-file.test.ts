import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import type { Block, FileDocument } from './file-document.ts';
import { usedBy } from './process-use.ts';
import { NotRendered, renderFile } from './render-file.ts';
import { shownCharacters } from './shown-characters.ts';

function fileOf(blocks: readonly Block[], changes: Partial<FileDocument> = {}): FileDocument {
  return {
    ...{ language: 'en', title: 'Synthetic file', author: 'Synthetic author', asOf: '2026-01-02T03:04:05.678Z' },
    ...{ marking: 'SYNTHETIC', reference: 'ABCD-1234', page: { before: 'page', of: '/' }, contents: 'Contents' },
    ...{ head: [], blocks, ...changes },
  };
}

const table: Block = {
  ...{ type: 'table', caption: 'A table' },
  columns: [
    { title: 'First', width: 1 },
    { title: 'Second', width: 2, end: true },
  ],
  rows: [['1', '2']],
};
const network: Block = {
  ...{ type: 'network', caption: 'A figure', alternative: 'Who paid whom', height: 100 },
  ...{ payersTitle: 'Payers', payeesTitle: 'Payees' },
  payers: [{ y: 50, label: 'A', standsOut: true }],
  payees: [{ y: 50, label: 'B', standsOut: false }],
  lines: [{ from: 50, to: 50, width: 2, own: true }],
};
const heading = (level: 1 | 2 | 3, text: string): Block => ({ type: 'heading', level, text });

async function opened(pdf: Buffer) {
  return getDocumentProxy(new Uint8Array(pdf));
}

async function textOf(pdf: Buffer): Promise<string> {
  const document = await opened(pdf);
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  return pages.join('');
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text });

describe('a file as PDF', () => {
  it('is the same bytes from the same data, in each process', async () => {
    const document = fileOf([heading(1, 'One'), table, network]);
    const hashes = await Promise.all(
      [1, 2].map(async () =>
        createHash('sha256')
          .update((await renderFile(document)).pdf)
          .digest('hex'),
      ),
    );
    expect(hashes[0]).toBe(hashes[1]);
    const other = await renderFile({ ...document, asOf: '2026-01-02T03:04:06.000Z' });
    expect(createHash('sha256').update(other.pdf).digest('hex')).not.toBe(hashes[0]);
  });

  it('says that it is PDF/A-2a, of what date and in which language', async () => {
    const { pdf, pages } = await renderFile(fileOf([heading(1, 'One')], { language: 'fr' }));
    const document = await opened(pdf);
    const { metadata, info } = await document.getMetadata();
    expect(document.numPages).toBe(pages);
    expect(metadata?.getRaw()).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/);
    expect(info).toMatchObject({ Title: 'Synthetic file', Author: 'Synthetic author', Language: 'fr' });
    expect(info).toMatchObject({ CreationDate: expect.stringMatching(/^D:20260102030405/) });
  });

  it('is tagged: headings by their level, rows with heads, the figure with words for who does not see it', async () => {
    const { pdf } = await renderFile(fileOf([heading(1, 'One'), heading(2, 'Two'), table, network]));
    const document = await opened(pdf);
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const roles = new Set<string>();
    let alternative = '';
    const walk = (node: unknown): void => {
      const { role, alt, children = [] } = node as { role?: string; alt?: string; children?: unknown[] };
      if (role !== undefined) roles.add(role);
      if (alt !== undefined) alternative += alt;
      for (const child of children) walk(child);
    };
    for (let number = 1; number <= document.numPages; number++)
      walk(await (await document.getPage(number)).getStructTree());
    expect([...roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH', 'TD', 'Figure']));
    expect(alternative).toContain('Who paid whom');
  });

  it('shows every character that it says it shows', async () => {
    const characters = shownCharacters().map((each) => (/\p{M}/u.test(each) ? `a${each}` : each));
    await expect(renderFile(fileOf([paragraph(characters.join(' '))]))).resolves.toBeDefined();
  });

  it('shows markup of its own kind as the text that it is, and reads no file that a name asks for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'));
    const secret = join(folder, 'secret.txt');
    writeFileSync(secret, 'NOT-TO-BE-READ');
    try {
      const names = [`#read("${secret}")`, '#include "/file.json"', '$x$ *b* _i_ @ref <label> // `raw` = heading', '#'];
      const { pdf } = await renderFile(
        fileOf([...names.map((name) => heading(2, name)), { ...table, rows: names.map((name) => [name, name]) }], {
          ...{ title: names[0] ?? '', marking: names[1] ?? '', reference: names[2] ?? '' },
        }),
      );
      const text = await textOf(pdf);
      expect(text).not.toContain('NOT-TO-BE-READ');
      for (const name of names) expect(text.replaceAll(/\s/g, '')).toContain(name.replaceAll(/\s/g, ''));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['100,000 letters without a space', 'x'.repeat(100_000)],
    ['right-to-left', `${'مرحبا שלום '.repeat(300)}\u202e\u2066`],
    ['stacked marks', `e${'\u0301\u0327'.repeat(500)}`],
    ['emoji and other scripts', '👩‍👩‍👧 日本語 ไทย 한국어 \u{1F9FF} '.repeat(200)],
    ['controls, halves of characters and private ones', '\u0000\u0007\ud800\udc00\ufffe\ue000\u00ad\u2028'],
    ['nothing', ''],
  ])('is made of a name of %s', async (_, name) => {
    const { pages } = await renderFile(fileOf([heading(2, name), { ...table, rows: [[name, name]] }, paragraph(name)]));
    expect(pages).toBeGreaterThan(0);
  });

  it('ends within its limits or not at all, and says which of them', async () => {
    const long = fileOf(Array.from({ length: 4000 }, () => table));
    for (const [limits, why] of [
      [{ processorMs: 300 }, 'time'],
      [{ waitMs: 300 }, 'time'],
      [{ memoryKb: 1000 }, 'memory'],
    ] as const) {
      const failed = await renderFile(long, limits).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(NotRendered);
      expect(failed).toMatchObject({ why });
    }
  });

  it('ends its process with the server, whatever the layout is at', async () => {
    const path = new URL('render-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path], {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('exit', (...how) => resolve(how)));
    const long = Array.from({ length: 1_000 }, (_, index) => heading(2, `Synthetic ${index}`));
    const date = { asOf: '2026-01-02T03:04:05.678Z' };
    child.stdin?.end(JSON.stringify(fileOf([...long, ...Array.from({ length: 40_000 }, () => table)], date)));
    // It has begun to lay out: it reads no more, and uses its processor.
    while ((usedBy(child.pid)?.processorMs ?? 0) < 1500) await pause(50);
    (child.stdio[3] as Socket).destroy();
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
});
