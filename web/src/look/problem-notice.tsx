import { ApiProblem, NoAnswer } from '../api/api-problem.ts';
import type { FieldRefusal } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { Notice } from './notice.tsx';

/** What went wrong, in the server's sentences, and what to do next. `fields`: those of which nothing else on the page says it. */
export function ProblemNotice({
  error,
  fields,
}: {
  readonly error: unknown;
  readonly fields?: readonly FieldRefusal[];
}) {
  const say = useSay();
  if (error instanceof ApiProblem) {
    const { title, detail, next } = error.problem;
    return (
      <Notice urgent title={title === '' ? say('problem.status', { status: error.status }) : title}>
        {detail === undefined ? null : <p>{detail}</p>}
        {(fields ?? error.problem.fields ?? []).map(({ field, sentence }) => (
          <p key={field + sentence}>
            {say('problem.field', { field: field.slice(1).replaceAll('/', ' › '), sentence })}
          </p>
        ))}
        {next === undefined ? null : <p>{next}</p>}
      </Notice>
    );
  }
  if (error instanceof NoAnswer)
    return (
      <Notice urgent title={say('problem.noAnswer')}>
        <p>{say('problem.noAnswerNext')}</p>
      </Notice>
    );
  return (
    <Notice urgent title={say('problem.unexpected')}>
      <p>{say('problem.unexpectedNext')}</p>
      <p className="meta">{error instanceof Error ? error.message : String(error)}</p>
    </Notice>
  );
}
