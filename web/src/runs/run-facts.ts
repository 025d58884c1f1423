/** What the page shows of run.json. Another version of the program may have written it, so each part may be missing. */
export interface RunFacts {
  readonly program: string | null;
  /** Somebody said up to when; otherwise it is the last transfer. */
  readonly asOfChosen: boolean;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly counts: Readonly<Record<CountName, number | null>>;
  readonly files: readonly RunFile[];
  readonly packs: readonly RunPack[];
  readonly rates: { readonly source: string; readonly illustrative: boolean } | null;
}

interface RunFile {
  readonly name: string;
  readonly format: string;
  readonly sha256: string;
  readonly read: number | null;
  readonly accepted: number | null;
  readonly duplicates: number | null;
  readonly quarantined: number | null;
}

interface RunPack {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly calibrated: boolean;
}

/** Of the files of an import; and of all records of the unit. */
export const COUNTS_OF_FILES = ['read', 'accepted', 'duplicates', 'quarantined'] as const;
export const COUNTS_OF_ALL = ['payers', 'payees', 'pairs'] as const;
type CountName = (typeof COUNTS_OF_FILES | typeof COUNTS_OF_ALL)[number];
type Part = Readonly<Record<string, unknown>>;

export function runFacts(summary: Part): RunFacts {
  const [program, period, counts, rates] = [summary.program, summary.period, summary.counts, summary.rates].map(part);
  const [from, to] = [text(period?.from), text(period?.to)];
  const version = text(program?.version);
  const source = text(rates?.source);
  return {
    program: version === null ? null : `${text(program?.name) ?? 'vigie'} ${version}`,
    asOfChosen: summary.asOfFrom === 'option',
    period: from === null || to === null ? null : { from, to },
    counts: Object.fromEntries(
      [...COUNTS_OF_FILES, ...COUNTS_OF_ALL].map((name) => [name, number(counts?.[name])]),
    ) as RunFacts['counts'],
    files: parts(summary.inputs).map((input) => ({
      name: (text(input.file) ?? '').split('/').at(-1) ?? '',
      format: text(input.format) ?? '',
      sha256: text(input.sha256) ?? '',
      read: number(input.read),
      accepted: number(input.accepted),
      duplicates: number(input.duplicates),
      quarantined: number(input.quarantined),
    })),
    packs: parts(summary.packs).map((pack) => ({
      name: text(pack.name) ?? '',
      version: text(pack.version) ?? '',
      sha256: text(pack.sha256) ?? '',
      calibrated: pack.calibrated === true,
    })),
    rates: source === null ? null : { source, illustrative: rates?.illustrative === true },
  };
}

function part(value: unknown): Part | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : null;
}

function parts(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.map(part).filter((each) => each !== null) : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
