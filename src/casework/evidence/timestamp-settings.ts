import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CaseworkError } from '../casework-error.ts';

export interface TimestampSettings {
  /** Where the authority answers. */
  readonly url: string;
  /** Its certificate, or that of who issued it. */
  readonly trusted: readonly X509Certificate[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The authority of time-stamps that the operator names; null: none, and nothing is asked of anybody. Throws CaseworkError. */
export function timestampSettings(environment: NodeJS.ProcessEnv): TimestampSettings | null {
  const url = environment.VIGIE_TIMESTAMP_URL || null;
  if (url === null) return null;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new CaseworkError(
      'VIGIE_TIMESTAMP_URL is no address of an authority of time-stamps: give one that begins with https:// or http://.',
      'VIGIE_TIMESTAMP_URL n’est pas l’adresse d’une autorité d’horodatage : en donner une qui commence par https:// ou http://.',
    );
  const file = environment.VIGIE_TIMESTAMP_CERTIFICATE ?? '';
  const trusted = certificatesOf(file);
  if (trusted.length === 0)
    throw new CaseworkError(
      'VIGIE_TIMESTAMP_CERTIFICATE names no file with a certificate (PEM) of the authority of time-stamps, or of who issued it. Without one its time-stamps prove nothing.',
      'VIGIE_TIMESTAMP_CERTIFICATE ne désigne aucun fichier contenant un certificat (PEM) de l’autorité d’horodatage ou de son émetteur. Sans lui, ses horodatages ne prouvent rien.',
    );
  return { url, trusted };
}

function certificatesOf(file: string): X509Certificate[] {
  try {
    return (readFileSync(file, 'utf8').match(CERTIFICATE) ?? []).map((text) => new X509Certificate(text));
  } catch {
    return [];
  }
}
