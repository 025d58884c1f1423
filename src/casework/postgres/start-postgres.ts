import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CaseworkError } from '../casework-error.ts';
import type { Connection } from '../connection.ts';
import { makeDataFolder } from '../data-folder.ts';
import { type Account, serverAccount } from './account.ts';
import { Binaries, type Ended, MAJOR_VERSION } from './binaries.ts';
import { inTurn } from './in-turn.ts';
import { processMark, serverProcesses } from './processes.ts';
import { startFailure } from './start-failure.ts';

/** The project's own database server, running. */
export interface PostgresServer {
  /** Its superuser. */
  readonly connection: Connection;
  /** True when it ran before: another process uses it, or the one that started it was killed. */
  readonly tookOver: boolean;
  /** Tells that this process has done with it. The last one to say so ends the server. */
  stop(): Promise<void>;
}

/** Only names the socket: the server listens on no network. */
const PORT = 5432;
const SUPERUSER = 'postgres';
/** Recovery after a crash reads at most the write-ahead log of one checkpoint; a slow disk takes minutes for it. */
const READY_WITHIN_S = 300;
const MOMENT_MS = 100;
/** Linux holds that many bytes of a socket's path, its end included. */
const SOCKET_PATH = 108;
const LOG_ROTATES_AT_BYTES = 10_000_000;

/**
 * Starts the server of a data folder, or takes over the one that runs there. Several processes may use it at once. It is a
 * process of its own: killing this one leaves it running, and the next start finds it.
 *
 * @param durable false only for tests: a crash of the machine may then lose what was committed
 * @throws CaseworkError with what to do
 */
export async function startPostgres(dataFolder: string, { durable = true } = {}): Promise<PostgresServer> {
  const account = serverAccount();
  const binaries = await Binaries.usableBy(account);
  const home = join(dataFolder, 'postgres');
  prepareFolder(dataFolder, account);
  return inTurn(dataFolder, async () => {
    if (!existsSync(home)) await makeCluster(home, binaries, account, durable);
    checkCluster(home, account);
    const tookOver = await becameReady(home, binaries, durable);
    const forgetUse = noteUse(dataFolder);
    const connection = {
      host: socketFolder(join(home, 'cluster')),
      port: PORT,
      user: SUPERUSER,
      password: readFileSync(join(home, 'superuser-password'), 'utf8'),
      database: 'postgres',
    };
    try {
      await answers(connection);
    } catch (error) {
      forgetUse();
      throw error;
    }
    return {
      connection,
      tookOver,
      stop: () =>
        inTurn(dataFolder, async () => {
          forgetUse();
          if (!usedByOthers(dataFolder)) await stopServer(home, binaries);
        }),
    };
  });
}

/** The folder is for this user alone; another account that runs the server may come through, not look. */
function prepareFolder(dataFolder: string, account: Account): void {
  makeDataFolder(dataFolder);
  if (!account.other) return;
  const { mode, gid } = statSync(dataFolder);
  if ((mode & 0o001) !== 0 || (gid === account.gid && (mode & 0o010) !== 0)) return;
  chownSync(dataFolder, -1 >>> 0, account.gid);
  chmodSync(dataFolder, (mode & 0o700) | 0o010);
}

/** Whole or not at all: a process killed half-way leaves a folder under another name, which the next one removes. */
async function makeCluster(home: string, binaries: Binaries, account: Account, durable: boolean): Promise<void> {
  const making = `${home}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  const password = join(making, 'superuser-password');
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account.other) for (const path of [password, making]) chownSync(path, account.uid, account.gid);
  const made = await binaries.run('initdb', [
    `--pgdata=${join(making, 'cluster')}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ]);
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw startFailure(home, made.output, account);
  }
  appendFileSync(join(making, 'cluster', 'postgresql.conf'), "\ninclude 'vigie.conf'\n");
  renameSync(making, home);
}

function checkCluster(home: string, account: Account): void {
  const { uid } = statSync(home);
  if (uid !== account.uid)
    throw new CaseworkError(
      `${home} belongs to another account (number ${uid}) than ${account.name}, as which the database server runs. Run Vigie as the account that made it, or give it over: chown -R ${account.name} "${home}".`,
      `${home} appartient à un autre compte (numéro ${uid}) que ${account.name}, sous lequel s’exécute le serveur de base de données. Lancer Vigie avec le compte qui l’a créé, ou le céder : chown -R ${account.name} "${home}".`,
    );
  const version = readFileSync(join(home, 'cluster', 'PG_VERSION'), 'utf8').trim();
  if (version !== String(MAJOR_VERSION))
    throw new CaseworkError(
      `The data in ${home} is of PostgreSQL ${version}; this program brings ${MAJOR_VERSION}. Make a backup with the program that wrote it (vigie backup), move the folder away, and restore the backup with this one (vigie restore).`,
      `Les données de ${home} sont de PostgreSQL ${version} ; ce programme apporte la version ${MAJOR_VERSION}. Faire une sauvegarde avec le programme qui les a écrites (vigie backup), écarter le dossier, puis restaurer la sauvegarde avec celui-ci (vigie restore).`,
    );
}

