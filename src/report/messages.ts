import { IDENTIFIER_WORDS } from '../leads/identifier-words.ts';
import type { Lead } from '../leads/lead.ts';
import type { Formats } from './formats.ts';
import { inFrench } from './known-sentences.ts';
import type { Language } from './language.ts';

type UndoneTie = Lead['undoneTies'][number];
type Message = string | ((format: Formats, ...values: never[]) => string);

const s = (count: number): string => (count === 1 ? '' : 's');
/** French counts 0 and 1 as singular. */
const x = (count: number, ending = 's'): string => (Math.abs(count) < 2 ? '' : ending);

/** Every text of the page. A message without one of its languages does not compile. */
export const messages = {
  // The frame
  documentTitle: { en: 'Vigie: leads from money transfers', fr: 'Vigie : pistes tirées de transferts d’argent' },
  skip: { en: 'Skip to the content', fr: 'Aller au contenu' },
  contents: { en: 'Contents', fr: 'Sommaire' },
  display: { en: 'Display', fr: 'Affichage' },
  language: { en: 'Language', fr: 'Langue' },
  theme: { en: 'Page colours', fr: 'Couleurs de la page' },
  themeAuto: { en: 'System', fr: 'Système' },
  themeLight: { en: 'Light', fr: 'Claires' },
  themeDark: { en: 'Dark', fr: 'Sombres' },
  footer: {
    en: 'A lead is not an accusation. Vigie orders and explains; people check and decide. This page holds personal data: keep it, share it and destroy it as the law that covers it says.',
    fr: 'Une piste n’est pas une accusation. Vigie ordonne et explique ; des personnes vérifient et décident. Cette page contient des données personnelles : conservez-la, transmettez-la et détruisez-la selon le droit qui s’y applique.',
  },

  // What this page is
  title: { en: 'Leads from money transfers', fr: 'Pistes tirées de transferts d’argent' },
  whatItIs: {
    en: 'This page orders the people in a file of transfers whose payments resemble what public guidance describes for the live streaming of child sexual abuse and for the financial sexual extortion of children. It gives the reasons for, the ordinary explanations and what is not known.',
    fr: 'Cette page ordonne les personnes d’un fichier de transferts dont les paiements ressemblent à ce que des guides publics décrivent pour la diffusion en direct d’abus sexuels d’enfants et pour l’extorsion sexuelle d’enfants à visée financière. Elle donne les éléments à charge, les explications ordinaires et ce qui n’est pas connu.',
  },
  whatItIsNot: {
    en: 'A lead is not an accusation, and a payment is not proof of what it paid for. People decide. A person who is paid may be a victim; a person who pays under pressure is one.',
    fr: 'Une piste n’est pas une accusation, et un paiement ne prouve pas ce qu’il a payé. Ce sont des personnes qui décident. Une personne payée peut être une victime ; une personne qui paie sous la contrainte en est une.',
  },
  periodRead: {
    en: (f: Formats, from: string, to: string) => `Transfers from ${f.day(from)} to ${f.day(to)}`,
    fr: (f: Formats, from: string, to: string) => `Transferts du ${f.day(from)} au ${f.day(to)}`,
  },
  periodNone: { en: 'No transfer was accepted', fr: 'Aucun transfert n’a été accepté' },
  asKnownOn: {
    en: (f: Formats, at: string) => `as known on ${f.minute(at)} UTC`,
    fr: (f: Formats, at: string) => `d’après ce qui était connu le ${f.minute(at)} UTC`,
  },
  allTimesUtc: {
    en: 'All times are UTC unless said otherwise.',
    fr: 'Toutes les heures sont en temps universel (UTC), sauf mention contraire.',
  },
  countedBack: {
    en: (f: Formats, asOf: string) =>
      `How long ago something was is counted back from the end of the data, ${f.day(asOf)}, the date of the last transfer that was read: add the time that has passed since.`,
    fr: (f: Formats, asOf: string) =>
      `Toute ancienneté est comptée à rebours depuis la fin des données, le ${f.day(asOf)}, date du dernier transfert lu : ajoutez-y le temps écoulé depuis.`,
  },
  countedBackOption: {
    en: (f: Formats, asOf: string) =>
      `How long ago something was is counted back from ${f.day(asOf)}, the instant given with --as-of, which is called the end of the data here: add the time that has passed since.`,
    fr: (f: Formats, asOf: string) =>
      `Toute ancienneté est comptée à rebours depuis le ${f.day(asOf)}, instant donné par --as-of et appelé ici fin des données : ajoutez-y le temps écoulé depuis.`,
  },
  beforeReading: { en: 'Before reading', fr: 'Avant de lire' },
  noteUncalibrated: {
    en: 'The weights come from made-up data, not from outcomes of your institution. A score orders the list; it is not a probability.',
    fr: 'Les poids viennent de données fabriquées, non des suites constatées par votre institution. Un score ordonne la liste ; ce n’est pas une probabilité.',
  },
  noteCalibrated: {
    en: 'The weights were set on outcomes supplied by an institution. A score still only orders the list.',
    fr: 'Les poids ont été réglés sur des suites fournies par une institution. Un score ne fait toujours qu’ordonner la liste.',
  },
  noteRates: {
    en: 'Amounts in euro use illustrative yearly averages: good enough to order, not to quote.',
    fr: 'Les montants en euros reposent sur des moyennes annuelles indicatives : suffisantes pour ordonner, pas pour être citées.',
  },
  noteNoRate: {
    en: (f: Formats, n: number) =>
      `${f.whole(n)} transfer${s(n)} in a currency without a rate: their euro amount is unknown, not zero.`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} transfert${x(n)} dans une devise sans taux : leur montant en euros est inconnu, et non nul.`,
  },
  noteNoZone: {
    en: (f: Formats, n: number) =>
      `${f.whole(n)} transfer${s(n)} without a known time zone of the payer: whether it was night there is unknown.`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} transfert${x(n)} sans fuseau horaire connu pour le payeur : on ne sait pas s’il y faisait nuit.`,
  },
  noteQuarantined: {
    en: (f: Formats, n: number) => `${f.whole(n)} row${s(n)} could not be read and took no part.`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} ligne${x(n)} n’${n < 2 ? 'a' : 'ont'} pas pu être lue${x(n)} et n’${n < 2 ? 'a' : 'ont'} joué aucun rôle.`,
  },
  quarantineLarge: {
    en: (f: Formats, n: number, of: number) =>
      `${f.whole(n)} of ${f.whole(of)} rows (${f.percent(n / of)}) are in quarantine and took no part.`,
    fr: (f: Formats, n: number, of: number) =>
      `${f.whole(n)} ligne${x(n)} sur ${f.whole(of)} (${f.percent(n / of)}) ${n < 2 ? 'est' : 'sont'} en quarantaine et n’${n < 2 ? 'a' : 'ont'} joué aucun rôle.`,
  },
  quarantineColumn: {
    en: 'More than half of all rows fail in one column: it is probably written in a form that was not recognised.',
    fr: 'Plus de la moitié des lignes échouent sur une même colonne : elle est sans doute écrite sous une forme non reconnue.',
  },
  quarantineNext: {
    en: 'Look at quarantine.csv before you rely on anything here; a mapping file (--mapping) says how a column is written.',
    fr: 'Regardez quarantine.csv avant de vous fier à ce qui suit ; un fichier de correspondance (--mapping) dit comment une colonne est écrite.',
  },
  noteStrayEnd: {
    en: (f: Formats, n: number, end: string) =>
      `${f.whole(n)} transfer${s(n)} ${n === 1 ? 'is' : 'are'} dated long after all others, which end on ${f.day(end)}:`,
    fr: (f: Formats, n: number, end: string) =>
      `${f.whole(n)} transfert${x(n)} ${n < 2 ? 'est daté' : 'sont datés'} longtemps après tous les autres, qui finissent le ${f.day(end)} :`,
  },
  noteStrayNext: {
    en: (_f: Formats, asOf: string) =>
      `If that is a mistake, everybody seems inactive for too long: correct it, or scan again with --as-of ${asOf}.`,
    fr: (_f: Formats, asOf: string) =>
      `Si c’est une erreur, tout le monde paraît inactif depuis trop longtemps : corrigez-la, ou relancez avec --as-of ${asOf}.`,
  },
  noteNoCurrency: {
    en: 'ISO 4217 has no such currency, so the amounts in euro are unknown:',
    fr: 'La norme ISO 4217 n’a pas de telle devise, et les montants en euros sont inconnus :',
  },
  noteByName: {
    en: (f: Formats, payers: number, payees: number) =>
      `${f.whole(payers)} payer${s(payers)} and ${f.whole(payees)} payee${s(payees)} are known by name alone: equal name, country and place count as one person, so two people may be one here, and one person two.`,
    fr: (f: Formats, payers: number, payees: number) =>
      `${f.whole(payers)} payeur${x(payers)} et ${f.whole(payees)} bénéficiaire${x(payees)} ne sont connus que par leur nom : mêmes nom, pays et lieu comptent pour une personne, si bien que deux personnes peuvent n’en faire qu’une ici, et une personne en faire deux.`,
  },
  noteLinked: {
    en: (f: Formats, identifiers: number, people: number, transfers: number) =>
      `Record linkage: ${f.whole(identifiers)} further identifier${s(identifiers)} count as ${f.whole(people)} ${people === 1 ? 'person' : 'people'}, in ${f.whole(transfers)} transfer${s(transfers)}. A wrong link gives the payments of one person to another: check it before you act. Without --link everything is as the records say.`,
    fr: (f: Formats, identifiers: number, people: number, transfers: number) =>
      `Rapprochement d’enregistrements : ${f.whole(identifiers)} autre${x(identifiers)} identifiant${x(identifiers)} compte${identifiers < 2 ? '' : 'nt'} pour ${f.whole(people)} personne${x(people)}, dans ${f.whole(transfers)} transfert${x(transfers)}. Un rapprochement erroné donne à une personne les paiements d’une autre : vérifier avant d’agir. Sans --link, tout est comme le disent les relevés.`,
  },
  noteKnown: {
    en: (f: Formats, entries: number, payers: number, payees: number) =>
      payers + payees === 0
        ? `Of the list of known subjects ${f.whole(entries)} ${entries === 1 ? 'entry is' : 'entries are'} in force, and nobody in these records is meant: check that the identifiers are written as in the records.`
        : `The list of known subjects has ${f.whole(entries)} ${entries === 1 ? 'entry' : 'entries'} in force, for ${f.whole(payers)} payer${s(payers)} and ${f.whole(payees)} payee${s(payees)} of these records.`,
    fr: (f: Formats, entries: number, payers: number, payees: number) =>
      payers + payees === 0
        ? `De la liste de personnes connues, ${f.whole(entries)} inscription${x(entries)} ${entries < 2 ? 'est' : 'sont'} en vigueur, et personne dans ces relevés n’est désigné : vérifier que les identifiants sont écrits comme dans les relevés.`
        : `La liste de personnes connues a ${f.whole(entries)} inscription${x(entries)} en vigueur, pour ${f.whole(payers)} payeur${x(payers)} et ${f.whole(payees)} bénéficiaire${x(payees)} de ces relevés.`,
  },
  noteUntied: {
    en: (f: Formats, rows: number, payers: number, payees: number, unmatched: number) =>
      `The list of ties to undo has ${f.whole(rows)} row${s(rows)}: ${f.whole(payers)} payer${s(payers)} and ${f.whole(payees)} payee${s(payees)} hold an identifier that ties them no longer.${unmatched === 0 ? '' : ` ${f.whole(unmatched)} row${s(unmatched)} ${unmatched === 1 ? 'matches' : 'match'} nobody in these records: check that identifiers are written as in the records.`}`,
    fr: (f: Formats, rows: number, payers: number, payees: number, unmatched: number) =>
      `La liste des liens à défaire a ${f.whole(rows)} ligne${x(rows)} : ${f.whole(payers)} payeur${x(payers)} et ${f.whole(payees)} bénéficiaire${x(payees)} portent un identifiant qui ne les relie plus.${unmatched === 0 ? '' : ` ${f.whole(unmatched)} ligne${x(unmatched)} ne ${unmatched < 2 ? 'correspond' : 'correspondent'} à personne dans ces relevés : vérifier que les identifiants sont écrits comme dans les relevés.`}`,
  },
  noteColumns: {
    en: (f: Formats, likely: number, ignored: number) =>
      `${f.whole(likely)} column${s(likely)} understood by a guess, ${f.whole(ignored)} not read: check that they are what you think.`,
    fr: (f: Formats, likely: number, ignored: number) =>
      `${f.whole(likely)} colonne${x(likely)} comprise${x(likely)} par supposition, ${f.whole(ignored)} non lue${x(ignored)} : à vérifier.`,
  },
  noteRefused: {
    en: (f: Formats, n: number) => `${f.whole(n)} file${s(n)} could not be read at all.`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} fichier${x(n)} n’${n < 2 ? 'a' : 'ont'} pas pu être lu${x(n)} du tout.`,
  },
  noteCaps: {
    en: (f: Formats, n: number) => `${f.whole(n)} limit${s(n)} on what is shown.`,
    fr: (f: Formats, n: number) => `${f.whole(n)} limite${x(n)} à ce qui est montré.`,
  },
  seeWhatWasRead: { en: 'What was read and what was not', fr: 'Ce qui a été lu et ce qui ne l’a pas été' },

  // Queues
  safeguarding: { en: 'Safeguarding queue', fr: 'File de protection' },
  investigation: { en: 'Investigation queue', fr: 'File d’enquête' },
  safeguardingIntro: {
    en: 'Read this queue first. Here the payer is the possible victim: someone, perhaps a child, who may be paying, or may have paid, because of threats. Nobody in this queue is a subject of investigation. The question is whether this person is safe now, and who can reach them.',
    fr: 'À lire en premier. Ici, le payeur est la victime possible : quelqu’un, peut-être un enfant, qui paie ou a payé peut-être sous la menace. Aucune personne de cette file ne fait l’objet d’une enquête. La question est de savoir si cette personne est en sécurité maintenant, et qui peut la joindre.',
  },
  investigationIntro: {
    en: 'Payers, facilitators and collectors whose payments deserve a person’s reading, the strongest reasons first. Each role is a role in the records, never a finding. Facilitators and collectors may be victims too.',
    fr: 'Payeurs, facilitateurs et collecteurs dont les paiements méritent d’être lus par une personne, les éléments les plus forts d’abord. Chaque rôle est un rôle dans les relevés, jamais un constat. Facilitateurs et collecteurs peuvent aussi être des victimes.',
  },
  safeguardingNone: {
    en: 'Nobody is proposed in this queue. This does not show that there is no victim in the file.',
    fr: 'Personne n’est proposé dans cette file. Cela ne montre pas que le fichier ne contient aucune victime.',
  },
  investigationNone: {
    en: 'No lead is proposed in this queue. This does not show that there is nothing to find.',
    fr: 'Aucune piste n’est proposée dans cette file. Cela ne montre pas qu’il n’y a rien à trouver.',
  },
  safeguardingTally: {
    en: (f: Formats, all: number, now: number, today: number, older: number, rest: number, context: number) => {
      const when = [
        `${f.whole(now)} to reach now`,
        `${f.whole(today)} today`,
        ...(older === 0
          ? []
          : [`${f.whole(older)} whose payments with such signs ended more than 30 days before the end of the data`]),
        ...(rest === 0 ? [] : [`${f.whole(rest)} further down in subjects.csv`]),
      ];
      return `${f.whole(all)} possible victim${s(all)}${all === 0 ? '' : `: ${when.join(', ')}`}${context === 0 ? '' : `; and ${f.whole(context)} other payer${s(context)} as context`}.`;
    },
    fr: (f: Formats, all: number, now: number, today: number, older: number, rest: number, context: number) => {
      const when = [
        `${f.whole(now)} à joindre maintenant`,
        `${f.whole(today)} aujourd’hui`,
        ...(older === 0
          ? []
          : [
              `${f.whole(older)} dont les paiements porteurs de signes ont cessé plus de 30 jours avant la fin des données`,
            ]),
        ...(rest === 0 ? [] : [`${f.whole(rest)} plus loin dans subjects.csv`]),
      ];
      return `${f.whole(all)} victime${x(all)} possible${x(all)}${all === 0 ? '' : ` : ${when.join(', ')}`}${context === 0 ? '' : ` ; et ${f.whole(context)} autre${x(context)} payeur${x(context)} à titre de contexte`}.`;
    },
  },
  investigationTally: {
    en: (f: Formats, first: number, second: number, context: number) =>
      `${f.whole(first + second)} lead${s(first + second)}: ${f.whole(first)} to read first, ${f.whole(second)} when there is time${context === 0 ? '' : `; and ${f.whole(context)} other${s(context)} as context`}.`,
    fr: (f: Formats, first: number, second: number, context: number) =>
      `${f.whole(first + second)} piste${x(first + second)} : ${f.whole(first)} à lire en premier, ${f.whole(second)} quand le temps le permet${context === 0 ? '' : ` ; et ${f.whole(context)} autre${x(context)} à titre de contexte`}.`,
  },
  firstTierCrowded: {
    en: (f: Formats, people: number, payersEach: number) =>
      `${f.whole(people)} people to read first, one for each ${f.whole(payersEach)} payers: more than can be expected of ordinary records, though nobody knows the true share. Either these records were selected, or something ordinary that looks alike is common in them: a game, performers, shops, circles of friends. Read some of these leads side by side before you rely on their order.`,
    fr: (f: Formats, people: number, payersEach: number) =>
      `${f.whole(people)} personnes à lire en premier, une pour ${f.whole(payersEach)} payeurs : plus qu’on ne peut attendre de données ordinaires, même si nul ne connaît la part réelle. Ou bien ces données ont été sélectionnées, ou bien quelque chose d’ordinaire qui y ressemble est fréquent : un jeu, des artistes, des commerces, des cercles d’amis. Lisez quelques-unes de ces pistes côte à côte avant de vous fier à leur ordre.`,
  },
  firstTierInCrowds: {
    en: (f: Formats, people: number) =>
      `${f.whole(people)} of these ${people === 1 ? 'has' : 'have'} the score to be read first, but ${people === 1 ? 'is' : 'are'} one of a crowd: payees that they share join ${people === 1 ? 'it' : 'each'} to many payers who stand out in the same way. In synthetic records such a crowd mostly paid for something lawful, services to adults above all, and payments did not tell who of it did not. Read some of them side by side; a list of known subjects (--known) puts those near them first.`,
    fr: (f: Formats, people: number) =>
      `${f.whole(people)} de ces pistes ${people < 2 ? 'a' : 'ont'} le score pour être lue${x(people)} en premier, mais dans une foule : des bénéficiaires partagés ${people < 2 ? 'la' : 'les'} relient à de nombreux payeurs qui ressortent de la même façon. Dans des données synthétiques, une telle foule payait surtout quelque chose de licite, des services à des adultes avant tout, et les paiements ne disaient pas qui faisait exception. Lisez-en quelques-unes côte à côte ; une liste de personnes connues (--known) met en premier celles qui en sont proches.`,
  },
  leadInCrowd: {
    en: (f: Formats, others: number) =>
      `has the score to be read first, but payees that they share join it to ${f.whole(others)} other payers who stand out in the same way: such a crowd often pays for something lawful`,
    fr: (f: Formats, others: number) =>
      `a le score pour être lue en premier, mais des bénéficiaires partagés la relient à ${f.whole(others)} autres payeurs qui ressortent de la même façon : une telle foule paie souvent quelque chose de licite`,
  },
  safeguardingContextTitle: {
    en: 'Payers as context, not proposed',
    fr: 'Payeurs à titre de contexte, non proposés',
  },
  investigationContextTitle: {
    en: 'People as context, not proposed',
    fr: 'Personnes à titre de contexte, non proposées',
  },
  safeguardingContext: {
    en: 'These payers show some of the signs, too weak or too few to propose them. Look one of them up when something else points to that person.',
    fr: 'Ces payeurs présentent certains des signes, trop faibles ou trop peu nombreux pour être proposés. À consulter lorsqu’un autre élément désigne l’une de ces personnes.',
  },
  investigationContext: {
    en: 'These payers and payees show some of the indicators, too weak or too few to propose them. Look one of them up when something else points to that person.',
    fr: 'Ces payeurs et bénéficiaires présentent certains des indicateurs, trop faibles ou trop peu nombreux pour être proposés. À consulter lorsqu’un autre élément désigne l’une de ces personnes.',
  },
  safeguardingContextCaption: {
    en: (f: Formats, n: number) => `${f.whole(n)} payer${s(n)} as context, the strongest signs first`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} payeur${x(n)} à titre de contexte, des signes les plus forts aux plus faibles`,
  },
  investigationContextCaption: {
    en: (f: Formats, n: number) => `${f.whole(n)} ${n === 1 ? 'person' : 'people'} as context, the highest score first`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} personne${x(n)} à titre de contexte, du score le plus haut au plus bas`,
  },
  investigationCaption: {
    en: (f: Formats, n: number) => `${f.whole(n)} lead${s(n)} to read, the highest score first`,
    fr: (f: Formats, n: number) => `${f.whole(n)} piste${x(n)} à lire, du score le plus haut au plus bas`,
  },
  safeguardingCaption: {
    en: (f: Formats, n: number) =>
      `${f.whole(n)} possible victim${s(n)}: those whose payments may go on first, then the strongest signs`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} victime${x(n)} possible${x(n)} : d’abord les personnes dont les paiements continuent peut-être, puis des signes les plus forts aux plus faibles`,
  },
  notShownHere: {
    en: (f: Formats, n: number) =>
      `${f.whole(n)} more ${n === 1 ? 'is' : 'are'} proposed but not shown on this page; ${n === 1 ? 'it stands' : 'they stand'} in subjects.csv.`,
    fr: (f: Formats, n: number) =>
      n < 2
        ? `${f.whole(n)} autre personne proposée ne figure pas sur cette page ; elle figure dans subjects.csv.`
        : `${f.whole(n)} autres personnes proposées ne figurent pas sur cette page ; elles figurent dans subjects.csv.`,
  },
  contextNotShown: {
    en: (f: Formats, n: number) =>
      `${f.whole(n)} more ${n === 1 ? 'person stands' : 'people stand'} as context in subjects.csv only.`,
    fr: (f: Formats, n: number) =>
      n < 2
        ? `${f.whole(n)} autre personne figure à titre de contexte dans subjects.csv seulement.`
        : `${f.whole(n)} autres personnes figurent à titre de contexte dans subjects.csv seulement.`,
  },
  rank: { en: 'Rank', fr: 'Rang' },
  subject: { en: 'Subject of the lead', fr: 'Personne concernée' },
  person: { en: 'Person', fr: 'Personne' },
  role: { en: 'Role in the records', fr: 'Rôle dans les relevés' },
  tier: { en: 'When to read', fr: 'Quand lire' },
  whenToReach: { en: 'When to reach', fr: 'Quand joindre' },
  score: { en: 'Score', fr: 'Score' },
  weightOfSigns: { en: 'Weight of the signs', fr: 'Poids des signes' },
  mainReasons: { en: 'Main reasons for', fr: 'Principaux éléments à charge' },
  mainSigns: { en: 'Main signs', fr: 'Principaux signes' },
  against: { en: 'Reasons against', fr: 'Explications ordinaires' },
  unknown: { en: 'Unknown', fr: 'Inconnus' },
  lastActive: { en: 'Last active', fr: 'Dernière activité' },
  lastSign: { en: 'Last sign', fr: 'Dernier signe' },
  tempo: { en: 'Tempo', fr: 'Rythme' },
  andMore: {
    en: (f: Formats, n: number) => `and ${f.whole(n)} more`,
    fr: (f: Formats, n: number) => `et ${f.whole(n)} autre${x(n)}`,
  },
  noReason: { en: 'none', fr: 'aucun' },
  daysBefore: {
    en: (f: Formats, days: number) => `${f.duration(days)} before the end of the data`,
    fr: (f: Formats, days: number) => `${f.duration(days)} avant la fin des données`,
  },
  signsBefore: {
    en: (f: Formats, days: number) => `(last payment with such signs: ${f.duration(days)} before the end of the data)`,
    fr: (f: Formats, days: number) =>
      `(dernier paiement porteur de signes : ${f.duration(days)} avant la fin des données)`,
  },
  inThirtyDays: {
    en: (f: Formats, n: number) => `${f.whole(n)} in the last 30 days`,
    fr: (f: Formats, n: number) => `${f.whole(n)} ces 30 derniers jours`,
  },
  everyDays: {
    en: (f: Formats, days: number) =>
      days < 0.95
        ? 'several a day (median)'
        : days < 1.05
          ? 'every day (median)'
          : `every ${f.decimal(days, 0, 1)} days (median)`,
    fr: (f: Formats, days: number) =>
      days < 0.95
        ? 'plusieurs par jour (médiane)'
        : days < 1.05
          ? 'chaque jour (médiane)'
          : `tous les ${f.decimal(days, 0, 1)} jours (médiane)`,
  },
  corridor: { en: 'Corridor the signs are about', fr: 'Couloir sur lequel portent les signes' },
  corridorOthers: {
    en: 'countries paid fewer than three times each, or not known',
    fr: 'pays payés moins de trois fois chacun, ou non connus',
  },
  corridorShare: {
    en: (f: Formats, within: number, all: number) =>
      `: ${f.whole(within)} of ${f.whole(all)} transfers; the others are not weighed with them`,
    fr: (f: Formats, within: number, all: number) =>
      `\u00a0: ${f.whole(within)} transferts sur ${f.whole(all)} ; les autres ne sont pas pesés avec eux`,
  },
  corridorOnly: {
    en: (f: Formats, elsewhere: number) =>
      `What is said here, and of ordinary explanations, is about the transfers of this corridor alone: ${f.whole(elsewhere)} other${s(elsewhere)} of this person ${elsewhere === 1 ? 'is' : 'are'} left out.`,
    fr: (f: Formats, elsewhere: number) =>
      `Ce qui est dit ici, explications ordinaires comprises, porte sur les transferts de ce couloir seul : ${f.whole(elsewhere)} autre${x(elsewhere)} de cette personne ${elsewhere < 2 ? 'est laissé' : 'sont laissés'} de côté.`,
  },
  firstLastThere: { en: 'First and last of the corridor', fr: 'Premier et dernier du couloir' },
  activeThere: { en: 'Active in the corridor', fr: 'Activité dans le couloir' },
  tempoThere: { en: 'Tempo in the corridor', fr: 'Rythme dans le couloir' },
  tempoUnknown: { en: 'interval unknown', fr: 'intervalle inconnu' },
  leadsOneByOne: { en: 'The leads one by one', fr: 'Les pistes une à une' },
  situationsOneByOne: { en: 'The situations one by one', fr: 'Les situations une à une' },
  openAll: { en: 'Open all', fr: 'Tout ouvrir' },
  closeAll: { en: 'Close all', fr: 'Tout fermer' },
  roles_payer: { en: 'payer', fr: 'payeur' },
  roles_facilitator: {
    en: 'facilitator (may be a victim too)',
    fr: 'facilitateur ou facilitatrice (peut aussi être victime)',
  },
  roles_collector: { en: 'collector (may be a victim too)', fr: 'collecteur (peut aussi être victime)' },
  /** Where the words that they may be victims stand once, above the table. */
  inTable_facilitator: { en: 'facilitator', fr: 'facilitateur' },
  inTable_collector: { en: 'collector', fr: 'collecteur' },
  roles_possible_victim: { en: 'possible victim', fr: 'victime possible' },
  roles_payee: { en: 'payee', fr: 'bénéficiaire' },
  kinds_payer: { en: 'pays', fr: 'paie' },
  kinds_payee: { en: 'is paid', fr: 'est payé' },
  tiers_first: { en: 'first', fr: 'en premier' },
  tiers_second: { en: 'when there is time', fr: 'quand le temps le permet' },
  tiers_crowd: { en: 'one of a crowd', fr: 'dans une foule' },
  // A faster clock for those who may be in danger.
  urgency_now: { en: 'now', fr: 'maintenant' },
  urgency_today: { en: 'today', fr: 'aujourd’hui' },
  urgency_week: { en: 'this week', fr: 'cette semaine' },
  urgency_month: { en: 'this month', fr: 'ce mois-ci' },
  urgency_later: { en: 'after the others', fr: 'après les autres' },
  urgency_context: { en: 'context, not proposed', fr: 'contexte, non proposé' },
  tiers_context: { en: 'context, not proposed', fr: 'contexte, non proposé' },

  // Groups
  group: { en: 'Group', fr: 'Groupe' },
  groups: { en: 'Groups', fr: 'Groupes' },
  groupsOfVictims: { en: 'Groups of possible victims', fr: 'Groupes de victimes possibles' },
  groupName: {
    en: (f: Formats, rank: number) => `Group ${f.whole(rank)}`,
    fr: (f: Formats, rank: number) => `Groupe ${f.whole(rank)}`,
  },
  groupsTally: {
    en: (f: Formats, n: number, active: number) =>
      `${f.whole(n)} group${s(n)} of people tied to each other: ${active === 0 ? 'none' : f.whole(active)} with somebody active in the last 30 days of the data.`,
    fr: (f: Formats, n: number, active: number) =>
      `${f.whole(n)} groupe${x(n)} de personnes liées entre elles, dont ${active === 0 ? 'aucun' : f.whole(active)} avec une personne active dans les 30 derniers jours des données.`,
  },
  groupsTallyVictims: {
    en: (f: Formats, n: number, active: number) =>
      `${f.whole(n)} group${s(n)} of possible victims who paid the same person or people tied to each other: ${active === 0 ? 'none' : f.whole(active)} with somebody who paid in the last 30 days of the data.`,
    fr: (f: Formats, n: number, active: number) =>
      `${f.whole(n)} groupe${x(n)} de victimes possibles qui ont payé la même personne ou des personnes liées entre elles, dont ${active === 0 ? 'aucun' : f.whole(active)} avec une personne qui a payé dans les 30 derniers jours des données.`,
  },
  groupsIntro: {
    en: 'Payees who share a phone, an account or a device, or whom the same payers pay, and the payers of this queue who pay them. Families and shops are tied too: a group says where to read together, not what happened. Each payee stands in one group, so no transfer is counted twice.',
    fr: 'Des bénéficiaires qui partagent un téléphone, un compte ou un appareil, ou que les mêmes payeurs paient, et les payeurs de cette file qui les paient. Familles et commerces sont liés aussi : un groupe dit ce qui se lit ensemble, non ce qui s’est passé. Chaque bénéficiaire figure dans un seul groupe ; aucun transfert n’est compté deux fois.',
  },
  groupsIntroVictims: {
    en: 'Whoever reaches one of them may need to reach the others: the threat may come from the same place. Those who were paid may be victims too. Others who paid the same people are counted, not named.',
    fr: 'Qui joint l’une de ces personnes peut avoir à joindre les autres : la menace vient peut-être du même endroit. Les personnes payées peuvent être victimes aussi. Les autres qui ont payé les mêmes personnes sont comptées, non nommées.',
  },
  groupsNotShown: {
    en: (f: Formats, n: number) => `${f.whole(n)} more group${s(n)} in groups.jsonl.`,
    fr: (f: Formats, n: number) => `${f.whole(n)} autre${x(n)} groupe${x(n)} dans groups.jsonl.`,
  },
  groupsCaption: {
    en: 'The groups, the one with the best lead first. Transfers and sums are those between members',
    fr: 'Les groupes, celui de la meilleure piste d’abord. Transferts et sommes sont ceux entre membres',
  },
  groupPeople: {
    en: (f: Formats, payees: number, payers: number) =>
      `${f.whole(payees)} payee${s(payees)}, ${f.whole(payers)} payer${s(payers)}`,
    fr: (f: Formats, payees: number, payers: number) =>
      `${f.whole(payees)} bénéficiaire${x(payees)}, ${f.whole(payers)} payeur${x(payers)}`,
  },
  groupPeopleVictims: {
    en: (f: Formats, payees: number, payers: number) =>
      `${f.whole(payers)} possible victim${s(payers)} who paid ${payees === 1 ? 'the same person' : `one or more of ${f.whole(payees)} people tied to each other`}`,
    fr: (f: Formats, payees: number, payers: number) =>
      `${f.whole(payers)} victime${x(payers)} possible${x(payers)} ayant payé ${payees < 2 ? 'la même personne' : `au moins une de ${f.whole(payees)} personnes liées entre elles`}`,
  },
  betweenThem: {
    en: (f: Formats, n: number) =>
      n === 0 ? 'no transfer between them' : `${f.whole(n)} transfer${s(n)} between them`,
    fr: (f: Formats, n: number) => (n === 0 ? 'aucun transfert entre eux' : `${f.whole(n)} transfert${x(n)} entre eux`),
  },
  activeMembers: {
    en: (f: Formats, n: number) =>
      `${n === 0 ? 'nobody' : n === 1 ? '1 person' : `${f.whole(n)} people`} paid or ${n > 1 ? 'were' : 'was'} paid in the last 30 days of the data`,
    fr: (f: Formats, n: number) =>
      n === 0
        ? 'personne n’a payé ni été payé dans les 30 derniers jours des données'
        : `${f.whole(n)} personne${x(n)} ${n < 2 ? 'a' : 'ont'} payé ou été payée${x(n)} dans les 30 derniers jours des données`,
  },
  activeVictims: {
    en: (f: Formats, n: number) => `${n === 0 ? 'none of them' : f.whole(n)} paid in the last 30 days of the data`,
    fr: (f: Formats, n: number) =>
      n === 0
        ? 'aucune n’a payé dans les 30 derniers jours des données'
        : `${f.whole(n)} ${n < 2 ? 'a' : 'ont'} payé dans les 30 derniers jours des données`,
  },
  activeLately: {
    en: 'Paid or was paid in the last 30 days of the data',
    fr: 'A payé ou été payé dans les 30 derniers jours des données',
  },
  paidLately: { en: 'Paid in the last 30 days of the data', fr: 'Ont payé dans les 30 derniers jours des données' },
  possibleVictims: { en: 'Possible victims', fr: 'Victimes possibles' },
  transfersBetween: { en: 'Transfers between them', fr: 'Transferts entre eux' },
  totalBetween: { en: 'Total between them', fr: 'Total entre eux' },
  lastBetween: { en: 'Last between them', fr: 'Dernier entre eux' },
  none: { en: 'none', fr: 'aucun' },
  nobody: { en: 'nobody', fr: 'personne' },
  atLeast: { en: 'at least', fr: 'au moins' },
  groupWithoutRate: {
    en: (f: Formats, n: number) => `${f.whole(n)} without a rate`,
    fr: (f: Formats, n: number) => `${f.whole(n)} sans taux`,
  },
  elsewhere: {
    en: (f: Formats, n: number) => `elsewhere or unknown (${f.whole(n)})`,
    fr: (f: Formats, n: number) => `ailleurs ou inconnu (${f.whole(n)})`,
  },
  around: { en: 'Around it, counted and not named:', fr: 'Autour, comptés et non nommés :' },
  othersWhoPay: { en: 'Others who pay them', fr: 'Autres qui les paient' },
  activeShort: { en: 'In the last 30 days of the data', fr: 'Dans les 30 derniers jours des données' },
  aroundPayers: {
    en: (f: Formats, n: number, transfers: number) =>
      n === 0
        ? 'nobody else pays these payees'
        : `${f.whole(n)} other${s(n)} who pay${n === 1 ? 's' : ''} these payees: ${f.whole(transfers)} transfer${s(transfers)}`,
    fr: (f: Formats, n: number, transfers: number) =>
      n === 0
        ? 'personne d’autre ne paie ces bénéficiaires'
        : `${f.whole(n)} autre${x(n)} qui paie${n < 2 ? '' : 'nt'} ces bénéficiaires : ${f.whole(transfers)} transfert${x(transfers)}`,
  },
  aroundActive: {
    en: (f: Formats, n: number) => `${f.whole(n)} of them in the last 30 days of the data`,
    fr: (f: Formats, n: number) => `dont ${f.whole(n)} dans les 30 derniers jours des données`,
  },
  aroundVictims: {
    en: (f: Formats, n: number) => `${f.whole(n)} of them in the safeguarding queue`,
    fr: (f: Formats, n: number) => `dont ${f.whole(n)} dans la file de protection`,
  },
  aroundPayees: {
    en: (f: Formats, n: number) =>
      `${f.whole(n)} other${s(n)} who share${n === 1 ? 's' : ''} identifiers with these payees`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} autre${x(n)} qui partage${n < 2 ? '' : 'nt'} des identifiants avec ces bénéficiaires`,
  },
  cutFromGroup: { en: 'Not shown, counted:', fr: 'Non montrés, comptés :' },
  cutPeople: {
    en: (f: Formats, payees: number, payers: number, transfers: number) =>
      `${f.whole(payees)} payee${s(payees)}, ${f.whole(payers)} payer${s(payers)}, ${f.whole(transfers)} transfer${s(transfers)} (in the total)`,
    fr: (f: Formats, payees: number, payers: number, transfers: number) =>
      `${f.whole(payees)} bénéficiaire${x(payees)}, ${f.whole(payers)} payeur${x(payers)}, ${f.whole(transfers)} transfert${x(transfers)} (dans le total)`,
  },
  cutJoins: {
    en: (f: Formats, n: number) => `${f.whole(n)} weaker join${s(n)} with other groups not made`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} lien${x(n)} plus faible${x(n)} avec d’autres groupes non retenu${x(n)}`,
  },
  groupId: { en: 'Identifier of the group', fr: 'Identifiant du groupe' },
  colon: { en: ': ', fr: ' : ' },
  whyTogether: { en: 'Why these payees stand together', fr: 'Pourquoi ces bénéficiaires figurent ensemble' },
  filledIsActive: {
    en: 'Filled: active in the last 30 days of the data.',
    fr: 'Plein : actif dans les 30 derniers jours des données.',
  },
  linksCut: {
    en: (f: Formats, shown: number, all: number) =>
      `The ${f.whole(shown)} ties of most transfers, of ${f.whole(all)}; groups.jsonl has them all.`,
    fr: (f: Formats, shown: number, all: number) =>
      `Les ${f.whole(shown)} liens aux transferts les plus nombreux, sur ${f.whole(all)} ; tous sont dans groups.jsonl.`,
  },
  groupMembers: { en: 'The people', fr: 'Les personnes' },
  groupRoles: {
    en: 'A facilitator or a collector may be a victim too.',
    fr: 'Un facilitateur, une facilitatrice ou un collecteur peut aussi être victime.',
  },
  groupMembersCaption: {
    en: (f: Formats, shown: number, all: number) =>
      `${shown === all ? `All ${f.whole(all)}` : `${f.whole(shown)} of ${f.whole(all)}`}, payees first; transfers and sums are those within the group`,
    fr: (f: Formats, shown: number, all: number) =>
      `${shown === all ? `Les ${f.whole(all)}` : `${f.whole(shown)} sur ${f.whole(all)}`}, bénéficiaires d’abord ; transferts et sommes sont ceux au sein du groupe`,
  },
  household: { en: 'Household', fr: 'Foyer' },
  otherGroups: { en: 'Also in group', fr: 'Aussi dans le groupe' },
  mainGroup: { en: '(most)', fr: '(surtout)' },
  backToGroups: { en: 'Back to the groups', fr: 'Retour aux groupes' },
  yes: { en: 'yes', fr: 'oui' },

  // A lead
  leadId: { en: 'Identifier of the lead', fr: 'Identifiant de la piste' },
  situationId: { en: 'Identifier of the situation', fr: 'Identifiant de la situation' },
  recordId: { en: 'Identifier in the records', fr: 'Identifiant dans les relevés' },
  otherIds: { en: 'Further identifiers (linked)', fr: 'Autres identifiants (reliés)' },
  whereFrom: { en: 'Place', fr: 'Lieu' },
  transfersInAll: { en: 'Transfers in all', fr: 'Transferts en tout' },
  totalEur: { en: 'Total in euro', fr: 'Total en euros' },
  firstLast: { en: 'First and last', fr: 'Premier et dernier' },
  active: { en: 'Active', fr: 'Activité' },
  in30and90: {
    en: (f: Formats, thirty: number, ninety: number) =>
      `${f.whole(thirty)} transfer${s(thirty)} in the last 30 days of the data, ${f.whole(ninety)} in the last 90`,
    fr: (f: Formats, thirty: number, ninety: number) =>
      `${f.whole(thirty)} transfert${x(thirty)} sur les 30 derniers jours des données, ${f.whole(ninety)} sur 90`,
  },
  notKnown: { en: 'not known', fr: 'inconnu' },
  summaryLine: {
    en: (f: Formats, reasons: number, against: number, unknown: number) =>
      `${f.whole(reasons)} reason${s(reasons)} for, ${f.whole(against)} against, ${f.whole(unknown)} unknown`,
    fr: (f: Formats, reasons: number, against: number, unknown: number) =>
      `${f.whole(reasons)} élément${x(reasons)} à charge, ${f.whole(against)} explication${x(against)} ordinaire${x(against)}, ${f.whole(unknown)} inconnu${x(unknown)}`,
  },
  summaryLineSigns: {
    en: (f: Formats, reasons: number, against: number, unknown: number) =>
      `${f.whole(reasons)} sign${s(reasons)}, ${f.whole(against)} against, ${f.whole(unknown)} unknown`,
    fr: (f: Formats, reasons: number, against: number, unknown: number) =>
      `${f.whole(reasons)} signe${x(reasons)}, ${f.whole(against)} explication${x(against)} ordinaire${x(against)}, ${f.whole(unknown)} inconnu${x(unknown)}`,
  },
  lastPayment: {
    en: (f: Formats, at: string) => `last transfer ${f.day(at)}`,
    fr: (f: Formats, at: string) => `dernier transfert le ${f.day(at)}`,
  },
  lastPaymentSign: {
    en: (f: Formats, at: string) => `last sign ${f.day(at)}`,
    fr: (f: Formats, at: string) => `dernier signe le ${f.day(at)}`,
  },
  lastPaymentThere: {
    en: (f: Formats, at: string) => `last transfer of the corridor ${f.day(at)}`,
    fr: (f: Formats, at: string) => `dernier transfert du couloir le ${f.day(at)}`,
  },
  inItsCorridor: { en: 'in its corridor', fr: 'dans son couloir' },
  reasonsFor: { en: 'Reasons for', fr: 'Éléments à charge' },
  signs: { en: 'Signs that this person may be paying under pressure', fr: 'Signes d’un paiement peut-être contraint' },
  signsPast: {
    en: 'Signs that this person may have paid under pressure',
    fr: 'Signes de paiements passés peut-être contraints',
  },
  signsContext: { en: 'Signs found, too few to propose', fr: 'Signes relevés, trop peu pour proposer' },
  reasonsAgainst: { en: 'Reasons against: ordinary explanations', fr: 'Explications ordinaires' },
  noneAgainst: {
    en: 'No ordinary explanation that the records could show was found. One may exist that the records do not show.',
    fr: 'Aucune explication ordinaire visible dans les relevés n’a été trouvée. Il peut en exister une que les relevés ne montrent pas.',
  },
  noneFor: { en: 'No indicator could be established.', fr: 'Aucun indicateur n’a pu être établi.' },
  contribution: { en: 'Contribution', fr: 'Contribution' },
  strengthTimesWeight: {
    en: (f: Formats, strength: number, weight: number) =>
      `strength ${f.decimal(strength, 2)} × weight ${f.decimal(weight, 2)}`,
    fr: (f: Formats, strength: number, weight: number) =>
      `force ${f.decimal(strength, 2)} × poids ${f.decimal(weight, 2)}`,
  },
  source: { en: 'Source:', fr: 'Source :' },
  trust_A: { en: 'trust A: text of the issuing body', fr: 'confiance A : texte de l’organisme émetteur' },
  trust_B: { en: 'trust B: press or trade summary', fr: 'confiance B : résumé de presse ou professionnel' },
  trust_C: { en: 'trust C: from memory, to be checked', fr: 'confiance C : de mémoire, à vérifier' },
  lookAlikes: { en: 'Looks the same:', fr: 'Ressemble à :' },
  evidence: {
    en: (f: Formats, n: number) => `Evidence: ${f.whole(n)} transfer${s(n)}`,
    fr: (f: Formats, n: number) => `Transferts à l’appui : ${f.whole(n)}`,
  },
  evidenceShown: {
    en: (f: Formats, shown: number, total: number) => `${f.whole(shown)} of ${f.whole(total)} are named here.`,
    fr: (f: Formats, shown: number, total: number) => `${f.whole(shown)} sur ${f.whole(total)} sont cités ici.`,
  },
  evidenceNumbers: {
    en: 'Numbers in the table of transfers:',
    fr: 'Numéros dans le tableau des transferts :',
  },
  evidenceElsewhere: {
    en: 'Transfers of other people, or not listed below, by identifier:',
    fr: 'Transferts d’autres personnes, ou non listés ci-dessous, par identifiant :',
  },
  evidenceNone: {
    en: 'No single transfer carries this indicator.',
    fr: 'Aucun transfert ne porte seul cet indicateur.',
  },
  markEvidence: { en: 'Mark them in the picture', fr: 'Les marquer dans la figure' },
  sumLine: { en: 'The sum', fr: 'La somme' },
  sumFor: { en: 'reasons for', fr: 'éléments à charge' },
  sumSigns: { en: 'signs', fr: 'signes' },
  sumAgainst: { en: 'reasons against', fr: 'explications ordinaires' },
  sumScore: { en: 'score', fr: 'score' },
  sumBroken: {
    en: 'The contributions do not add up to the score stated. Do not use this before the difference is explained.',
    fr: 'Les contributions ne donnent pas le score indiqué. Ne pas s’y fier avant que l’écart soit expliqué.',
  },
  unknownHeading: { en: 'Not known', fr: 'Ce qui n’est pas connu' },
  unknownIntro: {
    en: 'These indicators could not be judged. They count neither for nor against.',
    fr: 'Ces indicateurs n’ont pas pu être appréciés. Ils ne comptent ni pour ni contre.',
  },
  unknownNone: {
    en: 'Every indicator of the packs could be judged.',
    fr: 'Tous les indicateurs des lots ont pu être appréciés.',
  },
  missingFacts: { en: 'Missing:', fr: 'Manque :' },
  payments: { en: 'Transfers in time', fr: 'Les transferts dans le temps' },
  paymentsNone: { en: 'No transfer is listed here.', fr: 'Aucun transfert n’est joint.' },
  paymentsCaption: {
    en: (f: Formats, shown: number, total: number) =>
      shown === total
        ? `${f.whole(total)} transfer${s(total)} of this person. Each mark is one transfer; amounts in euro on a logarithmic scale.`
        : `${f.whole(shown)} of ${f.whole(total)} transfers of this person: those that are evidence, then the newest. Each mark is one transfer; amounts in euro on a logarithmic scale.`,
    fr: (f: Formats, shown: number, total: number) =>
      shown === total
        ? `${f.whole(total)} transfert${x(total)} de cette personne. Chaque marque est un transfert ; montants en euros sur une échelle logarithmique.`
        : `${f.whole(shown)} transferts sur ${f.whole(total)} de cette personne : ceux à l’appui d’un élément, puis les plus récents. Chaque marque est un transfert ; montants en euros sur une échelle logarithmique.`,
  },
  legendNight: { en: 'night at the payer’s place', fr: 'nuit chez le payeur' },
  legendDay: { en: 'day', fr: 'jour' },
  legendUnknown: { en: 'hour unknown', fr: 'heure inconnue' },
  noEuroAmount: { en: 'no rate', fr: 'sans taux' },
  lanesPayees: { en: 'Payees, in order of first transfer', fr: 'Bénéficiaires, par ordre de premier transfert' },
  lanesPayers: { en: 'Payers, in order of first transfer', fr: 'Payeurs, par ordre de premier transfert' },
  lanesOthers: {
    en: (f: Formats, n: number) => `${f.whole(n)} other${s(n)}`,
    fr: (f: Formats, n: number) => `${f.whole(n)} autre${x(n)}`,
  },
  pointHint: {
    en: 'Point at a mark to read it here; select it to go to its row.',
    fr: 'Pointez une marque pour la lire ici ; cliquez pour aller à sa ligne.',
  },
  paymentsTable: {
    en: (f: Formats, n: number) => `The ${f.whole(n)} transfer${s(n)} as a table`,
    fr: (f: Formats, n: number) => `Les ${f.whole(n)} transferts en tableau`,
  },
  paymentsTableCaption: {
    en: 'Transfers, oldest first. Year-month-day, time in UTC; night or day at the payer’s place. Each row names its file (first 8 characters of its SHA-256) and its row there.',
    fr: 'Transferts, du plus ancien au plus récent. Année-mois-jour, heure UTC ; nuit ou jour chez le payeur. Chaque ligne cite son fichier (8 premiers caractères de son SHA-256) et sa ligne dans ce fichier.',
  },
  number: { en: 'No.', fr: 'N°' },
  when: { en: 'When (UTC)', fr: 'Quand (UTC)' },
  hour: { en: 'Hour', fr: 'Heure' },
  night: { en: 'night', fr: 'nuit' },
  hourUnknown: { en: 'unknown', fr: 'inconnue' },
  day: { en: 'day', fr: 'jour' },
  payerColumn: { en: 'Payer', fr: 'Payeur' },
  payeeColumn: { en: 'Payee', fr: 'Bénéficiaire' },
  amount: { en: 'Amount sent', fr: 'Montant envoyé' },
  amountPaidOut: { en: 'Paid out', fr: 'Retiré' },
  amountEur: { en: 'In euro', fr: 'En euros' },
  carriedBy: { en: 'Channel, provider', fr: 'Canal, prestataire' },
  fileRow: { en: 'File:row', fr: 'Fichier:ligne' },
  transferId: { en: 'Transfer identifier', fr: 'Identifiant du transfert' },
  independence: {
    en: 'Have its payers anything to do with each other?',
    fr: 'Ses payeurs ont-ils un rapport entre eux ?',
  },
  unrelatedPayers: {
    en: (f: Formats, unrelated: number, looked: number, all: number) =>
      `Of ${f.whole(looked)} payers${looked < all ? ` looked at (${f.whole(all)} in all)` : ''}, ${f.whole(unrelated)} ${unrelated === 1 ? 'is' : 'are'} mutually unrelated: those who share a phone, an account or a device count once.`,
    fr: (f: Formats, unrelated: number, looked: number, all: number) =>
      `Sur ${f.whole(looked)} payeurs${looked < all ? ` examinés (${f.whole(all)} en tout)` : ''}, ${f.whole(unrelated)} ${unrelated < 2 ? 'est' : 'sont'} sans lien entre eux : ceux qui partagent un téléphone, un compte ou un appareil comptent pour un.`,
  },
  payersFrom: {
    en: (f: Formats, countries: number, places: number) =>
      `They send from ${f.whole(countries)} ${countries === 1 ? 'country' : 'countries'}${places === 0 ? '' : ` and ${f.whole(places)} known place${s(places)}`}.`,
    fr: (f: Formats, countries: number, places: number) =>
      `Ils envoient depuis ${f.whole(countries)} pays${places === 0 ? '' : ` et ${f.whole(places)} lieu${x(places, 'x')} connu${x(places)}`}.`,
  },
  payersArrive: {
    en: (f: Formats, rate: number, most: number) =>
      `New ones arrive at ${f.decimal(rate, 0, 1)} per 30 days, at most ${f.whole(most)} in any 30 days.`,
    fr: (f: Formats, rate: number, most: number) =>
      `Il en arrive ${f.decimal(rate, 0, 1)} par 30 jours, au plus ${f.whole(most)} en 30 jours.`,
  },
  payersBehave: { en: 'What they do:', fr: 'Ce qu’ils font :' },
  paidOnce: {
    en: (f: Formats, share: number) => `${f.percent(share)} paid this payee once`,
    fr: (f: Formats, share: number) => `${f.percent(share)} l’ont payé une seule fois`,
  },
  payOnRhythm: {
    en: (f: Formats, share: number) => `of those who paid three times or more, ${f.percent(share)} keep a rhythm`,
    fr: (f: Formats, share: number) =>
      `de ceux qui l’ont payé trois fois ou plus, ${f.percent(share)} gardent un rythme`,
  },
  paySmall: {
    en: (f: Formats, share: number) =>
      `on average ${f.percent(share)} of each one’s transfers to this country are of up to 150 EUR`,
    fr: (f: Formats, share: number) =>
      `en moyenne, ${f.percent(share)} des transferts de chacun vers ce pays ne dépassent pas 150 EUR`,
  },
  payAtNight: {
    en: (f: Formats, share: number) =>
      `on average ${f.percent(share)} of each one’s transfers to this country are made at night where the payer is`,
    fr: (f: Formats, share: number) =>
      `en moyenne, ${f.percent(share)} des transferts de chacun vers ce pays sont faits la nuit là où se trouve le payeur`,
  },
  independenceDegree: {
    en: (f: Formats, degree: number) =>
      `Independence ${f.decimal(degree, 2, 2)} of 1: 0 when identifiers tie them all, or all who paid three times or more keep a rhythm; one country alone halves it.`,
    fr: (f: Formats, degree: number) =>
      `Indépendance ${f.decimal(degree, 2, 2)} sur 1 : 0 si des identifiants les lient tous, ou si tous ceux qui ont payé trois fois ou plus gardent un rythme ; un seul pays la divise par deux.`,
  },
  alternatives: {
    en: 'Shops, hosts, performers, agents and charities are paid by independent people too.',
    fr: 'Commerces, hôtes, artistes, agents et œuvres sont aussi payés par des personnes indépendantes.',
  },
  alternativesFound: {
    en: 'Of ordinary explanations these show in the records, and are weighed above:',
    fr: 'Parmi les explications ordinaires, celles-ci apparaissent dans les relevés et sont pesées plus haut :',
  },
  alternativesNone: {
    en: 'None of the ordinary explanations that the records could show was found.',
    fr: 'Aucune des explications ordinaires que les relevés pourraient montrer n’a été trouvée.',
  },
  network: { en: 'The small network', fr: 'Le petit réseau' },
  networkCaption: {
    en: (f: Formats, drawn: number, total: number) =>
      `Payers on the left, payees on the right; the wider the line, the more transfers. ${
        drawn >= total
          ? `All ${f.whole(total)} are drawn.`
          : `${f.whole(drawn)} of ${f.whole(total)} are drawn; ${f.whole(total - drawn)} left out.`
      } A person who is paid may be a victim.`,
    fr: (f: Formats, drawn: number, total: number) =>
      `Payeurs à gauche, bénéficiaires à droite ; plus le trait est large, plus il y a de transferts. ${
        drawn >= total
          ? `Les ${f.whole(total)} sont tous dessinés.`
          : `${f.whole(drawn)} sur ${f.whole(total)} sont dessinés ; ${f.whole(total - drawn)} laissés de côté.`
      } Une personne payée peut être une victime.`,
  },
  networkNone: { en: 'No tie is listed here.', fr: 'Aucun lien n’est joint.' },
  networkTable: {
    en: (f: Formats, n: number) => (n === 1 ? 'The tie as a table' : `The ${f.whole(n)} ties as a table`),
    fr: (f: Formats, n: number) => (n === 1 ? 'Le lien en tableau' : `Les ${f.whole(n)} liens en tableau`),
  },
  networkTableCaption: {
    en: 'Who paid whom, most transfers first',
    fr: 'Qui a payé qui, du plus au moins de transferts',
  },
  members: {
    en: (f: Formats, shown: number, total: number) =>
      shown === total ? `The ${f.whole(total)} people` : `${f.whole(shown)} of the ${f.whole(total)} people`,
    fr: (f: Formats, shown: number, total: number) =>
      shown === total ? `Les ${f.whole(total)} personnes` : `${f.whole(shown)} des ${f.whole(total)} personnes`,
  },
  membersCaption: {
    en: 'The picture as a table: this person first, then whom it pays or who pays it, with what passed between them',
    fr: 'Le dessin en tableau : cette personne d’abord, puis qui elle paie ou qui la paie, avec ce qui est passé entre elles',
  },
  exposurePaths: {
    en: (f: Formats, shown: number, total: number) =>
      `Who else pays this household${shown === total ? '' : `: ${f.whole(shown)} of ${f.whole(total)}`}`,
    fr: (f: Formats, shown: number, total: number) =>
      `Qui d’autre paie ce foyer${shown === total ? '' : ` : ${f.whole(shown)} sur ${f.whole(total)}`}`,
  },
  ownScore: { en: 'Own score', fr: 'Score propre' },
  exposurePathsCaption: {
    en: 'Where the exposure comes from',
    fr: 'D’où vient l’exposition',
  },
  victimNotNamed: { en: 'a possible victim, not named', fr: 'une victime possible, non nommée' },
  ties: { en: 'Tied by an identifier in the records', fr: 'Liens par un identifiant des relevés' },
  tiesCaption: {
    en: (f: Formats, shown: number, total: number) =>
      `Who shares a phone, an account or a device${shown === total ? '' : `: ${f.whole(shown)} of ${f.whole(total)}`}`,
    fr: (f: Formats, shown: number, total: number) =>
      `Qui partage un téléphone, un compte ou un appareil${shown === total ? '' : ` : ${f.whole(shown)} sur ${f.whole(total)}`}`,
  },
  tiesUnnamed: {
    en: (f: Formats, n: number) =>
      `${f.whole(n)} ${n === 1 ? 'is' : 'are'} not named in this queue: people who may be victims, or who are tied through them alone.`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} ${n < 2 ? 'n’est pas nommée' : 'ne sont pas nommées'} dans cette file : personnes peut-être victimes, ou reliées par elles seules.`,
  },
  tieShares: { en: 'Shares', fr: 'Partage' },
  tieThrough: { en: 'Through', fr: 'Par' },
  tieRows: { en: 'File and row: here; there', fr: 'Fichier et ligne : ici ; là' },
  identifiers_phone: { en: 'phone', fr: 'téléphone' },
  identifiers_account: { en: 'account', fr: 'compte' },
  identifiers_device: { en: 'device', fr: 'appareil' },
  undoneTie: {
    en: (_: Formats, { identifier, about, line }: UndoneTie) =>
      `Undone: the tie by ${IDENTIFIER_WORDS[identifier].en}. ${
        {
          subject: 'This person no longer counts as holding it',
          other: 'Somebody else who gave the same no longer counts as holding it',
          everybody: 'It no longer ties anybody',
        }[about]
      } (line ${line} of the list).`,
    fr: (_: Formats, { identifier, about, line }: UndoneTie) =>
      `Défait : le lien par ${IDENTIFIER_WORDS[identifier].fr}. ${
        {
          subject: 'Cette personne ne compte plus parmi ceux qui le portent',
          other: 'Une autre personne, qui a donné le même, ne compte plus parmi ceux qui le portent',
          everybody: 'Il ne relie plus personne',
        }[about]
      } (ligne ${line} de la liste).`,
  },
  undoneBy: { en: 'Source:', fr: 'Source :' },
  transfersColumn: { en: 'Transfers', fr: 'Transferts' },
  country: { en: 'Country', fr: 'Pays' },
  place: { en: 'Place', fr: 'Lieu' },
  coordinates: { en: 'Coordinates', fr: 'Coordonnées' },
  payersSide: { en: 'Payers', fr: 'Payeurs' },
  payeesSide: { en: 'Payees', fr: 'Bénéficiaires' },
  places: { en: 'Places', fr: 'Les lieux' },
  placesCaption: {
    en: 'Where money was paid out. A place is context and has no weight in the score.',
    fr: 'Où l’argent a été retiré. Un lieu est un contexte et ne pèse rien dans le score.',
  },
  placesNone: { en: 'No place is recorded.', fr: 'Aucun lieu n’est connu.' },
  backToQueue: { en: 'Back to the queue', fr: 'Retour à la file' },
  printLead: { en: 'Print this one', fr: 'Imprimer celle-ci' },
  nextLead: { en: 'Next:', fr: 'Suivante :' },
  characters: { en: 'characters', fr: 'caractères' },

  // What was read
  reading: { en: 'What was read and what was not', fr: 'Ce qui a été lu et ce qui ne l’a pas été' },
  filesCaption: { en: 'Files, row by row accounted for', fr: 'Les fichiers, chaque ligne comptée' },
  file: { en: 'File', fr: 'Fichier' },
  format: { en: 'Format', fr: 'Format' },
  size: { en: 'Size', fr: 'Taille' },
  rowsRead: { en: 'Rows read', fr: 'Lignes lues' },
  accepted: { en: 'Accepted', fr: 'Acceptées' },
  duplicates: { en: 'Duplicates', fr: 'Doublons' },
  quarantined: { en: 'Quarantined', fr: 'Quarantaine' },
  allFiles: { en: 'All files', fr: 'Tous les fichiers' },
  refusedHeading: { en: 'Files that could not be read at all', fr: 'Fichiers qui n’ont pas pu être lus du tout' },
  sumsMatch: {
    en: (f: Formats, read: number, accepted: number, duplicates: number, quarantined: number) =>
      `${f.whole(read)} read = ${f.whole(accepted)} accepted + ${f.whole(duplicates)} duplicates + ${f.whole(quarantined)} quarantined. Nothing was lost.`,
    fr: (f: Formats, read: number, accepted: number, duplicates: number, quarantined: number) =>
      `${f.whole(read)} lues = ${f.whole(accepted)} acceptées + ${f.whole(duplicates)} doublons + ${f.whole(quarantined)} en quarantaine. Rien n’a été perdu.`,
  },
  sumsDiffer: {
    en: (f: Formats, read: number, sum: number) =>
      `${f.whole(read)} rows were read, but ${f.whole(sum)} are accounted for. Do not rely on this run before the difference is explained.`,
    fr: (f: Formats, read: number, sum: number) =>
      `${f.whole(read)} lignes ont été lues, mais ${f.whole(sum)} sont comptées. Ne pas se fier à cette analyse avant que l’écart soit expliqué.`,
  },
  excludedHeading: { en: 'Accepted, but not counted in any fact', fr: 'Acceptées, mais comptées dans aucun fait' },
  excludedWhy: { en: 'Why', fr: 'Motif' },
  cancelled: { en: 'cancelled', fr: 'annulés' },
  pending: { en: 'pending: not carried out yet', fr: 'en attente : pas encore exécutés' },
  refunded: { en: 'refunded', fr: 'remboursés' },
  toSelf: { en: 'to oneself', fr: 'à soi-même' },
  afterAsOf: { en: 'later than the date of the run', fr: 'postérieurs à la date de l’analyse' },
  missingHeading: { en: 'Counted, with something missing', fr: 'Comptées, avec un manque' },
  withoutRate: {
    en: 'without an exchange rate: euro amount unknown',
    fr: 'sans taux de change : montant en euros inconnu',
  },
  withoutZone: {
    en: 'without the payer’s time zone: night or day unknown',
    fr: 'sans fuseau horaire du payeur : nuit ou jour inconnu',
  },
  payersByName: { en: 'payers known by name alone', fr: 'payeurs connus par leur seul nom' },
  payeesByName: { en: 'payees known by name alone', fr: 'bénéficiaires connus par leur seul nom' },
  currency: { en: 'Currency', fr: 'Devise' },
  currenciesCaption: {
    en: 'Currencies whose amounts in euro are unknown',
    fr: 'Devises dont les montants en euros sont inconnus',
  },
  whyNoRate: { en: 'Why', fr: 'Pourquoi' },
  noRateGiven: { en: 'no rate for the day', fr: 'pas de taux pour le jour' },
  noSuchCurrency: { en: 'ISO 4217 has no such currency', fr: 'la norme ISO 4217 n’a pas de telle devise' },
  timesHeading: { en: 'How times were taken', fr: 'Comment les heures ont été prises' },
  forExample: { en: 'For example', fr: 'Par exemple' },
  recordOf: {
    en: (f: Formats, row: number) => `record ${f.whole(row)} of`,
    fr: (f: Formats, row: number) => `enregistrement ${f.whole(row)} de`,
  },
  rowsColumn: { en: 'Rows', fr: 'Lignes' },
  quarantineHeading: { en: 'Why rows were quarantined', fr: 'Pourquoi des lignes sont en quarantaine' },
  quarantineCaption: {
    en: 'Every one of these rows is named, with file and row, in quarantine.csv',
    fr: 'Chacune de ces lignes est citée, avec fichier et ligne, dans quarantine.csv',
  },
  quarantineNone: { en: 'No row was quarantined.', fr: 'Aucune ligne n’est en quarantaine.' },
  reasonColumn: { en: 'Reason', fr: 'Motif' },
  column: { en: 'Column', fr: 'Colonne' },
  columnsHeading: { en: 'How the columns were understood', fr: 'Comment les colonnes ont été comprises' },
  columnsCaption: {
    en: 'Columns of this file and what each was taken for',
    fr: 'Colonnes de ce fichier et sens donné à chacune',
  },
  columnsStandard: {
    en: 'Fixed columns: nothing had to be guessed.',
    fr: 'Colonnes fixes : rien n’a dû être deviné.',
  },
  inEveryRow: { en: 'in every row:', fr: 'à chaque ligne :' },
  nothingNew: { en: 'No new record was read.', fr: 'Aucun nouvel enregistrement n’a été lu.' },
  columnsNotRead: {
    en: (f: Formats, n: number) => `${f.whole(n)} column${s(n)} of this file ${n === 1 ? 'was' : 'were'} not read:`,
    fr: (f: Formats, n: number) =>
      `${f.whole(n)} colonne${x(n)} de ce fichier n’${n < 2 ? 'a' : 'ont'} pas été lue${x(n)} :`,
  },
  columnsInLake: {
    en: 'The lake had this file already: it was not read again.',
    fr: 'L’entrepôt avait déjà ce fichier : il n’a pas été relu.',
  },
  lakeLine: {
    en: (f: Formats, transfers: number, files: number) =>
      `What was scanned is the lake: ${f.whole(transfers)} transfer${s(transfers)} accepted from ${f.whole(files)} file${s(files)} in this and earlier runs.`,
    fr: (f: Formats, transfers: number, files: number) =>
      `C’est l’entrepôt qui a été analysé : ${f.whole(transfers)} transfert${x(transfers)} accepté${x(transfers)} de ${f.whole(files)} fichier${x(files)}, au cours de cette analyse et des précédentes.`,
  },
  columnsAllRead: { en: 'Every column of this file was read.', fr: 'Toutes les colonnes de ce fichier ont été lues.' },
  columnsTally: {
    en: (f: Formats, read: number, likely: number, ignored: number) =>
      `${f.whole(read)} understood${likely === 0 ? '' : `, of which ${f.whole(likely)} to check`}, ${f.whole(ignored)} not read`,
    fr: (f: Formats, read: number, likely: number, ignored: number) =>
      `${f.whole(read)} comprise${x(read)}${likely === 0 ? '' : `, dont ${f.whole(likely)} à vérifier`}, ${f.whole(ignored)} non lue${x(ignored)}`,
  },
  header: { en: 'Header in the file', fr: 'En-tête du fichier' },
  field: { en: 'Taken for', fr: 'Comprise comme' },
  certainty: { en: 'How sure', fr: 'Certitude' },
  certainty_given: { en: 'given by a mapping', fr: 'donnée par une table' },
  certainty_sure: { en: 'sure', fr: 'sûre' },
  certainty_likely: { en: 'likely: please check', fr: 'probable : à vérifier' },
  warnings: { en: 'Warnings', fr: 'Avertissements' },
  caps: { en: 'What was cut short', fr: 'Ce qui a été écourté' },
  capsNone: { en: 'Nothing was cut short.', fr: 'Rien n’a été écourté.' },
  populationHeading: { en: 'People and ties', fr: 'Personnes et liens' },
  population: {
    en: (f: Formats, payers: number, payees: number, pairs: number, ranked: number, leads: number, cut: number) =>
      `${f.whole(payers)} payers, ${f.whole(payees)} payees and ${f.whole(pairs)} payer-payee pairs were measured. ${f.whole(ranked)} people carry at least one indicator and are ranked in subjects.csv; ${f.whole(leads)} have a lead in leads.jsonl, ${f.whole(cut)} are ranked without one.`,
    fr: (f: Formats, payers: number, payees: number, pairs: number, ranked: number, leads: number, cut: number) =>
      `${f.whole(payers)} payeurs, ${f.whole(payees)} bénéficiaires et ${f.whole(pairs)} couples payeur-bénéficiaire ont été mesurés. ${f.whole(ranked)} personnes portent au moins un indicateur et sont classées dans subjects.csv ; ${f.whole(leads)} ont une piste dans leads.jsonl, ${f.whole(cut)} sont classées sans piste.`,
  },
  knowledgeHeading: { en: 'Knowledge used', fr: 'Connaissances utilisées' },
  packsCaption: { en: 'Indicator packs', fr: 'Lots d’indicateurs' },
  pack: { en: 'Pack', fr: 'Lot' },
  version: { en: 'Version', fr: 'Version' },
  weights: { en: 'Weights', fr: 'Poids' },
  calibrated: { en: 'calibrated on an institution’s outcomes', fr: 'réglés sur les suites d’une institution' },
  notCalibrated: { en: 'not calibrated', fr: 'non réglés' },
  ratesLine: {
    en: (_f: Formats, source: string, illustrative: boolean) =>
      `Exchange rates: ${source}${illustrative && !/^illustrative/.test(source) ? ' (illustrative)' : ''}.`,
    fr: (_f: Formats, source: string, illustrative: boolean) =>
      `Taux de change : ${inFrench(source) ?? source}${illustrative && !/^illustrative/.test(source) ? ' (indicatifs)' : ''}.`,
  },
  tiersCaption: {
    en: 'Ranked people by queue and by when to read',
    fr: 'Personnes classées, par file et par moment de lecture',
  },
  queue: { en: 'Queue', fr: 'File' },
  tierNames_first: { en: 'first', fr: 'd’abord' },
  tierNames_second: { en: 'second', fr: 'ensuite' },
  tierNames_context: { en: 'context', fr: 'contexte' },
  program: { en: 'Program:', fr: 'Programme :' },

  // Method
  method: { en: 'How to read a lead, and its limits', fr: 'Comment lire une piste, et ses limites' },
  methodScoreHeading: { en: 'The score', fr: 'Le score' },
  methodScore: {
    en: 'Each indicator has a strength between 0 and 1, taken from the records, and a weight. Strength times weight is its contribution. Contributions are log-odds: they are added up, and the sum is the score. Ordinary explanations have negative weights and pull it down. An indicator that could not be judged adds nothing.',
    fr: 'Chaque indicateur a une force entre 0 et 1, tirée des relevés, et un poids. La force multipliée par le poids est sa contribution. Les contributions sont des logarithmes de cotes : elles s’additionnent, et leur somme est le score. Les explications ordinaires ont un poids négatif et le font baisser. Un indicateur qui n’a pas pu être apprécié n’ajoute rien.',
  },
  methodNeverScored: {
    en: 'Never scored: name, sex, age, religion, nationality, ethnicity, country or city. Kinship is never inferred. What is scored is behaviour in the records.',
    fr: 'Jamais pris en compte : nom, sexe, âge, religion, nationalité, origine, pays ou ville. La parenté n’est jamais déduite. Seul compte le comportement visible dans les relevés.',
  },
  methodTrustHeading: { en: 'Trust marks', fr: 'Marques de confiance' },
  methodTrust: {
    en: 'Each indicator names the public document it comes from, and how that was checked. A: the text of the issuing body was read. B: a press or trade summary was read. C: from memory, to be checked before it is quoted.',
    fr: 'Chaque indicateur cite le document public dont il vient et la manière dont cela a été vérifié. A : le texte de l’organisme émetteur a été lu. B : un résumé de presse ou professionnel a été lu. C : de mémoire, à vérifier avant de le citer.',
  },
  methodLimitsHeading: { en: 'What payments alone cannot tell', fr: 'Ce que des paiements seuls ne disent pas' },
  methodLimits1: {
    en: 'No single indicator reveals anything. Families, sponsors, people who hire freelancers, guest houses, students and givers after a disaster make payments that look alike.',
    fr: 'Aucun indicateur ne révèle rien à lui seul. Familles, parrains, personnes qui emploient des indépendants, maisons d’hôtes, étudiants et donateurs après une catastrophe font des paiements qui se ressemblent.',
  },
  methodLimits2: {
    en: 'Lawful adult services cannot always be told apart from payments alone. Nothing on this page claims more than the records show.',
    fr: 'Des services licites pour adultes ne se distinguent pas toujours par les seuls paiements. Rien sur cette page n’affirme plus que ce que montrent les relevés.',
  },
  methodLimits3: {
    en: 'Such payers are very rare. Even a good list holds people who have done nothing wrong; only other evidence, lawfully obtained, can tell.',
    fr: 'De tels payeurs sont très rares. Même une bonne liste contient des personnes qui n’ont rien fait de mal ; seuls d’autres éléments, légalement obtenus, permettent de trancher.',
  },
  methodLimits4: {
    en: 'No trace in these files does not mean that nothing happened: other channels, other firms and other periods were not read.',
    fr: 'L’absence de trace dans ces fichiers ne veut pas dire qu’il ne s’est rien passé : d’autres canaux, d’autres entreprises et d’autres périodes n’ont pas été lus.',
  },
  methodContestHeading: { en: 'To contest a lead', fr: 'Contester une piste' },
  methodContest: {
    en: 'Every lead can be contested. Quote its identifier and the fact that is wrong, with the transfer’s number, file and row. Correct the record at its source and scan again: the lead keeps its identifier, so that the correction is remembered with it.',
    fr: 'Toute piste peut être contestée. Citez son identifiant et le fait inexact, avec le numéro, le fichier et la ligne du transfert. Corrigez le relevé à sa source et relancez l’analyse : la piste garde son identifiant, si bien que la correction reste attachée à elle.',
  },
  methodNamesHeading: { en: 'How names are written', fr: 'Comment les noms sont écrits' },
  methodNames: {
    en: 'Names stand as in the records. Invisible characters are written out, as ⟨U+…⟩; a name that a spreadsheet could run as a formula is given a leading apostrophe; very long names are cut and their length is given.',
    fr: 'Les noms figurent tels que dans les relevés. Les caractères invisibles sont écrits sous la forme ⟨U+…⟩ ; un nom qu’un tableur pourrait exécuter comme une formule reçoit une apostrophe ; les noms très longs sont coupés et leur longueur est indiquée.',
  },
} as const satisfies Record<string, Record<Language, Message>>;
