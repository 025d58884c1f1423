import type { Fact } from '../facts/catalogue.ts';
import type { Condition, Ramp, Threshold } from './condition.ts';
import { leavesOf } from './condition.ts';
import type { Indicator } from './indicator.ts';
import { nearestNames } from './nearest-name.ts';
import type { PackProblem } from './pack-error.ts';
import type { WrittenCondition, WrittenIndicator } from './pack-schema.ts';
import { type Language, type Placeholder, parseSentence, placeholdersOf, type SentencePart } from './sentence.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Collects what is wrong with one written indicator while it is turned into an `Indicator`. */
interface Check {
  readonly source: YamlSource;
  readonly catalogue: readonly Fact[];
  readonly explanation: boolean;
  readonly problems: PackProblem[];
}

/**
 * From what a person wrote to an indicator that can be compiled. `path` is where it stands in the file; `catalogue` the
 * facts of its subject. Gives either the indicator or everything that is wrong with it.
 */
export function checkIndicator(
  written: WrittenIndicator,
  source: YamlSource,
  path: YamlPath,
  catalogue: readonly Fact[],
): { readonly indicator: Indicator } | { readonly problems: readonly PackProblem[] } {
  const explanation = written.kind === 'ordinary_explanation';
  const check: Check = { source, catalogue, explanation, problems: [] };
  checkSign(written, check, path);
  const condition = readCondition(written.conditions, check, [...path, 'conditions'], 'all');
  const sentence = {
    en: readSentence(written, 'en', condition, check, path),
    fr: readSentence(written, 'fr', condition, check, path),
  };
  if (check.problems.length > 0) return { problems: check.problems };
  const { id, subject, queue, kind, family, suggests, title, weight, evidence } = written;
  return {
    indicator: {
      ...{ id, subject, queue, kind, family, title, condition, weight, evidence, sentence },
      suggests: suggests ?? null,
      source: written.source,
      lookAlikes: written.look_alikes,
    },
  };
}

/** A condition that weighs nothing, over these facts; what is wrong with it goes to `problems`. */
export function checkCondition(
  written: WrittenCondition,
  source: YamlSource,
  path: YamlPath,
  catalogue: readonly Fact[],
  problems: PackProblem[],
): Condition {
  return readCondition(written, { source, catalogue, explanation: false, problems }, path, 'all');
}

function checkSign(written: WrittenIndicator, { source, explanation, problems }: Check, path: YamlPath): void {
  if (explanation && !(written.weight < 0))
    problems.push(
      source.problem([...path, 'weight'], `an ordinary explanation weighs against: write a weight below 0, such as -1`),
    );
  if (!explanation && !(written.weight > 0))
    problems.push(source.problem([...path, 'weight'], `an indicator weighs for: write a weight above 0, such as 0.8`));
  if (!explanation && written.queue === 'both')
    problems.push(
      source.problem([...path, 'queue'], 'an indicator speaks for one queue: write investigation or safeguarding'),
    );
  if (written.suggests !== undefined && written.subject !== 'payee')
    problems.push(source.problem([...path, 'suggests'], 'only a payee has a suggested role: remove this line'));
}

const NOTHING: Condition = { kind: 'threshold', fact: '', atLeast: 0, atMost: 0, optional: false };

function readCondition(written: WrittenCondition, check: Check, path: YamlPath, within: 'all' | 'any'): Condition {
  const forms = (['fact', 'all', 'any'] as const).filter((form) => written[form] !== undefined);
  const [form] = forms;
  if (forms.length !== 1 || form === undefined)
    return refuse(check, path, 'write exactly one of fact, all or any here');
  if (form === 'fact') return readLeaf(written, check, path, within);
  const stray = (['from', 'to', 'scale', 'at_least', 'at_most', 'optional'] as const).find(
    (k) => written[k] !== undefined,
  );
  if (stray !== undefined) return refuse(check, [...path, stray], `${stray} belongs beside a fact, not beside ${form}`);
  const parts = written[form] ?? [];
  const group: Condition = {
    kind: form,
    of: parts.map((part, index) => readCondition(part, check, [...path, form, index], form)),
  };
  if (form === 'all' && group.of.every((part) => 'optional' in part && part.optional))
    return refuse(check, path, 'at least one part of an all must not be optional');
  return group;
}

