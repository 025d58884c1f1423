import type { Board } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

const AGES = ['0', '30', '90', '180', '365'] as const satisfies readonly Board['silentAbroad'][number]['fromDays'][];

/** Requests abroad of which nothing was ever heard, by country and by age: a picture over its own table. */
export function SilentAbroad({
  board: { silentAbroad },
  onCountry,
}: {
  readonly board: Board;
  readonly onCountry: (country: string) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const of = (country: string, age: string): number =>
    silentAbroad.find((each) => each.country === country && each.fromDays === age)?.requests ?? 0;
  const countries = [...new Set(silentAbroad.map(({ country }) => country))]
    .map((country) => ({ country, total: AGES.reduce((sum, age) => sum + of(country, age), 0) }))
    .sort((a, b) => b.total - a.total || (a.country < b.country ? -1 : 1));
  const most = Math.max(1, ...countries.map(({ total }) => total));
  const total = countries.reduce((sum, each) => sum + each.total, 0);
  return (
    <section className="silent-abroad" aria-labelledby="silent-abroad">
      <h2 id="silent-abroad">{say('silent.title')}</h2>
      <p>{say('silent.sentence', { count: total, countries: countries.length })}</p>
      {total === 0 ? null : (
        <>
          <figure>
            <div className="silent-bars" role="img" aria-label={say('silent.picture')}>
              {countries.map(({ country }) => (
                <div key={country} className="silent-row">
                  <span>{formats.country(country)}</span>
                  <span className="silent-bar">
                    {AGES.map((age) =>
                      of(country, age) === 0 ? null : (
                        <span
                          key={age}
                          data-age={age}
                          title={`${say(`silent.age.${age}`)} · ${of(country, age)}`}
                          style={{ width: `${(100 * of(country, age)) / most}%` }}
                        />
                      ),
                    )}
                  </span>
                </div>
              ))}
            </div>
            <figcaption>
              <ul className="silent-legend">
                {AGES.map((age) => (
                  <li key={age}>
                    <span className="sign" data-age={age} aria-hidden="true" /> {say(`silent.age.${age}`)}
                  </li>
                ))}
              </ul>
            </figcaption>
          </figure>
          <div className="scroll">
            <table className="silent-table">
              <caption className="unseen">{say('silent.caption')}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('requests.country')}</th>
                  {AGES.map((age) => (
                    <th key={age} scope="col" className="num">
                      {say(`silent.age.${age}`)}
                    </th>
                  ))}
                  <th scope="col" className="num">
                    {say('silent.total')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {countries.map((row) => (
                  <tr key={row.country}>
                    <th scope="row">
                      <button type="button" className="link" onClick={() => onCountry(row.country)}>
                        {formats.country(row.country)}
                      </button>
                    </th>
                    {AGES.map((age) => (
                      <td key={age} className="num">
                        {formats.whole(of(row.country, age))}
                      </td>
                    ))}
                    <td className="num">{formats.whole(row.total)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
