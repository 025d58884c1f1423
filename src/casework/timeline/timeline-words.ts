import { exactAmount } from '../../report/exact-amount.ts';
import { precisionWords, timeWords } from './time-words.ts';
import type { Detail, Party, Source, TimelineItem } from './timeline-items.ts';
import type { Lane, TimelineRow } from './timeline-schema.ts';

type Language = 'fr' | 'en';
type Two = Readonly<Record<Language, string>>;
const two = (fr: string, en: string): Two => ({ fr, en });

export const LANE_WORDS: Readonly<Record<Lane, Two>> = {
  transfers: two('Transferts', 'Transfers'),
  contacts: two('Contacts', 'Contacts'),
  reports: two('Signalements de fournisseurs', 'Provider reports'),
  travel: two('Déplacements', 'Travel'),
  facts: two('Autres faits', 'Other facts'),
  requests: two('Demandes et réponses', 'Requests and answers'),
  decisions: two('Décisions', 'Decisions'),
  custody: two('Garde des pièces', 'Custody of evidence'),
};

/** Heads of the columns, as the screen and the export have them. */
export const COLUMN_WORDS = {
  when: two('Quand', 'When'),
  precision: two('Précision', 'Precision'),
  lane: two('Voie', 'Lane'),
  what: two('Quoi', 'What'),
  who: two('Qui', 'Who'),
  toward: two('Avec qui, à qui', 'With whom, to whom'),
  details: two('Précisions', 'Details'),
  source: two('Source', 'Source'),
  entered: two('Inscrit le', 'Entered'),
  enteredBy: two('Inscrit par', 'Entered by'),
} as const satisfies Record<string, Two>;

const WHAT: Readonly<Record<string, Two>> = {
  transfer: two('Transfert', 'Transfer'),
  contact: two('Contact', 'Contact'),
  report: two('Signalement d’un fournisseur', 'Provider report'),
  incident: two('Fait signalé', 'Reported incident'),
  travel: two('Déplacement', 'Travel'),
  fact: two('Fait', 'Fact'),
  request_written: two('Demande rédigée', 'Request written'),
  request_ended: two('Demande terminée, à deux', 'Request ended, by two people'),
  request_sent: two('Demande envoyée', 'Request sent'),
  request_received: two('Demande reçue', 'Request received'),
  request_recognised: two('Demande reconnue', 'Request recognised'),
  request_ordered: two('Conservation ordonnée', 'Preservation ordered'),
  request_extended: two('Délai prolongé', 'Period extended'),
  request_renewed: two('Conservation renouvelée', 'Preservation renewed'),
  request_production_requested: two('Communication demandée', 'Production requested'),
  request_asked_again: two('Relance', 'Asked again'),
  request_answered_in_part: two('Réponse partielle', 'Answered in part'),
  request_answered: two('Réponse', 'Answer'),
  request_opposed: two('Opposition', 'Opposed'),
  request_refused: two('Refus', 'Refused'),
  request_withdrawn: two('Demande retirée', 'Request withdrawn'),
  case_opened: two('Affaire ouverte', 'Case opened'),
  stage: two('Changement d’étape', 'Change of stage'),
  agreed: two('Accord d’une seconde personne', 'Agreed to by a second person'),
  declined: two('Refus d’une seconde personne', 'Declined by a second person'),
  lead_decided: two('Décision sur une piste', 'Decision on a lead'),
  child_status: two('Situation d’un enfant', 'How it stands with a child'),
  merged: two('Fiches réunies : une seule personne', 'Records merged: one person'),
  unmerged: two('Fiches séparées à nouveau', 'Records taken apart again'),
  custody_registered: two('Pièce enregistrée', 'Item registered'),
  custody_received: two('Pièce reçue', 'Item received'),
  custody_handed_over: two('Remise proposée', 'Hand-over offered'),
  custody_acknowledged: two('Remise confirmée', 'Hand-over acknowledged'),
  custody_declined: two('Remise non faite', 'Hand-over that did not take place'),
  custody_checked: two('Pièce contrôlée', 'Item checked'),
  custody_returned: two('Pièce rendue', 'Item returned'),
  custody_destroyed: two('Pièce détruite', 'Item destroyed'),
};

