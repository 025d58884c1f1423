import type { Element } from './element.ts';
import { type Fields, put } from './event-log.ts';

/** What a message says of one side of a payment. */
export interface Party {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly country: string | undefined;
  readonly place: string | undefined;
  readonly phone: string | undefined;
  readonly account: string | undefined;
}

/**
 * The party that stands in the message directly (`Dbtr` or `Cdtr`) with its account (`DbtrAcct` or `CdtrAcct`).
 *
 * - id: `Id/PrvtId` or `Id/OrgId` (`Othr/Id`, older `PrtryId`, `OthrId`, …), for an institution its BIC; else the account.
 * - country: `PstlAdr/Ctry`, else `CtryOfRes`, else the first two letters of an IBAN.
 * - place: `PstlAdr/TwnNm`. Address lines are not guessed at.
 */
export function directParty(party: Element | undefined, account: Element | undefined): Party {
  return described(unwrapped(party), accountNumber(account));
}

/**
 * The payer or payee when there may be an ultimate party (`UltmtDbtr`, `UltmtCdtr`). With a name or an identifier, the ultimate
 * party *is* the payer or payee. The account then belongs to the party in between (a payment firm, a parent company) and is not
 * taken over, nor an identifier or country made from it - unless both have the same name: one party written twice.
 */
export function behind(direct: Party, ultimate: Element | undefined): Party {
  const party = described(unwrapped(ultimate), undefined);
  if (isEmpty(party)) return direct;
  return party.name !== undefined && sameText(party.name, direct.name) ? completed(party, direct) : party;
}

/** `party`, its gaps filled from `other`, which must be the same party. */
export function completed(party: Party, other: Party): Party {
  return {
    id: party.id !== undefined && party.id !== party.account ? party.id : (other.id ?? party.id),
    name: party.name ?? other.name,
    country: party.country ?? other.country,
    place: party.place ?? other.place,
    phone: party.phone ?? other.phone,
    account: party.account ?? other.account,
  };
}

export function sameText(one: string | undefined, other: string | undefined): boolean {
  return one?.toUpperCase() === other?.toUpperCase();
}

export function isEmpty(party: Party): boolean {
  return party.id === undefined && party.name === undefined && party.account === undefined;
}

export function putParty(fields: Fields, side: 'payer' | 'payee', party: Party): void {
  put(fields, `${side}_id`, party.id);
  put(fields, `${side}_name`, party.name);
  put(fields, `${side}_country`, party.country);
  put(fields, `${side}_place`, party.place);
  put(fields, `${side}_phone`, party.phone);
  put(fields, `${side}_account`, party.account);
}

/** Newer versions wrap a party in `Pty`, or an institution in `Agt/FinInstnId`; pacs.009 has institutions for parties. */
function unwrapped(party: Element | undefined): Element | undefined {
  const inner = party?.child('Pty') ?? party?.child('Agt') ?? party;
  const institution = inner?.child('FinInstnId');
  return institution?.child('CmbndId') ?? institution ?? inner;
}

function described(party: Element | undefined, account: string | undefined): Party {
  return {
    id: (party && idOf(party)) ?? account,
    name: party && nameOf(party),
    country: (party && countryOf(party)) ?? ibanCountry(account),
    place: party && (party.textAt('PstlAdr', 'TwnNm') ?? party.textAt('NmAndAdr', 'PstlAdr', 'TwnNm')),
    phone: party && phoneOf(party),
    account,
  };
}

function nameOf(party: Element): string | undefined {
  return party.textAt('Nm') ?? party.textAt('NmAndAdr', 'Nm');
}

function idOf(party: Element): string | undefined {
  const id = party.child('Id');
  return institutionId(party) ?? numberIn(id?.child('PrvtId')) ?? numberIn(id?.child('OrgId'));
}

/** Identifiers of version 1 and 2 of the standard that have an element of their own. */
const OLD_NUMBERS = [
  'CstmrNb',
  'TaxIdNb',
  'IdntyCardNb',
  'PsptNb',
  'SclSctyNb',
  'DrvrsLicNb',
  'AlnRegnNb',
  'MplyrIdNb',
];

function numberIn(id: Element | undefined): string | undefined {
  if (!id) return undefined;
  const general = id.textAt('Othr', 'Id') ?? id.textAt('OthrId', 'Id') ?? id.textAt('PrtryId', 'Id');
  if (general !== undefined) return general;
  for (const name of OLD_NUMBERS) {
    const number = id.textAt(name);
    if (number !== undefined) return number;
  }
  return id.textAt('LEI') ?? id.textAt('AnyBIC') ?? id.textAt('BICOrBEI') ?? id.textAt('BIC');
}

/** BIC of an institution, else its member number in a clearing system, else its LEI or other number. */
function institutionId(party: Element): string | undefined {
  return (
    party.textAt('BICFI') ??
    party.textAt('BIC') ??
    party.textAt('ClrSysMmbId', 'MmbId') ??
    party.textAt('LEI') ??
    party.textAt('Othr', 'Id')
  );
}

function countryOf(party: Element): string | undefined {
  const address = party.child('PstlAdr') ?? party.at('NmAndAdr', 'PstlAdr');
  return (address?.textAt('Ctry') ?? party.textAt('CtryOfRes'))?.toUpperCase();
}

/** Mobile number, else fixed number: digits with the leading plus ("+33-612345678" -> "+33612345678"). */
function phoneOf(party: Element): string | undefined {
  const given = party.textAt('CtctDtls', 'MobNb') ?? party.textAt('CtctDtls', 'PhneNb');
  const digits = given?.replace(/\D/g, '');
  if (!given || !digits) return undefined;
  return given.startsWith('+') ? `+${digits}` : digits;
}

/** IBAN without spaces, else the other number of the account, else its proxy (a phone or an e-mail alias). */
export function accountNumber(account: Element | undefined): string | undefined {
  const id = account?.child('Id');
  const iban = id?.textAt('IBAN')?.replace(/\s/g, '').toUpperCase();
  return (
    iban ??
    id?.textAt('Othr', 'Id') ??
    id?.textAt('BBAN') ??
    id?.textAt('PrtryAcct', 'Id') ??
    id?.textAt('UPIC') ??
    account?.textAt('Prxy', 'Id')
  );
}

/** Country in the first two letters of an IBAN; undefined when the account number does not look like one. */
export function ibanCountry(account: string | undefined): string | undefined {
  return account !== undefined && /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(account) ? account.slice(0, 2) : undefined;
}

/** The firm in an agent element: its name, else its BIC or clearing number. */
export function firmOf(agent: Element | undefined): string | undefined {
  const firm = unwrapped(agent);
  return firm && (nameOf(firm) ?? institutionId(firm));
}
