import { headerKey } from '../../transfers/tabular/header-key.ts';
import { PERSON_FIELDS, type PersonField } from './person-field.ts';

/** What a column of a list of people may hold. */
export const LIST_FIELDS = ['id', ...PERSON_FIELDS] as const;
export type ListField = 'id' | PersonField;

/** Headers of lists of people, English and French. Several columns of one field are joined: a street and its number make an address. */
const WORDS: Readonly<Record<ListField, readonly string[]>> = {
  id: [
    'id',
    'record',
    'record id',
    'rec id',
    'unique id',
    'customer id',
    'client id',
    'id client',
    'numero client',
    'person id',
  ],
  given_name: ['given name', 'given names', 'first name', 'forename', 'prenom', 'prenoms'],
  surname: ['surname', 'last name', 'family name', 'nom de famille', 'nom usage', 'patronyme'],
  name: ['name', 'full name', 'nom', 'nom complet', 'nom et prenom', 'nom prenom', 'prenom nom', 'person', 'personne'],
  date_of_birth: [
    'date of birth',
    'birth date',
    'birthdate',
    'dob',
    'born',
    'date de naissance',
    'naissance',
    'ddn',
    'ne le',
  ],
  document: [
    ...['document', 'document number', 'id number', 'identity number', 'passport', 'passport number', 'national id'],
    ...['id card', 'tax number', 'social security number', 'ssn', 'soc sec id', 'licence number'],
    ...['numero de document', 'numero de piece', 'piece identite', 'numero de piece identite', 'passeport'],
    ...['numero de passeport', 'carte identite', 'numero fiscal', 'numero de securite sociale', 'nir'],
  ],
  email: [
    'email',
    'e mail',
    'mail',
    'email address',
    'courriel',
    'adresse email',
    'adresse mail',
    'adresse electronique',
  ],
  phone: [
    'phone',
    'phone number',
    'telephone',
    'mobile',
    'mobile phone',
    'cell',
    'portable',
    'numero de telephone',
    'gsm',
  ],
  account: [
    'account',
    'account number',
    'iban',
    'bank account',
    'compte',
    'numero de compte',
    'wallet',
    'portefeuille',
  ],
  device: ['device', 'device id', 'imei', 'appareil', 'terminal'],
  address: [
    ...[
      'address',
      'address 1',
      'address 2',
      'address line 1',
      'address line 2',
      'street',
      'street number',
      'street name',
    ],
    ...['house number', 'adresse', 'adresse 1', 'adresse 2', 'rue', 'numero de rue', 'voie', 'numero de voie'],
  ],
  postcode: ['postcode', 'post code', 'postal code', 'zip', 'zip code', 'code postal', 'cp'],
  place: ['place', 'city', 'town', 'suburb', 'locality', 'ville', 'commune', 'localite', 'lieu'],
  region: ['region', 'state', 'province', 'county', 'departement', 'canton'],
  country: ['country', 'country of residence', 'pays', 'pays de residence'],
};

const MEANING: ReadonlyMap<string, ListField> = new Map(
  LIST_FIELDS.flatMap((field) => WORDS[field].map((word): [string, ListField] => [headerKey(word), field])),
);

/** The columns of each field, by index. In French «nom» beside «prénom» is the surname. A second id is none. */
export function recognisePersonHeaders(headers: readonly string[]): ReadonlyMap<ListField, readonly number[]> {
  const found = new Map<ListField, number[]>();
  for (const [index, header] of headers.entries()) {
    const field = MEANING.get(headerKey(header));
    if (field === undefined || (field === 'id' && found.has('id'))) continue;
    found.set(field, [...(found.get(field) ?? []), index]);
  }
  const whole = found.get('name');
  if (whole && found.has('given_name') && !found.has('surname')) {
    found.set('surname', whole);
    found.delete('name');
  }
  return found;
}

/** True when the headers tell of people: a name or an identifier of a person, and something beside it. */
export function looksLikePeople(headers: readonly string[]): boolean {
  const found = [...recognisePersonHeaders(headers).keys()].filter((field) => field !== 'id');
  return found.length >= 2 || found.includes('surname') || found.includes('name');
}
