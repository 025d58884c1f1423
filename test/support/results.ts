import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Group, groupSchema } from '../../src/leads/group.ts';
import { type Lead, leadSchema } from '../../src/leads/lead.ts';
import { type RunSummary, runSummarySchema } from '../../src/leads/run-summary.ts';
import { type CsvTable, readCsvTable } from './csv.ts';

export const RESULT_FILES = [
  'groups.jsonl',
  'leads.jsonl',
  'places.csv',
  'quarantine.csv',
  'report.html',
  'run.json',
  'subjects.csv',
];

/** What a scan wrote, read back as a person's own tools would. */
export class Results {
  readonly directory: string;
  /** To check the leads again takes longer than a small scan. */
  #leads: { readonly text: string; readonly read: readonly Lead[] } = { text: '', read: [] };

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Everything in the folder, hidden files too. */
  get files(): string[] {
    return existsSync(this.directory) ? readdirSync(this.directory).sort() : [];
  }

  text(name: string): string {
    return readFileSync(join(this.directory, name), 'utf8');
  }

  get subjects(): CsvTable {
    return readCsvTable(join(this.directory, 'subjects.csv'));
  }

  get quarantine(): CsvTable {
    return readCsvTable(join(this.directory, 'quarantine.csv'));
  }

  get places(): CsvTable {
    return readCsvTable(join(this.directory, 'places.csv'));
  }

  get leads(): Lead[] {
    const text = this.text('leads.jsonl');
    if (text !== this.#leads.text)
      this.#leads = {
        text,
        read: text
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => leadSchema.strict().parse(JSON.parse(line))),
      };
    return [...this.#leads.read];
  }

  get groups(): Group[] {
    return this.text('groups.jsonl')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => groupSchema.strict().parse(JSON.parse(line)));
  }

  get run(): RunSummary {
    return runSummarySchema.strict().parse(JSON.parse(this.text('run.json')));
  }

  /** Who is ranked, in order, with the score: what must not change when the same records come another way. */
  get ranking(): string[] {
    return this.subjects.rows.map((row) => [row.rank, row.subject_kind, row.subject_id, row.score].join(' '));
  }

  /** SHA-256 of each file by name; of run.json without the timings and the memory, which are allowed to vary. */
  digests(names: readonly string[] = RESULT_FILES): Record<string, string> {
    return Object.fromEntries(
      names.map((name) => {
        const bytes = name === 'run.json' ? JSON.stringify(withoutMeasurements(this.run)) : this.text(name);
        return [name, createHash('sha256').update(bytes).digest('hex')];
      }),
    );
  }
}

function withoutMeasurements(run: RunSummary): unknown {
  return { ...run, timings: null, memory: null, kept: null };
}

/** The files that say who is ranked, why, where, and what could not be read: equal for equal records, however they came. */
export const FINDINGS = ['subjects.csv', 'leads.jsonl', 'groups.jsonl', 'places.csv', 'quarantine.csv'];