const DETAIL: Readonly<Record<Detail['name'], Two | null>> = {
  amount: null,
  words: null,
  places: null,
  stage: null,
  agreement: null,
  decision: null,
  child_state: null,
  request_kind: null,
  means: null,
  channel: two('canal', 'channel'),
  service: two('service', 'service'),
  duration: two('durée', 'duration'),
  identifiers: two('identifiants', 'identifiers'),
  country: two('pays', 'country'),
  reference: two('référence', 'reference'),
  files: two('fichiers signalés', 'files reported'),
  reported: two('signalé', 'reported'),
  incident: two('fait du', 'incident'),
  addressee: two('destinataire', 'addressee'),
  item: two('pièce n°', 'item no.'),
  request_end: null,
  seal_found: null,
  hash_found: null,
  until: two('nouveau dernier jour', 'new last day'),
  record: two('sur la fiche réunie', 'on the merged record'),
  proposer: two('proposé par', 'proposed by'),
  proposed: two('date de la proposition', 'date of the proposal'),
  reason: two('motif', 'reason'),
  answer: two('réponse', 'answer'),
};

const CODES: Readonly<Record<string, Two>> = {
  'means.call': two('appel', 'call'),
  'means.video_call': two('appel vidéo', 'video call'),
  'means.message': two('message', 'message'),
  'means.email': two('courriel', 'e-mail'),
  'means.sign_in': two('connexion', 'sign-in'),
  'means.group': two('groupe', 'group'),
  'means.other': two('autre', 'other'),
  // Kinds of channels as the mapping of a file names them; any other is in the words of the file.
  'channel.card': two('carte', 'card'),
  'channel.cash': two('espèces', 'cash'),
  'channel.bank': two('banque', 'bank'),
  'channel.wallet': two('portefeuille électronique', 'wallet'),
  'channel.mobile_money': two('argent mobile', 'mobile money'),
  'channel.mobile money': two('argent mobile', 'mobile money'),
  'channel.gift_card': two('carte cadeau', 'gift card'),
  'channel.game_credit': two('crédit de jeu', 'game credit'),
  'channel.unknown': two('inconnu', 'unknown'),
  'channel.other': two('autre', 'other'),
  'request_end.answered': two('avec une réponse', 'with an answer'),
  'request_end.refused': two('refusée', 'refused'),
  'request_end.dropped': two('sans réponse', 'without an answer'),
  'seal_found.intact': two('scellé intact', 'seal intact'),
  'seal_found.broken': two('scellé brisé', 'seal broken'),
  'seal_found.not_sealed': two('sans scellé', 'not sealed'),
  'seal_found.not_looked_at': two('scellé non examiné', 'seal not looked at'),
  'hash_found.equal': two('empreinte égale', 'hash equal'),
  'hash_found.different': two('empreinte différente', 'hash different'),
  'hash_found.none_stated': two('aucune empreinte déclarée', 'no hash stated'),
  'hash_found.not_compared': two('empreinte non comparée', 'hash not compared'),
  'stage.lead': two('piste, avant enquête', 'lead, before an inquiry'),
  'stage.preliminary_inquiry': two('enquête', 'inquiry'),
  'stage.judicial_investigation': two('instruction judiciaire', 'judicial investigation'),
  'stage.trial': two('procès', 'trial'),
  'stage.judgment': two('décision de justice', 'judgment'),
  'stage.closed': two('close', 'closed'),
  'agreement.close_case': two('clore l’affaire', 'close the case'),
  'agreement.end_child_search': two('mettre fin à la recherche des enfants', 'end the search for the children'),
  'agreement.end_child_status': two('abandonner un suivi d’enfant', 'give up what is done for a child'),
  'agreement.end_request': two('mettre fin à une demande', 'end a request'),
  'agreement.destroy_evidence': two('détruire une pièce', 'destroy an item'),
  'decision.follow_up': two('à suivre', 'to follow up'),
  'decision.ordinary': two('écartée : explication ordinaire', 'set aside: ordinary explanation'),
  'decision.need_more': two('à compléter', 'more is needed'),
  'decision.undo': two('décision annulée', 'decision undone'),
  'child_state.identification.not_identified': two(
    'identification : pas encore identifié',
    'identification: not identified yet',
  ),
  'child_state.identification.located': two('identification : localisé', 'identification: located'),
  'child_state.identification.identified': two('identification : identifié', 'identification: identified'),
  'child_state.identification.given_up': two(
    'identification : abandonnée à deux',
    'identification: given up by two people',
  ),
  'child_state.protection.not_assessed': two('protection : pas encore évaluée', 'protection: not assessed yet'),
  'child_state.protection.reported': two('protection : signalé à qui protège', 'protection: reported to who protects'),
  'child_state.protection.measures': two('protection : mesures en cours', 'protection: measures under way'),
  'child_state.protection.safe': two('protection : en sécurité', 'protection: safe'),
  'child_state.protection.given_up': two('protection : abandonnée à deux', 'protection: given up by two people'),
  'child_state.care.not_referred': two('prise en charge : orienté vers aucun service', 'care: referred to no service'),
  'child_state.care.referred': two('prise en charge : orienté vers un service', 'care: referred to a service'),
  'child_state.care.in_care': two('prise en charge : pris en charge', 'care: in care'),
  'child_state.care.declined_by_child': two('prise en charge : refusée par l’enfant', 'care: declined by the child'),
  'child_state.care.completed': two('prise en charge : achevée', 'care: completed'),
  'child_state.care.given_up': two('prise en charge : abandonnée à deux', 'care: given up by two people'),
};

