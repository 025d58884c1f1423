import type { Facet, Queue, Trend } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { useValueWords } from './value-words.ts';

/** Numbers, each with its bar beside it: the picture stands in its own table. */
export function BarTable({
  queue,
  facet,
  items,
  most,
  caption,
}: {
  readonly queue: Queue;
  readonly facet: Facet;
  readonly items: Trend['items'];
  readonly most: number;
  readonly caption: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const words = useValueWords();
  return (
    <table className="bars">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say(`trends.one.${facet}`)}</th>
          <th scope="col" className="num">
            {say(`trends.leads.${queue}`)}
          </th>
          <td aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {items.map(({ value, leads }) => (
          <tr key={value}>
            <th scope="row">
              <bdi>{words(facet, value)}</bdi>
            </th>
            <td className="num">{formats.whole(leads)}</td>
            <td className="bar" aria-hidden="true">
              <span style={{ width: `${(100 * leads) / most}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
