import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { processMark, serverProcesses } from '../../src/casework/postgres/processes.ts';

const PREFIX = 'vigie-test-cluster-';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the database server that this run shares; the first test that needs it starts it. */
    readonly workbenchCluster: string;
  }
}

let folder: string | null = null;

/** Of vitest: gives a run the place of its database server. */
export async function setup(project: TestProject): Promise<void> {
  for (const left of ofDeadRuns()) await end(left);
  folder = mkdtempSync(join(tmpdir(), `${PREFIX}${processMark(process.pid)}.`));
  // For root the server runs as another account, which has to come through.
  chmodSync(folder, 0o711);
  project.provide('workbenchCluster', folder);
  // The command is started hundreds of times: its modules are compiled once. Workers and what they start inherit it.
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled');
}

/** Of vitest: ends that server with the run. */
export async function teardown(): Promise<void> {
  if (folder !== null) await end(folder);
}

/** What runs that were killed left behind. */
function ofDeadRuns(): readonly string[] {
  return readdirSync(tmpdir())
    .filter((name) => {
      const [mark = ''] = name.slice(PREFIX.length).split('.');
      return name.startsWith(PREFIX) && processMark(Number.parseInt(mark, 10)) !== mark;
    })
    .map((name) => join(tmpdir(), name));
}

async function end(folder: string): Promise<void> {
  const cluster = join(folder, 'data', 'postgres', 'cluster');
  if (existsSync(cluster)) {
    // Nothing in it is to be kept: at once. What goes on writing would stand in the way of removing it.
    for (let waits = 0; waits < 100 && serverProcesses(cluster).length > 0; waits++) {
      for (const pid of serverProcesses(cluster)) signal(pid);
      await pause(50);
    }
  }
  rmSync(folder, { recursive: true, force: true });
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    // It has just ended.
  }
}
