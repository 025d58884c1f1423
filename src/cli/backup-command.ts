import { resolve } from 'node:path';
import { Command } from 'commander';
import { writeBackup } from '../casework/backup/write-backup.ts';
import { dataFolder } from '../casework/data-folder.ts';
import { databaseServer } from '../casework/database-server.ts';
import { prepareDatabase } from '../casework/migrate.ts';
import { secretsOf } from '../casework/secrets.ts';
import { visibleJson } from '../engine/spelled-out.ts';
import type { Language } from '../report/language.ts';
import { sayIn } from './say-in.ts';

interface Flags {
  readonly out: string;
  readonly withSecrets?: boolean;
  readonly databaseOnly?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function backupCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('backup')
    .description(
      say(
        'Write one archive with everything the workbench keeps: all tables as they are at one instant, lakes, results and the checkpoints of the audit log. Not the inbox, and not the secrets unless asked. The workbench may run meanwhile; the audit log tells of it.',
        'Écrit une archive de tout ce que garde le poste de travail : toutes les tables telles qu’elles sont à un instant, les entrepôts, les résultats et les points de contrôle du journal d’audit. Ni la boîte d’arrivée, ni les secrets sauf demande. Le poste de travail peut fonctionner pendant ce temps ; le journal d’audit en fait état.',
      ),
    )
    .requiredOption(
      '--out <file>',
      say('the archive (zip); it must not be there yet', 'l’archive (zip) ; elle ne doit pas encore exister'),
    )
    .option(
      '--with-secrets',
      say(
        'the passwords of the database, the keys of the sign-in and of the audit log too; keep the archive as you keep those',
        'aussi les mots de passe de la base, les clés de la connexion et du journal d’audit ; garder l’archive comme on garde ceux-ci',
      ),
    )
    .option(
      '--database-only',
      say('only the tables: neither lakes nor results', 'les tables seulement : ni entrepôts ni résultats'),
    )
    .option('--json', say('print what it holds as JSON', 'afficher son contenu en JSON'))
    .option('--quiet', say('print nothing', 'ne rien afficher'))
    .action(async (flags: Flags) => {
      const folder = dataFolder();
      const server = await databaseServer(folder.path);
      try {
        await prepareDatabase(server, secretsOf(folder.path));
        const out = resolve(flags.out);
        const manifest = await writeBackup(server, {
          dataFolder: folder.path,
          out,
          withSecrets: flags.withSecrets ?? false,
          databaseOnly: flags.databaseOnly ?? false,
        });
        if (flags.json) console.log(visibleJson(manifest));
        else if (!flags.quiet) {
          const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
          const counts = [rows, manifest.tables.length, manifest.files.length];
          console.log(
            say(
              `${out}: ${counts[0]} rows of ${counts[1]} tables and ${counts[2]} files, as of ${manifest.madeAt}.`,
              `${out} : ${counts[0]} lignes de ${counts[1]} tables et ${counts[2]} fichiers, au ${manifest.madeAt}.`,
            ),
          );
          if (manifest.secrets === null)
            console.log(
              say(
                'It holds no secrets: without those of this data folder (secrets.json), everybody signs in anew after a restore, and the audit log is signed with a new key from there on.',
                'Elle ne contient pas les secrets : sans ceux de ce dossier de données (secrets.json), chacun se reconnecte après une restauration, et le journal d’audit est dès lors signé d’une nouvelle clé.',
              ),
            );
        }
      } finally {
        await server.stop();
      }
    });
}
