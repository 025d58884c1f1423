import { describe, expect, it } from 'vitest';
import { timelineItems } from './timeline-items.ts';
import { timelineRow } from './timeline-words.ts';

function detailsOf(channel: string, language: 'fr' | 'en'): string {
  const transfer = {
    ...{ id: 't', leadId: 'l', at: '2025-03-01T22:00:00Z', payer: { kind: 'payer' as const, name: 'A' } },
    ...{ payee: { kind: 'payee' as const, name: 'B' }, amount: '1023.450', currency: 'GBP', channel, provider: null },
    ...{ sourceFile: 'ab', sourceRow: 1 },
  };
  const items = timelineItems({ transfers: [transfer], events: [], requests: [], decisions: [], custody: [] });
  return items.map((item) => timelineRow(item, language).words.details).join();
}

describe('a transfer in the words of the timeline', () => {
  it('has every digit of its amount as the language writes it, and the name of its channel', () => {
    expect(detailsOf('card', 'fr')).toBe('1\u202f023,450 GBP · canal\u00a0: carte');
    expect(detailsOf('card', 'en')).toBe('1,023.450 GBP · channel: card');
  });

  it('keeps a channel that it has no name for in the words of the file', () => {
    expect(detailsOf('guichet 7', 'fr')).toContain('canal\u00a0: guichet 7');
  });
});
