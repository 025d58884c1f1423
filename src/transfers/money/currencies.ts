/** ISO 4217 currencies in use, by number of digits of the minor unit; and those withdrawn since 2006, which old records still hold. */
const DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU
    CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW
    KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
    PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS
    VED VES WST XCD XCG YER ZAR ZMW ZWG
    AZM BYR CSD CUC CYP EEK GHC HRK LTL LVL MRO MTL MZM ROL SDD SIT SKK SLL SRG STD TMM TRL VEB VEF ZMK ZWD ZWL`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
/** Withdrawn currencies that had no minor unit. */
const WITHDRAWN_WHOLE = ['BYR', 'ROL', 'TRL'];

const BY_CODE: ReadonlyMap<string, number> = new Map([
  ...Object.entries(DIGITS).flatMap(([digits, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(digits)] as const),
  ),
  ...WITHDRAWN_WHOLE.map((code) => [code, 0] as const),
]);

/** Signs and words that mean one currency. A sign that several share ($, ¥, kr, Rs, FCFA) means none: it is not here. */
export const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '€': 'EUR',
    EURO: 'EUR',
    EUROS: 'EUR',
    '£': 'GBP',
    US$: 'USD',
    $US: 'USD',
    A$: 'AUD',
    AU$: 'AUD',
    CA$: 'CAD',
    HK$: 'HKD',
    NZ$: 'NZD',
    R$: 'BRL',
    'S/': 'PEN',
    '₱': 'PHP',
    '฿': 'THB',
    '₫': 'VND',
    '₹': 'INR',
    '৳': 'BDT',
    '₦': 'NGN',
    '₵': 'GHS',
    '₴': 'UAH',
    '₺': 'TRY',
    '₽': 'RUB',
    '₩': 'KRW',
    '₪': 'ILS',
    '៛': 'KHR',
    '₡': 'CRC',
    ZŁ: 'PLN',
    KČ: 'CZK',
    FT: 'HUF',
  }),
);

/** Signs that several currencies share, and which: beside a code they say nothing new, alone they say too little. */
export const SHARED_SIGNS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    $: 'ARS AUD BBD BMD BND BSD BZD CAD CLP COP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD USD UYU XCD ZWL',
    '¥': 'CNY JPY',
    KR: 'DKK ISK NOK SEK',
    RS: 'INR LKR MUR NPR PKR SCR',
    CFA: 'XAF XOF',
    FCFA: 'XAF XOF',
  }).map(([sign, codes]): [string, readonly string[]] => [sign, codes.split(' ')]),
);

/** All codes known here, sorted. */
export function currencyCodes(): readonly string[] {
  return [...BY_CODE.keys()].sort();
}

/** Codes of ISO 4217 for tests and for no currency at all. */
const NO_CURRENCY = new Set(['XTS', 'XXX']);
/** Names currencies withdrawn long ago, too (DEM, FRF, XEU), by the Unicode tables in the Node that Vigie brings. */
const NAMES = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });

/** Whether ISO 4217 has, or ever had, a currency of this code. */
export function isCurrency(code: string): boolean {
  if (NO_CURRENCY.has(code) || !/^[A-Z]{3}$/.test(code)) return false;
  return BY_CODE.has(code) || NAMES.of(code) !== undefined;
}

/** Digits of the minor unit (EUR 2, JPY 0, TND 3); null for a code that ISO 4217 does not have. */
export function minorDigits(code: string): number | null {
  return BY_CODE.get(code) ?? null;
}

/**
 * The ISO 4217 code of a currency as records give it: a code in any case, or a sign that means one currency only. Null when it is
 * neither, and for signs that several currencies share ($, ¥, kr).
 */
export function currencyCode(given: string | null): string | null {
  if (given === null) return null;
  const text = given.trim().toUpperCase();
  if (BY_CODE.has(text)) return text;
  return SIGNS.get(text) ?? null;
}
