import { z } from 'zod';
import { isDatabaseAway } from '../casework/database-away.ts';
import { CutOff, FileRefused, NoRoom } from '../casework/imports/receive-file.ts';
import { Conflict, type ConflictReason, Forbidden, Missing, PurposeMissing } from '../casework/refusals.ts';
import { linesInFrench } from '../report/known-sentences.ts';
import { FileUnreadable } from './jobs/look-at-file.ts';
import { SIGN_IN_REFUSALS, SignInRefused, type Two } from './sign-in/refusals.ts';

/** RFC 9457, with `next`: what to do now. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  next: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

export type ServerLanguage = 'fr' | 'en';

/** French unless English is asked for first. */
export function languageOf(acceptLanguage: string | undefined): ServerLanguage {
  const asked = (acceptLanguage ?? '').toLowerCase().match(/\b(fr|en)\b/);
  return asked?.[1] === 'en' ? 'en' : 'fr';
}

/** Who asks is not signed in. */
export class SignedOut extends Error {}
/** Signed in with a password alone. */
export class SecondFactorMissing extends Error {}
/** What was sent cannot be read; `where` names the field. */
export class BadRequest extends Error {
  readonly where: string;
  constructor(where: string) {
    super(where);
    this.where = where;
  }
}
/** The page is for one organisation's own site alone. */
export class ForeignOrigin extends Error {}

interface Words {
  readonly status: number;
  readonly title: Two;
  readonly next: Two;
}

const PROBLEMS = {
  signed_out: {
    status: 401,
    title: ['Vous n’êtes pas connecté.', 'You are not signed in.'],
    next: ['Connectez-vous, puis recommencez.', 'Sign in, then try again.'],
  },
  second_factor: {
    status: 403,
    title: ['Il manque un second facteur.', 'A second factor is missing.'],
    next: [
      'Enregistrez un code à usage unique ou une clé d’accès dans vos réglages de connexion.',
      'Set up a one-time code or a passkey in your sign-in settings.',
    ],
  },
  foreign_origin: {
    status: 403,
    title: ['La demande vient d’un autre site.', 'The request comes from another site.'],
    next: ['Ouvrez Vigie dans son propre onglet et recommencez.', 'Open Vigie in a tab of its own and try again.'],
  },
  forbidden: {
    status: 403,
    title: ['Votre rôle ne permet pas cela.', 'Your role does not allow this.'],
    next: [
      'Demandez à l’administrateur de votre organisation si vous en avez besoin.',
      'Ask the administrator of your organisation if you need it.',
    ],
  },
  missing: {
    status: 404,
    title: ['Introuvable.', 'Not found.'],
    next: [
      'Vérifiez l’adresse. Si la fiche doit exister, demandez à qui vous l’a indiquée.',
      'Check the address. If the record should exist, ask whoever told you of it.',
    ],
  },
  purpose_missing: {
    status: 400,
    title: ['Il faut dire à quelle fin cette fiche est lue.', 'It must be said what this record is read for.'],
    next: [
      'Choisissez une finalité en haut de la page (en-tête X-Vigie-Purpose).',
      'Choose a purpose at the top of the page (header X-Vigie-Purpose).',
    ],
  },
  bad_request: {
    status: 400,
    title: ['La demande n’est pas lisible.', 'The request cannot be read.'],
    next: ['Corrigez le champ indiqué et recommencez.', 'Correct the field that is named and try again.'],
  },
  too_large: {
    status: 413,
    title: ['L’envoi est trop volumineux.', 'What was sent is too large.'],
    next: ['Envoyez moins à la fois.', 'Send less at once.'],
  },
  no_room: {
    status: 507,
    title: ['La place manque sur le disque du serveur.', 'There is no room on the disk of the server.'],
    next: [
      'Rien n’a été gardé de l’envoi. Demandez à l’administrateur de libérer de l’espace, puis recommencez.',
      'Nothing of what was sent was kept. Ask the administrator to free disk space, then try again.',
    ],
  },
  cut_off: {
    status: 400,
    title: ['L’envoi s’est interrompu.', 'What was sent broke off.'],
    next: ['Rien n’en a été gardé : envoyez le fichier de nouveau.', 'Nothing of it was kept: send the file again.'],
  },
  file_refused: {
    status: 415,
    title: ['Vigie ne garde pas ce fichier.', 'Vigie does not keep this file.'],
    next: ['Envoyez un export de transferts.', 'Send an export of transfers.'],
  },
  file_unreadable: {
    status: 422,
    title: ['Le fichier ne peut pas être lu.', 'The file cannot be read.'],
    next: [
      'Suivez ce qui est dit, ou exportez le fichier de nouveau.',
      'Follow what is said, or export the file again.',
    ],
  },
  too_many: {
    status: 429,
    title: ['Trop de demandes à la suite.', 'Too many requests in a row.'],
    next: ['Attendez une minute, puis recommencez.', 'Wait a minute, then try again.'],
  },
  unavailable: {
    status: 503,
    title: ['La base de données ne répond pas.', 'The database does not answer.'],
    next: [
      'Recommencez dans un instant ; rien de ce qui était confirmé n’est perdu.',
      'Try again in a moment; nothing that was confirmed is lost.',
    ],
  },
  internal: {
    status: 500,
    title: ['Une erreur de Vigie.', 'An error of Vigie.'],
    next: [
      'Recommencez ; si cela se répète, donnez l’heure à l’administrateur : le journal du serveur en dit plus.',
      'Try again; if it happens again, tell the administrator the time: the log of the server says more.',
    ],
  },
} as const satisfies Record<string, Words>;

