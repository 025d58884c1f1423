import type { Fact } from '../facts/catalogue.ts';
import type { Condition, Ramp, Threshold } from './condition.ts';
import { nearestNames } from './nearest-name.ts';
import type { PackProblem } from './pack-error.ts';
import type { WrittenCondition } from './pack-schema.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Collects what is wrong with what a person wrote over these facts. */
export interface Check {
  readonly source: YamlSource;
  readonly catalogue: readonly Fact[];
  /** Whether parts may be optional: those of ordinary explanations may. */
  readonly explanation: boolean;
  readonly problems: PackProblem[];
}

/** From what a person wrote to a condition that can be compiled. `path` is where it stands in the file; what is wrong with it goes to the problems of `check`. */
export function checkCondition(written: WrittenCondition, check: Check, path: YamlPath): Condition {
  return readCondition(written, check, path, 'all');
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

/** What may have been meant by a name of a fact that is not there. */
export function suggest(written: string, names: readonly string[]): string {
  const near = nearestNames(written, names);
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '; the catalogue of facts lists what can be used';
}

function refuse(check: Check, path: YamlPath, message: string): Condition {
  check.problems.push(check.source.problem(path, message));
  return NOTHING;
}
