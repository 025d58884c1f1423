import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { Command } from 'commander';
import { checkpointsFile, SIGNER } from '../casework/audit/keep-sealing.ts';
import { type NoteKey, noteKeyOf, readVerifier, verifierText } from '../casework/audit/signed-note.ts';
import { exportedEntries, notesOfFile, type StoredLog, whileReadingLog } from '../casework/audit/stored-log.ts';
import { type Finding, verifyChain } from '../casework/audit/verify-chain.ts';
import { whileConnected } from '../casework/connection.ts';
import { dataFolder } from '../casework/data-folder.ts';
import { databaseServer } from '../casework/database-server.ts';
import { secretsOf } from '../casework/secrets.ts';
import type { Language } from '../report/language.ts';
import { BadUsage, EXIT } from './exit-codes.ts';
import { type Say, sayIn } from './say-in.ts';

interface VerifyFlags {
  readonly log?: string;
  readonly checkpoints?: string;
  readonly key?: readonly string[];
}

/** `vigie audit`: checks the log without the workbench, exports it, shows the key that its checkpoints are signed with. */
export function auditCommand(language: Language): Command {
  const say = sayIn(language);
  const command = new Command('audit').description(
    say(
      'Check the audit log of the workbench: finds every entry that was edited, removed or moved.',
      'Contrôle le journal d’audit de l’atelier : trouve toute entrée modifiée, retirée ou déplacée.',
    ),
  );
  command
    .command('verify')
    .description(
      say(
        'Hold every entry against the chain and the signed checkpoints. Needs the database, or an exported log.',
        'Confronte chaque entrée à la chaîne et aux points de contrôle signés. Demande la base de données, ou un journal exporté.',
      ),
    )
    .option('--log <file>', say('an exported log instead of the database', 'un journal exporté plutôt que la base'))
    .option(
      '--checkpoints <file>',
      say('checkpoints kept elsewhere, beside those of the log', 'points de contrôle gardés ailleurs, en plus'),
    )
    .option(
      '--key <key...>',
      say(
        'what checkpoints are checked with; after a restore without secrets, the earlier key and the present one',
        'clé de vérification des points de contrôle ; après une restauration sans secrets, l’ancienne clé et la présente',
      ),
    )
    .action(async (flags: VerifyFlags) => {
      process.exitCode = await verify(flags, say);
    });
  command
    .command('export')
    .description(
      say('Write the log to a file, a line for each entry.', 'Écrit le journal dans un fichier, une entrée par ligne.'),
    )
    .requiredOption('--out <file>', say('file that is not there yet', 'fichier qui n’existe pas encore'))
    .action(({ out }: { out: string }) => fromDatabase((log) => exportTo(resolve(out), log)));
  command
    .command('key')
    .description(
      say(
        'Print the key with which checkpoints are checked. Keep it away from the server.',
        'Affiche la clé qui vérifie les points de contrôle. À garder hors du serveur.',
      ),
    )
    .action(() => console.log(verifierText(ownKey())));
  return command;
}

async function verify({ log, checkpoints, key }: VerifyFlags, say: Say): Promise<number> {
  const keys = key === undefined ? [ownKey()] : key.map(readVerifier);
  const verifiers = keys.filter((each) => each !== null);
  if (verifiers.length < keys.length)
    throw new BadUsage('--key is not a key of checkpoints: give the line that "vigie audit key" prints.');
  const kept = [
    ...(checkpoints === undefined ? [] : await notesOfFile(resolve(checkpoints))),
    ...(await notesOfFile(checkpointsFile(dataFolder().path))),
  ];
  const check = ({ entries, notes, end }: StoredLog) => verifyChain(entries, [...notes, ...kept], verifiers, end);
  const verified =
    log === undefined
      ? await fromDatabase(check)
      : await check({ entries: exportedEntries(resolve(log)), notes: [], end: null });
  for (const finding of verified.findings) console.log(findingText(finding, say));
  const { entries, sealedTo, findings } = verified;
  const restoredOnly = findings.every(
    (finding) => finding.what === 'checkpoints_of_another_key' && finding.restored.length > 0,
  );
  console.log(
    findings.length === 0
      ? say(
          `${entries} entries, none edited, removed or moved; vouched for up to entry ${sealedTo} by signed checkpoints.`,
          `${entries} entrées, aucune modifiée, retirée ou déplacée ; garanties jusqu’à l’entrée ${sealedTo} par des points de contrôle signés.`,
        )
      : restoredOnly
        ? say(
            `${entries} entries, none edited, removed or moved as far as the chain and ${sealedTo === 0 ? 'no checkpoint of this key' : `the checkpoints of this key (up to entry ${sealedTo})`} tell.`,
            `${entries} entrées, aucune modifiée, retirée ou déplacée d’après la chaîne et ${sealedTo === 0 ? 'sans point de contrôle de cette clé' : `les points de contrôle de cette clé (jusqu’à l’entrée ${sealedTo})`}.`,
          )
        : say(
            `${entries} entries, ${findings.length} findings. Keep the database as it is, tell the head of the unit, and compare with the last backup.`,
            `${entries} entrées, ${findings.length} constats. Garder la base en l’état, prévenir le chef d’unité, et comparer avec la dernière sauvegarde.`,
          ),
  );
  return findings.length === 0 ? EXIT.done : EXIT.unusableInput;
}

