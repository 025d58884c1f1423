/** What a file can hold. */
export const IMPORT_KINDS = ['contact', 'provider_report'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const MEANS = ['call', 'video_call', 'message', 'email', 'sign_in', 'group', 'other'] as const;
export type Means = (typeof MEANS)[number];

/** The only things that are ever taken of a row. Whatever else a file carries is left at the door. */
// biome-ignore format: one line says that this is all.
export const FIELDS = ['at', 'clock', 'zone', 'incident', 'service', 'identifier', 'otherIdentifier', 'identifiers', 'means', 'reference', 'country', 'seconds', 'files'] as const;
export type Field = (typeof FIELDS)[number];

/** Headers by which a field is known, normalised, the surest first. */
export const HEADERS: Readonly<Record<ImportKind, Readonly<Partial<Record<Field, readonly string[]>>>>> = {
  contact: {
    at: [
      ...['at', 'timestamp', 'datetime', 'date time', 'date and time', 'date heure', 'date et heure', 'horodatage'],
      ...['start time', 'start', 'start date', 'debut', 'date debut', 'date de debut', 'heure debut', 'event time'],
      ...['event date', 'created at', 'called at', 'sent at', 'contact date', 'date du contact', 'date'],
    ],
    clock: ['time', 'heure', 'hour', 'clock', 'time of day', 'heure locale', 'local time'],
    zone: ['zone', 'timezone', 'time zone', 'fuseau', 'fuseau horaire', 'tz', 'utc offset', 'decalage utc'],
    service: [
      ...['service', 'provider', 'platform', 'application', 'app', 'network', 'operator', 'plateforme', 'fournisseur'],
      ...['prestataire', 'operateur', 'reseau', 'messagerie'],
    ],
    identifier: [
      ...['from', 'sender', 'caller', 'calling number', 'a number', 'number a', 'party a', 'initiator', 'originator'],
      ...['from number', 'from id', 'from identifier', 'sender id', 'emetteur', 'appelant', 'numero appelant'],
      ...['numero de l appelant', 'expediteur', 'numero a', 'de', 'identifier', 'identifiant', 'account', 'compte'],
    ],
    otherIdentifier: [
      ...['to', 'recipient', 'receiver', 'callee', 'called number', 'b number', 'number b', 'party b', 'to number'],
      ...['to id', 'to identifier', 'recipient id', 'destinataire', 'appele', 'numero appele', 'numero de l appele'],
      ...['numero b', 'correspondant', 'vers', 'other identifier', 'autre identifiant'],
    ],
    identifiers: [
      ...['ip', 'ip address', 'adresse ip', 'imei', 'imsi', 'device', 'device id', 'appareil', 'identifiers'],
      ...['identifiants', 'other identifiers', 'autres identifiants', 'email', 'phone', 'telephone', 'user id'],
    ],
    means: ['means', 'type', 'kind', 'channel', 'moyen', 'nature', 'call type', 'event type', 'type de contact'],
    seconds: ['duration', 'duree', 'duration seconds', 'duration s', 'duree secondes', 'duree s', 'duree en secondes'],
    reference: ['reference', 'record id', 'record', 'call id', 'event id', 'id', 'identifiant enregistrement'],
    country: ['country', 'pays', 'country code', 'code pays'],
  },
  provider_report: {
    reference: [
      ...['report number', 'report id', 'cybertip id', 'cyber tip id', 'cybertip number', 'cyber tipline report id'],
      ...['cybertipline report id', 'numero de signalement', 'numero du signalement', 'numero signalement'],
      ...['n signalement', 'no signalement', 'signalement', 'reference', 'reference du signalement', 'id'],
    ],
    service: [
      ...['provider', 'esp', 'esp name', 'reporting esp', 'service', 'company', 'company name', 'fournisseur'],
      ...['prestataire', 'nom du prestataire', 'prestataire declarant', 'hebergeur', 'plateforme', 'platform'],
      ...['operateur', 'societe', 'entreprise', 'reporter', 'submitter', 'declarant'],
    ],
    at: [
      ...['report date', 'date of report', 'reported at', 'date reported', 'date received', 'received at', 'received'],
      ...['date submitted', 'report date time', 'date du signalement', 'date signalement', 'signale le', 'date'],
    ],
    zone: ['zone', 'timezone', 'time zone', 'fuseau', 'fuseau horaire', 'tz'],
    incident: [
      ...['incident date', 'date of incident', 'incident time', 'incident date time', 'incident at', 'occurred at'],
      ...['date incident', 'date de l incident', 'date des faits'],
    ],
    identifiers: [
      ...['identifiers', 'identifiants', 'identifiers reported', 'identifiants signales', 'identifier', 'identifiant'],
      ...['screen name', 'user name', 'username', 'esp identifier', 'esp user id', 'user id', 'pseudonyme', 'email'],
      ...['emails', 'email address', 'phone', 'phones', 'phone number', 'mobile phone', 'telephone', 'ip'],
      ...['ip address', 'ip addresses', 'adresse ip', 'account', 'compte', 'device id'],
    ],
    country: ['country', 'pays', 'country code', 'code pays'],
    files: [
      ...[
        'files',
        'number of files',
        'file count',
        'files count',
        'uploaded files',
        'nombre de fichiers',
        'nb fichiers',
      ],
      ...['fichiers', 'file details', 'num files'],
    ],
  },
};

/** Words of a kind of contact, normalised: any other is left out, and said so. A map, since a word of a file could be the name of what every object has. */
export const MEANS_WORDS: ReadonlyMap<string, Means> = new Map(
  Object.entries<Means>({
    ...{ call: 'call', 'voice call': 'call', voice: 'call', appel: 'call', 'appel vocal': 'call', voix: 'call' },
    ...{ 'video call': 'video_call', video: 'video_call', 'appel video': 'video_call', visio: 'video_call' },
    ...{ message: 'message', chat: 'message', sms: 'message', mms: 'message', im: 'message', dm: 'message' },
    ...{ 'direct message': 'message', email: 'email', 'e mail': 'email', mail: 'email', courriel: 'email' },
    ...{ login: 'sign_in', 'sign in': 'sign_in', connexion: 'sign_in', session: 'sign_in' },
    ...{ group: 'group', groupe: 'group', 'group chat': 'group', other: 'other', autre: 'other' },
  }),
);

/** Why a row was not taken. */
// biome-ignore format: a list of words.
export const ROW_REASONS = [
  'not_a_time', 'order_not_said', 'zone_not_said', 'no_such_zone', 'no_such_time', 'too_early', 'ends_before', 'in_the_future',
  'too_long', 'line_break', 'hidden_character', 'link', 'not_of_its_form', 'several_values',
  'nobody', 'unreadable', 'wrong_width', 'not_a_record', 'too_much',
] as const;
export type RowReason = (typeof ROW_REASONS)[number];

/** Why nothing is taken of a whole file. */
export type ImportRefusal =
  | 'pdf'
  | 'not_text'
  | 'not_a_table'
  | 'no_columns'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'too_deep'
  | 'empty';

/** A file of which nothing is taken. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  readonly why: ImportRefusal;
  constructor(why: ImportRefusal) {
    super(why);
    this.why = why;
  }
}
