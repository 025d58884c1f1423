/** SWIFT messages for tests: every person and number in them is made up. */

const TEXT_103 = [
  ':20:REF-1',
  ':23B:CRED',
  ':32A:240301EUR100,50',
  ':50K:/FR7600000000000000000000001',
  'SYNTHETIC PAYER 1',
  '1 STREET A',
  ':59:/ACC-2',
  'SYNTHETIC PAYEE 2',
  ':70:GIFT',
  ':71A:SHA',
];

export interface MessageParts {
  readonly type?: string;
  readonly lines?: readonly string[];
  readonly header?: string;
  readonly sequence?: number;
}

/** A received message (block 2 `O`) from TESTDEFF, with the parts that matter to a test. */
export function message(parts: MessageParts = {}): string {
  const { type = '103', lines = TEXT_103, header = '', sequence = 1 } = parts;
  const reference = `240301TESTDEFFAXXX1234${String(sequence).padStart(6, '0')}`;
  return `{1:F01TESTFRPPAXXX0000000000}{2:O${type}1200${reference}2403011201N}${header}{4:\n${lines.join('\n')}\n-}{5:{CHK:000000000000}}`;
}

/** TEXT_103 with some fields replaced: `{ '59': ['/X', 'NAME'] }`, or left out: `{ '70': [] }`. A key names a tag with its option. */
export function text103(changes: Readonly<Record<string, readonly string[]>>): string[] {
  const fields: string[][] = [];
  for (const line of TEXT_103) {
    if (line.startsWith(':')) fields.push([line]);
    else fields.at(-1)?.push(line);
  }
  const tags = Object.keys(changes).map((key) => key.slice(0, 2));
  const kept = fields.filter((field) => !tags.includes(field[0]?.slice(1, 3) ?? ''));
  const added = Object.entries(changes).map(([tag, lines]) =>
    lines.map((line, index) => (index === 0 ? `:${tag}:${line}` : line)),
  );
  return [...kept, ...added].flat();
}
