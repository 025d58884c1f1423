import { ibanCountry, type Party } from '../iso20022/party.ts';
import type { FinField } from './fields.ts';

const NOBODY: Party = {
  id: undefined,
  name: undefined,
  country: undefined,
  place: undefined,
  phone: undefined,
  account: undefined,
};

/**
 * The party of a field 50a, 52a, 57a, 58a or 59a.
 *
 * - First line `/…`: the account, kept when it has a letter or a digit.
 * - Options A, G and C: a BIC; the id is the account, else the BIC, the country is the BIC's.
 * - Option F: numbered lines. 1/ name, 3/ country and town, 6/ customer number, 7/ national number
 *   (kept with their country and issuer, "PH/N-77"); a first line that is not
 *   an account (`CODE/country/number`) is an identifier too. Birth (4/, 5/) is not read: it is not needed.
 * - Other options: the next line is the name; of the address nothing is guessed. Country: an IBAN's first two letters.
 */
export function partyIn(field: FinField | undefined): Party {
  if (!field) return NOBODY;
  const [first = '', ...others] = field.lines;
  const accountLine = first.startsWith('/') || field.option === 'F';
  const account = first.startsWith('/') ? accountIn(first) : undefined;
  const lines = (accountLine ? others : field.lines).map((line) => line.trim()).filter((line) => line !== '');
  switch (field.option) {
    case 'A':
    case 'C':
    case 'G':
      return institution(lines[0], account);
    case 'F':
      return numbered(lines, account, first.startsWith('/') ? undefined : first);
    default:
      return { ...NOBODY, id: account, name: lines[0], country: ibanCountry(account), account };
  }
}

/** Name of the firm in a field 52a or 57a: its BIC, else its name. */
export function firmIn(field: FinField | undefined): string | undefined {
  const party = partyIn(field);
  return party.name ?? bicOf(party.id);
}

/** BIC of 8 or 11 letters in a logical terminal's address of 12 (the ninth is the terminal). */
export function bicOfTerminal(address: string): string | undefined {
  const branch = address.slice(9, 12);
  return bicOf(address.slice(0, 8) + (branch === 'XXX' ? '' : branch));
}

function institution(line: string | undefined, account: string | undefined): Party {
  const bic = bicOf(line);
  return { ...NOBODY, id: account ?? bic, name: line, country: bic?.slice(4, 6) ?? ibanCountry(account), account };
}

function numbered(lines: readonly string[], account: string | undefined, code: string | undefined): Party {
  const parts = (number: string): string[] =>
    lines.filter((line) => line.startsWith(`${number}/`)).map((line) => line.slice(2).trim());
  const [country, ...town] = (parts('3')[0] ?? '').split('/');
  return {
    id: code ?? parts('7')[0] ?? parts('6')[0] ?? account,
    name: parts('1').join(' ') || undefined,
    country: /^[A-Z]{2}$/.test(country ?? '') ? country : ibanCountry(account),
    place: town.join('/').trim() || undefined,
    phone: undefined,
    account,
  };
}

function accountIn(line: string): string | undefined {
  const account = line.replace(/^\/+/, '').replace(/\s/g, '');
  return /[A-Za-z0-9]/.test(account) ? account : undefined;
}

function bicOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(text) ? text : undefined;
}
