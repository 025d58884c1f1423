import type { Two } from '../../casework/refusals.ts';
import type { ImportRefusal } from '../../casework/timeline/imports/import-words.ts';

/** What is said of a file of contacts or reports of which nothing was taken. */
export const IMPORT_REFUSALS = {
  empty: ['Le fichier est vide.', 'The file is empty.'],
  pdf: ['C’est un PDF, dont les lignes ne se lisent pas sûrement.', 'It is a PDF, whose rows cannot be read surely.'],
  not_text: ['Ses octets ne sont pas ceux d’un texte.', 'Its bytes are not those of a text.'],
  not_a_table: [
    'Ce n’est ni un tableau dont la première ligne nomme les colonnes, ni du JSON.',
    'It is neither a table whose first row names its columns, nor JSON.',
  ],
  no_columns: [
    'Aucune colonne n’est reconnue : ni identifiants d’un contact, ni numéro de signalement. La première ligne doit nommer les colonnes.',
    'No column is known: neither identifiers of a contact nor the number of a report. The first row must name the columns.',
  ],
  too_many_rows: ['Le fichier a plus de 50 000 lignes. Partagez-le.', 'The file has more than 50,000 rows. Part it.'],
  too_many_columns: [
    'Le fichier a plus de 500 colonnes : ce n’est pas un tableau de métadonnées.',
    'The file has more than 500 columns: it is no table of metadata.',
  ],
  too_deep: ['Le JSON est imbriqué trop profondément.', 'The JSON is nested too deeply.'],
} as const satisfies Record<ImportRefusal, Two>;
