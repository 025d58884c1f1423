/** The messages that are read, by the local name of the element inside `Document`. Versions do not matter. */
const BODIES = {
  CstmrCdtTrfInitn: { system: 'iso20022:pain.001', family: 'orders' },
  FIToFICstmrCdtTrf: { system: 'iso20022:pacs.008', family: 'settlements' },
  FICdtTrf: { system: 'iso20022:pacs.009', family: 'settlements' },
  FinInstnCdtTrf: { system: 'iso20022:pacs.009', family: 'settlements' },
  BkToCstmrAcctRpt: { system: 'iso20022:camt.052', family: 'statements' },
  BkToCstmrStmt: { system: 'iso20022:camt.053', family: 'statements' },
  BkToCstmrDbtCdtNtfctn: { system: 'iso20022:camt.054', family: 'statements' },
} as const satisfies Record<string, MessageKind>;

/** Messages as their first version called the body: by the identifier of the message itself. */
const BODIES_BY_IDENTIFIER = {
  'pain.001': BODIES.CstmrCdtTrfInitn,
  'pacs.008': BODIES.FIToFICstmrCdtTrf,
  'pacs.009': BODIES.FICdtTrf,
} as const satisfies Record<string, MessageKind>;

export interface MessageKind {
  /** `source_system` of its transfers. */
  readonly system: string;
  readonly family: 'orders' | 'settlements' | 'statements';
}

/** Names of all bodies that are read. */
export const BODY_NAMES = Object.keys(BODIES);

/**
 * The kind of message whose body has this local name; undefined for any other element. `BkToCstmrStmtV01` (camt, version 1) and
 * `pacs.008.001.01` (pain and pacs, versions 1 and 2) are the old names.
 */
export function messageKind(localName: string): MessageKind | undefined {
  const name = localName.replace(/V\d{2}$/, '');
  const identifier = /^(pa(?:in|cs)\.\d{3})\.\d{3}\.\d{2}$/.exec(localName)?.[1] ?? '';
  return lookup(BODIES, name) ?? lookup(BODIES_BY_IDENTIFIER, identifier);
}

function lookup(table: Readonly<Record<string, MessageKind>>, name: string): MessageKind | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/**
 * What an element does when it stands directly in a container: a container holds any number of transactions and is never
 * kept whole; a transaction is kept until it is read; the rest is kept as facts about its container, or skipped.
 */
export type ElementRole = 'container' | 'transaction' | 'fact' | 'skipped';

const ROLES: Readonly<Record<MessageKind['family'], ReadonlyMap<string, ElementRole>>> = {
  orders: new Map([
    ['PmtInf', 'container'],
    ['CdtTrfTxInf', 'transaction'],
    ['SplmtryData', 'skipped'],
  ]),
  settlements: new Map([
    ['CdtTrfTxInf', 'transaction'],
    ['SplmtryData', 'skipped'],
  ]),
  statements: new Map([
    ['Stmt', 'container'],
    ['Rpt', 'container'],
    ['Ntfctn', 'container'],
    ['Ntry', 'container'],
    ['NtryDtls', 'container'],
    ['TxDtls', 'transaction'],
    ['Bal', 'skipped'],
    ['TxsSummry', 'skipped'],
    ['SplmtryData', 'skipped'],
  ]),
};

export function roleOf(family: MessageKind['family'], name: string): ElementRole {
  return ROLES[family].get(name) ?? 'fact';
}
