import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { looksLikeIso20022Json, looksLikeIso20022Xml } from './detect.ts';
import { creditTransfer, entry, settlement, statement } from './fixture.ts';

const head = (text: string): Uint8Array => Buffer.from(text).subarray(0, 1024);

describe('ISO 20022 in XML is recognised', () => {
  it.each([
    ['a statement', statement(entry(''))],
    [
      'a settlement with prefixes and without namespace',
      settlement('')
        .replaceAll(/<(\/?)(\w)/g, '<$1a:$2')
        .replaceAll(/xmlns="[^"]*"/g, ''),
    ],
    ['a message in an envelope', `<message><AppHdr/>${settlement('')}</message>`],
    ['a body alone', '<BkToCstmrStmtV01><GrpHdr/>'],
    ['a byte order mark', `\uFEFF${statement('')}`],
  ])('from %s', (_what, xml) => {
    expect(looksLikeIso20022Xml(head(xml))).toBe(true);
    expect(looksLikeIso20022Xml(iconv.encode(xml, 'utf-16', { addBOM: true }).subarray(0, 4096))).toBe(true);
    expect(looksLikeIso20022Json(head(xml))).toBe(false);
  });

  it.each(['', '<html><body>Document</body></html>', 'a;b\n1;2', '{"Document":1}', '<?xml version="1.0"?><report/>'])(
    'and not from %j',
    (text) => {
      expect(looksLikeIso20022Xml(head(text))).toBe(false);
    },
  );
});

describe('ISO 20022 in JSON is recognised', () => {
  it('from its messages, in any case of letters', () => {
    const json = JSON.stringify({ Document: { FIToFICstmrCdtTrf: { CdtTrfTxInf: [creditTransfer({})] } } });
    expect(looksLikeIso20022Json(head(json))).toBe(true);
    expect(looksLikeIso20022Json(head(`[${json.replace('FIToFI', 'fIToFI')}]`))).toBe(true);
    expect(looksLikeIso20022Xml(head(json))).toBe(false);
  });

  it('and not from another JSON', () => {
    expect(looksLikeIso20022Json(head('{"payer": "Synthetic Payer 1", "amount": 10}'))).toBe(false);
  });
});
