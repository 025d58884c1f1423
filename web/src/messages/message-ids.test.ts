import { describe, expect, it } from 'vitest';
import english from './en.json' with { type: 'json' };
import french from './fr.json' with { type: 'json' };
import { messageIds } from './message-ids.ts';

describe('the messages that say a text', () => {
  it('are those of every label that says nothing but itself, in both languages', () => {
    for (const messages of [french, english]) {
      const idsOf = messageIds(messages);
      expect(idsOf(messages['request.asked'])).toContain('request.asked');
      expect(idsOf(` ${messages['request.asked']} `)).toEqual([]);
      expect(idsOf('Said by no message')).toEqual([]);
    }
  });

  it('are all of them where several say the same, and those that are parsed as well as those that are not', () => {
    const idsOf = messageIds({ one: 'Day', other: [{ type: 0, value: 'Day' }], none: [{ type: 1, value: 'day' }] });
    expect(idsOf('Day')).toEqual(['one', 'other']);
    expect(idsOf('day')).toEqual([]);
  });
});
