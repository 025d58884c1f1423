/** The messages that are read, by the local name of the element inside `Document`. Versions do not matter. */
const BODIES = {
  CstmrCdtTrfInitn: { system: 'iso20022:pain.001', family: 'orders' },
  FIToFICstmrCdtTrf: { system: 'iso20022:pacs.008', family: 'settlements' },
  PmtRtr: { system: 'iso20022:pacs.004', family: 'returns' },
  FICdtTrf: { system: 'iso20022:pacs.009', family: 'settlements' },
  FinInstnCdtTrf: { system: 'iso20022:pacs.009', family: 'settlements' },
  BkToCstmrAcctRpt: { system: 'iso20022:camt.052', family: 'statements' },
  BkToCstmrStmt: { system: 'iso20022:camt.053', family: 'statements' },
  BkToCstmrDbtCdtNtfctn: { system: 'iso20022:camt.054', family: 'statements' },
} as const satisfies Record<string, MessageKind>;

/** Messages as their first version called the body: by the identifier of the message itself. */
const BODIES_BY_IDENTIFIER = {
  'pain.001': BODIES.CstmrCdtTrfInitn,
  'pacs.004': BODIES.PmtRtr,
  'pacs.008': BODIES.FIToFICstmrCdtTrf,
  'pacs.009': BODIES.FICdtTrf,
} as const satisfies Record<string, MessageKind>;

export interface MessageKind {
  /** `source_system` of its transfers. */
  readonly system: string;
  readonly family: 'orders' | 'settlements' | 'returns' | 'statements';
}

/** What is read, as a person calls it. */
export const READ_KINDS = 'pain.001, pacs.004, pacs.008, pacs.009, camt.052, camt.053, camt.054';

/** Messages that move no money by themselves and that often lie among those that do. */
const OTHER_BODIES: Readonly<Record<string, string>> = {
  CstmrPmtStsRpt: 'pain.002',
  CstmrPmtRvsl: 'pain.007',
  CstmrDrctDbtInitn: 'pain.008',
  FIToFIPmtStsRpt: 'pacs.002',
  FIToFICstmrDrctDbt: 'pacs.003',
  FIToFIPmtRvsl: 'pacs.007',
  FIDrctDbt: 'pacs.010',
  FIToFIPmtStsReq: 'pacs.028',
  RsltnOfInvstgtn: 'camt.029',
  CstmrPmtCxlReq: 'camt.055',
  FIToFIPmtCxlReq: 'camt.056',
  NtfctnToRcv: 'camt.057',
  AcctRptgReq: 'camt.060',
};

/**
 * What a message that is not read is called: its number in the standard, else the name of its body. Requests to collect (pain.008,
 * pacs.003) are among them: the payee chooses their day and amount, and nothing has been paid yet; a statement shows what was.
 */
export function otherKind(localName: string): string {
  return OTHER_BODIES[localName.replace(/V\d{2}$/, '')] ?? localName.slice(0, 40);
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
  returns: new Map([
    ['TxInf', 'transaction'],
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
