import { join } from 'node:path';
import { CaseworkError } from '../casework-error.ts';
import type { Account } from './account.ts';

/** What a server that does not start says, as a person can use it. */
export function startFailure(home: string, output: string, account: Account): CaseworkError {
  const log = join(home, 'server.log');
  if (/No space left|Disk quota exceeded/i.test(output))
    return new CaseworkError(
      `There is no room left on the disk for the database in ${home}. Free space there and run the command again; what was committed is kept.`,
      `Il n’y a plus de place sur le disque pour la base de données de ${home}. Y libérer de l’espace et relancer la commande ; ce qui a été validé est gardé.`,
    );
  if (/lock file .* already exists|pre-existing shared memory/i.test(output))
    return new CaseworkError(
      `Another database server, which Vigie cannot see, uses ${home}: on another machine or in another container. Stop that one, or set VIGIE_DATA to another folder.`,
      `Un autre serveur de base de données, que Vigie ne voit pas, utilise ${home} : sur une autre machine ou dans un autre conteneur. L’arrêter, ou donner un autre dossier dans VIGIE_DATA.`,
    );
  if (/Permission denied|could not access directory|Operation not permitted|Read-only file system/i.test(output))
    return new CaseworkError(
      `The database server, which runs as ${account.name}, cannot read or write ${home}: ${lastLine(output)}. Give that account the right to come through to it, or set VIGIE_DATA to another folder.`,
      `Le serveur de base de données, qui s’exécute sous ${account.name}, ne peut pas lire ou écrire ${home} : ${lastLine(output)}. Donner à ce compte le droit d’y accéder, ou donner un autre dossier dans VIGIE_DATA.`,
    );
  if (/could not map anonymous shared memory|Cannot allocate memory|shmget/i.test(output))
    return new CaseworkError(
      'There is not enough free memory for the database server. End other programs, or use a larger machine, then run the command again.',
      'Il n’y a pas assez de mémoire libre pour le serveur de base de données. Fermer d’autres programmes, ou prendre une machine plus grande, puis relancer la commande.',
    );
  return new CaseworkError(
    `The database server in ${home} did not start: ${lastLine(output)}. See ${log}; vigie doctor checks what it needs.`,
    `Le serveur de base de données de ${home} n’a pas démarré : ${lastLine(output)}. Voir ${log} ; vigie doctor vérifie ce qu’il lui faut.`,
  );
}

/** The last that was said in earnest, without its time and number. */
function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const grave = lines.findLast((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? '';
  return grave.replace(/^.*?(FATAL|PANIC|ERROR|error): */, '').replace(/\.$/, '');
}
