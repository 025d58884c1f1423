import { describe, expect, it } from 'vitest';
import { fixtureLeads } from '../report/fixture.ts';
import { leadsTable, legend } from './leads-table.ts';

const leads = fixtureLeads();
const of = (queue: 'safeguarding' | 'investigation') => leads.filter((lead) => lead.queue === queue);

describe('the table of leads on a terminal', () => {
  it('fits the terminal', () => {
    for (const language of ['en', 'fr'] as const)
      for (const queue of ['safeguarding', 'investigation'] as const)
        for (const width of [80, 100, 120, 200])
          for (const line of leadsTable(queue, of(queue), language, width).split('\n'))
            expect(line.length).toBeLessThanOrEqual(width);
  });

  it('counts ranks within the queue and shows no name', () => {
    const shown = leadsTable('safeguarding', of('safeguarding'), 'en', 120);
    expect(shown).toMatch(/│ +1 │/);
    for (const { subject } of leads) if (subject.name) expect(shown).not.toContain(subject.name);
  });

  it('never speaks of a possible victim in the words of an investigation', () => {
    expect(leadsTable('safeguarding', of('safeguarding'), 'en', 120)).not.toMatch(/reason|subject|lead/);
    expect(leadsTable('safeguarding', of('safeguarding'), 'fr', 120)).not.toMatch(/charge|concernée|piste/);
  });

  it('is followed by the meaning of each code that it shows', () => {
    const shown = leadsTable('investigation', of('investigation'), 'en', 200);
    const explained = legend(of('investigation'), 'fr');
    const codes = new Set(shown.match(/\b[A-Z]\d\d[\w-]*/g));
    for (const code of codes) expect(explained.some((line) => line.trim().startsWith(`${code} `))).toBe(true);
    expect(legend([], 'en')).toEqual([]);
    expect(shown).toMatch(/ \+\d/);
    expect(explained.at(-1)).toMatch(/^ {2}\+N +N autres, plus faibles/);
  });
});
