import iconv from 'iconv-lite';
import { findEncoding } from './decoded-text.ts';
import { BODY_NAMES } from './message-kinds.ts';

const BODIES = BODY_NAMES.join('|');
const XML_MARK = new RegExp(
  `urn:(?:iso|swift):[^"']*20022|<(?:[\\w.-]+:)?(?:Document[\\s/>]|AppHdr[\\s/>]|(?:${BODIES})(?:V\\d\\d)?[\\s/>])`,
);
const JSON_MARK = new RegExp(
  `"(?:[\\w.-]+:)?(?:${BODIES})"\\s*:|(?:pacs|pain)\\.\\d{3}\\.\\d{3}\\.\\d{2}|"CdtTrfTxInf"\\s*:`,
  'i',
);

/** Does the start of a file (1 KiB or more) look like ISO 20022 in XML, whichever encoding and envelope it has? */
export function looksLikeIso20022Xml(head: Uint8Array): boolean {
  const text = textOf(head);
  return /^\s*</.test(text) && XML_MARK.test(text);
}

/** Does the start of a file look like ISO 20022 in JSON: an object or an array that names one of its messages? */
export function looksLikeIso20022Json(head: Uint8Array): boolean {
  const text = textOf(head);
  return /^\s*[{[]/.test(text) && JSON_MARK.test(text);
}

function textOf(head: Uint8Array): string {
  const { name, bom } = findEncoding(head);
  return iconv.decode(Buffer.from(head.subarray(bom)), iconv.encodingExists(name) ? name : 'latin1');
}
