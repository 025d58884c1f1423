import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Integer, ObjectIdentifier, OctetString, PrintableString, Sequence, UTCTime } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  MessageImprint,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SHA256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const DAY_MS = 86_400_000;

interface Issued {
  readonly certificate: Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

interface IssueOptions {
  readonly issuer?: Issued;
  readonly ca?: boolean;
  readonly stamps?: boolean;
  readonly validFor?: readonly [from: Date, to: Date];
}

/** A certificate of a synthetic authority. */
export async function issued(name: string, options: IssueOptions = {}): Promise<Issued> {
  const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.of(1, ...randomBytes(7)).buffer });
  const named = new AttributeTypeAndValue({ type: '2.5.4.3', value: new PrintableString({ value: name }) });
  certificate.subject.typesAndValues.push(named);
  certificate.issuer.typesAndValues.push(
    ...(options.issuer?.certificate.subject.typesAndValues ?? certificate.subject.typesAndValues),
  );
  const [from, to] = options.validFor ?? [new Date(Date.now() - 30 * DAY_MS), new Date(Date.now() + 30 * DAY_MS)];
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  certificate.extensions = [];
  const extend = (extnID: string, value: BasicConstraints | ExtKeyUsage) =>
    certificate.extensions?.push(
      new Extension({ extnID, critical: true, extnValue: value.toSchema().toBER(), parsedValue: value }),
    );
  if (options.ca) extend('2.5.29.19', new BasicConstraints({ cA: true }));
  if (options.stamps) extend('2.5.29.37', new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] }));
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(options.issuer?.keys.privateKey ?? keys.privateKey, 'SHA-256');
  return { certificate, keys };
}

export function pemOf({ certificate }: Issued): string {
  const lines =
    Buffer.from(certificate.toSchema(true).toBER())
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** What an authority gets wrong, for tests. */
export interface Mistakes {
  readonly imprint?: boolean;
  readonly nonce?: boolean;
  readonly noNonce?: boolean;
  readonly refuses?: boolean;
  readonly at?: Date;
  readonly unnamed?: boolean;
  readonly brokenSignature?: boolean;
}

/** The answer of an authority to a request. */
export async function stamp(request: Buffer, signer: Issued, mistakes: Mistakes = {}): Promise<Buffer> {
  const response = (status: number, token?: ContentInfo): Buffer =>
    Buffer.from(
      new TimeStampResp({ status: new PKIStatusInfo({ status }), ...(token && { timeStampToken: token }) })
        .toSchema()
        .toBER(),
    );
  if (mistakes.refuses) return response(2);
  const asked = TimeStampReq.fromBER(Uint8Array.from(request).buffer);
  const wrong = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
    hashedMessage: new OctetString({ valueHex: Uint8Array.from(randomBytes(32)).buffer }),
  });
  const nonce = mistakes.nonce ? new Integer({ valueHex: Uint8Array.of(1, 2, 3).buffer }) : asked.nonce;
  const info = new TSTInfo({
    ...{ version: 1, policy: '1.2.3.4.1', serialNumber: new Integer({ value: 7 }), genTime: mistakes.at ?? new Date() },
    messageImprint: mistakes.imprint ? wrong : asked.messageImprint,
    ...(nonce && !mistakes.noNonce && { nonce }),
  });
  const content = Buffer.from(info.toSchema().toBER());
  const certificate = Buffer.from(signer.certificate.toSchema(true).toBER());
  const hash = (of: Buffer) => Uint8Array.from(createHash('sha256').update(of).digest()).buffer;
  const essCertIdV2 = new Sequence({
    value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: hash(certificate) })] })] })],
  });
  const attributes = [
    new Attribute({ type: '1.2.840.113549.1.9.3', values: [new ObjectIdentifier({ value: TST_INFO })] }),
    new Attribute({ type: '1.2.840.113549.1.9.5', values: [new UTCTime({ valueDate: info.genTime })] }),
    new Attribute({ type: '1.2.840.113549.1.9.4', values: [new OctetString({ valueHex: hash(content) })] }),
    ...(mistakes.unnamed ? [] : [new Attribute({ type: '1.2.840.113549.1.9.16.2.47', values: [essCertIdV2] })]),
  ];
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({
      ...{ eContentType: TST_INFO, eContent: new OctetString({ valueHex: Uint8Array.from(content).buffer }) },
    }),
    certificates: [signer.certificate],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          ...{ issuer: signer.certificate.issuer, serialNumber: signer.certificate.serialNumber },
        }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
  });
  // In one piece, as DER wants it: the library cuts what it is given.
  signed.encapContentInfo.eContent = new OctetString({ valueHex: Uint8Array.from(content).buffer });
  await signed.sign(signer.keys.privateKey, 0, 'SHA-256');
  const [made] = signed.signerInfos;
  if (mistakes.brokenSignature && made) {
    const bytes = new Uint8Array(made.signature.valueBlock.valueHexView);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    made.signature = new OctetString({ valueHex: bytes.buffer });
  }
  return response(0, new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) }));
}

export interface TestAuthority {
  readonly url: string;
  readonly asked: () => number;
  close(): Promise<void>;
}

/** An authority on this machine. `answer` null: it is out of order. */
export async function testAuthority(answer: (request: Buffer) => Promise<Buffer | null>): Promise<TestAuthority> {
  let asked = 0;
  const server: Server = createServer(async (request, response) => {
    asked++;
    const made = await answer(await buffer(request));
    if (made === null) response.writeHead(503).end();
    else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(made);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    asked: () => asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
