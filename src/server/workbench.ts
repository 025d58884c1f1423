import type { Kysely } from 'kysely';
import type { Tables } from '../casework/tables.ts';
import type { SignIn } from './sign-in.ts';

export type { Api } from './api.ts';

/** What the routes work with. */
export interface Workbench {
  /** As the role vigie_app. */
  readonly db: Kysely<Tables>;
  readonly signIn: SignIn;
  /** Where files of transfers and results of scans lie. */
  readonly dataFolder: string;
}
