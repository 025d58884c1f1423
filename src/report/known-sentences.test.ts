import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { inFrench } from './known-sentences.ts';

const SOURCES = fileURLToPath(new URL('../', import.meta.url));
/** Files that write sentences for a person, beside the readers. */
const ALSO = [
  ...['engine/folder-lock.ts', 'network/known.ts', 'network/untie-list.ts', 'scan-progress.ts', 'link.ts'],
  ...['decisions-file', 'linked-people', 'list-mapping', 'people-list'].map((name) => `network/linkage/${name}.ts`),
];
/** They write no sentence for a person, or describe what a mapping may hold. */
const APART =
  /test|fixture|\.d\.ts$|transfers\/(transfer|status-words|own-texts)\.ts$|(geography|money)\/(?!user-places|rates\.|rate-files)|tabular\/(mapping|header-words|header-key|xml-stream)\.ts$/;
const WRITE_A_MAPPING =
  'Write a mapping file and give it with --mapping, one line per field under "columns:", for example "  amount: <header>" or "  currency: { constant: EUR }".';
/** Errors of the program itself, and pieces that only stand inside of a sentence. */
const NOT_SHOWN = new Set([
  '… is not in the lake',
  '…: … records were read, but … accepted + … duplicates + … in quarantine are …. This is an error of Vigie; nothing of this run should be used.',
  'SHA-256 of the file: one file is one batch.',
  'A person asked to stop',
  'There is no reader for …',
  'headerRecord needs at least one record',
  '… could be …',
  'Matroska or WebM',
  'who is paid',
  `… ${WRITE_A_MAPPING}`,
  'None was recognised.',
]);
/** What may stand in a gap, so that one of these makes a sentence that is known. */
const SAMPLES = [
  '7',
  'The date is missing.',
  'the file is too short to be Parquet',
  'Headers seen: "a", "b".',
  `None was recognised. ${WRITE_A_MAPPING}`,
];

interface Written {
  readonly at: string;
  /** The text between the gaps. */
  readonly pieces: readonly string[];
}

/** Every text of several words in the readers' sources, and what SQL gives as a reason. */
function sentences(): readonly Written[] {
  return [...globSync('transfers/**/*.ts', { cwd: SOURCES }).filter((name) => !APART.test(name)), ...ALSO].flatMap(
    (name) => {
      const source = ts.createSourceFile(name, readFileSync(SOURCES + name, 'utf8'), ts.ScriptTarget.Latest, true);
      const found: Written[] = [];
      const visit = (node: ts.Node): void => {
        const at = `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
        const pieces = piecesOf(node);
        const sql = pieces.join('…').match(/'([^'…]+)' AS reason/)?.[1];
        if (sql !== undefined) found.push({ at, pieces: [sql] });
        else if (/[a-z]+ [a-z]+ /.test(pieces.join('')) && !/SELECT|CASE|FROM |read_csv|COPY /.test(pieces.join('')))
          found.push({ at, pieces });
        ts.forEachChild(node, visit);
      };
      visit(source);
      return found;
    },
  );
}

function piecesOf(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return [];
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
}

function filledIn(pieces: readonly string[]): readonly string[] {
  const [first = '', ...rest] = pieces;
  return rest.reduce<readonly string[]>(
    (heads, piece) => heads.flatMap((head) => SAMPLES.map((sample) => head + sample + piece)),
    [first],
  );
}

describe('sentences of the readers', () => {
  const written = sentences();

  test('are found in the sources', () => {
    expect(written.length).toBeGreaterThan(90);
    const files = new Set(written.map(({ at }) => at.split(':')[0]));
    expect(files).toContain('transfers/canonical.ts');
    expect(files).toContain('transfers/settle-duplicates.ts');
    expect(files).toContain('transfers/tabular/csv-record.ts');
  });

  test('have French, every one that may come to a reader', () => {
    const lacking = written
      .filter(({ pieces }) => !NOT_SHOWN.has(pieces.join('…')))
      .filter(({ pieces }) => filledIn(pieces).every((sentence) => inFrench(sentence.split('\n')[0] ?? '') === null));
    expect(lacking.map(({ at, pieces }) => `${at} ${pieces.join('…')}`)).toEqual([]);
  });
});

describe('French of a sentence', () => {
  test('carries numbers and headers over, with or without the full stop', () => {
    expect(inFrench('The amount is zero.')).toBe('Le montant est nul.');
    expect(inFrench('the zip holds no file')).toBe('le zip ne contient aucun fichier');
    expect(inFrench('the zip holds no file.')).toBe('le zip ne contient aucun fichier.');
    expect(
      inFrench('the bytes are those of an image file (PNG): Vigie never opens one, and nothing of it was kept.'),
    ).toBe('les octets sont ceux d’une image (PNG) : Vigie n’en ouvre jamais, et rien n’en a été gardé.');
    expect(inFrench('Column "or of the day" is nested (STRUCT(a INT)) and was not read.')).toBe(
      'La colonne « or of the day » est imbriquée (STRUCT(a INT)) et n’a pas été lue.',
    );
  });

  test('turns the lists that a refusal holds, but not the headers in it', () => {
    expect(
      inFrench(
        `no column was recognised for the date (executed_at or executed_date), who pays (payer_id or payer_name). Headers seen: "this or that", "b". Recognised: amount. ${WRITE_A_MAPPING}`,
      ),
    ).toBe(
      'aucune colonne n’a été reconnue pour la date (executed_at ou executed_date), qui paie (payer_id ou payer_name). En-têtes vus : "this or that", "b". Reconnus : amount. Écrire un fichier de correspondance et le donner avec --mapping, une ligne par champ sous « columns: », par exemple « amount: <en-tête> » ou « currency: { constant: EUR } ».',
    );
    expect(
      inFrench(
        `two columns fit one field equally well: amount could be "A or B" or "C". Headers seen: "A or B", "C". None was recognised. ${WRITE_A_MAPPING}`,
      ),
    ).toContain('amount peut être "A or B" ou "C". En-têtes vus : "A or B", "C". Aucun n’a été reconnu.');
  });

  test('turns a sentence within a sentence, or says nothing', () => {
    expect(inFrench('Transfer 12: 3 more times: A statement holds no entry.')).toBe(
      'Transfert 12 : Encore 3 fois : Un relevé ne contient aucune écriture.',
    );
    expect(
      inFrench(
        'The XML is broken at line 3, column 9. What stands before was read; ask the sender for the whole file.',
      ),
    ).toBe(
      'Le XML est défectueux (ligne 3, colonne 9). Ce qui précède a été lu ; demander le fichier entier à l’expéditeur.',
    );
    expect(inFrench('Transfer 12: something that nobody wrote.')).toBeNull();
    expect(inFrench('EBUSY: resource busy')).toBeNull();
  });
});
