import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { launch } from '../../src/report/browser.fixture.ts';
import { fixtureLeads } from '../../src/report/fixture.ts';
import { MEMBER_HEADER } from '../../test/support/signed-in-by-header.ts';
import {
  addLeads,
  addMember,
  addOrganisation,
  addUnit,
  type TestWorkbench,
  testWorkbench,
  told,
} from '../../test/support/workbench.ts';
import { serveClient } from '../dev/serve-client.ts';
import { builtClient, closed, type VisitOptions, visit } from './client.fixture.ts';

/** Who can be signed in: an id is also the role. */
const STAFF = ['analyst', 'investigator', 'victim_services', 'auditor', 'administrator', 'magistrate'] as const;
export type Staff = (typeof STAFF)[number];

export interface WorkbenchClient {
  readonly workbench: TestWorkbench;
  readonly unit: string;
  /** Opens a page as a member. */
  readonly visit: (
    member: Staff,
    path: string,
    options: VisitOptions,
    use: (page: Page) => Promise<void>,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The built client over the real server and a database of its own, with members of every role and leads in both queues. */
export async function openWorkbenchClient(executablePath: string): Promise<WorkbenchClient> {
  let answerApi: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const { server, address } = await serveClient(await builtClient(), (request, response) =>
    answerApi(request, response),
  );
  const workbench = await testWorkbench(address);
  await workbench.app.ready();
  answerApi = (request, response) => workbench.app.routing(request, response);
  const unit = await furnish(workbench);
  const browser = await launch(executablePath);
  return {
    workbench,
    unit,
    visit: (member, path, options, use) =>
      visit(browser, address, path, { ...options, extraHTTPHeaders: { [MEMBER_HEADER]: member } }, use),
    close: async () => {
      await browser.close();
      await closed(server);
      await workbench.close();
    },
  };
}

const CORRIDORS = ['FR-PH', 'BE-PH', 'FR-RO', 'DE-PH', 'FR-CI', 'FR-MG', 'CH-PH', 'GB-KE', 'FR-CO', 'IT-TH'];
const CHANNELS = ['agent', 'application', 'virement', '=2+3'];
const PLACES = ['Cebu, PH', 'Manila, PH', 'Iligan, PH', 'Abidjan, CI', 'Cluj, RO', 'Quezon City, PH'];

async function furnish({ database }: TestWorkbench): Promise<string> {
  const organisation = await addOrganisation(database, 'Organisation d’exemple');
  const unit = await addUnit(database, organisation, 'Cellule d’exemple');
  await addUnit(database, organisation, 'Unité sœur');
  for (const id of STAFF) await addMember(database, organisation, id, [{ unit, role: id }]);
  const leads = (['investigation', 'safeguarding'] as const).flatMap((queue) =>
    Array.from({ length: 24 }, (_, index) => ({
      queue,
      rank: index + 1,
      subject: `SYN-${queue === 'investigation' ? 'P' : 'V'}-${String(index + 1).padStart(3, '0')}`,
    })),
  );
  const ids = await addLeads(database, unit, leads);
  for (const [index, id] of ids.entries())
    for (const [facet, value] of facetsAt(index % 24))
      await database.query(`insert into vigie.lead_facet values ($1, $2, $3) on conflict do nothing`, [
        id,
        facet,
        value,
      ]);
  // Whole, so that a page which opens one shows it.
  await told(database.query, `update vigie.lead_body set body = $2 where lead_id = any($1)`, [
    ids,
    JSON.stringify(fixtureLeads()[0]),
  ]);
  // People who stand beside the subject of a lead.
  for (const id of ids.slice(0, 3))
    await told(database.query, `insert into vigie.lead_person values ($1, 'payee', 'SYN-P-900', $2, 'payee')`, [
      id,
      'Synthetic Payee 900',
    ]);
  return unit;
}

/** Spread so that some values are shared by many leads and others by fewer than five. */
function facetsAt(index: number): readonly (readonly [string, string])[] {
  const months = Array.from({ length: 18 }, (_, month) => {
    const date = new Date(Date.UTC(2024, 6 + month, 1)).toISOString().slice(0, 7);
    return (index * 7 + month * 5) % (6 + ((month * 3) % 7)) < 3 ? date : null;
  }).filter((month) => month !== null);
  const pick = (values: readonly string[]): string => values[Math.floor((values.length * index * index) / 576)] ?? '';
  return [
    ...months.map((month) => ['month', month] as const),
    ['corridor', pick(CORRIDORS)],
    ['channel', pick(CHANNELS)],
    ['payout_place', pick(PLACES)],
  ];
}
