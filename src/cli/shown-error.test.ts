import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseworkError } from '../casework/casework-error.ts';
import { FolderInUse } from '../engine/folder-lock.ts';
import { PackError } from '../indicators/pack-error.ts';
import { linesInFrench } from '../report/known-sentences.ts';
import { UnusableInput } from '../transfers/reader.ts';
import { parseMapping } from '../transfers/tabular/load-mapping.ts';
import { shownError } from './shown-error.ts';

/** Texts of errors that the commands throw in English, gaps filled with a number. */
function thrownTexts(): string[] {
  return globSync('*.ts', { cwd: import.meta.dirname })
    .filter((name) => !name.includes('.test.'))
    .flatMap((name) => {
      const source = readFileSync(join(import.meta.dirname, name), 'utf8');
      return [...source.matchAll(/new (?:InvalidArgumentError|BadUsage)\(\s*['`]([^'`]+)['`]/g)].map((found) =>
        (found[1] ?? '').replaceAll(/\$\{[^}]*\}/g, '7'),
      );
    });
}

describe('an error on a French terminal', () => {
  it('is in French, whatever the command line refuses', () => {
    const texts = thrownTexts();
    expect(texts.length).toBeGreaterThan(6);
    expect(texts.filter((text) => linesInFrench(text) === text)).toEqual([]);
  });

  it('is in French where the command line itself is wrong', () => {
    for (const text of [
      "error: required option '--out <folder>' not specified",
      "error: option '--budget <n>' argument 'x' is invalid. Write a whole number from 1 to 1000000.",
      "error: option '--preset <name>' argument 'x' is invalid. Allowed choices are plain, demo.",
      "error: too many arguments for 'evaluate'. Expected 0 arguments but got 1.",
      "error: unknown command 'scn'\n(Did you mean scan?)",
      "error: unknown option '--lnag'\n(Did you mean --lang?)",
    ])
      for (const line of linesInFrench(text).split('\n')) expect(text).not.toContain(line);
  });

  it('names the file, turns the reason, and keeps the exit code', () => {
    const error = new UnusableInput('a.csv', 'the file is empty: export it again.');
    expect(shownError(error, 'fr')).toEqual({
      code: 2,
      text: 'a.csv : le fichier est vide : l’exporter de nouveau.',
      ours: false,
    });
    expect(shownError(error, 'en').text).toBe('a.csv: the file is empty: export it again.');
    const ofCases = new CaseworkError('no room.', 'pas de place.');
    expect(shownError(ofCases, 'fr')).toEqual({ code: 2, text: 'pas de place.', ours: false });
    const inUse = new FolderInUse(
      'out is in use by process 7: wait until it has finished, or name another folder. If that process is not Vigie, remove out/lock.',
    );
    expect(shownError(inUse, 'fr')).toMatchObject({
      code: 2,
      text: expect.stringContaining('utilisé par le processus 7'),
    });
  });

  it('turns each mistake of a mapping file', () => {
    let shown = '';
    try {
      parseMapping('m.yaml', 'columns:\n  amout: Montant\ndirection: { owner: { id: A } }\nzone: Mars\n');
    } catch (error) {
      shown = shownError(error, 'fr').text;
    }
    const [first, ...mistakes] = shown.split('\n');
    expect(first).toBe('m.yaml : le fichier de correspondance contient 4 erreur(s) :');
    expect(mistakes.sort()).toEqual([
      expect.stringMatching(/^ {2}ligne 2 : columns : « amout » est inconnu ; écrire l’un de : /),
      expect.stringMatching(/^ {2}ligne 3 : direction : donner soit « column »/),
      expect.stringMatching(/^ {2}ligne 3 : direction : donner « owner » et « counterparty »/),
      expect.stringMatching(/^ {2}ligne 4 : zone : écrire UTC, payer/),
    ]);
  });

  it('of a pack is said to be in English where it is', () => {
    const problem = { file: 'p.yaml', line: 3, column: 1, message: 'weight must be above 0' };
    expect(shownError(new PackError([problem]), 'fr').text).toContain('en anglais');
    const folder = { ...problem, message: 'a pack needs one pack.yaml with its name, version and title' };
    expect(shownError(new PackError([folder]), 'fr').text).toContain('un lot d’indicateurs a besoin');
  });
});
