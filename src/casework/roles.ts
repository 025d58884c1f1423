import type pg from 'pg';
import { CaseworkError } from './casework-error.ts';
import type { Secrets } from './secrets.ts';

/** Owns database, schemas and tables; migrations, backups and restores run as it. Nobody logs in as it. */
export const OWNER = 'vigie_owner';
/** They log in, own nothing, and get no right but what a migration grants. */
export const LOGIN_ROLES = ['vigie_app', 'vigie_worker', 'vigie_sign_in'] as const;

export type LoginRole = (typeof LOGIN_ROLES)[number];

/** Of a role that may only be used by switching to it. */
const NO_LOGIN = 'NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION NOINHERIT';
const LOGIN = NO_LOGIN.replace('NOLOGIN', 'LOGIN');

/**
 * Makes the roles that are missing, and gives those that log in the passwords of this installation.
 *
 * @param adopt whether roles of other secrets are taken over: only on a server that is this installation's own
 * @throws CaseworkError when another installation made them
 */
export async function makeRoles(admin: pg.Client, secrets: Secrets, adopt: boolean): Promise<void> {
  const { rows } = await admin.query<{ rolname: string; note: string | null }>(
    `select rolname, shobj_description(oid, 'pg_authid') note from pg_roles where rolname = any($1)`,
    [[OWNER, ...LOGIN_ROLES]],
  );
  const notes = new Map(rows.map(({ rolname, note }) => [rolname, note]));
  if (!notes.has(OWNER)) await admin.query(`create role ${OWNER} ${NO_LOGIN}`);
  // Only who is a member may switch to it.
  await admin.query(`grant ${OWNER} to current_user`);
  const ours = noteOf(secrets);
  for (const role of LOGIN_ROLES) {
    const note = notes.get(role);
    // A role may change its own password: on a server of ours it is set again, whatever it is.
    if (note === ours && !adopt) continue;
    if (note && note !== ours && !adopt) throw foreign(role);
    // The note comes last and tells that the password is set.
    if (note === undefined) await admin.query(`create role ${role} ${LOGIN}`);
    await admin.query(`alter role ${role} password ${admin.escapeLiteral(secrets.roles[role])}`);
    await admin.query(`comment on role ${role} is ${admin.escapeLiteral(ours)}`);
  }
}

/** Who may enter the database. A copy of a database does not inherit it, so that it is said of each. */
export async function admitRoles(admin: pg.Client, database: string): Promise<void> {
  const name = admin.escapeIdentifier(database);
  await admin.query(`revoke all on database ${name} from public`);
  await admin.query(`grant connect on database ${name} to ${LOGIN_ROLES.join(', ')}`);
}

/**
 * Takes from the roles what every database grants to everybody: large objects, which lie in no table, so that no policy, no audit entry and no
 * backup knows of them. Only a superuser can; on a server of one's own its administrator may do the same.
 */
export async function closeLargeObjects(admin: pg.Client): Promise<void> {
  await admin.query(`
    do $$
    declare f regprocedure;
    begin
      if not (select rolsuper from pg_roles where rolname = current_user) then return; end if;
      for f in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(lo_|loread$|lowrite$)' loop
        execute format('revoke execute on function %s from public', f);
      end loop;
    end $$`);
}

function noteOf({ id }: Secrets): string {
  return `Made by Vigie, secrets ${id}`;
}

function foreign(role: string): CaseworkError {
  return new CaseworkError(
    `The role ${role} on the server of DATABASE_URL was made by a Vigie with other secrets. If this is a second server on that database, copy secrets.json of the first into this data folder; if those secrets are lost, say "COMMENT ON ROLE … IS NULL" of ${LOGIN_ROLES.join(', ')} there and start again.`,
    `Le rôle ${role}, sur le serveur de DATABASE_URL, a été créé par un Vigie qui a d’autres secrets. Si ceci est un second serveur sur cette base, copier le secrets.json du premier dans ce dossier de données ; si ces secrets sont perdus, y dire « COMMENT ON ROLE … IS NULL » de ${LOGIN_ROLES.join(', ')} et relancer.`,
  );
}
