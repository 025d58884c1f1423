import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  type ContentInfo,
  id_ContentType_SignedData,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** Attributes that name the certificate of the signer, by its SHA-1 and by its SHA-256 (RFC 5816). */
const SIGNING_CERTIFICATE = [
  ['1.2.840.113549.1.9.16.2.12', 'sha1'],
  ['1.2.840.113549.1.9.16.2.47', 'sha256'],
] as const;
/** Granted, and granted with changes. */
const GRANTED = [0, 1];
/** The clocks of both may differ; by more than this one of them is wrong. */
const MOST_SKEW_MS = 24 * 3_600_000;

export type TimestampFault = 'refused' | 'not_a_response' | 'imprint' | 'nonce' | 'signature' | 'certificate' | 'time';

/** What an authority answered is no time-stamp of what was asked. */
export class TimestampInvalid extends Error {
  override readonly name = 'TimestampInvalid';
  readonly fault: TimestampFault;
  constructor(fault: TimestampFault) {
    super(fault);
    this.fault = fault;
  }
}

export interface TimestampAsked {
  /** What is stamped: its SHA-256 is sent, not itself. */
  readonly data: Buffer;
  readonly nonce: Buffer;
}

export interface Timestamp {
  /** TimeStampToken (CMS), as it was signed. */
  readonly token: Buffer;
  readonly at: Date;
  /** Subject of the certificate that signed it. */
  readonly authority: string;
}

/** A request of RFC 3161 over the SHA-256 of `data`, and what its answer is held against. */
export function timestampRequest(data: Buffer): { readonly der: Buffer; readonly asked: TimestampAsked } {
  const nonce = randomBytes(16);
  // A number above zero that is written in as many bytes.
  nonce[0] = 0x40 | ((nonce[0] ?? 0) & 0x3f);
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: exact(sha256(data)) }),
    }),
    nonce: new Integer({ valueHex: exact(nonce) }),
    certReq: true,
  });
  return { der: Buffer.from(request.toSchema().toBER()), asked: { data, nonce } };
}

/**
 * Holds an answer against what was asked and whom the operator trusts: an authority's own certificate, or one that issued it.
 * @throws TimestampInvalid
 */
export async function verifiedTimestamp(
  response: Buffer,
  { data, nonce }: TimestampAsked,
  trusted: readonly X509Certificate[],
  now: Date,
): Promise<Timestamp> {
  const content = tokenOf(response);
  const { signed, info } = partsOf(content);
  const imprint = info.messageImprint;
  if (imprint.hashAlgorithm.algorithmId !== SHA256 || !bytesOf(imprint.hashedMessage).equals(sha256(data)))
    throw new TimestampInvalid('imprint');
  if (info.nonce === undefined || !bytesOf(info.nonce).equals(nonce)) throw new TimestampInvalid('nonce');
  const signer = await signerOf(signed, data, info.genTime, trusted);
  if (Math.abs(info.genTime.getTime() - now.getTime()) > MOST_SKEW_MS) throw new TimestampInvalid('time');
  return {
    token: Buffer.from(content.toSchema().toBER()),
    at: info.genTime,
    authority: signer.subject.replaceAll('\n', ', '),
  };
}

function tokenOf(response: Buffer): ContentInfo {
  const answer = read(() => TimeStampResp.fromBER(exact(response)));
  if (!GRANTED.includes(Number(answer.status.status))) throw new TimestampInvalid('refused');
  if (answer.timeStampToken?.contentType !== id_ContentType_SignedData) throw new TimestampInvalid('not_a_response');
  return answer.timeStampToken;
}

function partsOf(content: ContentInfo): { readonly signed: SignedData; readonly info: TSTInfo } {
  return read(() => {
    const signed = new SignedData({ schema: content.content });
    const { eContent, eContentType } = signed.encapContentInfo;
    if (eContentType !== TST_INFO || !eContent || signed.signerInfos.length !== 1) throw new Error();
    const valueHex = eContent.getValue();
    // In one piece, whatever pieces it came in: the library reads no other.
    signed.encapContentInfo.eContent = new OctetString({ valueHex });
    return { signed, info: TSTInfo.fromBER(valueHex) };
  });
}

/** The certificate that has signed. Throws TimestampInvalid unless it is trusted, for time-stamps, and valid at that time. */
async function signerOf(
  signed: SignedData,
  data: Buffer,
  at: Date,
  trusted: readonly X509Certificate[],
): Promise<X509Certificate> {
  const within = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  // Authorities that were told to leave their certificate out are known by the one that the operator has given.
  signed.certificates = [...within, ...trusted.map(ofNode)];
  const own = await verified(signed, data, at, null);
  const signer = new X509Certificate(Buffer.from(own.toSchema(true).toBER()));
  const isPinned = trusted.some((one) => one.raw.equals(signer.raw));
  if (!isPinned) await verified(signed, data, at, trusted.map(ofNode));
  const isValid = signer.validFromDate <= at && at <= signer.validToDate;
  // What OpenSSL names `keyUsage` is the extended one.
  if (!isValid || !signer.keyUsage?.includes(TIME_STAMPING) || !isNamed(signed, signer))
    throw new TimestampInvalid('certificate');
  return signer;
}

/** Throws TimestampInvalid: `signature` when it does not hold, `certificate` when nobody trusted has issued its certificate. */
async function verified(
  signed: SignedData,
  data: Buffer,
  at: Date,
  trustedCerts: Certificate[] | null,
): Promise<Certificate> {
  const fault = trustedCerts === null ? 'signature' : 'certificate';
  try {
    const result = await signed.verify({
      ...{ signer: 0, data: exact(data), extendedMode: true as const, checkDate: at },
      ...{ checkChain: trustedCerts !== null, trustedCerts: trustedCerts ?? [] },
    });
    if (result.signatureVerified !== true || !result.signerCertificate) throw new TimestampInvalid(fault);
    return result.signerCertificate;
  } catch {
    throw new TimestampInvalid(fault);
  }
}

/** The signature covers which certificate made it. */
function isNamed(signed: SignedData, signer: X509Certificate): boolean {
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? [];
  return SIGNING_CERTIFICATE.some(([type, algorithm]) =>
    attributes.some(
      (attribute) =>
        attribute.type === type &&
        Buffer.from(attribute.toSchema().toBER()).includes(createHash(algorithm).update(signer.raw).digest()),
    ),
  );
}

function ofNode(certificate: X509Certificate): Certificate {
  return Certificate.fromBER(exact(certificate.raw));
}

function read<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new TimestampInvalid('not_a_response');
  }
}

function bytesOf(value: Integer | OctetString): Buffer {
  return Buffer.from(value.valueBlock.valueHexView);
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** The bytes alone: what a Buffer lies in is larger. */
function exact(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
