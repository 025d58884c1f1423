import { expect, test } from 'vitest';
import type { Lead } from '../api/schema.ts';
import { layOutNetwork } from './network-layout.ts';

type Part = Pick<Lead, 'subject' | 'links' | 'ties' | 'membersTotal'>;
const subject: Lead['subject'] = {
  kind: 'payer',
  id: 'S',
  name: null,
  role: 'payer',
  country: null,
  place: null,
  score: 1,
  transfers: 9,
  amountEur: null,
};
const link = (payeeId: string, transfers: number) => ({ payerId: 'S', payeeId, transfers, amountEur: null });
const lead = (part: Partial<Part>): Lead => ({ subject, links: [], ties: [], membersTotal: 1, ...part }) as Lead;

test('keeps the subject and those of most transfers, and says how many are left out', () => {
  const layout = layOutNetwork(lead({ links: [link('A', 1), link('B', 5), link('C', 3)], membersTotal: 7 }), 3);
  expect(layout.nodes.map(({ id }) => id).toSorted()).toEqual(['B', 'C', 'S']);
  expect([layout.listed, layout.total]).toEqual([4, 7]);
});

test('draws the same picture whatever the order of the links', () => {
  const links = [link('A', 1), link('B', 1), link('C', 1)];
  expect(layOutNetwork(lead({ links }), 9)).toEqual(layOutNetwork(lead({ links: links.toReversed() }), 9));
});

test('draws a tie between those who share an identifier, and none to whom is not drawn', () => {
  const tie = (id: string, through: string | null) => ({ id, through, shared: [] });
  const layout = layOutNetwork(lead({ links: [link('A', 1)], ties: [tie('T', null), tie('U', 'gone')] }), 9);
  expect(layout.ties.map(({ from, to }) => `${from.id} ${to.id}`)).toEqual(['S T', 'gone U']);
  expect(layOutNetwork(lead({ links: [link('A', 1)], ties: [tie('T', null)] }), 2).ties).toEqual([]);
});

test('puts two people of one column on two rows, within the picture', () => {
  const { nodes, rows } = layOutNetwork(lead({ links: [link('A', 1), link('B', 2), link('C', 3)] }), 9);
  const payees = nodes.filter(({ side }) => side === 'payee').map(({ row }) => row);
  expect(new Set(payees).size).toBe(3);
  expect(Math.max(...nodes.map(({ row }) => row))).toBeLessThan(rows);
});
