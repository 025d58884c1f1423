import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { restoreBackup } from '../casework/backup/restore-backup.ts';
import { dataFolder } from '../casework/data-folder.ts';
import { databaseServer } from '../casework/database-server.ts';
import { visibleJson } from '../engine/spelled-out.ts';
import type { Language } from '../report/language.ts';
import { UnusableInput } from '../transfers/reader.ts';
import { sayIn } from './say-in.ts';

interface Flags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function restoreCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('restore')
    .description(
      say(
        'Put a backup into an empty database, after every byte of it was checked: whole or not at all. Files that are there already are kept.',
        'Remet une sauvegarde dans une base vide, après en avoir vérifié chaque octet : en entier ou pas du tout. Les fichiers déjà présents sont gardés.',
      ),
    )
    .argument('<file>', say('the archive that vigie backup wrote', 'l’archive écrite par vigie backup'))
    .option('--json', say('print what was restored as JSON', 'afficher en JSON ce qui a été restauré'))
    .option('--quiet', say('print nothing', 'ne rien afficher'))
    .action(async (file: string, flags: Flags) => {
      if (!existsSync(file)) throw new UnusableInput(file, 'there is no such file: check the path');
      const folder = dataFolder().path;
      const { manifest, filesKept, secrets } = await restoreBackup(resolve(file), folder, () => databaseServer(folder));
      if (flags.json) return console.log(visibleJson({ manifest, filesKept, secrets }));
      if (flags.quiet) return;
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      console.log(
        say(
          `Restored: ${rows} rows of ${manifest.tables.length} tables and ${manifest.files.length - filesKept.length} files, as they were at ${manifest.madeAt}.`,
          `Restauré : ${rows} lignes de ${manifest.tables.length} tables et ${manifest.files.length - filesKept.length} fichiers, dans leur état du ${manifest.madeAt}.`,
        ),
      );
      if (filesKept.length > 0)
        console.log(
          say(
            `${filesKept.length} files of the backup stand in ${folder} with another content, which was kept: ${filesKept.slice(0, 5).join(', ')}${filesKept.length > 5 ? ' …' : ''}`,
            `${filesKept.length} fichiers de la sauvegarde se trouvent dans ${folder} avec un autre contenu, qui a été gardé : ${filesKept.slice(0, 5).join(', ')}${filesKept.length > 5 ? '…' : ''}`,
          ),
        );
      if (secrets === 'new')
        console.log(
          say(
            'The backup holds no secrets: new ones were made. Everybody signs in anew, and the audit log is signed with a new key from here on: its earlier checkpoints are checked with the earlier one (vigie audit verify --key EARLIER --key PRESENT).',
            'La sauvegarde ne contient pas de secrets : de nouveaux ont été faits. Chacun doit se reconnecter, et le journal d’audit est signé avec une nouvelle clé à partir de là : ses points de contrôle antérieurs se vérifient avec l’ancienne (vigie audit verify --key ANCIENNE --key PRÉSENTE).',
          ),
        );
      if (secrets === 'kept' && manifest.secrets !== null)
        console.log(
          say(
            `The secrets of ${folder} were kept; those of the backup were not used.`,
            `Les secrets de ${folder} ont été gardés ; ceux de la sauvegarde n’ont pas servi.`,
          ),
        );
    });
}
