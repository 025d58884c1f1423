import { useLocation } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useMe } from '../api/me.ts';
import { Notice } from '../look/notice.tsx';
import { useSaidNow } from '../messages/message-ids.ts';
import { useSay } from '../messages/say.ts';
import { useTitle } from './dialog-title.ts';
import { forgetTyped, keyOf, leftOn, typedOf, whenKept } from './kept-words.ts';

/** What was being typed on this page when it was left, such as by a session that ended: it is in its dialog again. */
export function LeftWords() {
  const say = useSay();
  const { pathname } = useLocation();
  const { member } = useMe();
  const left = useSyncExternalStore(whenKept, () =>
    leftOn(member.id, pathname)
      .map((title) => JSON.stringify(title))
      .join('\n'),
  );
  const inWords = useTitle();
  const saidNow = useSaidNow();
  if (left === '') return null;
  const titles = leftOn(member.id, pathname);
  return (
    <div className="page left-words on-screen">
      {titles.map((title) => (
        <Notice key={JSON.stringify(title)} title={say('left.title', { title: inWords(title) })}>
          <p>{say('left.what')}</p>
          <details>
            <summary>{say('left.read')}</summary>
            <dl>
              {typedOf(keyOf(member.id, pathname, title))
                .filter(([, value]) => typeof value === 'string' && value !== '')
                .map(([label, value, ids]) => (
                  <div key={label}>
                    <dt>{saidNow(label, ids)}</dt>
                    <dd className="words">{value}</dd>
                  </div>
                ))}
            </dl>
          </details>
          <button type="button" className="link" onClick={() => forgetTyped(keyOf(member.id, pathname, title))}>
            {say('left.forget')}
          </button>
        </Notice>
      ))}
    </div>
  );
}