/** A row in words: the screen, the export and the file on paper show these and no others. */
export function timelineRow(item: TimelineItem, language: Language): TimelineRow {
  const { key, lane, when, enteredAt, eventId, about, corrected } = item;
  return {
    ...{ key, lane, when, enteredAt, eventId, about, corrected },
    words: {
      lane: LANE_WORDS[lane][language],
      what: WHAT[item.what]?.[language] ?? item.what,
      when: timeWords(when, language),
      precision: precisionWords(when.precision, language),
      who: partyWords(item.who, language),
      toward: partyWords(item.toward, language),
      details: item.details.map((detail) => detailWords(detail, language)).join(' · '),
      source: sourceWords(item.source, language),
      entered: enteredAt === null ? '' : instantWords(enteredAt, language),
      enteredBy: item.enteredBy ?? '',
    },
  };
}

function partyWords(parties: readonly Party[], language: Language): string {
  const withheld = language === 'fr' ? 'Personne réservée' : 'Withheld person';
  return parties.map(({ kind, name }) => (kind === 'withheld' ? `${withheld} ${name}` : name)).join(', ');
}

function detailWords({ name, value }: Detail, language: Language): string {
  const words = valueWords(name, value, language);
  const head = DETAIL[name];
  if (head === null) return words;
  if (name === 'item') return `${head[language]} ${words}`;
  // No line of French begins with a colon.
  return language === 'fr' ? `${head.fr}\u00a0: ${words}` : `${head.en}: ${words}`;
}

function valueWords(name: Detail['name'], value: Detail['value'], language: Language): string {
  if (typeof value !== 'string') return 'fr' in value ? value[language] : timeWords(value, language);
  if (name === 'duration') return durationWords(Number(value));
  if (name === 'amount') return amountWords(value, language);
  return CODES[`${name}.${value}`]?.[language] ?? value;
}

/** Every digit of it, as the language writes numbers. */
function amountWords(value: string, language: Language): string {
  const [amount = '', ...currency] = value.split(' ');
  return [exactAmount(amount, language), ...currency].join(' ');
}

function durationWords(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const parts = [
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes > 0 ? [`${minutes} min`] : []),
    ...(seconds % 60 > 0 || seconds === 0 ? [`${seconds % 60} s`] : []),
  ];
  return parts.join(' ');
}

function sourceWords(source: Source, language: Language): string {
  const row = language === 'fr' ? 'ligne' : 'row';
  switch (source.kind) {
    case 'hand':
      return source.words;
    case 'import':
      return `${source.file}, ${row} ${source.row} (SHA-256 ${source.sha256.slice(0, 12)}…)`;
    case 'transfer':
      return `SHA-256 ${source.sha256.slice(0, 12)}…, ${row} ${source.row}`;
    case 'vigie':
      return 'Vigie';
  }
}

/** An instant of this database, in UTC. */
function instantWords(instant: string, language: Language): string {
  const said = instant.slice(0, 16);
  return timeWords({ precision: 'exact', said, until: null, zone: 'UTC', from: instant, to: null }, language);
}
