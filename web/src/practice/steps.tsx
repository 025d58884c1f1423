import type { Practice } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';

export type PracticeSteps = NonNullable<Practice['space']>['steps'];

/** The steps in their order, each with what to do and why; ticked is what was really done. */
export function Steps({ steps }: { readonly steps: PracticeSteps }) {
  const say = useSay();
  const next = steps.find(({ done }) => !done)?.step;
  return (
    <ol className="practice-steps">
      {steps.map(({ step, done }) => (
        <li key={step} data-done={done} aria-current={step === next ? 'step' : undefined}>
          <details open={step === next}>
            <summary>
              <span className="tick" aria-hidden="true">
                {done ? '✓' : ''}
              </span>
              {say(`practice.step.${step}`)}
              <span className="unseen"> ({say(done ? 'practice.done' : 'practice.open')})</span>
            </summary>
            <p>{say(`practice.what.${step}`)}</p>
            <p className="soft">{say(`practice.why.${step}`)}</p>
          </details>
        </li>
      ))}
    </ol>
  );
}
