import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { CaseworkError } from '../casework/casework-error.ts';
import { whileConnected } from '../casework/connection.ts';
import type { DataFolder } from '../casework/data-folder.ts';
import { type DatabaseServer, databaseServer } from '../casework/database-server.ts';
import { asOwner, migrationState } from '../casework/migrate.ts';
import { systemAccount } from '../casework/postgres/account.ts';
import { Binaries } from '../casework/postgres/binaries.ts';
import { secretsFile, secretsOf } from '../casework/secrets.ts';
import { formats } from '../report/formats.ts';
import type { Bilingual } from '../report/language.ts';

/** What one check found. */
export interface Finding {
  readonly check: string;
  readonly name: Bilingual;
  readonly state: 'ok' | 'attention' | 'not_ok';
  readonly found: Bilingual;
  /** What to do; null when nothing is. */
  readonly next: Bilingual | null;
}

type Outcome = Pick<Finding, 'state' | 'found' | 'next'>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PORT = 4180;
const GIGABYTE = 1e9;
const DAY_MS = 86_400_000;
const BACKUP_IS_OLD_AFTER_DAYS = 7;
/** This program was not written before. */
const EARLIEST_NOW = Date.UTC(2026, 0, 1);

/** Checks everything that the workbench needs, and changes nothing. The project's own database server is started when it has data. */
export async function examine(
  folder: DataFolder,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const check = async (
    id: string,
    en: string,
    fr: string,
    outcome: () => Outcome | Promise<Outcome>,
  ): Promise<void> => {
    findings.push({ check: id, name: { en, fr }, ...(await Promise.resolve().then(outcome).catch(failed)) });
  };
  await check('node', 'Node', 'Node', node);
  await check('packages', 'packages', 'paquets', packages);
  await check('disk', 'disk', 'disque', () => disk(folder.path));
  await check('memory', 'memory', 'mémoire', memory);
  await check('data_folder', 'data folder', 'dossier de données', () => dataFolderState(folder));
  await check('secrets', 'secrets', 'secrets', () => secrets(folder.path));
  await check('port', `port ${PORT}`, `port ${PORT}`, () => port(folder.path, environment));
  await check('web', 'web pages', 'pages web', web);
  if (!environment.DATABASE_URL) await check('postgres', 'PostgreSQL', 'PostgreSQL', postgres);
  await database(folder.path, environment, check);
  return findings;
}

type Check = (id: string, en: string, fr: string, outcome: () => Outcome | Promise<Outcome>) => Promise<void>;

function ok(en: string, fr: string): Outcome {
  return { state: 'ok', found: { en, fr }, next: null };
}

function bad(
  state: 'attention' | 'not_ok',
  found: readonly [string, string],
  next: readonly [string, string],
): Outcome {
  return { state, found: { en: found[0], fr: found[1] }, next: { en: next[0], fr: next[1] } };
}

/** What a check threw says by itself what to do. */
function failed(error: unknown): Outcome {
  const { message } = error as Error;
  const french = error instanceof CaseworkError ? error.in('fr') : message;
  return { state: 'not_ok', found: { en: message, fr: french }, next: null };
}

function node(): Outcome {
  const { version } = process;
  return version.startsWith('v24.')
    ? ok(version, version)
    : bad(
        'not_ok',
        [version, version],
        [
          'Start Vigie with npm run vigie, which uses the Node 24 that the project brings.',
          'Lancer Vigie par npm run vigie, qui utilise le Node 24 apporté par le projet.',
        ],
      );
}

function packages(): Outcome {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  const stamp = join(ROOT, 'node_modules', '.vigie-lock-sha256');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
    ? ok('as package-lock.json says', 'conformes à package-lock.json')
    : bad(
        'attention',
        ['not those of package-lock.json', 'pas ceux de package-lock.json'],
        [
          'Run npm start once with the npm registry in reach: it installs them.',
          'Lancer npm start une fois avec le registre npm à portée : il les installe.',
        ],
      );
}

function disk(dataFolder: string): Outcome {
  const { bavail, bsize } = statfsSync(nearestThere(dataFolder));
  const free = bavail * bsize;
  const found = sized(free, 'free', 'libres');
  const next = [
    'Free space on the disk of the data folder.',
    'Libérer de la place sur le disque du dossier de données.',
  ] as const;
  if (free < GIGABYTE) return bad('not_ok', found, next);
  return free < 10 * GIGABYTE ? bad('attention', found, next) : ok(...found);
}

function memory(): Outcome {
  const free = process.availableMemory();
  const found = sized(free, 'free', 'libres');
  const next = [
    'End other programs; scans take as much as --memory says, 2600MB when it says nothing.',
    'Fermer d’autres programmes ; les analyses prennent ce que dit --memory, 2600MB s’il ne dit rien.',
  ] as const;
  if (free < 0.5 * GIGABYTE) return bad('not_ok', found, next);
  return free < 3 * GIGABYTE ? bad('attention', found, next) : ok(...found);
}

