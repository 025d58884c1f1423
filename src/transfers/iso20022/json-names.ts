import { BODY_NAMES } from './message-kinds.ts';

/** Names of elements that are read, as the standard spells them. */
const ELEMENTS = [
  ...['Document', 'GrpHdr', 'MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'PmtInf', 'CdtTrfTxInf', 'PmtId', 'PmtTpInf'],
  ...['CtgyPurp', 'UETR', 'TxId', 'EndToEndId', 'InstrId', 'ReqdExctnDt', 'AccptncDtTm', 'IntrBkSttlmDt', 'TxDtTm'],
  ...['Dt', 'DtTm', 'Amt', 'InstdAmt', 'EqvtAmt', 'CcyOfTrf', 'IntrBkSttlmAmt', 'TxAmt', 'CntrValAmt', 'Ccy'],
  ...['Dbtr', 'UltmtDbtr', 'DbtrAcct', 'DbtrAgt', 'Cdtr', 'UltmtCdtr', 'CdtrAcct', 'UndrlygCstmrCdtTrf', 'Pty', 'Agt'],
  ...[
    'FinInstnId',
    'CmbndId',
    'NmAndAdr',
    'Nm',
    'PstlAdr',
    'TwnNm',
    'Ctry',
    'CtryOfRes',
    'CtctDtls',
    'MobNb',
    'PhneNb',
  ],
  ...['Id', 'PrvtId', 'OrgId', 'Othr', 'OthrId', 'PrtryId', 'LEI', 'AnyBIC', 'BICOrBEI', 'BIC', 'BICFI', 'ClrSysMmbId'],
  ...['MmbId', 'IBAN', 'BBAN', 'UPIC', 'PrtryAcct', 'Prxy', 'Purp', 'Cd', 'Prtry', 'RmtInf', 'Ustrd', 'Strd'],
  ...['AddtlRmtInf', 'Stmt', 'Rpt', 'Ntfctn', 'Acct', 'Ownr', 'Svcr', 'Ntry', 'NtryDtls', 'TxDtls', 'Btch', 'Sts'],
  ...['CdtDbtInd', 'RvslInd', 'BookgDt', 'ValDt', 'AcctSvcrRef', 'AddtlNtryInf', 'AddtlTxInf', 'Refs', 'AmtDtls'],
  ...['TxInf', 'OrgnlTxRef', 'OrgnlUETR', 'OrgnlTxId', 'OrgnlEndToEndId', 'OrgnlIntrBkSttlmAmt', 'OrgnlIntrBkSttlmDt'],
  ...[
    'RtrId',
    'RtrdIntrBkSttlmAmt',
    'DbtrAgt',
    'RltdPties',
    'RltdDts',
    'RtrInf',
    'BkTxCd',
    'Domn',
    'Fmly',
    'Bal',
    'TxsSummry',
    'SplmtryData',
  ],
];

const BY_LOWER_CASE = new Map([...ELEMENTS, ...BODY_NAMES].map((name) => [name.toLowerCase(), name]));

/** Name of the element that a JSON key means: `cdtTrfTxInf`, `CdtTrfTxInf` and `ns:CdtTrfTxInf` are one and the same. */
export function elementName(key: string): string {
  const local = key.slice(key.indexOf(':') + 1);
  return BY_LOWER_CASE.get(local.toLowerCase()) ?? local;
}
