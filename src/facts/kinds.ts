import { valueOfTextSql } from '../engine/coded-texts.ts';
import { literal } from '../engine/engine.ts';
import { CHANNEL_KINDS, PURPOSE_KINDS } from './ledger.ts';

/** Words by which exports name a channel, lower case without accents; the first list that holds the text decides. */
const CHANNEL_WORDS: Readonly<Record<(typeof CHANNEL_KINDS)[number], readonly string[]>> = {
  unknown: [],
  cash: [
    'cash',
    'cash_pickup',
    'cash pickup',
    'cash pick-up',
    'especes',
    'agent',
    'cash to cash',
    'pickup',
    'retrait especes',
    'branch',
    'agence',
    'otc',
  ],
  bank: [
    'bank',
    'bank_transfer',
    'bank transfer',
    'virement',
    'sepa',
    'swift',
    'wire',
    'account',
    'account_credit',
    'bank_deposit',
    'bank deposit',
    'banque',
    'compte',
    'online_bank',
    'credit transfer',
  ],
  wallet: [
    'wallet',
    'e-wallet',
    'ewallet',
    'portefeuille',
    'portefeuille electronique',
    'app',
    'p2p',
    'p2p_app',
    'online',
    'web',
    'digital',
  ],
  card: ['card', 'carte', 'debit_card', 'credit_card', 'debit card', 'credit card', 'carte bancaire', 'cb'],
  mobile_money: ['mobile_money', 'mobile money', 'mobile-money', 'momo', 'mobile', 'airtime', 'argent mobile'],
  gift_card: [
    'gift_card',
    'gift card',
    'gift-card',
    'giftcard',
    'carte cadeau',
    'carte-cadeau',
    'voucher',
    'prepaid_voucher',
    'prepaid voucher',
  ],
  game_credit: [
    'game_credit',
    'game credit',
    'game-credit',
    'gaming',
    'gaming_credit',
    'credit de jeu',
    'game',
    'in-game',
    'game_top_up',
  ],
  other: [],
};

/**
 * ISO 20022 external purpose codes by kind (ExternalPurpose1Code). No word list for free text is shipped: a free line that is not
 * a code is `free_text`, whatever it says.
 */
const PURPOSE_CODES: Readonly<Partial<Record<(typeof PURPOSE_KINDS)[number], readonly string[]>>> = {
  schooling: ['EDUC', 'STDY', 'TUTN'],
  medical: ['MDCS', 'HLTC', 'HSPC', 'HLTI', 'DNTS', 'CVCF'],
  housing: ['RENT', 'HLRP', 'HLST', 'RHBS', 'RLST'],
  family_support: ['FAMI', 'ALMY', 'BENE'],
  trade: ['GDDS', 'SUPP', 'TRAD', 'SCVE', 'INTC', 'COMM', 'COMC', 'IVPT', 'GDSV', 'CPYR'],
  salary: ['SALA', 'PAYR', 'BONU', 'PENS', 'WHLD'],
  charity: ['CHAR', 'CLPR'],
};

/** What people write where there is no tie; anything else that says something declares one. */
const NO_TIE = [
  'none',
  'no',
  'no relation',
  'no relationship',
  'no relative',
  'not related',
  'unrelated',
  'stranger',
  'aucun',
  'aucune',
  'aucun lien',
  'sans lien',
  'none declared',
];
const NOTHING_SAID = [
  'unknown',
  'inconnu',
  'n/a',
  'na',
  '-',
  'other',
  'autre',
  'not stated',
  'non precise',
  'not declared',
  'undeclared',
];

/**
 * The shape of a service handle or user name: an @name, or one bare token of small letters with an underscore, a dot or a few
 * digits. A long run of digits is a reference number, not a handle.
 */
const HANDLE =
  '(^|.* )@[A-Za-z0-9][A-Za-z0-9_.]{2,}( .*)?|[a-z]+[a-z._]*[_.][a-z._]*[a-z][0-9]{0,4}|[a-z][a-z._]{2,}[0-9]{1,4}';

const plain = (expression: string): string => `lower(strip_accents(trim(${expression})))`;
/** Not IN: of each list of words the engine makes a join, and plans longer than a small file takes to read. */
const kindOfWordSql = (given: string, kinds: readonly string[], words: Readonly<Record<string, readonly string[]>>) =>
  valueOfTextSql(
    given,
    'TINYINT',
    kinds.flatMap((kind, code) => (words[kind] ?? []).map((word) => [word, String(code)] as const)),
  );

/** SQL for the code in CHANNEL_KINDS of a channel as given. */
export function channelKindSql(expression: string): string {
  const known = kindOfWordSql(plain(expression), CHANNEL_KINDS, CHANNEL_WORDS);
  return `(CASE WHEN ${expression} IS NULL THEN 0 ELSE coalesce(${known}, ${CHANNEL_KINDS.indexOf('other')}) END)::TINYINT`;
}

/** SQL for the code in PURPOSE_KINDS of a purpose line. */
export function purposeKindSql(expression: string): string {
  const known = kindOfWordSql(`upper(${expression})`, PURPOSE_KINDS, PURPOSE_CODES);
  return `(CASE WHEN ${expression} IS NULL THEN 0 ELSE coalesce(${known},
    CASE WHEN regexp_full_match(${expression}, ${literal(HANDLE)}) THEN ${PURPOSE_KINDS.indexOf('handle')}
    ELSE ${PURPOSE_KINDS.indexOf('free_text')} END) END)::TINYINT`;
}

/** SQL for 1 = a tie is declared, 0 = declared that there is none, -1 = nothing declared. Which tie it is does not matter and is not kept. */
export function declaredTieSql(expression: string): string {
  const said = valueOfTextSql(plain(expression), 'TINYINT', [
    ...NOTHING_SAID.map((word) => [word, '-1'] as const),
    ...NO_TIE.map((word) => [word, '0'] as const),
  ]);
  return `(CASE WHEN ${expression} IS NULL THEN -1 ELSE coalesce(${said}, 1) END)::TINYINT`;
}
