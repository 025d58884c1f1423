import { CaseworkError } from '../casework/casework-error.ts';
import { FolderInUse } from '../engine/folder-lock.ts';
import { PackError } from '../indicators/pack-error.ts';
import { inFrench, linesInFrench } from '../report/known-sentences.ts';
import type { Language } from '../report/language.ts';
import { Stopped } from '../scan-progress.ts';
import { LakeError } from '../transfers/lake.ts';
import { UnusableInput } from '../transfers/reader.ts';
import { BadUsage, EXIT } from './exit-codes.ts';
import { sayIn } from './say-in.ts';

/** Of the file system: the disk, a quota or a limit on the size of files is reached. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** Of the file system: what was named for writing is no folder, or not one to write to. */
const NOT_OURS: ReadonlySet<string> = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP'],
]);

interface ShownError {
  readonly code: number;
  /** What happened and what to do next. */
  readonly text: string;
  /** True when the program itself failed: then the error is shown as it is, too. */
  readonly ours: boolean;
}

/** An error as a person reads it. What has no French is said in English. */
export function shownError(error: unknown, language: Language): ShownError {
  const say = sayIn(language);
  const known = (text: string): string => say(text, linesInFrench(text));
  const { badUsage, unusableInput, stopped } = EXIT;
  if (error instanceof Stopped)
    return {
      ...{ code: stopped, ours: false },
      text: say(
        `${error.message}. What a lake had taken in whole is kept; results of an earlier run are untouched.`,
        `${known(error.message)}. Ce qu’un entrepôt a reçu en entier est gardé ; les résultats d’une analyse précédente sont intacts.`,
      ),
    };
  if (error instanceof PackError) return { code: badUsage, ours: false, text: say(error.message, packInFrench(error)) };
  if (error instanceof BadUsage) return { code: badUsage, ours: false, text: known(error.message) };
  if (error instanceof UnusableInput) {
    const reason = error.message.slice(error.label.length + 2);
    const text = say(error.message, `${error.label} : ${linesInFrench(reason)}`);
    return { code: unusableInput, ours: false, text };
  }
  if (error instanceof CaseworkError) return { code: unusableInput, ours: false, text: error.in(language) };
  if (error instanceof LakeError || error instanceof FolderInUse)
    return { code: unusableInput, ours: false, text: known(error.message) };
  const { code, message, syscall, path } = error as NodeJS.ErrnoException;
  if (NO_ROOM.has(code ?? '') || /No space left|File too large|quota|out of memory/i.test(message)) {
    const why = message.split('\n')[0] ?? '';
    return {
      ...{ code: stopped, ours: false },
      text: say(
        `There is not enough room: ${why}. Free disk space beside the output folder and the lake, or give more with --memory, then run the same command again. Results of an earlier run are untouched.`,
        `La place manque : ${why}. Libérer de l’espace disque près du dossier de sortie et de l’entrepôt, ou donner plus avec --memory, puis relancer la même commande. Les résultats d’une analyse précédente sont intacts.`,
      ),
    };
  }
  // /proc and its like say of every new folder that it is not there.
  if (NOT_OURS.has(code ?? '') || (code === 'ENOENT' && syscall === 'mkdir'))
    return {
      ...{ code: badUsage, ours: false },
      text: `${path === undefined ? '' : `${path}${say(': ', ' : ')}`}${say(...notOurs(code ?? ''))}`,
    };
  return {
    ...{ code: stopped, ours: true },
    text: say(
      'This is an error of Vigie, not of yours; results of an earlier run are untouched. Please report it:',
      'C’est une erreur de Vigie, pas la vôtre ; les résultats d’une analyse précédente sont intacts. Merci de la signaler :',
    ),
  };
}

/** Why nothing can be written where a person said, and what to do. */
function notOurs(code: string): [english: string, french: string] {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return [
        'a file stands where a folder is needed. Name another folder.',
        'un fichier se trouve là où il faut un dossier. Nommer un autre dossier.',
      ];
    case 'EISDIR':
      return [
        'a folder stands where a file is needed. Move it away.',
        'un dossier se trouve là où il faut un fichier. Le déplacer.',
      ];
    case 'ENAMETOOLONG':
      return [
        'the name is too long for this system. Choose a shorter one.',
        'le nom est trop long pour ce système. En choisir un plus court.',
      ];
    default:
      return [
        'nothing can be written there. Choose a folder that you may write to.',
        'rien ne peut y être écrit. Choisir un dossier où l’écriture est permise.',
      ];
  }
}

/** Whoever writes a pack reads English keys; only what everybody may meet has French. */
function packInFrench({ message, problems }: PackError): string {
  const [only] = problems;
  const french = problems.length === 1 && only !== undefined ? inFrench(only.message) : null;
  return french !== null && only !== undefined
    ? `${only.file}:${only.line}:${only.column} ${french}`
    : `Le lot d’indicateurs a des défauts (dits en anglais, à qui l’écrit) :\n${message}`;
}
