import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { checkCondition } from './check-condition.ts';
import { checkIndicator } from './check-indicator.ts';
import type { Condition } from './condition.ts';
import type { Indicator, Subject } from './indicator.ts';
import { PackError, type PackProblem } from './pack-error.ts';
import {
  indicatorFileSchema,
  type PackHead,
  packHeadSchema,
  type WrittenCondition,
  type WrittenTiers,
} from './pack-schema.ts';
import type { Tiers } from './tiers.ts';
import { YamlSource } from './yaml-source.ts';

export interface PackFile {
  /** Name for messages, and for telling pack.yaml apart; a path is fine. */
  readonly name: string;
  readonly text: string;
}

export interface ReadPack {
  readonly head: PackHead;
  /** Null when the pack says nothing of them. */
  readonly tiers: Tiers | null;
  readonly indicators: readonly Indicator[];
}

const isHead = (file: PackFile): boolean => /(^|[/\\])pack\.ya?ml$/.test(file.name);
const catalogues = { payer: PAYER_FACTS, payee: PAYEE_FACTS } as const;

/** Reads the files of one pack. Throws a PackError with everything that is wrong, by file, line and column. */
export function readPack(files: readonly PackFile[], folder = 'pack'): ReadPack {
  const heads = files.filter(isHead);
  const [headFile] = heads;
  if (headFile === undefined || heads.length > 1)
    throw new PackError([
      { file: folder, line: 1, column: 1, message: 'a pack needs one pack.yaml with its name, version and title' },
    ]);
  const problems: PackProblem[] = [];
  const head = readHead(headFile, problems);
  const indicators = files.filter((file) => !isHead(file)).flatMap((file) => readIndicators(file, problems));
  for (const { again, first } of duplicates(indicators))
    problems.push(again.source.problem([...again.path, 'id'], `${again.indicator.id} stands already in ${first}`));
  if (head === null || problems.length > 0) throw new PackError(problems);
  return { ...head, indicators: indicators.map(({ indicator }) => indicator) };
}

interface Placed {
  readonly indicator: Indicator;
  readonly source: YamlSource;
  readonly path: readonly PropertyKey[];
}

function readHead(file: PackFile, problems: PackProblem[]): Pick<ReadPack, 'head' | 'tiers'> | null {
  const source = new YamlSource(file.name, file.text);
  problems.push(...source.syntaxProblems);
  if (source.syntaxProblems.length > 0) return null;
  const result = source.read(packHeadSchema);
  if ('problems' in result) {
    problems.push(...result.problems);
    return null;
  }
  const head = result.value.pack;
  return { head, tiers: head.tiers ? readTiers(head.tiers, source, problems) : null };
}

function readTiers({ investigation, safeguarding }: WrittenTiers, source: YamlSource, problems: PackProblem[]): Tiers {
  const { crowd, ...tiers } = investigation;
  const path = ['pack', 'tiers', 'investigation', 'crowd', 'unless'];
  const condition = (subject: Subject, written: WrittenCondition): Condition =>
    checkCondition(written, { source, catalogue: catalogues[subject], explanation: false, problems }, [
      ...path,
      subject,
    ]);
  const bound = crowd && {
    atMost: crowd.at_most,
    unless: { payer: condition('payer', crowd.unless.payer), payee: condition('payee', crowd.unless.payee) },
  };
  return { investigation: { ...tiers, crowd: bound ?? null }, safeguarding };
}

function readIndicators(file: PackFile, problems: PackProblem[]): readonly Placed[] {
  const source = new YamlSource(file.name, file.text);
  problems.push(...source.syntaxProblems);
  if (source.syntaxProblems.length > 0) return [];
  const result = source.read(indicatorFileSchema);
  if ('problems' in result) {
    for (const problem of result.problems) problems.push(problem);
    return [];
  }
  return result.value.indicators.flatMap((written, index) => {
    const path = ['indicators', index];
    const checked = checkIndicator(written, source, path, catalogues[written.subject]);
    if ('indicator' in checked) return [{ indicator: checked.indicator, source, path }];
    problems.push(...checked.problems);
    return [];
  });
}

function duplicates(placed: readonly Placed[]): readonly { readonly again: Placed; readonly first: string }[] {
  const seen = new Map<string, string>();
  return placed.flatMap((again) => {
    const first = seen.get(again.indicator.id);
    seen.set(again.indicator.id, first ?? again.source.file);
    return first === undefined ? [] : [{ again, first }];
  });
}
