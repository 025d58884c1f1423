import type { KnownIndicator, LeadRow, Reason } from '../api/schema.ts';

/** Whom a lead is about, as far as explanations differ by it. */
export type About = Pick<LeadRow, 'subjectKind' | 'queue'>;

interface Choice {
  readonly id: string;
  readonly title: { readonly en: string; readonly fr: string };
}

/**
 * Ordinary explanations that fit the lead: those that its records show, then the others of the same subject and queue, by title. Two that
 * read alike are one; that a person may be a victim is none.
 */
export function ordinaryChoices(
  known: readonly KnownIndicator[],
  reasonsAgainst: readonly Pick<Reason, 'indicator' | 'title'>[],
  about: About,
  language: 'en' | 'fr',
): { readonly found: readonly Choice[]; readonly others: readonly Choice[] } {
  const victims = new Set(known.filter(({ victim }) => victim).map(({ id }) => id));
  const found = reasonsAgainst
    .filter(({ indicator }) => !victims.has(indicator))
    .map(({ indicator, title }) => ({ id: indicator, title }));
  const taken = new Set(found.map(({ title }) => title[language]));
  const fitting = known.filter(
    ({ against, victim, subject, queue }) =>
      against && !victim && subject === about.subjectKind && (queue === about.queue || queue === 'both'),
  );
  const others: Choice[] = [];
  for (const { id, title } of fitting) {
    if (taken.has(title[language])) continue;
    taken.add(title[language]);
    others.push({ id, title });
  }
  return { found, others: others.sort((a, b) => a.title[language].localeCompare(b.title[language], language)) };
}
