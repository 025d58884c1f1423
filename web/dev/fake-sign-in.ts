import type { SignInState, Welcome } from '../src/api/schema.ts';
import type { Given } from './fake-api.ts';

export interface FakeSignIn {
  readonly answer: (method: string, path: string, body: unknown) => Given;
  readonly isIn: () => boolean;
  readonly set: (state: Partial<SignInState>) => void;
}

/** The sign-in of one synthetic member. The password "wrong" and the code 000000 are refused; links begin with "first" or "invited". */
export function fakeSignIn(): FakeSignIn {
  let state: SignInState = {
    signedIn: true,
    strong: true,
    fresh: true,
    awaitsCode: false,
    methods: ['totp'],
    offered: ['totp'],
    sso: null,
    firstAdministrator: false,
  };
  const now = (changes: Partial<SignInState>): Given => {
    state = { ...state, ...changes };
    return { status: 200, body: state };
  };
  const set = (changes: Partial<SignInState>): void => {
    now(changes);
  };
  const proved = (given: Readonly<Record<string, unknown>>): Given =>
    given.code === '000000'
      ? refused(403, 'wrong_code', 'Le code ne convient pas.', 'Attendez le code suivant.')
      : now({ signedIn: true, strong: true, fresh: true, awaitsCode: false, methods: ['totp'] });
  const answer = (method: string, path: string, body: unknown): Given => {
    const given = (body ?? {}) as Readonly<Record<string, unknown>>;
    switch (`${method} ${path}`) {
      case 'GET /state':
        return now({});
      case 'POST /password':
        if (given.password === 'wrong')
          return refused(401, 'wrong_credentials', 'L’adresse ou le mot de passe ne convient pas.', 'Vérifiez-les.');
        return state.methods.length === 0
          ? now({ signedIn: true, strong: false, fresh: true })
          : now({ awaitsCode: true });
      case 'POST /code':
      case 'POST /backup-code':
      case 'POST /totp/confirm':
        return proved(given);
      case 'POST /totp':
        return { status: 200, body: { uri: TOTP, backupCodes: codes(10) } };
      case 'POST /backup-codes':
        return state.fresh
          ? { status: 200, body: { backupCodes: codes(10) } }
          : refused(403, 'reauthenticate', 'Il faut confirmer que c’est vous.', 'Donnez un code.');
      case 'GET /passkeys':
        return { status: 200, body: { items: [] } };
      case 'POST /welcome/look':
        return String(given.token).startsWith('over')
          ? refused(404, 'link_over', 'Ce lien n’a pas cours.', 'Demandez-en un autre.')
          : { status: 200, body: String(given.token).startsWith('first') ? FIRST : INVITED };
      case 'POST /welcome':
        return given.password === 'password'
          ? refused(400, 'weak_password', 'Ce mot de passe ne protège pas assez.', 'Choisissez-en un autre.')
          : now({ signedIn: true, strong: false, fresh: true, methods: [], firstAdministrator: false });
      case 'POST /out':
        return now({ signedIn: false, strong: false, fresh: false });
      default:
        return now({});
    }
  };
  return { answer, set, isIn: () => state.strong };
}

function refused(status: number, why: string, title: string, next: string): Given {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: { type: `urn:vigie:problem:${why}`, title, status, next },
  };
}

const FIRST: Welcome = {
  kind: 'first_administrator',
  name: null,
  email: null,
  organisation: null,
  unit: null,
  role: null,
};
const INVITED: Welcome = {
  kind: 'invitation',
  name: 'Camille Exemple',
  email: 'camille@exemple.invalid',
  organisation: 'Organisation d’exemple',
  unit: 'Cellule de démonstration',
  role: 'analyst',
};

/** A secret made up for tests. */
const TOTP =
  'otpauth://totp/Vigie:camille@exemple.invalid?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Vigie&digits=6&period=30';

function codes(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `SYNTH-${String(index).padStart(5, '0')}`);
}
