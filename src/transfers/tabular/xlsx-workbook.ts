import { posix } from 'node:path';
import type { ZipParts } from '../sources/zip-parts.ts';
import { type CellStyle, isDateFormat } from './xlsx-cells.ts';
import { parseWholeXml } from './xml-stream.ts';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Part of the zip that holds its rows. */
  readonly part: string;
}

/** What a workbook says once for all its sheets. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Dates count from 1904 (old Macintosh files) and not from 1900. */
  readonly date1904: boolean;
  /** By the style index of a cell. */
  readonly styles: readonly CellStyle[];
  readonly sharedStrings: readonly string[];
}

/** Shared texts are held in memory; a workbook with more is refused by its declared size. */
const MAX_SHARED_STRINGS = 512 * 2 ** 20;

/** @throws Error when a part is missing or not well-formed; SourceTrouble when the shared texts are too many */
export async function readWorkbook(zip: ZipParts): Promise<Workbook> {
  const { sheets, date1904 } = await readSheets(zip);
  return { sheets, date1904, styles: await readStyles(zip), sharedStrings: await readSharedStrings(zip) };
}

async function readSheets(zip: ZipParts): Promise<Pick<Workbook, 'sheets' | 'date1904'>> {
  const found: { name: string; hidden: boolean; id: string }[] = [];
  let date1904 = false;
  await parseWholeXml(await zip.open('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '');
      if (name !== 'sheet') return;
      found.push({
        name: attributes.get('name') ?? '',
        hidden: (attributes.get('state') ?? 'visible') !== 'visible',
        id: attributes.get('id') ?? '',
      });
    },
  });
  const targets = new Map<string, string>();
  await parseWholeXml(await zip.open('xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      if (name === 'Relationship') targets.set(attributes.get('Id') ?? '', attributes.get('Target') ?? '');
    },
  });
  const sheets = found.flatMap(({ name, hidden, id }) => {
    const target = targets.get(id);
    if (target === undefined) return [];
    const part = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
    // Sheets that only hold a chart have no rows.
    return part.includes('chartsheets/') ? [] : [{ name, hidden, part }];
  });
  return { sheets, date1904 };
}

async function readStyles(zip: ZipParts): Promise<CellStyle[]> {
  if (!zip.has('xl/styles.xml')) return [];
  const codes = new Map<number, string>();
  const styles: CellStyle[] = [];
  let inCells = false;
  await parseWholeXml(await zip.open('xl/styles.xml'), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const id = Number(attributes.get('numFmtId') ?? 0);
        styles.push(isDateFormat(id, codes.get(id)) ? 'date' : 'number');
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function readSharedStrings(zip: ZipParts): Promise<string[]> {
  const part = 'xl/sharedStrings.xml';
  if (!zip.has(part)) return [];
  zip.refuseOver(part, MAX_SHARED_STRINGS);
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  await parseWholeXml(await zip.open(part), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      if (name === 't') inText = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}
