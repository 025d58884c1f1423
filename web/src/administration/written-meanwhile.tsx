import { Notice } from '../look/notice.tsx';
import { useSay } from '../messages/say.ts';

/** What somebody else has written while this one was typed; what is sent next goes by it. */
export function WrittenMeanwhile({
  title,
  newest,
}: {
  readonly title: string;
  readonly newest: { readonly version: number; readonly reason: string; readonly by: { readonly name: string } };
}) {
  const say = useSay();
  return (
    <Notice title={title}>
      <p>
        {say('rules.versionN', { version: newest.version })} · {newest.by.name}
      </p>
      <p className="words">{newest.reason}</p>
      <p>{say('case.changedNext')}</p>
    </Notice>
  );
}