const CONFLICTS: Readonly<Record<ConflictReason, { status: 409 | 412; title: Two; next: Two }>> = {
  held_by_another: {
    status: 409,
    title: ['Quelqu’un d’autre a pris cette piste.', 'Somebody else has taken this lead.'],
    next: ['Choisissez-en une autre, ou demandez-la à qui la tient.', 'Take another one, or ask who holds it.'],
  },
  not_held: {
    status: 409,
    title: ['Personne ne tient cette piste.', 'Nobody holds this lead.'],
    next: ['Il n’y a rien à rendre.', 'There is nothing to give back.'],
  },
  cannot_hold: {
    status: 409,
    title: ['Cette personne ne peut pas ouvrir cette piste.', 'This person cannot open this lead.'],
    next: ['Choisissez quelqu’un d’autre dans l’unité.', 'Choose somebody else of the unit.'],
  },
  changed_meanwhile: {
    status: 412,
    title: ['Quelqu’un a modifié cette fiche entre-temps.', 'Somebody has changed this record meanwhile.'],
    next: ['Relisez-la, puis décidez à nouveau.', 'Read it again, then decide anew.'],
  },
  nothing_to_undo: {
    status: 409,
    title: ['Il n’y a pas de décision à annuler.', 'There is no decision to undo.'],
    next: ['Rechargez la fiche.', 'Load the record again.'],
  },
  undone_by_another: {
    status: 409,
    title: ['La décision a déjà été annulée.', 'The decision was undone already.'],
    next: ['Rechargez la fiche.', 'Load the record again.'],
  },
  administrator_alone: {
    status: 409,
    title: ['Un administrateur n’a pas d’autre rôle.', 'An administrator has no other role.'],
    next: [
      'Qui gère les comptes ne voit aucune piste : donnez les deux rôles à deux personnes.',
      'Who manages accounts sees no lead: give the two roles to two people.',
    ],
  },
  member_exists: {
    status: 409,
    title: ['Il y a déjà un compte à cette adresse.', 'There is an account with this address already.'],
    next: [
      'Donnez-lui un autre rôle plutôt que de l’inviter à nouveau, ou utilisez une autre adresse.',
      'Give it another role instead of inviting it again, or use another address.',
    ],
  },
  same_name: {
    status: 409,
    title: ['Ce nom est déjà pris.', 'This name is taken.'],
    next: ['Choisissez-en un autre.', 'Choose another one.'],
  },
  own_account: {
    status: 409,
    title: ['C’est votre propre compte.', 'This is your own account.'],
    next: ['Demandez-le à un autre administrateur.', 'Ask another administrator to do it.'],
  },
  job_is_over: {
    status: 409,
    title: ['Cet import est déjà terminé.', 'This import is over already.'],
    next: ['Rechargez la page.', 'Load the page again.'],
  },
  file_in_use: {
    status: 409,
    title: ['Un import attend ce fichier.', 'An import waits for this file.'],
    next: ['Attendez sa fin, ou annulez-le.', 'Wait until it has ended, or cancel it.'],
  },
  key_of_another_request: {
    status: 409,
    title: [
      'Cette clé d’idempotence a servi à une autre demande.',
      'This idempotency key was used for another request.',
    ],
    next: ['Envoyez une clé nouvelle pour chaque écriture.', 'Send a new key for each write.'],
  },
};

