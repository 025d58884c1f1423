import type { Two } from '../../casework/refusals.ts';

interface Words {
  readonly status: number;
  readonly title: Two;
  readonly next: Two;
}

/** What a person is told when a step of the sign-in is refused. */
export const SIGN_IN_REFUSALS = {
  wrong_credentials: {
    status: 401,
    title: ['L’adresse ou le mot de passe ne convient pas.', 'The address or the password is not right.'],
    next: [
      'Vérifiez-les et recommencez. Un mot de passe perdu se remplace par un lien que donne l’administrateur.',
      'Check them and try again. A lost password is replaced by a link that the administrator gives.',
    ],
  },
  wrong_password: {
    status: 403,
    title: ['Le mot de passe ne convient pas.', 'The password is not right.'],
    next: ['Donnez celui avec lequel vous vous connectez.', 'Give the one with which you sign in.'],
  },
  wrong_code: {
    status: 403,
    title: ['Le code ne convient pas.', 'The code is not right.'],
    next: [
      'Attendez le code suivant de votre application et donnez-le : un code ne sert qu’une fois. Vérifiez l’heure de l’appareil.',
      'Wait for the next code of your application and give that one: a code works once. Check the clock of the device.',
    ],
  },
  step_over: {
    status: 401,
    title: ['Cette étape de connexion n’a plus cours.', 'This step of the sign-in does not hold any more.'],
    next: ['Recommencez par le mot de passe.', 'Begin again with the password.'],
  },
  wait: {
    status: 429,
    title: ['Trop d’essais sans succès.', 'Too many attempts without success.'],
    next: [
      'Attendez la durée indiquée, puis recommencez. Un appareil déjà utilisé pour se connecter n’attend pas pour les autres.',
      'Wait as long as is said, then try again. A device that signed in before does not wait for what others do.',
    ],
  },
  weak_password: {
    status: 400,
    title: ['Ce mot de passe ne protège pas assez.', 'This password does not protect enough.'],
    next: [
      'Choisissez-en un autre : quatre ou cinq mots sans lien entre eux conviennent, ou celui que propose un gestionnaire de mots de passe.',
      'Choose another one: four or five words that have nothing to do with each other will do, or one that a password manager proposes.',
    ],
  },
  factor_exists: {
    status: 409,
    title: ['Une application de codes est déjà enregistrée.', 'A code application is set up already.'],
    next: ['Retirez-la d’abord si vous voulez la remplacer.', 'Remove it first if you want to replace it.'],
  },
  factor_missing: {
    status: 409,
    title: ['Aucune application de codes n’est enregistrée.', 'No code application is set up.'],
    next: ['Enregistrez-en une, ou utilisez une clé d’accès.', 'Set one up, or use a passkey.'],
  },
  last_factor: {
    status: 409,
    title: ['C’est votre dernier second facteur.', 'This is your last second factor.'],
    next: ['Enregistrez-en un autre avant de retirer celui-ci.', 'Set up another one before you remove this one.'],
  },
  passkey_refused: {
    status: 403,
    title: ['La clé d’accès n’a pas été acceptée.', 'The passkey was not accepted.'],
    next: [
      'Recommencez, et laissez l’appareil vérifier que c’est vous (empreinte, visage ou code de l’appareil).',
      'Try again, and let the device check that it is you (finger, face or the code of the device).',
    ],
  },
  link_over: {
    status: 404,
    title: ['Ce lien n’a pas cours.', 'This link does not hold.'],
    next: [
      'Il sert une fois et pour un temps limité : demandez-en un autre à l’administrateur. Sur la machine, « vigie invite-administrator » en donne un.',
      'It works once and for a limited time: ask the administrator for another one. On the machine, "vigie invite-administrator" gives one.',
    ],
  },
  no_single_sign_on: {
    status: 404,
    title: ['Aucun fournisseur d’identité n’est relié.', 'No identity provider is connected.'],
    next: ['Connectez-vous avec votre mot de passe.', 'Sign in with your password.'],
  },
  provider_away: {
    status: 502,
    title: ['Le fournisseur d’identité ne répond pas.', 'The identity provider does not answer.'],
    next: [
      'Recommencez dans un instant, ou connectez-vous avec votre mot de passe.',
      'Try again in a moment, or sign in with your password.',
    ],
  },
  reauthenticate: {
    status: 403,
    title: ['Il faut confirmer que c’est vous.', 'It must be confirmed that this is you.'],
    next: [
      'Donnez un code de votre application ou votre clé d’accès, puis recommencez.',
      'Give a code of your application or your passkey, then try again.',
    ],
  },
} as const satisfies Record<string, Words>;

export type SignInRefusal = keyof typeof SIGN_IN_REFUSALS;

/** A step of the sign-in is refused. */
export class SignInRefused extends Error {
  readonly why: SignInRefusal;
  readonly detail: Two | null;
  /** In seconds: what is asked again before is refused again. */
  readonly retryAfter: number | null;
  constructor(why: SignInRefusal, detail: Two | null = null, retryAfter: number | null = null) {
    super(why);
    this.why = why;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }
}

const OF_BETTER_AUTH: Readonly<Record<string, SignInRefusal>> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong_credentials',
  INVALID_EMAIL: 'wrong_credentials',
  PASSWORD_TOO_LONG: 'wrong_credentials',
  INVALID_PASSWORD: 'wrong_password',
  INVALID_CODE: 'wrong_code',
  INVALID_BACKUP_CODE: 'wrong_code',
  INVALID_TWO_FACTOR_COOKIE: 'step_over',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'step_over',
  TOTP_ALREADY_ENABLED: 'factor_exists',
  TOTP_NOT_ENABLED: 'factor_missing',
  TWO_FACTOR_NOT_ENABLED: 'factor_missing',
  BACKUP_CODES_NOT_ENABLED: 'factor_missing',
  PASSKEY_NOT_FOUND: 'passkey_refused',
  AUTHENTICATION_FAILED: 'passkey_refused',
  CHALLENGE_NOT_FOUND: 'passkey_refused',
  FAILED_TO_VERIFY_REGISTRATION: 'passkey_refused',
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: 'passkey_refused',
};

/** @returns null for a code that the routes do not expect */
export function refusalOf(code: string): SignInRefusal | null {
  return OF_BETTER_AUTH[code] ?? null;
}

/** So many seconds are left to wait, in words. */
export function waitOf(seconds: number): Two {
  if (seconds < 60) return [`Encore ${seconds} s.`, `${seconds} s to go.`];
  const minutes = Math.ceil(seconds / 60);
  return [`Encore ${minutes} min.`, `${minutes} min to go.`];
}
