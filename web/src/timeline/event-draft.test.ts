import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, eventOf } from './event-draft.ts';

const contact = { ...emptyDraft('Europe/Paris'), at: '2026-02-03T21:15', identifier: 'SYN-1', source: 'Record 3' };

describe('an event that is typed', () => {
  it('is sent when it says when, who and from where it is known', () => {
    expect(eventOf(contact)).toMatchObject({
      ...{ kind: 'contact', identifier: 'SYN-1', otherIdentifier: null, source: 'Record 3' },
      when: { precision: 'exact', at: '2026-02-03T21:15', until: null, zone: 'Europe/Paris' },
    });
    for (const missing of [{ at: '' }, { zone: '' }, { identifier: ' ' }, { source: '' }])
      expect(eventOf({ ...contact, ...missing })).toBeNull();
  });

  it('is no more exact than was chosen', () => {
    expect(eventOf({ ...contact, precision: 'hour' })?.when).toMatchObject({ at: '2026-02-03T21' });
    expect(eventOf({ ...contact, precision: 'day', at: '2026-02-03' })?.when).toMatchObject({ zone: null });
    expect(eventOf({ ...contact, precision: 'undated' })?.when).toEqual({ precision: 'undated' });
  });

  it('has no words where there are none to be had', () => {
    expect(eventOf({ ...contact, words: 'x' })).not.toHaveProperty('words');
    expect(eventOf({ ...contact, kind: 'fact' })).toBeNull();
    expect(eventOf({ ...contact, kind: 'fact', words: ' Moved ' })).toMatchObject({ words: 'Moved' });
    expect(eventOf({ ...contact, kind: 'provider_report', reference: '7', files: 'many' })).toBeNull();
    expect(eventOf({ ...contact, kind: 'travel', place: 'Lyon' })).toMatchObject({ place: 'Lyon', otherPlace: null });
  });

  it('begins as what stands when it is a correction', () => {
    const when = { precision: 'day', at: '2026-02-03', until: null, zone: null };
    const draft = draftOf({
      kind: 'travel',
      versions: [],
      draft: { when, place: 'Lyon', words: '', source: 'Ticket', files: null },
    });
    expect(draft).toMatchObject({ kind: 'travel', at: '2026-02-03', place: 'Lyon', files: '', source: 'Ticket' });
  });
});
