import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { run } from '../../scripts/verify-custody.mjs';
import { SIGNER } from '../casework/audit/keep-sealing.ts';
import { noteKeyOf, verifierText } from '../casework/audit/signed-note.ts';
import { dataFolder } from '../casework/data-folder.ts';
import { secretsFile, secretsOf } from '../casework/secrets.ts';
import type { Language } from '../report/language.ts';
import { sayIn } from './say-in.ts';

/** `vigie custody`: checks an exported chain of custody. The same file does it without Vigie. */
export function custodyCommand(language: Language): Command {
  const say = sayIn(language);
  const command = new Command('custody').description(
    say('Check an exported chain of custody.', 'Contrôle une chaîne de garde exportée.'),
  );
  command
    .command('verify <file>')
    .description(
      say(
        'Find every entry that was edited, removed, moved or added since the export was signed. scripts/verify-custody.mjs does the same without Vigie.',
        'Trouve toute entrée modifiée, retirée, déplacée ou ajoutée depuis la signature de l’export. scripts/verify-custody.mjs fait de même sans Vigie.',
      ),
    )
    .option(
      '--key <key>',
      say(
        'what the export is checked with, as "vigie audit key" prints it; the key of this installation otherwise, or the one in the file',
        'clé de vérification, telle que « vigie audit key » l’affiche ; sinon celle de cette installation, ou celle du fichier',
      ),
    )
    .action((file: string, { key = ownKey() }: { key?: string | null }) => {
      process.exitCode = run([resolve(file), ...(key === null ? [] : ['--key', key])], language, console.log);
    });
  return command;
}

/** Null when nothing is installed here: looking must not make secrets. */
function ownKey(): string | null {
  const { path } = dataFolder();
  return existsSync(secretsFile(path)) ? verifierText(noteKeyOf(secretsOf(path).audit.signingKey, SIGNER)) : null;
}
