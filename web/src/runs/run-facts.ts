/** What the page shows of run.json. Another version of the program may have written it, so each part may be missing. */
export interface RunFacts {
  readonly program: string | null;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly counts: Readonly<Record<CountName, number | null>>;
  readonly files: readonly RunFile[];
  readonly packs: readonly RunPack[];
  readonly rates: { readonly source: string; readonly illustrative: boolean } | null;
  readonly quarantineReasons: readonly { readonly reason: string; readonly count: number }[];
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

export const COUNTS = ['read', 'accepted', 'duplicates', 'quarantined', 'payers', 'payees', 'pairs', 'leads'] as const;
type CountName = (typeof COUNTS)[number];
type Part = Readonly<Record<string, unknown>>;

export function runFacts(summary: Part): RunFacts {
  const [program, period, counts, rates] = [summary.program, summary.period, summary.counts, summary.rates].map(part);
  const [from, to] = [text(period?.from), text(period?.to)];
  const version = text(program?.version);
  const source = text(rates?.source);
  return {
    program: version === null ? null : `${text(program?.name) ?? 'vigie'} ${version}`,
    period: from === null || to === null ? null : { from, to },
    counts: Object.fromEntries(COUNTS.map((name) => [name, number(counts?.[name])])) as RunFacts['counts'],
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
    quarantineReasons: parts(summary.quarantineReasons).flatMap((each) => {
      const [reason, count] = [text(each.reason), number(each.count) ?? number(each.records)];
      return reason === null || count === null ? [] : [{ reason, count }];
    }),
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
