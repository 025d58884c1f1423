import { useSay } from '../messages/say.ts';
import { usePageTitle } from './page-title.ts';

/** A page that the roles of the member do not open. */
export function NothingHere() {
  const say = useSay();
  usePageTitle(say('notYours.title'));
  return (
    <div className="page narrow">
      <h1>{say('notYours.title')}</h1>
      <p>{say('notYours.text')}</p>
    </div>
  );
}
