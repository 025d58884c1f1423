import { type Formats, formats } from '../../report/formats.ts';
import { type Language, unbroken } from '../../report/language.ts';

type Message = string | ((format: Formats, ...values: never[]) => string);

/** Before these French elides; before an h it may not, and a name is spelt as it is. */
const VOWEL = /^[aeiouyàâäéèêëîïôöùûüœæ]/i;

/** Every sentence of a file. A message without one of its languages does not compile. */
const messages = {
  title: {
    en: (_: Formats, reference: string) => `Case file ${reference}`,
    fr: (_: Formats, reference: string) => `Dossier de l’affaire ${reference}`,
  },
  training: {
    en: (_: Formats, marking: string) => `TRAINING, SYNTHETIC · ${marking}`,
    fr: (_: Formats, marking: string) => `EXERCICE, DONNÉES FICTIVES · ${marking}`,
  },
  page: { en: 'page', fr: 'page' },
  contents: { en: 'Contents', fr: 'Sommaire' },
  whatItIs: {
    en: 'This file says what the case holds at the moment named above, as far as whoever made it may read it. A lead is not an accusation, and a payment is no proof of what it paid for. A person who is paid may be a victim. People decide.',
    fr: 'Ce dossier dit ce que contient l’affaire au moment indiqué ci-dessus, dans la mesure où la personne qui l’a établi peut le lire. Une piste n’est pas une accusation, et un paiement ne prouve pas ce qu’il a payé. Une personne payée peut être une victime. Ce sont des personnes qui décident.',
  },
  workingNames: {
    en: 'Children stand in it by their working names alone. Who they are is not in this file.',
    fr: 'Les enfants n’y figurent que sous leur nom de travail. Leur identité n’est pas dans ce dossier.',
  },
  codePoints: {
    en: 'A character that the fonts of this file do not show, or that cannot be seen, is written as its code point between ⟨ and ⟩: nothing is left out.',
    fr: 'Un caractère que les polices de ce dossier ne montrent pas, ou qui ne se voit pas, est écrit par son numéro entre ⟨ et ⟩ : rien n’est omis.',
  },
  timesUtc: {
    en: 'All times are UTC unless said otherwise.',
    fr: 'Toutes les heures sont en temps universel (UTC), sauf mention contraire.',
  },
  caseTitle: { en: 'Case', fr: 'Affaire' },
  country: { en: 'Procedure of', fr: 'Procédure de' },
  stage: { en: 'Stage', fr: 'Stade' },
  opened: { en: 'Opened', fr: 'Ouverte' },
  unit: { en: 'Unit', fr: 'Unité' },
  asOf: { en: 'As of', fr: 'État au' },
  madeBy: { en: 'Made by', fr: 'Établi par' },
  madeFor: { en: 'Made for', fr: 'Établi pour' },
  purpose: { en: 'Purpose of the reading', fr: 'Finalité de la consultation' },
  leftOut: { en: 'Left out by its maker', fr: 'Laissé de côté par son auteur' },
  leftOutHere: {
    en: 'Whoever made this file left this part out. The page of the case holds it.',
    fr: 'La personne qui a établi ce dossier a laissé cette partie de côté. La page de l’affaire la contient.',
  },
  members: { en: 'Who works on the case', fr: 'Qui travaille sur l’affaire' },
  /** A name and what goes with it. */
  pair: {
    en: (_: Formats, a: string, b: string) => `${a}: ${b}`,
    fr: (_: Formats, a: string, b: string) => `${a} : ${b}`,
  },
  none: { en: 'None.', fr: 'Aucun élément.' },

  children: { en: 'Children', fr: 'Enfants' },
  noChild: { en: 'No child identified yet.', fr: 'Aucun enfant identifié pour l’instant.' },
  search: { en: 'Search for the children', fr: 'Recherche des enfants' },
  searchCaption: {
    en: 'Who looks for the children, what comes next and when; the newest first',
    fr: 'Qui cherche les enfants, la suite et sa date ; le plus récent d’abord',
  },
  searchEnded: { en: 'given up by two people', fr: 'abandonnée à deux' },
  statuses: {
    en: (_: Formats, name: string) => `${name}: identification, protection and care`,
    fr: (_: Formats, name: string) => `${name} : identification, protection et prise en charge`,
  },
  track: { en: 'Track', fr: 'Suivi' },
  state: { en: 'State', fr: 'État' },
  holder: { en: 'Who carries it', fr: 'Qui s’en charge' },
  next: { en: 'Next step', fr: 'Prochaine démarche' },
  by: { en: 'By', fr: 'Avant le' },
  saidOf: {
    en: (_: Formats, name: string) => `What is said of ${name}`,
    fr: (_: Formats, name: string) => (VOWEL.test(name) ? `Ce qui est dit d’${name}` : `Ce qui est dit de ${name}`),
  },
  referrals: {
    en: (_: Formats, name: string) => `${name}: referrals to services; the newest first`,
    fr: (_: Formats, name: string) => `${name} : orientations vers des services ; la plus récente d’abord`,
  },
  noReferral: {
    en: 'Not referred to any service in this case.',
    fr: 'Aucune orientation vers un service dans cette affaire.',
  },
  service: { en: 'Service', fr: 'Service' },
  outsideService: { en: '(outside service)', fr: '(service extérieur)' },
  ground: { en: 'Consent or legal basis', fr: 'Consentement ou base légale' },
  unanswered: { en: 'proposed, not answered', fr: 'proposée, sans réponse' },
  stepsOf: { en: 'By whom, when', fr: 'Par qui, quand' },
  mergedRecord: {
    en: (f: Formats, record: string, name: string, at: string, reason: string) =>
      `The record ${record} is this person too: merged by ${name}, ${f.minute(at)}. Reason: ${reason}`,
    fr: (f: Formats, record: string, name: string, at: string, reason: string) =>
      `La fiche ${record} est la même personne : réunie par ${name}, ${f.minute(at)}. Motif : ${reason}`,
  },
  saidOn: {
    en: (_: Formats, record: string) => `on the record ${record}`,
    fr: (_: Formats, record: string) => `sur la fiche ${record}`,
  },
  nothingSaid: { en: 'Nothing is said yet.', fr: 'Rien n’est encore dit.' },
  about: { en: 'About', fr: 'Sujet' },
  says: { en: 'What is said', fr: 'Ce qui est dit' },
  source: { en: 'Source', fr: 'Source' },
  entered: { en: 'Entered', fr: 'Inscrit' },
  basis: {
    en: (_: Formats, basis: string) => `ground: ${basis}`,
    fr: (_: Formats, basis: string) => `fondement : ${basis}`,
  },
  knownOn: { en: (f: Formats, day: string) => `of ${f.day(day)}`, fr: (f: Formats, day: string) => `du ${f.day(day)}` },
  adopted: {
    en: (_: Formats, name: string) => `adopted by ${name}`,
    fr: (_: Formats, name: string) => `adopté par ${name}`,
  },
  setAside: {
    en: (_: Formats, name: string, reason: string) => `set aside by ${name}: ${reason}`,
    fr: (_: Formats, name: string, reason: string) => `écarté par ${name} : ${reason}`,
  },
  years: {
    en: (f: Formats, from: number, to: number) =>
      from === to ? `${f.whole(from)} years` : `${f.whole(from)} to ${f.whole(to)} years`,
    fr: (f: Formats, from: number, to: number) =>
      from === to ? `${f.whole(from)} ans` : `de ${f.whole(from)} à ${f.whole(to)} ans`,
  },

  facts: { en: 'Persons and what is said of them', fr: 'Personnes et ce qui en est dit' },
  concerned: { en: 'Persons concerned', fr: 'Personnes concernées' },
  others: { en: 'Others', fr: 'Autres personnes' },
  factsWhat: {
    en: 'Each line is a statement with its source. Those that conflict stand side by side. Nobody is a suspect without the act of an authority.',
    fr: 'Chaque ligne est une déclaration avec sa source. Celles qui se contredisent figurent côte à côte. Nul n’est mis en cause sans acte d’une autorité.',
  },

  evidence: { en: 'Evidence and its custody', fr: 'Pièces et leur garde' },
  evidenceWhat: {
    en: 'The items lie where they lie; the file describes them. Hashes of items are as their custodian states them.',
    fr: 'Les pièces restent où elles sont ; le dossier les décrit. Les empreintes des pièces sont celles qu’indique leur gardien.',
  },
  item: { en: (_: Formats, number: number) => `Item ${number}`, fr: (_: Formats, number: number) => `Pièce ${number}` },
  description: { en: 'Description', fr: 'Description' },
  kind: { en: 'Kind', fr: 'Nature' },
  custodian: { en: 'With', fr: 'Entre les mains de' },
  place: { en: 'Place', fr: 'Lieu' },
  seal: { en: 'Seal', fr: 'Scellé' },
  hash: { en: 'Hash as stated', fr: 'Empreinte indiquée' },
  classification: { en: 'Marking', fr: 'Marquage' },
  origin: { en: 'Origin', fr: 'Origine' },
  nextCheck: { en: 'Next check', fr: 'Prochain contrôle' },
  custodyCaption: {
    en: (_: Formats, number: number) => `Custody of item ${number}`,
    fr: (_: Formats, number: number) => `Garde de la pièce ${number}`,
  },
  number: { en: 'No', fr: 'N°' },
  day: { en: 'Day', fr: 'Jour' },
  what: { en: 'What', fr: 'Quoi' },
  words: { en: 'Words', fr: 'Précisions' },
  gaps: { en: 'Gaps in the custody and what is overdue:', fr: 'Lacunes de la garde et retards :' },
  handOverWaits: {
    en: (_: Formats, from: string, to: string) => `A hand-over waits to be acknowledged: from ${from} to ${to}.`,
    fr: (_: Formats, from: string, to: string) => `Une remise attend d’être confirmée : de ${from} à ${to}.`,
  },
  noGaps: { en: 'The custody shows no gap.', fr: 'La garde ne montre pas de lacune.' },
  fromTo: {
    en: (_: Formats, from: string, to: string) => `from ${from} to ${to}`,
    fr: (_: Formats, from: string, to: string) => `de ${from} à ${to}`,
  },
  becameOf: {
    en: (_: Formats, field: string, before: string, after: string) => `${field}: “${before}” became “${after}”`,
    fr: (_: Formats, field: string, before: string, after: string) =>
      `${field} : « ${before} » est devenu « ${after} »`,
  },
  proposedAndAgreed: {
    en: (_: Formats, proposed: string, agreed: string) => `proposed by ${proposed}, agreed by ${agreed}`,
    fr: (_: Formats, proposed: string, agreed: string) => `proposée par ${proposed}, accord de ${agreed}`,
  },
  attachments: { en: 'Attachments', fr: 'Pièces jointes' },
  attachmentsCaption: { en: 'Texts kept with the case', fr: 'Textes conservés avec l’affaire' },

  timeline: { en: 'Timeline', fr: 'Chronologie' },
  timelineCaption: {
    en: 'What happened, in order: what is known by its day alone before the hours of that day; what is undated stands at the end',
    fr: 'Ce qui s’est passé, dans l’ordre : ce qui n’est connu qu’au jour avant les heures de ce jour ; ce qui n’est pas daté est à la fin',
  },
  when: { en: 'When', fr: 'Quand' },
  who: { en: 'Who', fr: 'Qui' },
  toward: { en: 'With whom, to whom', fr: 'Avec qui, à qui' },

  network: { en: 'Network of payments', fr: 'Réseau des paiements' },
  networkWhat: {
    en: 'Who paid whom in the leads of the case. The table holds every tie; the figure draws those with most transfers.',
    fr: 'Qui a payé qui dans les pistes de l’affaire. Le tableau contient tous les liens ; la figure dessine ceux qui ont le plus de transferts.',
  },
  networkFigure: {
    en: (f: Formats, drawn: number, total: number, lines: number, ties: number) =>
      `Payers left, payees right. Drawn: ${f.whole(drawn)} of ${f.whole(total)} people, ${f.whole(lines)} of ${f.whole(ties)} tie${ties === 1 ? '' : 's'}. A wider line stands for more transfers.`,
    fr: (f: Formats, drawn: number, total: number, lines: number, ties: number) =>
      `Payeurs à gauche, bénéficiaires à droite. Figurent ${f.whole(drawn)} personne${drawn < 2 ? '' : 's'} sur ${f.whole(total)} et ${f.whole(lines)} lien${lines < 2 ? '' : 's'} sur ${f.whole(ties)}. Un trait plus large représente plus de transferts.`,
  },
  networkAlt: {
    en: (f: Formats, payers: number, payees: number, ties: number) =>
      `Drawing of ${f.whole(payers)} payers and ${f.whole(payees)} payees with ${f.whole(ties)} ties; the table after it says the same.`,
    fr: (f: Formats, payers: number, payees: number, ties: number) =>
      `Dessin de ${f.whole(payers)} payeurs et ${f.whole(payees)} bénéficiaires avec ${f.whole(ties)} liens ; le tableau qui suit dit la même chose.`,
  },
  networkCaption: { en: 'Ties between payers and payees', fr: 'Liens entre payeurs et bénéficiaires' },
  payers: { en: 'Payers', fr: 'Payeurs' },
  payees: { en: 'Payees', fr: 'Bénéficiaires du paiement' },
  payer: { en: 'Payer', fr: 'Payeur' },
  payee: { en: 'Payee', fr: 'Bénéficiaire du paiement' },
  transfers: { en: 'Transfers', fr: 'Transferts' },
  amountEur: { en: 'Amount, EUR', fr: 'Montant, EUR' },
  unknownAmount: { en: 'unknown', fr: 'inconnu' },

  requests: { en: 'Requests and answers', fr: 'Demandes et réponses' },
  request: {
    en: (_: Formats, reference: string, to: string) => `${reference}, to ${to}`,
    fr: (_: Formats, reference: string, to: string) => `${reference}, à ${to}`,
  },
  asked: { en: 'Asked', fr: 'Demandé' },
  whereTo: { en: 'Country', fr: 'Pays' },
  legalBasis: { en: 'Legal basis', fr: 'Base légale' },
  standing: { en: 'How it stands', fr: 'Où elle en est' },
  sending: { en: 'Sending', fr: 'Envoi' },
  termPassed: { en: 'Term passed on', fr: 'Délai passé le' },
  silentSince: {
    en: (f: Formats, day: string) => `silent since ${f.day(day)}`,
    fr: (f: Formats, day: string) => `sans réponse depuis le ${f.day(day)}`,
  },
  nextOn: { en: 'Next date', fr: 'Prochaine date' },
  written: { en: 'Written', fr: 'Rédigée' },
  eventsCaption: {
    en: (_: Formats, reference: string) => `What happened to request ${reference}`,
    fr: (_: Formats, reference: string) => `Ce qui est arrivé à la demande ${reference}`,
  },
  noEvents: { en: 'Nothing has happened to it yet.', fr: 'Rien ne lui est encore arrivé.' },
  until: {
    en: (_: Formats, day: string) => `new last day: ${day}`,
    fr: (_: Formats, day: string) => `nouveau dernier jour : ${day}`,
  },
  struck: {
    en: (_: Formats, reason: string) => `struck: ${reason}`,
    fr: (_: Formats, reason: string) => `rayé : ${reason}`,
  },
  annexes: { en: 'Annexes', fr: 'Annexes' },
  endsCaption: {
    en: (_: Formats, reference: string) => `How request ${reference} ends: proposed by one person, answered by another`,
    fr: (_: Formats, reference: string) =>
      `Comment la demande ${reference} se termine : proposé par une personne, tranché par une autre`,
  },
  end: { en: 'End', fr: 'Fin' },
  why: { en: 'Reason', fr: 'Motif' },
  proposed: { en: 'Proposed by', fr: 'Proposé par' },
  secondPerson: { en: 'Second person', fr: 'Seconde personne' },
  notAnswered: { en: 'no answer yet', fr: 'pas encore de réponse' },
  agreed: { en: 'agreed', fr: 'd’accord' },
  declined: { en: 'declined', fr: 'refus' },

  reasons: { en: 'Reasons for and against', fr: 'Éléments à charge et explications ordinaires' },
  reasonsWhat: {
    en: 'Of each lead that the case goes back to. Beside each reason stands what looks the same and is ordinary. Contributions add up to the score, which orders leads and proves nothing. The mark beside a source says how sure it is: A text of the issuing body, B summary, C from memory, to be checked.',
    fr: 'De chaque piste à l’origine de l’affaire. À côté de chaque élément figure ce qui lui ressemble et reste ordinaire. Les contributions s’additionnent en un score, qui ordonne les pistes et ne prouve rien. La marque près d’une source dit à quel point elle est sûre : A texte de l’autorité, B résumé, C de mémoire, à vérifier.',
  },
  subject: { en: 'Person concerned', fr: 'Personne concernée' },
  possibleVictim: { en: 'Possible victim', fr: 'Victime possible' },
  signs: { en: 'Signs', fr: 'Signes' },
  queue: { en: 'Queue', fr: 'File' },
  for: { en: 'Reasons for', fr: 'Éléments à charge' },
  against: { en: 'Reasons against (ordinary explanations)', fr: 'Explications ordinaires' },
  unknown: { en: 'What is not known', fr: 'Ce qui n’est pas connu' },
  indicator: { en: 'Indicator', fr: 'Indicateur' },
  reason: { en: 'Reason', fr: 'Élément' },
  evidenceTransfers: { en: 'Evidence', fr: 'Preuve' },
  transfersOf: {
    en: (f: Formats, shown: number, total: number) =>
      `${f.whole(shown)} of ${f.whole(total)} transfer${total === 1 ? '' : 's'} named`,
    fr: (f: Formats, shown: number, total: number) =>
      `${f.whole(shown)} transfert${shown < 2 ? '' : 's'} nommé${shown < 2 ? '' : 's'} sur ${f.whole(total)}`,
  },
  lookAlikes: { en: 'Looks the same', fr: 'Ressemble à' },
  contribution: { en: 'Contribution', fr: 'Contribution' },
  sumOf: { en: (_: Formats, what: string) => `${what}, in all`, fr: (_: Formats, what: string) => `${what}, au total` },
  score: { en: 'Score', fr: 'Score' },
  noneOf: { en: (_: Formats, what: string) => `${what}: none.`, fr: (_: Formats, what: string) => `${what} : aucun.` },
  decisions: { en: 'Decisions on the lead', fr: 'Décisions sur la piste' },

  candidates: { en: 'Candidate qualifications', fr: 'Qualifications candidates' },
  candidatesWhat: {
    en: 'Candidates only: colleagues say which fact speaks to which element. A magistrate decides, apart. This is no legal advice.',
    fr: 'Des candidates seulement : les collègues disent quel fait parle à quel élément. Un magistrat décide, à part. Ce n’est pas un avis juridique.',
  },
  candidateWhy: {
    en: (_: Formats, name: string) => `Offered by ${name}`,
    fr: (_: Formats, name: string) => `Proposée par ${name}`,
  },
  candidateCaption: {
    en: 'What speaks to each element, and what is missing',
    fr: 'Ce qui parle à chaque élément, et ce qui manque',
  },
  element: { en: 'Element', fr: 'Élément' },
  side: { en: 'Side', fr: 'Sens' },
  sideFor: { en: 'for', fr: 'pour' },
  sideAgainst: { en: 'against', fr: 'contre' },
  missing: { en: 'missing', fr: 'manque' },
  nothingFor: { en: 'Nothing speaks for it yet.', fr: 'Rien ne parle encore pour cet élément.' },
  fact: { en: 'Fact and how it speaks', fr: 'Fait, et en quoi il parle' },
  isSetAside: {
    en: (_: Formats, name: string, words: string) => `Set aside by ${name}: ${words}`,
    fr: (_: Formats, name: string, words: string) => `Écartée par ${name} : ${words}`,
  },
  magistrate: { en: 'Decision of a magistrate', fr: 'Décision d’un magistrat' },
  undecided: { en: 'No magistrate has decided on it.', fr: 'Aucun magistrat ne s’est prononcé.' },
  leadFact: {
    en: (_: Formats, headline: string) => `lead: ${headline}`,
    fr: (_: Formats, headline: string) => `piste : ${headline}`,
  },
  leadWithheld: {
    en: 'a lead that the maker of this file may not read',
    fr: 'une piste que l’auteur de ce dossier ne peut pas lire',
  },

  sources: { en: 'Annex: sources and hashes', fr: 'Annexe : sources et empreintes' },
  transfersCaption: {
    en: 'Transfers named in the leads, with the row of the file that each comes from',
    fr: 'Transferts nommés dans les pistes, avec la ligne du fichier d’où chacun vient',
  },
  amount: { en: 'Amount', fr: 'Montant' },
  row: { en: 'File and row', fr: 'Fichier et ligne' },
  fileRow: {
    en: (f: Formats, file: number, row: number) => `F${file}, row ${f.whole(row)}`,
    fr: (f: Formats, file: number, row: number) => `F${file}, ligne ${f.whole(row)}`,
  },
  filesCaption: { en: 'Files of records, by SHA-256', fr: 'Fichiers de données, par SHA-256' },
  file: { en: 'File', fr: 'Fichier' },
  custodyHeads: {
    en: 'Hash of each entry of custody (SHA-256)',
    fr: 'Empreinte de chaque inscription de garde (SHA-256)',
  },
  entry: { en: 'Entry', fr: 'Inscription' },
  attachmentHashes: {
    en: 'Attachments, by SHA-256 of the text that is kept and of the original',
    fr: 'Pièces jointes, par SHA-256 du texte conservé et de l’original',
  },
  kept: { en: 'Text kept', fr: 'Texte conservé' },
  original: { en: 'Original', fr: 'Original' },

  audit: { en: 'Annex: extract of the audit log', fr: 'Annexe : extrait du journal d’audit' },
  auditWhat: {
    en: (f: Formats, total: number) =>
      `Entries about this case, its requests and its evidence: ${f.whole(total)}. What was done stands one by one, with the SHA-256 of the entry in the chain of the log; what was only read is counted for each person and month. Readings of persons are in the log itself: a person can stand in several cases.`,
    fr: (f: Formats, total: number) =>
      `Inscriptions sur cette affaire, ses demandes et ses pièces : ${f.whole(total)}. Ce qui a été fait figure acte par acte, avec le SHA-256 de l’inscription dans la chaîne du journal ; ce qui a seulement été lu est compté par personne et par mois. Les consultations de personnes sont dans le journal lui-même : une personne peut figurer dans plusieurs affaires.`,
  },
  auditCaption: { en: 'Who did what, when', fr: 'Qui a fait quoi, quand' },
  readingsCaption: {
    en: 'Who read the case, how often; with the numbers of the first and the last entry',
    fr: 'Qui a lu l’affaire, combien de fois ; avec les numéros de la première et de la dernière inscription',
  },
  month: { en: 'Month', fr: 'Mois' },
  readings: { en: 'Readings', fr: 'Lectures' },
  entries: { en: 'Entries', fr: 'Inscriptions' },
  auditLeft: {
    en: (f: Formats, left: number) => `Older entries that are only in the log: ${f.whole(left)}.`,
    fr: (f: Formats, left: number) => `Inscriptions plus anciennes, dans le journal seulement : ${f.whole(left)}.`,
  },
  auditVerify: {
    en: 'The whole log can be verified where the program runs: the command “vigie audit verify” reads each entry again, checks the chain from the first one and the signed checkpoints, and says where anything differs. The hashes above are those of that chain.',
    fr: 'Le journal entier peut être vérifié là où tourne le programme : la commande « vigie audit verify » relit chaque inscription, contrôle la chaîne depuis la première et les points de contrôle signés, et dit où quelque chose diffère. Les empreintes ci-dessus sont celles de cette chaîne.',
  },
  aJob: { en: 'the server', fr: 'le serveur' },
} as const satisfies Readonly<Record<string, { readonly en: Message; readonly fr: Message }>>;

type Catalogue = typeof messages;
type Arguments<K extends keyof Catalogue> = Catalogue[K]['en'] extends (
  format: Formats,
  ...values: infer Values
) => string
  ? Values
  : [];
export type Say = <K extends keyof Catalogue>(key: K, ...values: Arguments<K>) => string;

/** Says the sentences of a file in a language. */
export function sayIn(language: Language): Say {
  return (key, ...values) => {
    const written = messages[key][language] as string | ((format: Formats, ...values: readonly unknown[]) => string);
    const text = typeof written === 'string' ? written : written(formats[language], ...values);
    return language === 'fr' ? unbroken(text) : text;
  };
}
