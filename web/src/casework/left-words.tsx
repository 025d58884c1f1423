import { useLocation } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useMe } from '../api/me.ts';
import { Notice } from '../look/notice.tsx';
import { useSay } from '../messages/say.ts';
import { forgetTyped, keyOf, leftOn, typedOf, whenKept } from './kept-words.ts';

/** What was being typed on this page when it was left, such as by a session that ended: it is in its dialog again. */
export function LeftWords() {
  const say = useSay();
  const { pathname } = useLocation();
  const { member } = useMe();
  const left = useSyncExternalStore(whenKept, () => leftOn(member.id, pathname).join('\n'));
  if (left === '') return null;
  return (
    <div className="page left-words on-screen">
      {left.split('\n').map((title) => (
        <Notice key={title} title={say('left.title', { title })}>
          <p>{say('left.what')}</p>
          <details>
            <summary>{say('left.read')}</summary>
            <dl>
              {typedOf(keyOf(member.id, pathname, title))
                .filter(([, value]) => typeof value === 'string' && value !== '')
                .map(([label, value]) => (
                  <div key={label}>
                    <dt>{label}</dt>
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
