import { ApiProblem, NoAnswer } from '../api/api-problem.ts';
import { useSay } from '../messages/say.ts';
import { Notice } from './notice.tsx';

/** What went wrong, in the server's sentences, and what to do next. */
export function ProblemNotice({ error }: { readonly error: unknown }) {
  const say = useSay();
  if (error instanceof ApiProblem) {
    const { title, detail, next } = error.problem;
    return (
      <Notice urgent title={title === '' ? say('problem.status', { status: error.status }) : title}>
        {detail === undefined ? null : <p>{detail}</p>}
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
