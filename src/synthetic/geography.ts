import { Weighted } from './distributions.ts';
import { Random } from './random.ts';

/** An invented place in a real country: its code names no town. */
export interface Place {
  readonly code: string;
  readonly country: string;
  readonly zone: string;
  readonly lat: number;
  readonly lon: number;
}

export interface Country {
  readonly code: string;
  readonly currency: string;
  readonly phonePrefix: string;
  readonly places: readonly Place[];
  /** Larger places have more people. */
  readonly placeChoice: Weighted<Place>;
}

type Area = readonly [zone: string, lat: number, lon: number, places: number];

/** Real countries, their currency and dialling code, and areas (zone, a point inside) around which places are invented. */
const COUNTRY_TABLE: Readonly<Record<string, readonly [currency: string, phone: string, areas: readonly Area[]]>> = {
  US: [
    'USD',
    '+1',
    [
      ['America/New_York', 40.9, -77, 14],
      ['America/Chicago', 39, -92, 10],
      ['America/Denver', 39, -106, 3],
      ['America/Los_Angeles', 37.5, -120, 9],
    ],
  ],
  GB: ['GBP', '+44', [['Europe/London', 52.5, -1.5, 18]]],
  AU: [
    'AUD',
    '+61',
    [
      ['Australia/Sydney', -33, 149, 10],
      ['Australia/Adelaide', -34, 139, 3],
      ['Australia/Perth', -31.5, 117, 3],
    ],
  ],
  CA: [
    'CAD',
    '+1',
    [
      ['America/Toronto', 44.5, -78, 9],
      ['America/St_Johns', 48.5, -55.5, 2],
      ['America/Vancouver', 50, -121, 4],
    ],
  ],
  FR: ['EUR', '+33', [['Europe/Paris', 46.8, 2.4, 16]]],
  DE: ['EUR', '+49', [['Europe/Berlin', 51, 10, 16]]],
  NL: ['EUR', '+31', [['Europe/Amsterdam', 52.2, 5.6, 6]]],
  IT: ['EUR', '+39', [['Europe/Rome', 43.5, 12, 9]]],
  ES: ['EUR', '+34', [['Europe/Madrid', 40, -4, 8]]],
  SE: ['SEK', '+46', [['Europe/Stockholm', 59, 15.5, 6]]],
  NO: ['NOK', '+47', [['Europe/Oslo', 60.5, 9.5, 5]]],
  CH: ['CHF', '+41', [['Europe/Zurich', 46.9, 8.2, 5]]],
  AE: ['AED', '+971', [['Asia/Dubai', 24.6, 55, 4]]],
  SG: ['SGD', '+65', [['Asia/Singapore', 1.35, 103.8, 2]]],
  JP: ['JPY', '+81', [['Asia/Tokyo', 36, 138.5, 8]]],
  PH: ['PHP', '+63', [['Asia/Manila', 12.5, 122.5, 40]]],
  IN: ['INR', '+91', [['Asia/Kolkata', 21, 78.5, 40]]],
  NP: ['NPR', '+977', [['Asia/Kathmandu', 28, 84, 12]]],
  LK: ['LKR', '+94', [['Asia/Colombo', 7.5, 80.7, 8]]],
  ID: [
    'IDR',
    '+62',
    [
      ['Asia/Jakarta', -7, 110, 16],
      ['Asia/Makassar', -4.5, 120, 6],
    ],
  ],
  VN: ['VND', '+84', [['Asia/Ho_Chi_Minh', 14.5, 107.8, 14]]],
  KE: ['KES', '+254', [['Africa/Nairobi', 0.2, 37.5, 12]]],
  NG: ['NGN', '+234', [['Africa/Lagos', 9, 7.5, 16]]],
  GH: ['GHS', '+233', [['Africa/Accra', 7, -1, 8]]],
  SN: ['XOF', '+221', [['Africa/Dakar', 14.6, -15.5, 8]]],
  MG: ['MGA', '+261', [['Indian/Antananarivo', -19, 46.8, 8]]],
  MA: ['MAD', '+212', [['Africa/Casablanca', 32.5, -6.3, 12]]],
  RO: ['RON', '+40', [['Europe/Bucharest', 45.8, 25, 10]]],
  CO: ['COP', '+57', [['America/Bogota', 5, -74.2, 12]]],
  MX: ['MXN', '+52', [['America/Mexico_City', 21, -101, 18]]],
  DO: ['DOP', '+1', [['America/Santo_Domingo', 18.8, -70.3, 6]]],
  BR: ['BRL', '+55', [['America/Sao_Paulo', -19, -46, 14]]],
  // New countries go to the end: codes of places are numbered in this order and must not change.
  BE: ['EUR', '+32', [['Europe/Brussels', 50.7, 4.6, 6]]],
  AT: ['EUR', '+43', [['Europe/Vienna', 47.6, 14.2, 6]]],
  IE: ['EUR', '+353', [['Europe/Dublin', 53.2, -7.8, 5]]],
  DK: ['DKK', '+45', [['Europe/Copenhagen', 55.9, 9.6, 5]]],
  PL: ['PLN', '+48', [['Europe/Warsaw', 52, 19.5, 10]]],
  PT: ['EUR', '+351', [['Europe/Lisbon', 39.8, -8, 7]]],
  NZ: ['NZD', '+64', [['Pacific/Auckland', -38.7, 176, 6]]],
  KR: ['KRW', '+82', [['Asia/Seoul', 36.4, 127.9, 8]]],
  SA: ['SAR', '+966', [['Asia/Riyadh', 24.5, 45, 6]]],
  ZA: ['ZAR', '+27', [['Africa/Johannesburg', -29, 25, 9]]],
  TH: ['THB', '+66', [['Asia/Bangkok', 15.8, 101.5, 12]]],
  BD: ['BDT', '+880', [['Asia/Dhaka', 24, 90, 12]]],
  PK: ['PKR', '+92', [['Asia/Karachi', 30.5, 71, 14]]],
  PE: ['PEN', '+51', [['America/Lima', -10, -75.5, 9]]],
  EG: ['EGP', '+20', [['Africa/Cairo', 27.5, 31, 9]]],
  UA: ['UAH', '+380', [['Europe/Kyiv', 49, 31, 10]]],
  KH: ['KHR', '+855', [['Asia/Phnom_Penh', 12.6, 104.9, 7]]],
  GT: ['GTQ', '+502', [['America/Guatemala', 15.2, -90.4, 6]]],
  UG: ['UGX', '+256', [['Africa/Kampala', 1.3, 32.4, 8]]],
};

export const COUNTRY_CODES: readonly string[] = Object.keys(COUNTRY_TABLE);

/** The places of every country. Places do not hang on the seed: a code means the same place in every world. */
export function makeCountries(): ReadonlyMap<string, Country> {
  const countries = new Map<string, Country>();
  let number = 0;
  for (const [code, [currency, phonePrefix, areas]] of Object.entries(COUNTRY_TABLE)) {
    const places: Place[] = [];
    for (const [zone, lat, lon, count] of areas) {
      for (let nth = 0; nth < count; nth++) {
        const random = Random.stream(0, 'place', code, zone, nth);
        number++;
        places.push({
          code: `X${code.charAt(0)}-${String(number).padStart(4, '0')}`,
          country: code,
          zone,
          lat: Math.round((lat + random.between(-0.9, 0.9)) * 1000) / 1000,
          lon: Math.round((lon + random.between(-0.9, 0.9)) * 1000) / 1000,
        });
      }
    }
    const placeChoice = new Weighted(places.map((place, rank) => [place, 1 / (2 + (rank % 10))] as const));
    countries.set(code, { code, currency, phonePrefix, places, placeChoice });
  }
  return countries;
}
