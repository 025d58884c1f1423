import { Link } from '@tanstack/react-router';
import { useSay } from '../messages/say.ts';

/** From a person back to the case it was opened from, or to all cases. */
export function BackToCase({ caseId }: { readonly caseId: string | undefined }) {
  const say = useSay();
  return caseId === undefined ? (
    <Link to="/cases">{say('case.back')}</Link>
  ) : (
    <Link to="/cases/$id" params={{ id: caseId }}>
      {say('person.back')}
    </Link>
  );
}
