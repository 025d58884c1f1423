import { Button, Radio, Textarea } from '@mantine/core';
import { statusOf } from '../api/api-problem.ts';
import { useMe } from '../api/me.ts';
import type { LeadDetail, LeadRow } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { useActOnLead } from '../handling/act-on-lead.ts';
import { OTHER } from '../handling/ordinary.ts';
import { OrdinaryFields } from '../handling/ordinary-fields.tsx';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { decisionOf, EMPTY_DRAFT, useDraft } from './decision-draft.ts';
import { DecisionHistory } from './decision-history.tsx';

const KINDS = ['follow_up', 'ordinary', 'need_more'] as const;

/** What a person decides: nothing is closed by it, and each decision can be undone. */
export function DecisionPanel({ detail, mayAct }: { readonly detail: LeadDetail; readonly mayAct: boolean }) {
  const say = useSay();
  const tell = useTell();
  const act = useActOnLead();
  const { member } = useMe();
  const { row, lead } = detail;
  const [draft, setDraft] = useDraft(member.id, row.id);
  const decision = decisionOf(draft);
  const isConflict = statusOf(act.error) === 412;
  const undo = (now: LeadRow): void =>
    act.mutate({ row: now, act: { kind: 'undo' } }, { onSuccess: () => tell({ text: say('decision.undone') }) });
  return (
    <section className="decision" aria-labelledby="decision">
      <h2 id="decision" tabIndex={-1}>
        {say('decision.title')}
      </h2>
      <p>{say(`decision.state.${row.state}`)}</p>
      {isConflict ? (
        <Notice urgent title={say('decision.conflict')}>
          <p>{say('decision.conflictNext')}</p>
        </Notice>
      ) : act.error === null ? null : (
        <ProblemNotice error={act.error} />
      )}
      {mayAct ? (
        <form
          className="column on-screen"
          onSubmit={(event) => {
            event.preventDefault();
            if (decision === null) return;
            act.mutate(
              { row, act: { kind: 'decide', decision } },
              {
                onSuccess: (decided) => {
                  setDraft(EMPTY_DRAFT);
                  tell({ text: say('decision.done'), action: { label: say('undo'), run: () => undo(decided) } });
                },
              },
            );
          }}
        >
          <Radio.Group
            label={say('decision.choose')}
            value={draft.kind}
            onChange={(kind) =>
              setDraft({
                ...draft,
                kind: KINDS.find((each) => each === kind) ?? null,
                explanation: kind === 'ordinary' && lead.reasonsAgainst.length === 0 ? OTHER : draft.explanation,
              })
            }
          >
            <div className="choices">
              {KINDS.map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  label={say(`decision.kind.${kind}`)}
                  description={say(`decision.what.${kind}`)}
                />
              ))}
            </div>
          </Radio.Group>
          {draft.kind === 'ordinary' ? (
            <OrdinaryFields
              value={draft}
              about={row}
              reasonsAgainst={lead.reasonsAgainst}
              onChange={(ordinary) => setDraft({ ...draft, ...ordinary })}
            />
          ) : draft.kind === null ? null : (
            <Textarea
              label={say(`decision.words.${draft.kind}`)}
              description={say(`decision.wordsWhy.${draft.kind}`)}
              rows={4}
              maxLength={10_000}
              value={draft.words}
              onChange={(event) => setDraft({ ...draft, words: event.currentTarget.value })}
            />
          )}
          {draft.kind === null ? null : (
            <div className="row">
              <Button type="submit" disabled={decision === null} loading={act.isPending}>
                {say('decision.record')}
              </Button>
              <button type="button" className="link" onClick={() => setDraft(EMPTY_DRAFT)}>
                {say('decision.discard')}
              </button>
            </div>
          )}
        </form>
      ) : null}
      <DecisionHistory
        decisions={detail.decisions}
        reasonsAgainst={lead.reasonsAgainst}
        onUndo={mayAct ? () => undo(row) : null}
      />
    </section>
  );
}
