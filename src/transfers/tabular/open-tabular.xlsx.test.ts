import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipFixture } from '../sources/zip-fixture.ts';
import { TabularFixture } from './tabular-fixture.ts';

let fixture: TabularFixture;
beforeAll(async () => {
  fixture = await TabularFixture.open();
});
afterAll(() => fixture.close());

interface SheetFixture {
  readonly name: string;
  readonly state?: string;
  /** The XML of the cells, row by row. */
  readonly rows: readonly string[];
  /** XML after the rows. */
  readonly after?: string;
}

const text = (value: string): string => `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
const texts = (...values: string[]): string => values.map(text).join('');
const HEADER = texts('transfer id', 'transaction date', 'payer id', 'payee id', 'amount', 'currency');
const ROW = `${texts('R1')}<c s="1"><v>45356.5</v></c>${texts('P1', 'Q1')}<c><v>12.300000000000001</v></c>${texts('EUR')}`;

/** A workbook made by hand: style 1 is a date, style 2 a date by its own code. */
function workbook(
  sheets: readonly SheetFixture[],
  extra: { date1904?: boolean; shared?: readonly string[] } = {},
): Buffer {
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" ${state ? `state="${state}"` : ''} r:id="r${index}"/>`,
  );
  const targets = sheets.map((_, index) => `<Relationship Id="r${index}" Target="worksheets/sheet${index}.xml"/>`);
  return zipFixture([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r"><workbookPr date1904="${extra.date1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${targets.join('')}</Relationships>` },
    {
      name: 'xl/styles.xml',
      content:
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${(extra.shared ?? []).map((s) => `<si><t>${s}</t></si>`).join('')}</sst>`,
    },
    ...sheets.map(({ rows, after = '' }, index) => ({
      name: `xl/worksheets/sheet${index}.xml`,
      content: `<worksheet><sheetData>${rows.map((cells) => `<row>${cells}</row>`).join('')}</sheetData>${after}</worksheet>`,
    })),
  ]);
}

describe('a workbook', () => {
  it('gives dates as ISO texts and numbers without the noise of doubles', async () => {
    const { rows } = await fixture.read(workbook([{ name: 'A', rows: [HEADER, ROW] }]), 'xlsx');
    expect(rows).toEqual([
      {
        source_row: '1',
        source_ref: 'R1',
        executed_at: '2024-03-05T12:00:00',
        payer_id: 'P1',
        payee_id: 'Q1',
        amount: '12.3',
        currency: 'EUR',
      },
    ]);
  });

  it('of the 1904 calendar gives the right dates', async () => {
    const row = ROW.replace('45356.5', '43894').replace('s="1"', 's="2"');
    const { rows } = await fixture.read(workbook([{ name: 'A', rows: [HEADER, row] }], { date1904: true }), 'xlsx');
    expect(rows[0]?.executed_at).toBe('2024-03-05');
  });

  it('warns of merged cells that span rows: only the first of them holds the person', async () => {
    const merged = '<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="A1:B1"/></mergeCells>';
    const { table } = await fixture.read(workbook([{ name: 'A', rows: [HEADER, ROW, ROW], after: merged }]), 'xlsx');
    expect(table.warnings.join()).toContain('1 merged cell(s) span several rows');
  });

  it('takes the stored result of a formula, never runs it, and says so', async () => {
    const formula = ROW.replace('<c><v>12.3', '<c><f>HYPERLINK("x")</f><v>12.3');
    const { rows, table } = await fixture.read(workbook([{ name: 'A', rows: [HEADER, formula] }]), 'xlsx');
    expect(rows[0]?.amount).toBe('12.3');
    expect(table.warnings.join()).toContain('1 cell(s) hold formulas');
  });

  it('is read from the first visible sheet with a header, and the others are named', async () => {
    const { rows, table } = await fixture.read(
      workbook([
        { name: 'Cover', rows: [texts('Report')] },
        { name: 'Secret', state: 'veryHidden', rows: [HEADER, ROW] },
        { name: 'Data', rows: [texts('Export of March'), HEADER, ROW, '', ROW] },
      ]),
      'xlsx',
    );
    expect(rows.map(({ source_row }) => source_row)).toEqual(['1', '2']);
    const warnings = table.warnings.join();
    expect(warnings).toContain('"Cover"');
    expect(warnings).toContain('Hidden sheets were not read: "Secret"');
    expect(warnings).toContain('after 1 other row');
  });

  it('reads shared texts, cells by their reference, and lists rows wider than the header', async () => {
    const placed =
      '<c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45356</v></c><c r="D2" t="s"><v>1</v></c><c r="F2" t="str"><v>EUR</v></c>';
    const wide = `${ROW}${text('x')}`;
    const { rows, unreadable } = await fixture.read(
      workbook([{ name: 'A', rows: [HEADER, placed, wide] }], { shared: ['R9', 'Q9'] }),
      'xlsx',
    );
    expect(rows).toMatchObject([
      { source_ref: 'R9', executed_at: '2024-03-05', payer_id: null, payee_id: 'Q9', currency: 'EUR' },
    ]);
    expect(unreadable).toMatchObject([{ row: '2', reason: expect.stringContaining('right of the last header') }]);
  });

  it.each(['XFE2', 'AAAAAAAAAAAAAAAAAAAA2', 'a2', '2', 'A', '', 'A2'])(
    'counts and lists a row with a cell at %j, also where it is all that the row has',
    async (reference) => {
      const odd = `<c r="${reference}" t="str"><v>x</v></c>`;
      const only = reference === 'A2' ? `${odd}${odd}` : odd;
      const { rows, unreadable } = await fixture.read(
        workbook([{ name: 'A', rows: [HEADER, ROW, only, `${ROW}${odd}`] }]),
        'xlsx',
      );
      expect(rows).toHaveLength(1);
      const reason = expect.stringContaining('stands in a column that no sheet has');
      expect(unreadable).toMatchObject([
        { row: '2', reason },
        { row: '3', reason },
      ]);
    },
  );

  it('may have a cell in its last column in every row without filling the memory', async () => {
    const wide = `${ROW}<c r="XFD2" t="str"><v>x</v></c>`;
    const { unreadable } = await fixture.read(
      workbook([{ name: 'A', rows: [HEADER, ...Array<string>(20_000).fill(wide)] }]),
      'xlsx',
    );
    expect(unreadable).toHaveLength(20_000);
  });

  it('that is damaged, declares an entity or has no table is refused', async () => {
    const bomb = zipFixture([
      { name: 'xl/workbook.xml', content: '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook/>' },
      { name: 'xl/_rels/workbook.xml.rels', content: '<Relationships/>' },
    ]);
    expect(await fixture.refusal(bomb, 'xlsx')).toContain('damaged');
    expect(await fixture.refusal(zipFixture([{ name: 'xl/workbook.xml', content: '<work' }]), 'xlsx')).toContain(
      'damaged',
    );
    expect(await fixture.refusal(workbook([]), 'xlsx')).toContain('no visible sheet');
    expect(await fixture.refusal(workbook([{ name: 'A', rows: [texts('a', 'b')] }]), 'xlsx')).toContain(
      'no column was recognised',
    );
  });
});
