import type { AttachmentRefusal } from '../../casework/evidence/attachment-refused.ts';
import type { Two } from '../../casework/refusals.ts';

/** What is said of a file of which nothing was kept. */
export const ATTACHMENT_REFUSALS = {
  empty: ['Le fichier est vide.', 'The file is empty.'],
  image: [
    'Ses octets sont ceux d’une image, quel que soit son nom. Vigie n’en ouvre ni n’en garde aucune.',
    'Its bytes are those of an image, whatever it is called. Vigie opens none and keeps none.',
  ],
  video: [
    'Ses octets sont ceux d’une vidéo, quel que soit son nom. Vigie n’en ouvre ni n’en garde aucune.',
    'Its bytes are those of a video, whatever it is called. Vigie opens none and keeps none.',
  ],
  audio: [
    'Ses octets sont ceux d’un enregistrement sonore, quel que soit son nom. Vigie n’en garde aucun.',
    'Its bytes are those of a sound recording, whatever it is called. Vigie keeps none.',
  ],
  archive: [
    'C’est une archive, ou un classeur ou un document bureautique, qui en est une. Exportez le tableau en CSV, le document en texte.',
    'It is an archive, or a workbook or office document, which is one. Export the table as CSV, the document as text.',
  ],
  program: ['C’est un programme.', 'It is a program.'],
  document: [
    'C’est un ancien document bureautique ou une base de données. Exportez-en le tableau en CSV ou le texte.',
    'It is an old office document or a database. Export its table as CSV, or its text.',
  ],
  not_text: [
    'Ses octets ne sont pas ceux d’un texte. Exportez-le en UTF-8.',
    'Its bytes are not those of a text. Export it as UTF-8.',
  ],
  picture_within: [
    'Le texte porte en lui une image, une vidéo ou un son, écrits en lettres ou en chiffres. Retirez-les.',
    'The text carries a picture, a video or a sound within, written in letters or digits. Take them out.',
  ],
  file_within: [
    'Le texte porte en lui un autre fichier (PDF, archive, document), écrit en lettres ou en chiffres. Retirez-le ; un PDF se joint à part.',
    'The text carries another file within (a PDF, an archive, a document), written in letters or digits. Take it out; a PDF is attached by itself.',
  ],
  pdf_unreadable: [
    'Ce n’est pas un PDF que l’on puisse lire, ou c’est deux fichiers en un. Enregistrez-le à nouveau.',
    'It is not a PDF that can be read, or it is two files in one. Save it again.',
  ],
  pdf_protected: [
    'Le PDF est protégé par un mot de passe. Enregistrez-le sans.',
    'The PDF is protected by a password. Save it without one.',
  ],
  pdf_too_much: [
    'Le PDF a plus de 2 000 pages, ou sa lecture demande trop de temps ou de mémoire. Partagez-le.',
    'The PDF has more than 2,000 pages, or reading it takes too much time or memory. Part it.',
  ],
  too_large: [
    'Un fichier joint ne dépasse pas 20 Mo, son texte 10 Mo.',
    'An attached file has 20 MB at most, its text 10 MB.',
  ],
} as const satisfies Record<AttachmentRefusal, Two>;
