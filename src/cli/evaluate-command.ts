import { Command } from 'commander';
import { evaluate } from '../synthetic/evaluation/evaluate.ts';
import { formatEvaluation } from '../synthetic/evaluation/format-evaluation.ts';

interface Flags {
  readonly subjects: string;
  readonly truth: string;
  readonly json?: boolean;
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description(
      'Measure a ranking against a known truth: precision and recall within budgets, false positives per ordinary class, with intervals.',
    )
    .requiredOption('--subjects <file>', 'subjects.csv of a scan')
    .requiredOption('--truth <file>', 'truth.csv (kind,id,class,harmful,queue)')
    .option('--json', 'print JSON')
    .action(async ({ subjects, truth, json }: Flags) => {
      const result = await evaluate(subjects, truth);
      console.log(json ? JSON.stringify(result) : formatEvaluation(result));
    });
}
