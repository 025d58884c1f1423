import type { ImportError } from '../../casework/imports/import-row.ts';

type InBoth = ImportError['text'];
type Why = ImportError['why'];

/** What happened where the scan did not say it, and what to do next in the workbench. */
const WORDS: Readonly<Record<Exclude<Why, 'died'>, { readonly text: InBoth; readonly next: InBoth }>> = {
  input: {
    text: {
      en: 'None of the files could be read.',
      fr: 'Aucun des fichiers n’a pu être lu.',
    },
    next: {
      en: 'Look at the reason of each file, say what its columns mean or export it again, then import again. Nothing was changed.',
      fr: 'Regardez la raison de chaque fichier, dites ce que signifient ses colonnes ou exportez-le de nouveau, puis importez. Rien n’a été modifié.',
    },
  },
  usage: {
    text: { en: 'The scan refused how it was asked.', fr: 'L’analyse a refusé ce qui lui était demandé.' },
    next: {
      en: 'Correct what is named, then import again. Nothing was changed.',
      fr: 'Corrigez ce qui est nommé, puis importez de nouveau. Rien n’a été modifié.',
    },
  },
  room: {
    text: { en: 'There is not enough room on the disk.', fr: 'La place manque sur le disque.' },
    next: {
      en: 'Ask the administrator to free disk space beside the data folder, then import again. Leads of earlier imports are untouched.',
      fr: 'Demandez à l’administrateur de libérer de l’espace près du dossier de données, puis importez de nouveau. Les pistes des imports précédents sont intactes.',
    },
  },
  busy: {
    text: {
      en: 'Another program is at work in the records of this unit.',
      fr: 'Un autre programme travaille dans les enregistrements de cette unité.',
    },
    next: {
      en: 'Import again when it has finished; if there is none, tell the administrator.',
      fr: 'Importez de nouveau quand il aura fini ; s’il n’y en a pas, prévenez l’administrateur.',
    },
  },
  error: {
    text: { en: 'An error of Vigie.', fr: 'Une erreur de Vigie.' },
    next: {
      en: 'Tell the administrator the time: the log of the server says more. Leads of earlier imports are untouched.',
      fr: 'Donnez l’heure à l’administrateur : le journal du serveur en dit plus. Les pistes des imports précédents sont intactes.',
    },
  },
  nothing: {
    text: {
      en: 'No record was accepted: there is nothing to find leads in.',
      fr: 'Aucun enregistrement n’a été accepté : il n’y a rien où chercher des pistes.',
    },
    next: {
      en: 'Look at the quarantined records and their reasons, say what the columns mean, then import again.',
      fr: 'Regardez les enregistrements en quarantaine et leurs raisons, dites ce que signifient les colonnes, puis importez de nouveau.',
    },
  },
  file_gone: {
    text: { en: 'A file of this import is no longer there.', fr: 'Un fichier de cet import n’est plus là.' },
    next: { en: 'Send it again, then import again.', fr: 'Envoyez-le de nouveau, puis importez.' },
  },
};

/** @param said what the scan itself said, when it did */
export function failed(why: Exclude<Why, 'died'>, said?: InBoth): ImportError {
  const { text, next } = WORDS[why];
  const isOurs = why === 'error' || why === 'busy' || said === undefined;
  return { why, text: isOurs ? text : said, next };
}
