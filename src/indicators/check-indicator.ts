import type { Fact } from '../facts/catalogue.ts';
import { type Check, checkCondition, suggest } from './check-condition.ts';
import type { Condition } from './condition.ts';
import { leavesOf } from './condition.ts';
import type { Indicator } from './indicator.ts';
import type { PackProblem } from './pack-error.ts';
import type { WrittenIndicator } from './pack-schema.ts';
import { type Language, type Placeholder, parseSentence, placeholdersOf, type SentencePart } from './sentence.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

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
  const condition = checkCondition(written.conditions, check, [...path, 'conditions']);
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
