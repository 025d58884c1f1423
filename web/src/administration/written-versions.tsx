import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

interface Written {
  readonly version: number;
  readonly reason: string;
  readonly at: string;
  readonly by: { readonly name: string };
}

/** The version in force of something that is shipped and can be written anew, and who wrote which version why. */
export function WrittenVersions({
  version,
  own,
  written,
}: {
  readonly version: number;
  readonly own: boolean;
  readonly written: readonly Written[];
}) {
  const say = useSay();
  const formats = useFormats();
  return (
    <>
      {formats.whole(version)}
      <span className="under">{say(own ? 'rules.own' : 'rules.shipped')}</span>
      {written.length === 0 ? null : (
        <details>
          <summary>{say('rules.written', { count: written.length })}</summary>
          <ol className="log">
            {written.map((each) => (
              <li key={each.version}>
                <p>
                  {say('rules.versionN', { version: each.version })}: <span className="words">{each.reason}</span>
                </p>
                <p className="meta">{say('log.by', { name: each.by.name, date: formats.minute(each.at) })}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
