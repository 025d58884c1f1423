import { api, bodyOf } from '../api/client.ts';
import type { SignInState } from '../api/schema.ts';

/** Nobody answered the browser's question, or no passkey was there. */
export class PasskeyDeclined extends Error {}

export function browserHasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
}

/** Signs in, or confirms who is there. Throws PasskeyDeclined, ApiProblem or NoAnswer. */
export async function givePasskey(): Promise<SignInState> {
  const options = await bodyOf(api.POST('/api/sign-in/passkey/options'));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const response = jsonOf(await asked(navigator.credentials.get({ publicKey })));
  return bodyOf(api.POST('/api/sign-in/passkey', { body: { response } }));
}

/** Sets up a passkey under a name. Throws PasskeyDeclined, ApiProblem or NoAnswer. */
export async function makePasskey(name: string): Promise<SignInState> {
  const options = await bodyOf(api.POST('/api/sign-in/passkeys/options'));
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const response = jsonOf(await asked(navigator.credentials.create({ publicKey })));
  return bodyOf(api.POST('/api/sign-in/passkeys', { body: { response, name } }));
}

async function asked(question: Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await question;
  } catch (error) {
    throw new PasskeyDeclined(error instanceof Error ? error.message : String(error));
  }
}

function jsonOf(credential: Credential | null): { id: string } & Record<string, unknown> {
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyDeclined('no passkey');
  const { id, ...rest } = credential.toJSON();
  return { ...rest, id };
}
