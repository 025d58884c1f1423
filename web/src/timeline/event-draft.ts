import type { EventVersions, NewTimelineEvent } from '../api/schema.ts';

export type EventKind = NewTimelineEvent['kind'];
export type Precision = NewTimelineEvent['when']['precision'];
export type Means = NonNullable<Extract<NewTimelineEvent, { kind: 'contact' }>['means']>;

export const KINDS = ['contact', 'provider_report', 'travel', 'fact'] as const satisfies readonly EventKind[];
export const PRECISIONS = [
  'exact',
  'hour',
  'day',
  'month',
  'approximate',
  'undated',
] as const satisfies readonly Precision[];
export const MEANS = [
  'call',
  'video_call',
  'message',
  'email',
  'sign_in',
  'group',
  'other',
] as const satisfies readonly Means[];

/** What is typed; empty is not said. */
export interface EventDraft {
  readonly kind: EventKind;
  readonly precision: Precision;
  readonly at: string;
  readonly until: string;
  readonly zone: string;
  readonly person: string;
  readonly otherPerson: string;
  readonly identifier: string;
  readonly otherIdentifier: string;
  readonly service: string;
  readonly means: string;
  readonly reference: string;
  readonly country: string;
  readonly files: string;
  readonly place: string;
  readonly otherPlace: string;
  readonly words: string;
  readonly source: string;
}

export function emptyDraft(zone: string): EventDraft {
  return {
    ...{ kind: 'contact', precision: 'exact', at: '', until: '', zone, person: '', otherPerson: '', identifier: '' },
    ...{
      otherIdentifier: '',
      service: '',
      means: '',
      reference: '',
      country: '',
      files: '',
      place: '',
      otherPlace: '',
    },
    ...{ words: '', source: '' },
  };
}

/** A correction begins with what stands. */
export function draftOf({ kind, draft }: EventVersions): EventDraft {
  const text = (key: string): string => {
    const value = draft[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const when = (draft.when ?? {}) as {
    precision?: Precision;
    at?: string | null;
    until?: string | null;
    zone?: string | null;
  };
  return {
    ...{
      kind,
      precision: when.precision ?? 'undated',
      at: when.at ?? '',
      until: when.until ?? '',
      zone: when.zone ?? '',
    },
    ...{ person: text('personId'), otherPerson: text('otherPersonId'), identifier: text('identifier') },
    ...{ otherIdentifier: text('otherIdentifier'), service: text('service'), means: text('means') },
    ...{ reference: text('reference'), country: text('country'), files: text('files'), place: text('place') },
    ...{ otherPlace: text('otherPlace'), words: text('words'), source: text('source') },
  };
}

/** How a time of this precision is typed. */
export const TIME_FIELDS = {
  exact: 'datetime-local',
  hour: 'datetime-local',
  day: 'date',
  month: 'month',
  approximate: 'text',
} as const satisfies Record<Exclude<Precision, 'undated'>, string>;

/** As it is sent, or null while something is missing. */
export function eventOf(draft: EventDraft): NewTimelineEvent | null {
  const { kind, precision } = draft;
  const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const point = (text: string): string | null => {
    const value = given(text);
    return value !== null && precision === 'hour' ? value.slice(0, 13) : value;
  };
  const [at, until] = [point(draft.at), point(draft.until)];
  const needsZone = precision === 'exact' || precision === 'hour';
  if (precision !== 'undated' && at === null) return null;
  if (needsZone && given(draft.zone) === null) return null;
  if (given(draft.source) === null) return null;
  const common = {
    source: draft.source.trim(),
    when:
      precision === 'undated' ? { precision } : { precision, at, until, zone: needsZone ? given(draft.zone) : null },
    ...{ personId: given(draft.person), identifier: given(draft.identifier) },
  };
  const toward = { otherPersonId: given(draft.otherPerson), otherIdentifier: given(draft.otherIdentifier) };
  const named = [common.personId, common.identifier, toward.otherPersonId, toward.otherIdentifier].some(Boolean);
  switch (kind) {
    case 'contact':
      return named
        ? {
            kind,
            ...common,
            ...toward,
            service: given(draft.service),
            means: MEANS.find((each) => each === draft.means) ?? null,
          }
        : null;
    case 'provider_report': {
      const files = given(draft.files);
      if (given(draft.reference) === null || (files !== null && !/^\d{1,9}$/.test(files))) return null;
      return {
        ...{ kind, ...common, reference: given(draft.reference), service: given(draft.service) },
        ...{ country: given(draft.country), files: files === null ? null : Number(files) },
      };
    }
    case 'travel': {
      const places = { place: given(draft.place), otherPlace: given(draft.otherPlace) };
      return places.place === null && places.otherPlace === null
        ? null
        : { kind, ...common, ...places, words: draft.words.trim() };
    }
    case 'fact':
      return given(draft.words) === null
        ? null
        : { kind, ...common, ...toward, place: given(draft.place), words: draft.words.trim() };
  }
}
