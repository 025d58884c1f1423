import { ORDINARY_PAYERS } from './classes.ts';
import { COUNTRY_CODES } from './geography.ts';
import {
  ABUSE_STYLES,
  COLUMN_STYLES,
  type Corridor,
  type MissingRates,
  PRESETS,
  type WorldOptions,
  type WorldRequest,
} from './options.ts';
import { presetOptions } from './presets.ts';

/** Fills what is not said from the preset (default `plain`). Throws a sentence that names the option that cannot be. */
export function resolveOptions(request: WorldRequest = {}): WorldOptions {
  requireOneOf('preset', request.preset ?? 'plain', PRESETS);
  const base = presetOptions(request.preset ?? 'plain', request.seed);
  const columns = request.columns ?? base.columns;
  const corridors = request.corridors ?? base.corridors;
  const options: WorldOptions = {
    ...base,
    ...request,
    corridors: columns === 'lean' ? ofOnePayerCountry(corridors) : corridors,
    mix: { ...base.mix, ...request.mix },
    habits: { ...base.habits, ...request.habits },
    missing: { ...missingIn(columns, base.missing), ...request.missing },
  };
  requireOneOf('abuseStyle', options.abuseStyle, ABUSE_STYLES);
  requireOneOf('columns', options.columns, COLUMN_STYLES);
  requireWhole('payers', options.payers, 1);
  requireWhole('months', options.months, 1);
  requireWhole('seed', options.seed, 0);
  requireWhole('known', options.known, 0);
  for (const name of [
    'abusePrevalence',
    'extortionPrevalence',
    'nocturnalShare',
    'secondLifeShare',
    'everydayShare',
    'cancelledShare',
    'refundedShare',
  ] as const) {
    requireShare(name, options[name]);
  }
  if (options.abusePrevalence + options.extortionPrevalence > 1) {
    throw new Error('abusePrevalence and extortionPrevalence together cannot be more than 1.');
  }
  for (const name of ['nocturnalMean', 'salaryShare', 'relativesShare', 'onceOnlyShare'] as const) {
    requireShare(`habits.${name}`, options.habits[name]);
  }
  for (const [name, eur] of [
    ['habits.medianEur', options.habits.medianEur],
    ['tipMedianEur', options.tipMedianEur],
  ] as const) {
    if (!(eur > 0)) throw new Error(`${name} must be more than 0, not ${eur}.`);
  }
  for (const [name, rate] of Object.entries(options.missing)) requireShare(`missing.${name}`, rate);
  for (const name of Object.keys(options.mix)) {
    if (!(name in ORDINARY_PAYERS)) throw new Error(`mix: there is no ordinary group called ${name}.`);
  }
  if (options.corridors.length === 0) throw new Error('corridors: name at least one pair of countries.');
  for (const { payerCountry, payeeCountry } of options.corridors) {
    for (const code of [payerCountry, payeeCountry]) {
      if (!COUNTRY_CODES.includes(code)) {
        throw new Error(`corridors: no places are invented for ${code}; use one of ${COUNTRY_CODES.join(', ')}.`);
      }
    }
  }
  return options;
}

function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`${name} must be a whole number of ${least} or more, not ${value}.`);
}

function requireShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new Error(`${name} must be a share from 0 to 1, not ${value}.`);
}

function requireOneOf(name: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value)) throw new Error(`${name} must be one of ${choices.join(', ')}, not ${value}.`);
}

/** The corridors that start where most of them start. */
function ofOnePayerCountry(corridors: readonly Corridor[]): readonly Corridor[] {
  const weights = new Map<string, number>();
  for (const { payerCountry, weight } of corridors) {
    weights.set(payerCountry, (weights.get(payerCountry) ?? 0) + weight);
  }
  const [heaviest] = [...weights].sort(([, one], [, other]) => other - one);
  return corridors.filter(({ payerCountry }) => payerCountry === heaviest?.[0]);
}

/** What the style of the columns says about gaps: a lean source mostly asks for no tie; a partial one has rates of its own for phones. */
function missingIn(columns: WorldOptions['columns'], missing: MissingRates): MissingRates {
  switch (columns) {
    case 'full':
    case 'dates':
    case 'bare':
      return missing;
    case 'lean':
      return { ...missing, relationship: Math.max(missing.relationship, 0.88) };
    case 'partial':
      return { ...missing, phone: 0 };
    default:
      return columns satisfies never;
  }
}
