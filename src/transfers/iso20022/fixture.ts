import type { RawRecord, ReaderEvent } from '../reader.ts';
import type { Fields } from './event-log.ts';
import { iso20022XmlEvents } from './xml.ts';

/** Small documents for tests: every person and number in them is made up. */
export const OWNER_IBAN = 'FR7600000000000000000000001';

export async function eventsOf(events: AsyncIterable<ReaderEvent>): Promise<ReaderEvent[]> {
  const all: ReaderEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

export function xmlEvents(xml: string | Uint8Array): Promise<ReaderEvent[]> {
  return eventsOf(iso20022XmlEvents('test.xml', [typeof xml === 'string' ? Buffer.from(xml) : xml]));
}

export function recordsIn(events: readonly ReaderEvent[]): RawRecord[] {
  return events.flatMap((event) => (event.kind === 'record' ? [event.record] : []));
}

export function warningsIn(events: readonly ReaderEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'warning' ? [event.warning.message] : []));
}

export function reasonsIn(events: readonly ReaderEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'unreadable' ? [event.unreadable.reason] : []));
}

export async function transfersOf(xml: string | Uint8Array): Promise<Fields[]> {
  return recordsIn(await xmlEvents(xml)).map((record) => record.fields);
}

/** The only transfer of a document. */
export async function transferOf(xml: string | Uint8Array): Promise<Fields> {
  const [transfer, ...others] = await transfersOf(xml);
  if (!transfer || others.length > 0)
    throw new Error(`expected one transfer, found ${others.length + (transfer ? 1 : 0)}`);
  return transfer;
}

export interface StatementOptions {
  readonly body?: string;
  readonly container?: string;
  readonly owner?: string;
}

/** A camt document around entries, of an account that Synthetic Owner 1 holds. */
export function statement(entries: string, options: StatementOptions = {}): string {
  const { body = 'BkToCstmrStmt', container = 'Stmt', owner = '<Ownr><Nm>Synthetic Owner 1</Nm></Ownr>' } = options;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><${body}>
  <GrpHdr><MsgId>MSG-1</MsgId><CreDtTm>2024-03-09T06:00:00Z</CreDtTm></GrpHdr>
  <${container}><Id>STMT-1</Id>
    <Acct><Id><IBAN>${OWNER_IBAN}</IBAN></Id>${owner}<Svcr><FinInstnId><BICFI>TESTFRPPXXX</BICFI></FinInstnId></Svcr></Acct>
    <Bal><Amt Ccy="EUR">999999.00</Amt></Bal>
    ${entries}
  </${container}>
</${body}></Document>`;
}

export interface EntryOptions {
  readonly amount?: string;
  readonly direction?: string;
  readonly facts?: string;
  readonly status?: string;
  readonly batch?: string;
}

/** One `Ntry` of 30.00 EUR, debited and booked unless said otherwise, around its `TxDtls`. */
export function entry(details: string, options: EntryOptions = {}): string {
  const { amount = '30.00', direction = 'DBIT', facts = '<AcctSvcrRef>BANK-1</AcctSvcrRef>', batch = '' } = options;
  const { status = '<Sts><Cd>BOOK</Cd></Sts>' } = options;
  const inside = details === '' && batch === '' ? '' : `<NtryDtls>${batch}${details}</NtryDtls>`;
  return `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${status}<BookgDt><Dt>2024-03-08</Dt></BookgDt>${facts}${inside}</Ntry>`;
}

/** A pacs.008 document around transactions. */
export function settlement(transactions: string, header = '<MsgId>MSG-8</MsgId>', body = 'FIToFICstmrCdtTrf'): string {
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><${body}><GrpHdr>${header}</GrpHdr>${transactions}</${body}></Document>`;
}

/** One `CdtTrfTxInf` of a pacs.008: 100 EUR on 1 March 2024, unless said otherwise. */
export function creditTransfer(parts: {
  ids?: string;
  money?: string;
  dates?: string;
  parties?: string;
  rest?: string;
}): string {
  const {
    ids = '<TxId>TX-1</TxId>',
    money = '<IntrBkSttlmAmt Ccy="EUR">100.00</IntrBkSttlmAmt>',
    dates = '<IntrBkSttlmDt>2024-03-01</IntrBkSttlmDt>',
    parties = '<Dbtr><Nm>Synthetic Payer 1</Nm></Dbtr><Cdtr><Nm>Synthetic Payee 1</Nm></Cdtr>',
    rest = '',
  } = parts;
  return `<CdtTrfTxInf><PmtId>${ids}</PmtId>${money}${dates}${parties}${rest}</CdtTrfTxInf>`;
}
