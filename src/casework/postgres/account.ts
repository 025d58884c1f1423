import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { CaseworkError } from '../casework-error.ts';

const ACCOUNT_NAME = 'vigie-postgres';

/** As whom the database server runs. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** True when it is not who runs this program. */
  readonly other: boolean;
}

/** Who runs this program; for root, as whom PostgreSQL refuses to run, an account without rights, made when it is missing. */
export function serverAccount(): Account {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { name: username, uid, gid, other: false };
  const there = systemAccount();
  if (there !== null) return there;
  const made = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/bin/false',
      ACCOUNT_NAME,
    ],
    { encoding: 'utf8', env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` } },
  );
  // Another process may have made it at the same time.
  const account = systemAccount();
  if (account !== null) return account;
  const why = made.error?.message ?? made.stderr.trim();
  throw new CaseworkError(
    `PostgreSQL does not run as root, and the system account ${ACCOUNT_NAME} could not be made (${why}). Make it with "useradd --system ${ACCOUNT_NAME}", or run Vigie as an ordinary user.`,
    `PostgreSQL ne s’exécute pas en tant que root, et le compte système ${ACCOUNT_NAME} n’a pas pu être créé (${why}). Le créer avec « useradd --system ${ACCOUNT_NAME} », ou lancer Vigie en utilisateur ordinaire.`,
  );
}

/** The account that root's server runs as; null when it is not there. */
export function systemAccount(): Account | null {
  const number = (option: string): number => {
    const { stdout, status } = spawnSync('id', [option, ACCOUNT_NAME], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : Number.NaN;
  };
  const [uid, gid] = [number('-u'), number('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { name: ACCOUNT_NAME, uid, gid, other: true } : null;
}