/** @returns true when the server ran before */
async function becameReady(home: string, binaries: Binaries, durable: boolean): Promise<boolean> {
  const cluster = join(home, 'cluster');
  const started = performance.now();
  for (;;) {
    const state = serverState(cluster);
    if (state === 'ready') return true;
    if (performance.now() - started > READY_WITHIN_S * 1000) throw tooSlow(home);
    if (state === 'gone') {
      await startServer(home, binaries, durable);
      return false;
    }
    // It starts, stops, or its parts still notice that it was killed.
    await pause(MOMENT_MS);
  }
}

async function startServer(home: string, binaries: Binaries, durable: boolean): Promise<void> {
  const cluster = join(home, 'cluster');
  // Left by a server that was killed. Its number may be that of another process by now, which PostgreSQL would take for a server.
  for (const left of ['postmaster.pid', `.s.PGSQL.${PORT}`, `.s.PGSQL.${PORT}.lock`])
    rmSync(join(cluster, left), { force: true });
  const log = join(home, 'server.log');
  const { uid, gid } = statSync(home);
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_ROTATES_AT_BYTES) renameSync(log, `${log}.before`);
  const settings = join(cluster, 'vigie.conf');
  writeFileSync(settings, settingsText(durable), { mode: 0o600 });
  chownSync(settings, uid, gid);
  const before = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const result = await binaries.run('pg_ctl', [
    'start',
    '--wait',
    `--timeout=${READY_WITHIN_S}`,
    `--pgdata=${cluster}`,
    `--log=${log}`,
  ]);
  if (result.status === 0) return;
  const said = existsSync(log) ? readFileSync(log).subarray(before).toString() : '';
  throw startFailure(home, `${said}\n${result.output}`, serverAccount());
}

/** Written anew at each start: they are the program's, as its own version wants them. */
function settingsText(durable: boolean): string {
  const settings = {
    listen_addresses: '',
    // Beside the data, in a folder that nobody else may enter. Named from there: the whole path may be longer than a socket's may.
    unix_socket_directories: '.',
    unix_socket_permissions: '0700',
    port: PORT,
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    // What a statement and the detail of an error quote may be a person's name: neither goes into the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: false,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value === true ? 'on' : value === false ? 'off' : value}'\n`)
    .join('');
}

/** What the folder and the processes in it say; `changing` is a moment between two others. */
function serverState(cluster: string): 'ready' | 'changing' | 'gone' {
  const processes = serverProcesses(cluster);
  if (processes.length === 0) return 'gone';
  const lines = readIfThere(join(cluster, 'postmaster.pid')).split('\n');
  // Line 1 is the number, line 8 the state.
  return processes.includes(Number(lines[0])) && lines[7]?.trim() === 'ready' ? 'ready' : 'changing';
}

async function stopServer(home: string, binaries: Binaries): Promise<void> {
  const cluster = join(home, 'cluster');
  if (serverProcesses(cluster).length === 0) return;
  const stop = () => binaries.run('pg_ctl', ['stop', '--mode=fast', '--wait', '--timeout=120', `--pgdata=${cluster}`]);
  const failed = ({ status }: Ended) => status !== 0 && serverProcesses(cluster).length > 0;
  let stopped = await stop();
  // A second Ctrl-C in the terminal ends the program that waits, not the server that stops.
  if (failed(stopped)) stopped = await stop();
  if (failed(stopped))
    throw new CaseworkError(
      `The database server in ${home} did not stop: ${stopped.output}. Nothing is lost; see ${join(home, 'server.log')}.`,
      `Le serveur de base de données de ${home} ne s’est pas arrêté : ${stopped.output}. Rien n’est perdu ; voir ${join(home, 'server.log')}.`,
    );
}

async function answers(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: 'vigie start', connectionTimeoutMillis: 30_000 });
  await client.connect();
  await client.end();
}

/** A name for the folder of the socket that is short enough for the system. */
function socketFolder(cluster: string): string {
  if (Buffer.byteLength(join(cluster, `.s.PGSQL.${PORT}`)) < SOCKET_PATH) return cluster;
  return `/proc/self/fd/${openSync(cluster, constants.O_RDONLY | constants.O_DIRECTORY)}`;
}

let uses = 0;

/** Leaves word that this process uses the server; what it gives takes the word back. */
function noteUse(dataFolder: string): () => void {
  const folder = join(dataFolder, 'in-use');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${processMark(process.pid)}.${++uses}`);
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}

function usedByOthers(dataFolder: string): boolean {
  const folder = join(dataFolder, 'in-use');
  let others = false;
  for (const name of readdirSync(folder)) {
    const [mark = ''] = name.split('.');
    if (processMark(Number.parseInt(mark, 10)) === mark) others = true;
    else rmSync(join(folder, name), { force: true });
  }
  return others;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function tooSlow(home: string): CaseworkError {
  return new CaseworkError(
    `The database server in ${home} is still starting or stopping after ${READY_WITHIN_S} seconds. See ${join(home, 'server.log')}, wait, and run the command again.`,
    `Le serveur de base de données de ${home} démarre ou s’arrête encore après ${READY_WITHIN_S} secondes. Voir ${join(home, 'server.log')}, attendre, et relancer la commande.`,
  );
}
