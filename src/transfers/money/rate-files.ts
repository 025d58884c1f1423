import { parseSmallCsv, type SmallTable } from '../geography/small-csv.ts';
import { UnusableInput } from '../reader.ts';
import { dayNumber, type MicroUnits, microUnits, type RateSpan, spansOfQuotations } from './rate-table.ts';

type Quotation = { day: number; microUnitsPerEur: MicroUnits };

/**
 * Reads any of the three forms in which rates come: the ECB's wide history (`Date,USD,JPY,…`, `N/A` where there is none), the long
 * form of its data portal (`TIME_PERIOD`, `CURRENCY`, `OBS_VALUE` among the columns), and yearly averages
 * (`currency,year,units_per_eur`). All three state units of the currency for one euro.
 * @throws UnusableInput with the line and what to do next.
 */
export function parseRates(text: string, label: string): RateSpan[] {
  const { header, rows } = parseSmallCsv(text);
  const spans = readerFor(header, label)(header, rows, label);
  if (spans.length === 0) throw new UnusableInput(label, 'it holds no rate');
  return spans;
}

type Rows = SmallTable['rows'];
type Row = Rows[number];

type FormReader = (header: readonly string[], rows: Rows, label: string) => RateSpan[];

function readerFor(header: readonly string[], label: string): FormReader {
  if (header[0] === 'date') return readWide;
  if (['time_period', 'currency', 'obs_value'].every((name) => header.includes(name))) return readLong;
  if (['currency', 'year', 'units_per_eur'].every((name) => header.includes(name))) return readYearly;
  throw new UnusableInput(
    label,
    'not a table of euro rates; give the European Central Bank’s history file (eurofxref-hist.csv), whose first column is Date',
  );
}

const readWide: FormReader = (header, rows, label) => {
  const columns = header.flatMap((name, i) => (i > 0 && name !== '' ? [{ currency: name.toUpperCase(), i }] : []));
  for (const { currency } of columns) checkCurrency(currency, 1, label);
  const quotations = new Quotations(label);
  for (const row of rows) {
    const day = readDay(row.cells[0] ?? '', row.line, label);
    for (const { currency, i } of columns) quotations.add(currency, day, row.cells[i] ?? '', row.line);
  }
  return quotations.spans();
};

const readLong: FormReader = (header, rows, label) => {
  const at = (row: Row, name: string): string => row.cells[header.indexOf(name)] ?? '';
  const quotations = new Quotations(label);
  for (const row of rows) {
    const against = at(row, 'currency_denom');
    if (against !== '' && against !== 'EUR')
      throw bad(label, row.line, 'a rate is not against the euro; keep only EUR');
    const currency = at(row, 'currency').toUpperCase();
    checkCurrency(currency, row.line, label);
    quotations.add(currency, readDay(at(row, 'time_period'), row.line, label), at(row, 'obs_value'), row.line);
  }
  return quotations.spans();
};

const readYearly: FormReader = (header, rows, label) =>
  rows.map((row) => {
    const at = (name: string): string => row.cells[header.indexOf(name)] ?? '';
    const currency = at('currency').toUpperCase();
    checkCurrency(currency, row.line, label);
    const from = dayNumber(`${at('year')}-01-01`);
    const until = dayNumber(`${Number(at('year')) + 1}-01-01`);
    if (from === null || until === null) throw bad(label, row.line, 'the year is not written as four digits');
    return { currency, from, until, microUnitsPerEur: readRate(at('units_per_eur'), row.line, label) };
  });

/** Collects daily quotations by currency; absent cells are skipped, and a second, different one for a day is refused. */
class Quotations {
  readonly #byCurrency = new Map<string, Map<number, MicroUnits>>();
  readonly #label: string;

  constructor(label: string) {
    this.#label = label;
  }

  add(currency: string, day: number, value: string, line: number): void {
    if (value === '' || value === 'N/A' || value === 'NaN' || value === '-') return;
    const rate = readRate(value, line, this.#label);
    const days = this.#byCurrency.get(currency) ?? new Map<number, MicroUnits>();
    this.#byCurrency.set(currency, days);
    const known = days.get(day);
    if (known !== undefined && known !== rate) {
      throw bad(this.#label, line, `a second, different rate for ${currency} on the same day; keep one`);
    }
    days.set(day, rate);
  }

  spans(): RateSpan[] {
    return [...this.#byCurrency].flatMap(([currency, days]) => {
      if (currency === 'EUR') return [];
      const list: Quotation[] = [...days].map(([day, microUnitsPerEur]) => ({ day, microUnitsPerEur }));
      return spansOfQuotations(currency, list);
    });
  }
}

function readDay(text: string, line: number, label: string): number {
  const day = dayNumber(text);
  if (day === null) throw bad(label, line, 'the date is not a day written as 2024-12-31; daily rates are needed');
  return day;
}

function readRate(text: string, line: number, label: string): MicroUnits {
  const rate = microUnits(text);
  if (rate === null) throw bad(label, line, `"${text.slice(0, 30)}" is not a rate (units for one euro, decimal point)`);
  return rate;
}

function checkCurrency(currency: string, line: number, label: string): void {
  if (!/^[A-Z]{3}$/.test(currency))
    throw bad(label, line, `"${currency.slice(0, 30)}" is not a currency code of three letters`);
}

function bad(label: string, line: number, message: string): UnusableInput {
  return new UnusableInput(label, `line ${line}: ${message}`);
}