function sized(bytes: number, en: string, fr: string): readonly [string, string] {
  const gigabytes = bytes / GIGABYTE;
  return [`${formats.en.decimal(gigabytes, 1, 1)} GB ${en}`, `${formats.fr.decimal(gigabytes, 1, 1)} Go ${fr}`];
}

function dataFolderState({ path, moved }: DataFolder): Outcome {
  const there = existsSync(path);
  const writable = mayWrite(there ? path : nearestThere(path));
  if (!writable)
    return bad(
      'not_ok',
      [`${path} cannot be written to`, `${path} n’est pas accessible en écriture`],
      [
        'Run Vigie as the account that it belongs to, or set VIGIE_DATA to another folder.',
        'Lancer Vigie avec le compte auquel il appartient, ou donner un autre dossier dans VIGIE_DATA.',
      ],
    );
  if (there && (statSync(path).mode & 0o007) !== 0)
    return bad(
      'attention',
      [`${path} is open to every account`, `${path} est ouvert à tous les comptes`],
      [`chmod o-rwx "${path}"`, `chmod o-rwx "${path}"`],
    );
  const why = moved
    ? [
        ' (the project lies where the database server cannot come through)',
        ' (le projet se trouve là où le serveur de base de données ne passe pas)',
      ]
    : ['', ''];
  return there
    ? ok(`${path}${why[0]}`, `${path}${why[1]}`)
    : ok(`${path}${why[0]}: made at the first start`, `${path}${why[1]} : créé au premier démarrage`);
}

function secrets(dataFolder: string): Outcome {
  const file = secretsFile(dataFolder);
  if (!existsSync(file)) return ok('made at the first start', 'créés au premier démarrage');
  secretsOf(dataFolder);
  return (statSync(file).mode & 0o077) === 0
    ? ok('for this account alone', 'pour ce compte seul')
    : bad(
        'not_ok',
        [`${file} can be read by other accounts`, `${file} est lisible par d’autres comptes`],
        [
          `chmod 600 "${file}"; if somebody may have read it, restore a backup into a new data folder with new secrets.`,
          `chmod 600 "${file}" ; si quelqu’un a pu le lire, restaurer une sauvegarde dans un nouveau dossier de données avec de nouveaux secrets.`,
        ],
      );
}

async function port(dataFolder: string, environment: NodeJS.ProcessEnv): Promise<Outcome> {
  if (!(await listens())) return ok('free', 'libre');
  if (await isVigie()) return ofThisFolder(dataFolder, environment);
  return bad(
    'attention',
    ['taken by another program', 'pris par un autre programme'],
    [
      'Stop that program, or give the workbench another port.',
      'Arrêter ce programme, ou donner un autre port au poste de travail.',
    ],
  );
}

/** A workbench that runs on the project's own database server keeps it running: by that it is told from one of another folder. */
function ofThisFolder(dataFolder: string, environment: NodeJS.ProcessEnv): Outcome {
  if (environment.DATABASE_URL)
    return ok(
      'a workbench answers; whether it is that of this database is not told here',
      'un poste de travail répond ; rien ne dit ici si c’est celui de cette base',
    );
  if (existsSync(join(dataFolder, 'postgres', 'cluster', 'postmaster.pid')))
    return ok('the workbench answers', 'le poste de travail répond');
  return bad(
    'attention',
    ['the workbench of another data folder answers', 'le poste de travail d’un autre dossier de données répond'],
    ['Stop that one, or give this one another port.', 'L’arrêter, ou donner un autre port à celui-ci.'],
  );
}

function listens(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: PORT, timeout: 2000 });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => end(true));
    socket.on('timeout', () => end(true));
    socket.on('error', () => end(false));
  });
}

