import { type EvaluateOptions, type Evaluation, measure } from './measure.ts';
import { readSubjects, readTruth } from './subjects.ts';

/** Measures the ranking in a subjects.csv against a truth.csv. Throws when a file cannot be read as what it should be. */
export async function evaluate(
  subjectsCsv: string,
  truthCsv: string,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  return measure(await readSubjects(subjectsCsv), await readTruth(truthCsv), options);
}
