import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../api/api-problem.ts';
import type { FieldRefusal } from '../api/schema.ts';
import { ProblemNotice } from './problem-notice.tsx';

interface Refused {
  readonly error: unknown;
  readonly refusals: readonly FieldRefusal[];
  /** The fields that are on the form. */
  readonly fields: readonly string[];
  readonly add: (field: string) => () => void;
}

const NONE: readonly FieldRefusal[] = [];
const RefusedContext = createContext<Refused>({ error: null, refusals: NONE, fields: [], add: () => () => undefined });

/**
 * A form whose fields say themselves what the server refused of them; the first such field then has the focus. What is of no field on
 * the form is said at its foot.
 */
export function RefusedFields({ error, children }: { readonly error: unknown; readonly children: ReactNode }) {
  const form = useRef<HTMLDivElement>(null);
  const [fields, setFields] = useState<readonly string[]>([]);
  const add = useCallback((field: string) => {
    setFields((before) => [...before, field]);
    return () => setFields((before) => before.toSpliced(before.indexOf(field), 1));
  }, []);
  const refusals = (error instanceof ApiProblem ? error.problem.fields : undefined) ?? NONE;
  const refused = useMemo(() => ({ error, refusals, fields, add }), [error, refusals, fields, add]);
  const elsewhere = refusals.filter(({ field }) => placeOf(field, fields) === null);
  const isSaid = error instanceof ApiProblem && error.problem.detail === undefined && refusals.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal, when the fields say it.
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.closest('details')?.setAttribute('open', '');
    first?.focus();
  }, [error]);
  return (
    <RefusedContext value={refused}>
      <div className="refused-fields" ref={form}>
        {children}
      </div>
      {error === null || (isSaid && elsewhere.length === 0) ? null : <ProblemNotice error={error} fields={elsewhere} />}
    </RefusedContext>
  );
}

/**
 * What the server refused of a field, named as it is sent (a JSON Pointer), and of what is within it, as long as its value is the one
 * that was sent. Undefined: nothing.
 */
export function useRefusal(
  field: string | undefined,
  value: unknown,
  inWords: (refusal: FieldRefusal) => string = ({ sentence }) => sentence,
): string | undefined {
  const { error, refusals, fields, add } = useContext(RefusedContext);
  useEffect(() => (field === undefined ? undefined : add(field)), [field, add]);
  const [sent, setSent] = useState({ error, value });
  if (sent.error !== error) setSent({ error, value });
  if (field === undefined || sent.value !== value) return undefined;
  const said = refusals.filter((refusal) => placeOf(refusal.field, fields) === field).map(inWords);
  return said.length === 0 ? undefined : [...new Set(said)].join(' ');
}

/** The nearest field of a form that is meant or within which it is; null: none. */
function placeOf(meant: string, fields: readonly string[]): string | null {
  const around = fields.filter((field) => meant === field || meant.startsWith(`${field}/`));
  return around.toSorted((a, b) => b.length - a.length)[0] ?? null;
}