async function isVigie(): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${PORT}/api/openapi.json`, { signal: AbortSignal.timeout(3000) });
    const { info } = (await answer.json()) as { readonly info?: { readonly title?: unknown } };
    return info?.title === 'Vigie';
  } catch {
    return false;
  }
}

function web(): Outcome {
  return existsSync(join(ROOT, 'web', 'dist', 'index.html'))
    ? ok('built', 'construites')
    : bad(
        'attention',
        ['not built', 'pas construites'],
        ['Run npm start: it builds them.', 'Lancer npm start : il les construit.'],
      );
}

async function postgres(): Promise<Outcome> {
  const { getuid } = process;
  if (getuid?.() !== 0) {
    await Binaries.usableBy({ name: '', uid: getuid?.() ?? -1, gid: process.getgid?.() ?? -1, other: false });
    return ok('runs as this account', 'fonctionne avec ce compte');
  }
  const account = systemAccount();
  if (account === null)
    return ok(
      'runs as the account vigie-postgres, which is made at the first start',
      'fonctionne avec le compte vigie-postgres, créé au premier démarrage',
    );
  await Binaries.usableBy(account);
  return ok(`runs as the account ${account.name}`, `fonctionne avec le compte ${account.name}`);
}

async function database(dataFolder: string, environment: NodeJS.ProcessEnv, check: Check): Promise<void> {
  const name = ['database', 'base de données'] as const;
  if (!environment.DATABASE_URL && !existsSync(join(dataFolder, 'postgres')))
    return check('database', ...name, () => ok('made at the first start', 'créée au premier démarrage'));
  let server: DatabaseServer | null = null;
  await check('database', ...name, async () => {
    server = await databaseServer(dataFolder, environment);
    const { rows } = await whileConnected(server.admin, 'vigie doctor', (client) =>
      client.query<{ version: string; there: boolean }>(
        `select current_setting('server_version') "version", exists (select from pg_database where datname = $1) "there"`,
        [server?.database],
      ),
    );
    const [state] = rows;
    if (state?.there !== true) {
      await server.stop();
      server = null;
    }
    const version = `PostgreSQL ${state?.version}`;
    return state?.there === true
      ? ok(version, version)
      : ok(
          `${version}; the tables are made at the first start`,
          `${version} ; les tables sont créées au premier démarrage`,
        );
  });
  if (server !== null) await tables(server, dataFolder, check);
}

async function tables(server: DatabaseServer, dataFolder: string, check: Check): Promise<void> {
  try {
    await whileConnected({ ...server.admin, database: server.database }, 'vigie doctor', async (client) => {
      await check('migrations', 'tables', 'tables', () => migrations(client));
      await check('lost_secrets', 'keys', 'clés', () => lostSecrets(dataFolder));
      await check('clock', 'clock', 'horloge', () => clock(client));
      await check('backup', 'last backup', 'dernière sauvegarde', () => lastBackup(client));
    });
  } finally {
    await server.stop();
  }
}

async function migrations(client: pg.Client): Promise<Outcome> {
  const { applied, pending } = await migrationState(client);
  return pending.length === 0
    ? ok(`${applied} steps, none missing`, `${applied} étapes, aucune ne manque`)
    : bad(
        'attention',
        [`${pending.length} steps to come`, `${pending.length} étapes à venir`],
        ['Make a backup; the next start applies them.', 'Faire une sauvegarde ; le prochain démarrage les applique.'],
      );
}

function lostSecrets(dataFolder: string): Outcome {
  return existsSync(secretsFile(dataFolder))
    ? ok('there', 'présentes')
    : bad(
        'not_ok',
        ['the database is there, its secrets.json is not', 'la base est là, son secrets.json ne l’est pas'],
        [
          `Put a copy of it back into ${dataFolder}. Without one, the next start makes new ones: everybody signs in anew.`,
          `En remettre une copie dans ${dataFolder}. Sans elle, le prochain démarrage en fait de nouveaux : chacun doit se reconnecter.`,
        ],
      );
}

/** As the owner: nobody else reads the log without saying who they are. */
async function fromLog(client: pg.Client, condition: string): Promise<Date | null> {
  let found: Date | null = null;
  await asOwner(client, async () => {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('audit.entry') is not null there`);
    if (rows[0]?.there !== true) return;
    const entries = await client.query<{ at: Date | null }>(
      `select at::timestamptz at from audit.entry where ${condition} order by seq desc limit 1`,
    );
    found = entries.rows[0]?.at ?? null;
  });
  return found;
}

async function clock(client: pg.Client): Promise<Outcome> {
  const now = new Date();
  const last = await fromLog(client, 'true');
  const said = `${now.toISOString().slice(0, 19)}Z`;
  const next = [
    'Set the clock of the machine (timedatectl set-ntp true).',
    'Régler l’horloge de la machine (timedatectl set-ntp true).',
  ] as const;
  if (now.getTime() < EARLIEST_NOW) return bad('not_ok', [said, said], next);
  if (last !== null && last.getTime() > now.getTime() + 60_000)
    return bad(
      'not_ok',
      [
        `${said}, earlier than the last entry of the audit log (${last.toISOString().slice(0, 19)}Z)`,
        `${said}, avant la dernière entrée du journal d’audit (${last.toISOString().slice(0, 19)}Z)`,
      ],
      next,
    );
  return ok(said, said);
}

async function lastBackup(client: pg.Client): Promise<Outcome> {
  const made = await fromLog(client, `act = 'backup.make'`);
  const restored = await fromLog(client, `act = 'backup.restore'`);
  const next = ['vigie backup --out FILE, on another disk', 'vigie backup --out FICHIER, sur un autre disque'] as const;
  // The log of a backup ends before it tells of its own making.
  if (restored !== null && (made === null || made < restored)) {
    const day = restored.toISOString().slice(0, 10);
    return bad(
      'attention',
      [`none since this was restored from one (${day})`, `aucune depuis la restauration de ce dossier (${day})`],
      next,
    );
  }
  if (made === null) return bad('attention', ['none was made', 'aucune n’a été faite'], next);
  const days = Math.floor((Date.now() - made.getTime()) / DAY_MS);
  const day = made.toISOString().slice(0, 10);
  const found: readonly [string, string] =
    days === 0
      ? [`less than a day ago (${day})`, `il y a moins d’un jour (${day})`]
      : [`${days} days ago (${day})`, `il y a ${days} jours (${day})`];
  return days > BACKUP_IS_OLD_AFTER_DAYS ? bad('attention', found, next) : ok(...found);
}

function nearestThere(path: string): string {
  return existsSync(path) ? path : nearestThere(dirname(path));
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