function findingText(finding: Finding, say: Say): string {
  switch (finding.what) {
    case 'edited':
      return say(`Entry ${finding.seq} was edited.`, `L’entrée ${finding.seq} a été modifiée.`);
    case 'not_following':
      return say(
        `Entry ${finding.seq} does not follow the one before it.`,
        `L’entrée ${finding.seq} ne suit pas celle qui la précède.`,
      );
    case 'out_of_order':
      return say(`Entry ${finding.seq} stands in the wrong place.`, `L’entrée ${finding.seq} n’est pas à sa place.`);
    case 'removed':
      return say(
        `Entries ${finding.from} to ${finding.to} are missing.`,
        `Les entrées ${finding.from} à ${finding.to} manquent.`,
      );
    case 'cut_off':
      return say(
        `The log ends with entry ${finding.after}; there were ${finding.expected}.`,
        `Le journal s’arrête à l’entrée ${finding.after} ; il y en avait ${finding.expected}.`,
      );
    case 'made_anew':
      return say(
        `Entry ${finding.seq} is not the one that a checkpoint vouches for: the log was written anew.`,
        `L’entrée ${finding.seq} n’est pas celle que garantit un point de contrôle : le journal a été réécrit.`,
      );
    case 'checkpoint_not_signed':
      return say(
        `Checkpoint ${finding.number} is not signed with this key.`,
        `Le point de contrôle ${finding.number} n’est pas signé avec cette clé.`,
      );
    case 'checkpoints_of_another_key':
      return finding.restored.length === 0
        ? say(
            `${signedOtherwise(finding.count, say)}, and the log tells of no restore. Check them with the key that was kept away from the server (--key). If there is none that fits, keep the database as it is and tell the head of the unit.`,
            `${signedOtherwise(finding.count, say)}, et le journal ne parle d’aucune restauration. Les vérifier avec la clé gardée hors du serveur (--key). Si aucune ne convient, garder la base en l’état et prévenir le chef d’unité.`,
          )
        : say(
            `${signedOtherwise(finding.count, say)}. That is so after a backup was restored without its secrets: the log tells of a restore in entry ${finding.restored.join(', ')}. To check them too, give the key from before and the present one: vigie audit verify --key EARLIER --key PRESENT (docs/how-to/back-up-and-restore.md). If nobody restored a backup, keep the database as it is and tell the head of the unit.`,
            `${signedOtherwise(finding.count, say)}. C’est le cas après la restauration d’une sauvegarde sans ses secrets : le journal parle d’une restauration à l’entrée ${finding.restored.join(', ')}. Pour les vérifier aussi, donner la clé d’avant et la présente : vigie audit verify --key ANCIENNE --key PRÉSENTE (docs/how-to/back-up-and-restore.md). Si personne n’a restauré de sauvegarde, garder la base en l’état et prévenir le chef d’unité.`,
          );
    case 'checkpoint_missing':
      return say('No signed checkpoint was found.', 'Aucun point de contrôle signé n’a été trouvé.');
  }
}

function signedOtherwise(count: number, say: Say): string {
  return say(
    `${count} checkpoint${count === 1 ? ' is' : 's are'} signed with another key than the one given`,
    `${count} point${count < 2 ? '' : 's'} de contrôle ${count < 2 ? 'est signé' : 'sont signés'} avec une autre clé que celle donnée`,
  );
}

function ownKey(): NoteKey {
  return noteKeyOf(secretsOf(dataFolder().path).audit.signingKey, SIGNER);
}

async function fromDatabase<T>(work: (log: StoredLog) => Promise<T>): Promise<T> {
  const server = await databaseServer(dataFolder().path);
  try {
    const where = { ...server.admin, database: server.database };
    return await whileConnected(where, 'vigie audit', (client) => whileReadingLog(client, work));
  } finally {
    await server.stop();
  }
}

async function exportTo(file: string, { entries }: StoredLog): Promise<void> {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  for await (const entry of entries) if (!out.write(`${JSON.stringify(entry)}\n`)) await once(out, 'drain');
  out.end();
  await finished(out);
}