function readLeaf(written: WrittenCondition, check: Check, path: YamlPath, within: 'all' | 'any'): Condition {
  const { fact = '', from, to, at_least, at_most, scale, optional = false } = written;
  checkFact(fact, check, [...path, 'fact']);
  if (optional && (!check.explanation || within === 'any'))
    return refuse(check, [...path, 'optional'], 'optional can stand only in an all of an ordinary explanation');
  const isRamp = from !== undefined || to !== undefined;
  const isThreshold = at_least !== undefined || at_most !== undefined;
  if (isRamp === isThreshold)
    return refuse(check, path, `say when ${fact} counts: either from and to, or at_least and/or at_most`);
  if (isThreshold) return readThreshold(fact, at_least, at_most, optional, check, path);
  if (from === undefined || to === undefined) return refuse(check, path, 'a ramp needs both from and to');
  return readRamp({ kind: 'ramp', fact, from, to, scale: scale ?? 'linear', optional }, check, path);
}

function readThreshold(
  fact: string,
  atLeast = Number.NEGATIVE_INFINITY,
  atMost = Number.POSITIVE_INFINITY,
  optional: boolean,
  check: Check,
  path: YamlPath,
): Threshold | Condition {
  if (atLeast > atMost) return refuse(check, path, 'at_least is above at_most: nothing can fulfil this');
  return { kind: 'threshold', fact, atLeast, atMost, optional };
}

function readRamp(ramp: Ramp, check: Check, path: YamlPath): Condition {
  if (ramp.from === ramp.to)
    return refuse(check, path, 'from equals to: write at_least (or at_most) instead of a ramp');
  if (ramp.scale === 'log' && !(ramp.from > 0 && ramp.to > 0))
    return refuse(check, path, 'a log ramp needs from and to above 0');
  return ramp;
}

function checkFact(fact: string, check: Check, path: YamlPath): void {
  const names = check.catalogue.map(({ id }) => id);
  if (names.includes(fact)) return;
  check.problems.push(check.source.problem(path, `there is no fact "${fact}" for this subject${suggest(fact, names)}`));
}

function suggest(written: string, names: readonly string[]): string {
  const near = nearestNames(written, names);
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '; the catalogue of facts lists what can be used';
}

function readSentence(
  written: WrittenIndicator,
  language: Language,
  condition: Condition,
  check: Check,
  path: YamlPath,
): readonly SentencePart[] {
  const place = [...path, 'sentence', language];
  try {
    const parts = parseSentence(written.sentence[language]);
    for (const placeholder of placeholdersOf(parts)) checkPlaceholder(placeholder, condition, check, place);
    return parts;
  } catch (error) {
    check.problems.push(check.source.problem(place, error instanceof Error ? error.message : String(error)));
    return [];
  }
}

function checkPlaceholder(
  { written, fact, parameter }: Placeholder,
  condition: Condition,
  check: Check,
  place: YamlPath,
): void {
  const names = check.catalogue.map(({ id }) => id);
  if (!names.includes(fact)) {
    check.problems.push(
      check.source.problem(place, `{${written}}: there is no fact "${fact}" for this subject${suggest(fact, names)}`),
    );
    return;
  }
  if (parameter !== null && !Number.isFinite(parameterOf(condition, fact, parameter)))
    check.problems.push(
      check.source.problem(
        place,
        `{${written}}: the conditions have no ${parameter} for ${fact}; remove .${parameter}`,
      ),
    );
}

/** The parameter of the first ramp or threshold over a fact; NaN when there is none. */
export function parameterOf(
  condition: Condition,
  fact: string,
  parameter: 'from' | 'to' | 'at_least' | 'at_most',
): number {
  for (const leaf of leavesOf(condition)) {
    if (leaf.fact !== fact) continue;
    if (leaf.kind === 'ramp' && (parameter === 'from' || parameter === 'to')) return leaf[parameter];
    if (leaf.kind === 'threshold' && parameter === 'at_least') return leaf.atLeast;
    if (leaf.kind === 'threshold' && parameter === 'at_most') return leaf.atMost;
  }
  return Number.NaN;
}

function refuse(check: Check, path: YamlPath, message: string): Condition {
  check.problems.push(check.source.problem(path, message));
  return NOTHING;
}
