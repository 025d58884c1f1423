import { useSay } from '../messages/say.ts';

/** Beside a name: the case no longer opens to whom something lies with. */
export function GoneHolder({ reads }: { readonly reads: boolean }) {
  const say = useSay();
  return reads ? null : <span className="under overdue">{say('holder.gone')}</span>;
}
