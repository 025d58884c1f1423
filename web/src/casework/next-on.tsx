import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { dayIn, daysBetween } from './days.ts';

/** By when something is due, and in words whether that is past. Nothing is due any more when there is no date. */
export function NextOn({ on }: { readonly on: string | null }) {
  const say = useSay();
  const formats = useFormats();
  if (on === null) return null;
  const days = daysBetween(dayIn(0), on);
  const date = formats.day(on);
  if (days < 0) return <span className="overdue">{say('due.late', { days: -days, date })}</span>;
  if (days === 0) return <span className="overdue">{say('due.today', { date })}</span>;
  return <span>{say('due.by', { date })}</span>;
}
