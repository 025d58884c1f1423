import { useSay } from '../messages/say.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** What stands in the place of what is not there yet, or could not be had. */
export function Loaded({ query }: { readonly query: { readonly isPending: boolean; readonly error: unknown } }) {
  const say = useSay();
  if (query.error !== null) return <ProblemNotice error={query.error} />;
  return query.isPending ? (
    <p className="soft" role="status">
      {say('loading')}
    </p>
  ) : null;
}