/** A policy of the database refused a row: the unit or record is not one of the asker's. */
const REFUSED_BY_POLICY = '42501';

/** Texts, numbers and dates that PostgreSQL cannot hold: a character of code 0, a date after its last. */
const UNREADABLE = /^22(021|P05|P02|003|007|008)$/;

/** What a person is told of an error. */
export function problemOf(error: unknown, language: ServerLanguage): Problem {
  const [name, words] = wordsOf(error);
  const pick = ([fr, en]: Two): string => (language === 'fr' ? fr : en);
  return {
    type: `urn:vigie:problem:${name}`,
    title: pick(words.title),
    status: words.status,
    ...detailOf(error, language),
    next: pick(words.next),
  };
}

function wordsOf(error: unknown): readonly [name: string, words: Words] {
  if (error instanceof SignInRefused) return [error.why, SIGN_IN_REFUSALS[error.why]];
  const named = nameOf(error);
  return typeof named === 'string' ? [named, PROBLEMS[named]] : [named.conflict, CONFLICTS[named.conflict]];
}

function detailOf(error: unknown, language: ServerLanguage): { detail?: string } {
  if (error instanceof BadRequest) return { detail: error.where };
  if (error instanceof SignInRefused && error.detail) return { detail: error.detail[language === 'fr' ? 0 : 1] };
  if (error instanceof FileRefused || error instanceof FileUnreadable)
    return { detail: language === 'fr' ? linesInFrench(error.message) : error.message };
  return {};
}

function nameOf(error: unknown): keyof typeof PROBLEMS | { conflict: ConflictReason } {
  if (error instanceof Conflict) return { conflict: error.why };
  if (error instanceof Missing) return 'missing';
  if (error instanceof PurposeMissing) return 'purpose_missing';
  if (error instanceof SignedOut) return 'signed_out';
  if (error instanceof SecondFactorMissing) return 'second_factor';
  if (error instanceof ForeignOrigin) return 'foreign_origin';
  if (error instanceof Forbidden) return 'forbidden';
  if (error instanceof BadRequest) return 'bad_request';
  if (error instanceof NoRoom) return 'no_room';
  if (error instanceof CutOff) return 'cut_off';
  if (error instanceof FileRefused) return 'file_refused';
  if (error instanceof FileUnreadable) return 'file_unreadable';
  return ofLibrary(error);
}

function ofLibrary(error: unknown) {
  const { code, statusCode, constraint } = error as { code?: unknown; statusCode?: unknown; constraint?: unknown };
  if (constraint === 'member_email') return { conflict: 'member_exists' } as const;
  if (constraint === 'administrator_alone') return { conflict: 'administrator_alone' } as const;
  if (code === REFUSED_BY_POLICY) return 'missing';
  if (typeof code === 'string' && UNREADABLE.test(code)) return 'bad_request';
  if (statusCode === 413) return 'too_large';
  if (statusCode === 429) return 'too_many';
  if (statusCode === 404) return 'missing';
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return 'bad_request';
  if (isDatabaseAway(error)) return 'unavailable';
  return 'internal';
}
