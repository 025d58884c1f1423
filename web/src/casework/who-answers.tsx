import { useMe } from '../api/me.ts';
import type { CaseDetail } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { powersIn } from './powers.ts';

/** To a reader who cannot answer a proposal: whose it is to answer, by name; and what to do when there is nobody. */
export function WhoAnswers({
  detail,
  proposedBy,
  gains,
}: {
  /** Undefined while it is on its way, or not the reader's: nobody is named then. */
  readonly detail: CaseDetail | undefined;
  readonly proposedBy: string;
  /** Who would gain by it, and is no second person either. */
  readonly gains?: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const isOwn = proposedBy === useMe().member.id;
  const barred = new Set([proposedBy, gains, ...(detail?.bars ?? []).map(({ member }) => member.id)]);
  const names = new Map(
    (detail?.members ?? []).flatMap(({ member, role }) =>
      !barred.has(member.id) && powersIn([role], 'closed').agrees ? [[member.id, member.name] as const] : [],
    ),
  );
  return (
    <p>
      {say(isOwn ? 'proposals.own' : 'proposals.others')}{' '}
      {detail === undefined
        ? null
        : names.size === 0
          ? say('proposals.nobody')
          : say('proposals.who', { names: formats.either([...names.values()]) })}
    </p>
  );
}
