import type { MadeDecision, Reason } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';

/** Everything that was decided and undone, the newest first. The newest that still holds can be undone. */
export function DecisionHistory({
  decisions,
  reasonsAgainst,
  onUndo,
}: {
  readonly decisions: readonly MadeDecision[];
  readonly reasonsAgainst: readonly Reason[];
  readonly onUndo: (() => void) | null;
}) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  if (decisions.length === 0) return null;
  const undoneBy = new Map(decisions.filter(({ kind }) => kind === 'undo').map((undo) => [undo.undoes, undo]));
  const made = decisions.filter(({ kind }) => kind !== 'undo').toReversed();
  const standing = made.find(({ id }) => !undoneBy.has(id));
  const explained = (id: string): string => {
    const title = reasonsAgainst.find(({ indicator }) => indicator === id)?.title;
    if (title !== undefined) return inLanguage(title);
    return id === 'other' ? '' : id;
  };
  return (
    <>
      <h3>{say('history.title')}</h3>
      <ol className="history">
        {made.map((decision) => {
          const undo = undoneBy.get(decision.id);
          const explanation = decision.explanation === null ? '' : explained(decision.explanation);
          return (
            <li key={decision.id} data-undone={undo !== undefined}>
              <p>
                <b>{say(`decision.kind.${decision.kind === 'undo' ? 'follow_up' : decision.kind}`)}</b>
                {explanation === '' ? null : ` · ${explanation}`}
              </p>
              {decision.words === '' ? null : <blockquote>{decision.words}</blockquote>}
              {decision.said === null ? null : (
                <p className="meta">
                  {say('history.said', { by: say(`saidBy.${decision.said.by}`) })}
                  {decision.said.whom === '' ? '' : ` · ${decision.said.whom}`}
                </p>
              )}
              <p className="meta">{say('history.by', { name: decision.by.name, date: formats.minute(decision.at) })}</p>
              {undo === undefined ? null : (
                <p className="meta">{say('history.undone', { name: undo.by.name, date: formats.minute(undo.at) })}</p>
              )}
              {onUndo !== null && decision.id === standing?.id ? (
                <button type="button" className="link on-screen" onClick={onUndo}>
                  {say('history.undo')}
                </button>
              ) : null}
            </li>
          );
        })}
      </ol>
    </>
  );
}
