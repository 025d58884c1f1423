import { z } from 'zod';
import { isDatabaseAway } from '../casework/database-away.ts';
import { AttachmentRefused } from '../casework/evidence/attachment-refused.ts';
import { FieldsRefused } from '../casework/field-refusals.ts';
import { CutOff, FileRefused, NoRoom } from '../casework/imports/receive-file.ts';
import {
  CaseClosed,
  Conflict,
  type ConflictReason,
  Forbidden,
  Missing,
  PurposeMissing,
  type Two,
} from '../casework/refusals.ts';
import { ImportRefused } from '../casework/timeline/imports/import-words.ts';
import { NotRendered } from '../exchange/file/render-file.ts';
import { linesInFrench } from '../report/known-sentences.ts';
import { IMPORT_REFUSALS } from './attachments/import-refusals.ts';
import { ATTACHMENT_REFUSALS } from './attachments/refusal-words.ts';
import { FileTooLarge, toLeaveOut } from './file-too-large.ts';
import { FileUnreadable } from './jobs/look-at-file.ts';
import { SIGN_IN_REFUSALS, SignInRefused } from './sign-in/refusals.ts';

/** RFC 9457, with `next`: what to do now. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  next: z.string(),
  fields: z
    .array(z.object({ field: z.string().describe('JSON Pointer into what was sent.'), sentence: z.string() }))
    .optional()
    .describe('What is refused of each field. `detail` says what is of none.'),
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
/** What was sent cannot be read; `where` names the header. */
export class BadRequest extends Error {
  readonly where: string;
  constructor(where: string) {
    super(where);
    this.where = where;
  }
}
/** Who asks has as much open as one may. */
export class TooMany extends Error {}
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
  not_rendered: {
    status: 503,
    title: ['La mise en page du dossier a échoué ou a été interrompue.', 'The layout of the file failed or was ended.'],
    next: [
      'Rien n’a été gardé. Recommencez ; si cela persiste, prévenez l’administrateur.',
      'Nothing was kept. Try again; if it persists, tell the administrator.',
    ],
  },
  file_too_large: {
    status: 422,
    title: [
      'Le dossier est trop long pour être mis en page en une fois.',
      'The file is too long to be laid out at once.',
    ],
    next: [
      'Rien n’a été gardé. Établissez-le de nouveau en laissant de côté une longue partie : la page de l’affaire la contient toujours. Un serveur qui a plus de mémoire libre met davantage en page.',
      'Nothing was kept. Make it again and leave out a long part: the page of the case still holds it. A server with more free memory lays out more.',
    ],
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
  attachment_refused: {
    status: 415,
    title: ['Rien n’a été gardé de ce fichier.', 'Nothing of this file was kept.'],
    next: [
      'Joignez un texte, un CSV, un XML, un JSON ou un PDF qui contient du texte.',
      'Attach a text, a CSV, an XML, a JSON or a PDF that holds text.',
    ],
  },
  events_refused: {
    status: 422,
    title: ['Rien n’a été pris de ce fichier.', 'Nothing of this file was taken.'],
    next: [
      'Suivez ce qui est dit, ou demandez au fournisseur un tableau CSV ou du JSON.',
      'Follow what is said, or ask the provider for a CSV table or JSON.',
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
  case_closed: {
    status: 409,
    title: ['Cette affaire est close.', 'This case is closed.'],
    next: [
      'Rechargez la page. Pour y écrire encore, demandez à son responsable de la rouvrir.',
      'Load the page again. To write to it again, ask whoever is responsible for it to reopen it.',
    ],
  },
  ended_already: {
    status: 409,
    title: ['Quelqu’un y a déjà mis fin.', 'Somebody has ended this already.'],
    next: ['Rechargez la page.', 'Load the page again.'],
  },
  hold_ended: {
    status: 409,
    title: ['Quelqu’un a déjà levé cette réserve.', 'Somebody has ended this hold already.'],
    next: ['Rechargez la page.', 'Load the page again.'],
  },
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
  acts_still: {
    status: 409,
    title: ['Cette personne peut encore agir sur ses affaires.', 'This person can still act on their cases.'],
    next: [
      'Demandez-lui de les passer elle-même. Confiez celles d’un compte fermé, ou de qui n’a plus de rôle qui agit.',
      'Ask them to hand the cases over. Entrust those of an account that is shut, or of who has no role left that acts.',
    ],
  },
  file_in_use: {
    status: 409,
    title: ['Un import attend ce fichier.', 'An import waits for this file.'],
    next: ['Attendez sa fin, ou annulez-le.', 'Wait until it has ended, or cancel it.'],
  },
  answered_already: {
    status: 409,
    title: ['Quelqu’un y a déjà répondu.', 'Somebody has answered this already.'],
    next: ['Rechargez la page.', 'Load the page again.'],
  },
  second_person: {
    status: 409,
    title: ['Il faut une seconde personne.', 'This needs a second person.'],
    next: [
      'Demandez à un responsable, un adjoint, un chef d’unité ou un magistrat de l’affaire qui ne l’a pas proposé et n’en profite pas.',
      'Ask somebody responsible for the case, a deputy, a head of unit or a magistrate who neither proposed it nor gains by it.',
    ],
  },
  release_reader: {
    status: 409,
    title: ['L’accès ne s’ouvrirait pas à cette personne.', 'The access would not open to this person.'],
    next: [
      'Nommez quelqu’un qui travaille sur l’affaire, ou dans un service vers lequel l’enfant est orienté, et qui n’est pas écarté de l’affaire.',
      'Name somebody who works on the case, or in a service to which the child is referred, and who is not kept out of the case.',
    ],
  },
  proposed_already: {
    status: 409,
    title: ['C’est déjà proposé et attend une réponse.', 'This is proposed already and awaits an answer.'],
    next: ['Demandez la réponse à une seconde personne.', 'Ask a second person for the answer.'],
  },
  obligations_open: {
    status: 409,
    title: ['L’affaire doit encore quelque chose.', 'The case still owes something.'],
    next: [
      'Menez à terme, ou abandonnez à deux et par écrit, ce que la page indique comme ouvert ; puis proposez la clôture.',
      'Carry to an end, or give up by two people and in writing, what the page shows as open; then propose to close it.',
    ],
  },
  no_such_step: {
    status: 409,
    title: ['Cette étape ne suit pas de celle-ci.', 'This step does not follow from where it is.'],
    next: [
      'Rechargez la page : elle montre les étapes possibles.',
      'Load the page again: it shows the possible steps.',
    ],
  },
  no_such_field: {
    status: 409,
    title: ['Cela ne se dit pas de cette fiche sous cette forme.', 'This is not said of this record in this form.'],
    next: ['Choisissez un champ et une forme que la page propose.', 'Choose a field and a form that the page offers.'],
  },
  next_date_while_open: {
    status: 409,
    title: [
      'Ce qui est ouvert a une prochaine date ; ce qui est terminé n’en a pas.',
      'What is open has a next date; what has ended has none.',
    ],
    next: ['Indiquez ce qui vient ensuite, et pour quand.', 'Say what comes next, and by when.'],
  },
  on_the_case: {
    status: 409,
    title: [
      'Cette personne travaille déjà à l’affaire à ce titre.',
      'This person works on the case in this part already.',
    ],
    next: ['Il n’y a rien à faire.', 'There is nothing to do.'],
  },
  case_has_responsible: {
    status: 409,
    title: ['Une affaire a toujours un responsable.', 'A case always has somebody responsible.'],
    next: ['Nommez d’abord un autre responsable.', 'Name another one first.'],
  },
  responsible_acts: {
    status: 409,
    title: [
      'L’affaire ne s’ouvrirait pas à cette personne : elle ne peut pas en répondre.',
      'The case would not open to this person: they cannot be responsible for it.',
    ],
    next: [
      'Choisissez un ou une analyste, un enquêteur ou une enquêtrice, qui n’est pas écarté de l’affaire.',
      'Choose an analyst or an investigator who is not kept out of the case.',
    ],
  },
  in_the_case: {
    status: 409,
    title: ['Cette personne figure déjà à ce titre dans l’affaire.', 'This person stands in the case so already.'],
    next: ['Ouvrez sa fiche.', 'Open the record.'],
  },
  suspect_by_act: {
    status: 409,
    title: ['Nul n’est mis en cause sans acte d’une autorité.', 'Nobody is a suspect without an act of an authority.'],
    next: ['Indiquez l’acte, ou choisissez une autre qualité.', 'Name the act, or choose another capacity.'],
  },
  age_has_basis: {
    status: 409,
    title: ['Un âge se dit avec ce qui le fonde.', 'An age is said with its basis.'],
    next: ['Indiquez sur quoi l’estimation repose.', 'Say what the estimate rests on.'],
  },
  mergeable: {
    status: 409,
    title: ['Ces deux fiches ne peuvent pas être réunies.', 'These two records cannot be merged.'],
    next: [
      'Elles doivent être de même nature, et aucune ne peut être déjà réunie à une autre : séparez-les d’abord.',
      'They must be of one kind, and neither merged with another one already: take them apart first.',
    ],
  },
  linked_already: {
    status: 409,
    title: ['Ces affaires sont déjà liées.', 'These cases are linked already.'],
    next: ['Il n’y a rien à faire.', 'There is nothing to do.'],
  },
  no_such_kind: {
    status: 409,
    title: [
      'Cette sorte de demande ne s’adresse pas à ce destinataire.',
      'This kind of request is not made to this addressee.',
    ],
    next: ['Choisissez une autre sorte ou un autre destinataire.', 'Choose another kind or another addressee.'],
  },
  request_ended: {
    status: 409,
    title: ['Cette demande a pris fin.', 'This request has ended.'],
    next: ['Écrivez une nouvelle demande.', 'Write a new request.'],
  },
  not_yet: {
    status: 409,
    title: ['Cela ne s’est pas encore produit.', 'This has not happened yet.'],
    next: [
      'Inscrivez ce qui est arrivé ; pour ce qui doit venir, fixez la prochaine date.',
      'Enter what has happened; for what is to come, set the next date.',
    ],
  },
  before_sent: {
    status: 409,
    title: [
      'La demande n’était pas encore partie : il n’a pu y être répondu, ni rien lui arriver, avant son envoi.',
      'The request had not gone out yet: nothing can have come of it before it was sent.',
    ],
    next: [
      'Vérifiez le jour. Si c’est l’un des jours inscrits qui est faux, rayez cette inscription et inscrivez-la de nouveau.',
      'Check the day. Where one of the days entered is wrong, strike that entry and enter it again.',
    ],
  },
  no_answer: {
    status: 409,
    title: ['Aucune réponse n’est inscrite.', 'No answer has been entered.'],
    next: [
      'Inscrivez la réponse, ou proposez de clore sans elle, avec une raison.',
      'Enter the answer, or propose to end without one, with a reason.',
    ],
  },
  no_refusal: {
    status: 409,
    title: ['Un refus n’est pas ce qui est inscrit en dernier.', 'A refusal is not what was entered last.'],
    next: [
      'Inscrivez le refus, ou proposez une autre fin, avec une raison.',
      'Enter the refusal, or propose another end, with a reason.',
    ],
  },
  holder_acts: {
    status: 409,
    title: ['Cette personne ne peut pas agir sur la demande.', 'This person cannot act on the request.'],
    next: [
      'Choisissez qui travaille sur l’affaire : un magistrat la lit et donne son accord.',
      'Choose somebody who works on the case: a magistrate reads it and agrees.',
    ],
  },
  follows_referral: {
    status: 409,
    title: [
      'Cet état de la prise en charge suit d’une orientation, et aucune ne s’y prête.',
      'This state of the care follows from a referral, and none goes with it.',
    ],
    next: [
      'Sur la fiche de l’enfant, orientez-le vers un service ou inscrivez ce que le service a répondu : l’état suivra.',
      'On the child’s page, refer the child to a service or enter what the service has answered: the state will follow.',
    ],
  },
  evidence_gone: {
    status: 409,
    title: ['Cette pièce n’est plus détenue.', 'This item is no longer held.'],
    next: ['Elle a été rendue ou détruite : relisez sa chaîne.', 'It was returned or destroyed: read its chain.'],
  },
  offer_open: {
    status: 409,
    title: ['Une remise attend encore son accusé.', 'A hand-over still waits to be acknowledged.'],
    next: [
      'Faites-la accuser par qui donne et qui reçoit, ou dites qu’elle n’a pas eu lieu.',
      'Have it acknowledged by giver and taker, or say that it did not take place.',
    ],
  },
  no_open_offer: {
    status: 409,
    title: ['Aucune remise n’attend cet accusé.', 'No hand-over waits for this acknowledgement.'],
    next: ['Rechargez la page.', 'Load the page again.'],
  },
  acknowledges_for_oneself: {
    status: 409,
    title: ['Chaque collègue accuse pour soi.', 'A colleague acknowledges for oneself.'],
    next: ['Demandez à la personne nommée de le faire.', 'Ask whoever is named to do it.'],
  },
  paper_is_named: {
    status: 409,
    title: [
      'Pour une personne extérieure, il faut dire ce qu’elle a signé.',
      'For a person from outside, say what was signed.',
    ],
    next: ['Indiquez le reçu ou le procès-verbal.', 'Name the receipt or the record.'],
  },
  two_parties: {
    status: 409,
    title: ['On ne se remet rien à soi-même.', 'Nobody hands over to oneself.'],
    next: ['Indiquez une autre personne.', 'Name another person.'],
  },
  something_was_looked_at: {
    status: 409,
    title: ['Un contrôle où rien n’a été examiné n’en est pas un.', 'A check in which nothing was looked at is none.'],
    next: [
      'Dites comment est le scellé ou l’empreinte ; pour une autre date seule, prévoyez le prochain contrôle.',
      'Say how the seal or the hash was found; for another date alone, plan the next check.',
    ],
  },
  who_looked_is_said: {
    status: 409,
    title: [
      'Cette pièce est chez quelqu’un d’extérieur à l’affaire.',
      'This item is with somebody from outside the case.',
    ],
    next: [
      'Dites qui l’a examinée, et par quel écrit on le sait.',
      'Say who looked at it, and by what record that is known.',
    ],
  },
  custody_of_the_past: {
    status: 409,
    title: ['Ce jour n’est pas encore venu.', 'That day has not come yet.'],
    next: ['Indiquez quand cela a eu lieu.', 'Say when it took place.'],
  },
  child_by_working_name: {
    status: 409,
    title: [
      'Un enfant figure sous son nom de travail, sans identifiant.',
      'A child stands by the working name, without an identifier.',
    ],
    next: [
      'Retirez l’identifiant, ou inscrivez-le sans le lier à l’enfant.',
      'Take the identifier out, or enter it without linking it to the child.',
    ],
  },
  not_a_time: {
    status: 409,
    title: ['Cette date ne se lit pas.', 'This date cannot be read.'],
    next: [
      'Donnez-la aussi précisément qu’elle est connue, et pas plus ; une heure se dit avec son fuseau.',
      'Give it as exactly as it is known, and no more; an hour is said with its zone.',
    ],
  },
  candidate_offered: {
    status: 409,
    title: [
      'Cette qualification est déjà proposée dans cette affaire.',
      'This qualification is offered in this case already.',
    ],
    next: ['Complétez celle qui s’y trouve.', 'Add to the one that is there.'],
  },
  no_such_element: {
    status: 409,
    title: ['Cette qualification n’a pas un tel élément.', 'This qualification has no such element.'],
    next: ['Rouvrez l’affaire et choisissez un élément.', 'Open the case again and choose an element.'],
  },
  training_file: {
    status: 409,
    title: [
      'Un espace d’entraînement ne prend que son propre fichier fictif.',
      'A training space takes in its own synthetic file and no other.',
    ],
    next: ['Importez le fichier qui y attend.', 'Import the file that waits there.'],
  },
  one_space: {
    status: 409,
    title: [
      'Rien de l’entraînement ne se lie à autre chose, et personne d’autre n’y entre.',
      'Nothing of practice is tied to anything else, and nobody else comes in.',
    ],
    next: ['Restez dans votre espace d’entraînement.', 'Stay within your training space.'],
  },
  begun_often: {
    status: 409,
    title: ['Vous avez recommencé cinq fois en un jour.', 'You have begun anew five times within a day.'],
    next: [
      'Continuez dans l’espace ouvert, ou recommencez demain.',
      'Go on in the space that is open, or begin anew tomorrow.',
    ],
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

/** What the database itself refuses of casework, when two people write at once. */
const CONSTRAINTS = {
  agreement_awaited_once: 'proposed_already',
  second_person: 'second_person',
  second_person_releases: 'second_person',
  answered_once: 'answered_already',
  obligations_open: 'obligations_open',
  stage_moved: 'changed_meanwhile',
  next_date_while_open: 'next_date_while_open',
  case_member_once: 'on_the_case',
  responsible_alone: 'changed_meanwhile',
  case_has_responsible: 'case_has_responsible',
  person_in_case_once: 'in_the_case',
  suspect_by_act: 'suspect_by_act',
  age_has_basis: 'age_has_basis',
  mergeable: 'mergeable',
  person_merge_once: 'mergeable',
  referral_step: 'no_such_step',
  case_link_case_id_other_case_id_key: 'linked_already',
  clock_rule_pkey: 'changed_meanwhile',
  qualification_rule_pkey: 'changed_meanwhile',
  candidate_once: 'candidate_offered',
  candidate_entry_strikes_key: 'changed_meanwhile',
  no_such_element: 'no_such_element',
  request_ended: 'request_ended',
  no_answer: 'no_answer',
  no_refusal: 'no_refusal',
  holder_acts: 'holder_acts',
  acts_still: 'acts_still',
  follows_referral: 'follows_referral',
  request_event_strikes_key: 'changed_meanwhile',
  custody_moved: 'changed_meanwhile',
  evidence_gone: 'evidence_gone',
  offer_open: 'offer_open',
  no_open_offer: 'no_open_offer',
  acknowledges_for_oneself: 'acknowledges_for_oneself',
  paper_is_named: 'paper_is_named',
  two_parties: 'two_parties',
  something_was_looked_at: 'something_was_looked_at',
  who_looked_is_said: 'who_looked_is_said',
  custody_of_the_past: 'custody_of_the_past',
  child_by_working_name: 'child_by_working_name',
  corrects_own: 'changed_meanwhile',
  event_superseded_once: 'changed_meanwhile',
  event_import_once: 'changed_meanwhile',
  import_withdrawn_once: 'answered_already',
  training_file: 'training_file',
  one_space: 'one_space',
  one_training_space: 'changed_meanwhile',
  begun_often: 'begun_often',
} as const satisfies Record<string, ConflictReason>;

/** A policy of the database refused a row: the unit or record is not one of the asker's. */
const REFUSED_BY_POLICY = '42501';

/** PostgreSQL found no room for what it was to write. */
const DISK_FULL = '53100';

/** Texts, numbers and dates that PostgreSQL cannot hold: a character of code 0, a date after its last. */
const UNREADABLE = /^22(021|P05|P02|003|007|008)$/;

/** What a person is told of an error. */
export function problemOf(error: unknown, language: ServerLanguage): Problem {
  const [name, words] = wordsOf(error);
  const pick = ([fr, en]: Two): string => (language === 'fr' ? fr : en);
  const refused = error instanceof FieldsRefused ? error.fields : [];
  const fields = refused.filter(({ field }) => field !== '');
  const whole = refused.filter(({ field }) => field === '');
  return {
    type: `urn:vigie:problem:${name}`,
    title: pick(words.title),
    status: words.status,
    ...(whole.length > 0 ? { detail: whole.map(({ says }) => pick(says)).join(' ') } : detailOf(error, language)),
    next: pick(words.next),
    ...(fields.length > 0 ? { fields: fields.map(({ field, says }) => ({ field, sentence: pick(says) })) } : {}),
  };
}

function wordsOf(error: unknown): readonly [name: string, words: Words] {
  if (error instanceof SignInRefused) return [error.why, SIGN_IN_REFUSALS[error.why]];
  const named = nameOf(error);
  return typeof named === 'string' ? [named, PROBLEMS[named]] : [named.conflict, CONFLICTS[named.conflict]];
}

function detailOf(error: unknown, language: ServerLanguage): { detail?: string } {
  if (error instanceof BadRequest) return { detail: error.where };
  if (error instanceof CaseClosed && error.since !== null) return { detail: closedSince(error.since, language) };
  if (error instanceof SignInRefused && error.detail) return { detail: error.detail[language === 'fr' ? 0 : 1] };
  if (error instanceof AttachmentRefused) return { detail: ATTACHMENT_REFUSALS[error.why][language === 'fr' ? 0 : 1] };
  if (error instanceof ImportRefused) return { detail: IMPORT_REFUSALS[error.why][language === 'fr' ? 0 : 1] };
  if (error instanceof FileTooLarge) return { detail: toLeaveOut(error, language) };
  if (error instanceof FileRefused || error instanceof FileUnreadable)
    return { detail: language === 'fr' ? linesInFrench(error.message) : error.message };
  return {};
}

/** To the minute, in UTC: the server does not know by which clock its reader lives. */
function closedSince(since: Date, language: ServerLanguage): string {
  const at = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    ...{ timeZone: 'UTC', dateStyle: 'long', timeStyle: 'short' },
  }).format(since);
  return language === 'fr' ? `Elle l’est depuis le ${at} UTC.` : `It was closed on ${at} UTC.`;
}

function nameOf(error: unknown): keyof typeof PROBLEMS | { conflict: ConflictReason } {
  if (error instanceof Conflict) return { conflict: error.why };
  if (error instanceof Missing) return 'missing';
  if (error instanceof PurposeMissing) return 'purpose_missing';
  if (error instanceof SignedOut) return 'signed_out';
  if (error instanceof SecondFactorMissing) return 'second_factor';
  if (error instanceof ForeignOrigin) return 'foreign_origin';
  if (error instanceof Forbidden) return 'forbidden';
  if (error instanceof BadRequest || error instanceof FieldsRefused) return 'bad_request';
  if (error instanceof TooMany) return 'too_many';
  if (error instanceof NotRendered) return 'not_rendered';
  if (error instanceof FileTooLarge) return 'file_too_large';
  if (error instanceof NoRoom) return 'no_room';
  if (error instanceof CutOff) return 'cut_off';
  if (error instanceof FileRefused) return 'file_refused';
  if (error instanceof AttachmentRefused) return error.why === 'too_large' ? 'too_large' : 'attachment_refused';
  if (error instanceof ImportRefused) return 'events_refused';
  if (error instanceof FileUnreadable) return 'file_unreadable';
  return ofLibrary(error);
}

function ofLibrary(error: unknown) {
  const { code, statusCode, constraint } = error as { code?: unknown; statusCode?: unknown; constraint?: unknown };
  if (constraint === 'member_email') return { conflict: 'member_exists' } as const;
  if (constraint === 'administrator_alone') return { conflict: 'administrator_alone' } as const;
  if (typeof constraint === 'string' && Object.hasOwn(CONSTRAINTS, constraint))
    return { conflict: CONSTRAINTS[constraint as keyof typeof CONSTRAINTS] } as const;
  if (code === REFUSED_BY_POLICY) return 'missing';
  if (code === DISK_FULL) return 'no_room';
  if (typeof code === 'string' && UNREADABLE.test(code)) return 'bad_request';
  if (statusCode === 413) return 'too_large';
  if (statusCode === 429) return 'too_many';
  if (statusCode === 404) return 'missing';
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return 'bad_request';
  if (isDatabaseAway(error)) return 'unavailable';
  return 'internal';
}
