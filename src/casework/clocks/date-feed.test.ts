import { describe, expect, it } from 'vitest';
import { dateFeed } from './date-feed.ts';

const entries = [
  { reference: 'K7Q2', on: '2026-12-02' },
  { reference: 'A3F9', on: '2028-02-29' },
];

describe('the feed of dates', () => {
  it('holds a reference and a day for each, and nothing else', () => {
    const lines = dateFeed(entries, 'en').split('\r\n');
    expect(lines.filter((line) => /^(SUMMARY|DTSTART|UID)/.test(line))).toEqual([
      'UID:K7Q2@vigie.invalid',
      'DTSTART;VALUE=DATE:20261202',
      'SUMMARY:Vigie: a date is due (K7Q2)',
      'UID:A3F9@vigie.invalid',
      'DTSTART;VALUE=DATE:20280229',
      'SUMMARY:Vigie: a date is due (A3F9)',
    ]);
    expect(lines.filter((line) => /^(DESCRIPTION|LOCATION|ORGANIZER|ATTENDEE|URL|COMMENT)/.test(line))).toEqual([]);
  });

  it('speaks French too', () => expect(dateFeed(entries, 'fr')).toContain('SUMMARY:Vigie : une échéance (K7Q2)'));

  it('is the same bytes for the same entries, in whatever order they come', () => {
    expect(dateFeed([...entries].reverse(), 'en')).toBe(dateFeed(entries, 'en'));
  });

  it.each(['X\r\nDESCRIPTION:more', 'a name', '', 'é'])(
    'refuses the reference %j, which is not opaque',
    (reference) => {
      expect(() => dateFeed([{ reference, on: '2026-12-02' }], 'en')).toThrow('letters, digits and hyphens');
    },
  );

  it('is a calendar when nothing is due', () => expect(dateFeed([], 'en')).toContain('END:VCALENDAR'));
});
