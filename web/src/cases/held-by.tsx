import type { CaseDetail } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { owedWords } from './owed-words.ts';

interface Held {
  /** Each thing once, as the page of the case calls it. */
  readonly key: string;
  readonly kind: string;
  /** The child, or to whom the request is made. */
  readonly of: string | null;
}

/** Everything in a case that is in the name of a colleague: what it owes, and the checks of evidence that are still ahead. */
export function heldBy(detail: CaseDetail, memberId: string): readonly Held[] {
  return [
    ...detail.obligations
      .filter(({ holder }) => holder.id === memberId)
      .map(({ kind, objectId, request }) => ({
        ...{ key: `${kind} ${objectId}`, kind },
        of: request?.addressee ?? detail.children.find(({ id }) => id === objectId)?.workingName ?? null,
      })),
    ...detail.checksAhead
      .filter(({ holder }) => holder.id === memberId)
      .map(({ itemId }) => ({ key: `ahead ${itemId}`, kind: 'evidence_check', of: null })),
  ];
}

/** The database gives these on to whoever is responsible, when who holds them no longer acts on the case. */
export function passesOn({ kind }: Held): boolean {
  return kind === 'request' || kind.startsWith('child_');
}

/** What is in somebody's name, the same kind once with how often; nothing when there is none. */
export function HeldList({ title, held }: { readonly title: string; readonly held: readonly Held[] }) {
  const say = useSay();
  if (held.length === 0) return null;
  const kinds = [...new Set(held.map(({ kind }) => kind))];
  return (
    <div>
      <p>{title}</p>
      <ul className="plain-list">
        {kinds.map((kind) => {
          const those = held.filter((each) => each.kind === kind);
          const names = those.flatMap(({ of }) => of ?? []);
          return (
            <li key={kind}>
              {say(owedWords(kind))}
              {names.length > 0 ? (
                <>
                  {' '}
                  <bdi>{names.join(' · ')}</bdi>
                </>
              ) : those.length > 1 ? (
                ` (${those.length})`
              ) : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
