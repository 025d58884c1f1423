import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Group } from '../leads/group.ts';
import type { Lead } from '../leads/lead.ts';
import { leadSchema } from '../leads/lead.ts';
import { runSummarySchema } from '../leads/run-summary.ts';
import { fixtureLeads, fixtureRun, HOSTILE_NAME, heavyLeads, LONG_NAME, REVERSED_NAME } from './fixture.ts';
import { formats } from './formats.ts';
import { fixtureGroups, madeUpGroups } from './groups.fixture.ts';
import { anchorOf, ranges } from './reasons.ts';
import { renderReport } from './render-report.ts';
import { shortText, shownText } from './shown-name.ts';
import { amountTicks, timeTicks } from './ticks.ts';

const leads = fixtureLeads();
const run = fixtureRun(leads);
const groups = fixtureGroups(leads);
const page = renderReport(run, leads, { groups });

/** The part of the page that belongs to one lead, without the language that is not asked for. */
function partOf(lead: Lead, language: 'en' | 'fr', from: string = page): string {
  const start = from.indexOf(`<details class="lead" id="${anchorOf(lead)}"`);
  const end = from.indexOf('</article></details>', start);
  const other = language === 'en' ? 'fr' : 'en';
  return from.slice(start, end).replaceAll(new RegExp(`<x-${other}>.*?</x-${other}>`, 'gs'), '');
}

function firstLead(wanted: (lead: Lead) => boolean): Lead {
  const found = leads.find(wanted);
  if (found === undefined) throw new Error('the fixture has no such lead');
  return found;
}

describe('the fixture', () => {
  test('keeps the contract of leads and runs', () => {
    for (const lead of leads) expect(() => leadSchema.parse(lead)).not.toThrow();
    expect(() => runSummarySchema.parse(run)).not.toThrow();
  });
});

describe('a lead about one corridor', () => {
  const activity = {
    ...{ firstAt: '2019-03-04T10:00:00.000Z', lastAt: '2019-06-07T10:00:00.000Z', daysSinceLast: 2000 },
    ...{ transfersLast30: 0, transfersLast90: 0, gapMedianDays: 9 },
  };
  const given = firstLead(({ queue, corridor }) => queue === 'investigation' && corridor === null);
  const lead = { ...given, corridor: { country: 'PH', transfers: 8, transfersElsewhere: 1, activity } };
  const shown = renderReport(
    run,
    leads.map((each) => (each === given ? lead : each)),
  );

  test('says where the reasons begin that they are about that corridor alone', () => {
    expect(partOf(lead, 'en', shown)).toContain('transfers of this corridor alone: 1 other of this person is left out');
    expect(partOf(lead, 'fr', shown)).toContain('1 autre de cette personne est laissé de côté');
  });

  test('shows when that corridor was active, in the lead and in the list', () => {
    const part = partOf(lead, 'en', shown);
    expect(part).toContain('last transfer of the corridor 7 Jun 2019');
    expect(part).toContain('4 Mar 2019 – 7 Jun 2019');
    expect(part).toContain('every 9 days');
    expect(shown.split(`href="#${anchorOf(lead)}"`)[1]?.split('</tr>')[0]).toContain('7 Jun 2019');
  });
});

describe('numbers', () => {
  test('the contributions shown in a lead add up to the score shown', () => {
    for (const lead of leads) {
      for (const language of ['en', 'fr'] as const) {
        const part = partOf(lead, language);
        const number = (text: string): number => Number(text.replace('−', '-').replace(',', '.'));
        const shown = [...part.matchAll(/<b class="num"><x-..>(.*?)<\/x-..><\/b>/g)].map((match) =>
          number(match[1] ?? ''),
        );
        const score =
          part.match(/<b class="score"><x-..>(.*?)<\/x-..><\/b>/)?.[1] ??
          part.match(/<b class="score">(.*?)<\/b>/)?.[1];
        expect(shown).toHaveLength(lead.reasons.length + lead.reasonsAgainst.length);
        const sum = shown.reduce((total, value) => total + Math.round(value * 1e4), 0);
        expect(sum).toBe(Math.round(lead.score * 1e4));
        expect(Math.round(number(score ?? '') * 1e4)).toBe(sum);
      }
    }
  });

  test('a score that its contributions do not make is called out, not papered over', () => {
    const [lead] = leads;
    if (lead === undefined) throw new Error('no lead');
    const wrong = renderReport(run, [{ ...lead, score: lead.score + 0.0001 }]);
    expect(wrong).toContain('do not add up');
    expect(page).not.toContain('do not add up');
  });

  test('the rows that were read are shown to match, or said not to', () => {
    expect(page).toContain('610,314 read = 609,024 accepted + 1,204 duplicates + 86 quarantined');
    expect(page).toContain('610\u202f314 lues = 609\u202f024 acceptées');
    const counts = { ...run.counts, accepted: 609_023 };
    expect(renderReport({ ...run, counts }, leads)).toContain('610,314 rows were read, but 610,313 are accounted for');
  });

  test('an amount is written from its digits, not through a float', () => {
    expect(formats.en.money('90071992547409931.25', 'EUR')).toBe('90,071,992,547,409,931.25\u00a0EUR');
    expect(formats.fr.money('-1234.5', 'EUR')).toBe('−1\u202f234,50\u00a0EUR');
    expect(formats.en.money('not a number', 'EUR')).toBe('not a number\u00a0EUR');
  });

  test('turning the separators of an English figure gives what Intl writes in French', () => {
    for (const amount of ['0.00', '12.5', '1234567.8901', '-98765.43']) {
      expect(formats.en.amount(amount).replace(/,/g, '\u202f').replace(/\./g, ',')).toBe(formats.fr.amount(amount));
    }
  });

  test('every transfer of a lead stands in its table with file and row', () => {
    const lead = firstLead((each) => each.transfers.length > 100);
    const part = partOf(lead, 'en');
    for (const transfer of lead.transfers) {
      expect(part).toContain(`${transfer.sourceFile.slice(0, 8)}:${transfer.sourceRow}<td>${transfer.transferId}`);
    }
  });

  test('evidence is written as ranges of the numbers in that table', () => {
    expect(ranges([])).toBe('');
    expect(ranges([1, 2, 3, 5, 7, 8])).toBe('1–3, 5, 7, 8');
  });

  test('the same leads give the same bytes', () => {
    expect(renderReport(fixtureRun(fixtureLeads()), fixtureLeads(), { groups: fixtureGroups(fixtureLeads()) })).toBe(
      page,
    );
  });

  test('fifty leads with two hundred transfers each, and the groups they make, stay under 4 MB', () => {
    const heavy = heavyLeads(50);
    const groups = madeUpGroups('investigation', heavy, { groups: 8, payees: 12, payers: 25 });
    expect(Buffer.byteLength(renderReport(fixtureRun(heavy), heavy, { groups }))).toBeLessThan(4e6);
  });

  test('leads beyond the budget are counted, each queue by itself, and context gives way first', () => {
    const short = renderReport(run, leads, { budget: 1 });
    expect(short.match(/<details class="lead"/g)).toHaveLength(2);
    expect(short).toContain('4 more are proposed but not shown');
    expect(short).toContain('1 more is proposed but not shown');
    expect(short).toContain('2,272 more people stand as context in subjects.csv only');
    const wider = renderReport(run, leads, { budget: 6 });
    const investigation = wider.slice(wider.indexOf('id="investigation"'));
    expect(investigation.match(/<details class="lead"/g)).toHaveLength(6);
    expect(investigation.indexOf('id="investigation-context-list"')).toBeGreaterThan(
      investigation.lastIndexOf(`id="${anchorOf(firstLead((lead) => lead.tier === 'second'))}"`),
    );
  });

  test('a queue counts the people who are proposed, and names context apart', () => {
    expect(page).toContain('2 possible victims: 1 to reach now, 1 today; and 32 other payers as context.');
    expect(page).toContain(
      '2 victimes possibles\u00a0: 1 à joindre maintenant, 1 aujourd’hui\u00a0; et 32 autres payeurs',
    );
    expect(page).toContain('5 leads: 3 to read first, 2 when there is time; and 2,272 others as context.');
    expect(page).toMatch(/href="#safeguarding">.*?<span class="count">2<\/span>/);
  });
});

describe('what was read', () => {
  test('names the columns that were not read, and how sure the others are, what should be checked first', () => {
    const reading = page.slice(page.indexOf('<section class="reading"'));
    expect(reading).toContain('2 columns of this file were not read:');
    expect(reading).toContain('2 colonnes de ce fichier n’ont pas été lues');
    expect(reading).toContain('<b><bdi>Taux de change</bdi></b>');
    expect(reading).toContain('5 understood, of which 1 to check, 2 not read');
    expect(reading.indexOf('likely: please check')).toBeLessThan(reading.indexOf('Date opération'));
  });

  test('says of a file that the lake had already that it was not read again', () => {
    const [input] = run.inputs;
    if (input === undefined) throw new Error('no input');
    const again = renderReport(
      { ...run, inputs: [{ ...input, columns: [], inLake: true }], lake: { files: 3, transfers: 12 } },
      leads,
    );
    expect(again).toContain('The lake had this file already: it was not read again.');
    expect(again).toContain('What was scanned is the lake: 12 transfers accepted from 3 files');
  });
});

describe('how long ago', () => {
  const later = leads.map((lead) => ({
    ...lead,
    activity: { ...lead.activity, daysSinceLast: lead.activity.daysSinceLast + 200 },
  }));
  const old = renderReport(run, later);

  test('"now" is said only of payments that reach into the last 30 days of the data', () => {
    expect(old).toContain('2 possible victims: 0 to reach now, 0 today, 2 whose payments with such signs ended');
    expect(old).toContain('0 à joindre maintenant, 0 aujourd’hui, 2 dont les paiements');
    const queue = old.slice(old.indexOf('id="safeguarding-list"'), old.indexOf('id="safeguarding-leads"'));
    expect(queue).toContain('<x-en>this week</x-en><x-fr>cette semaine</x-fr>');
    expect(queue).not.toMatch(/<x-en>(now|today)<\/x-en>/);
    expect(queue).toMatch(/6 months before the end of the data/);
    expect(old).toContain('Signs that this person may have paid under pressure');
  });

  test('it is counted back from the end of the data, and the page says so', () => {
    expect(page).toContain('How long ago something was is counted back from the end of the data, 30 Jun 2025');
  });
});

describe('ranks', () => {
  test('count from 1 in each queue, those of the context last', () => {
    const shown = (list: string): string[] => {
      const start = page.indexOf(`id="${list}"`);
      return [...page.slice(start, page.indexOf('</table>', start)).matchAll(/class="num rank">(\d+)</g)].map(
        (match) => match[1] ?? '',
      );
    };
    expect(shown('safeguarding-list')).toEqual(['1', '2']);
    expect(shown('investigation-list')[0]).toBe('1');
  });
});

describe('the two queues', () => {
  test('the safeguarding queue comes before the investigation queue and before any count of rows', () => {
    const safeguarding = page.indexOf('<section class="queue" id="safeguarding"');
    expect(safeguarding).toBeGreaterThan(0);
    expect(page.indexOf('<section class="queue" id="investigation"')).toBeGreaterThan(safeguarding);
    expect(page.indexOf('<section class="reading"')).toBeGreaterThan(safeguarding);
  });

  test('a possible victim is never written about in the words of an investigation', () => {
    const lead = firstLead((each) => each.queue === 'safeguarding');
    expect(partOf(lead, 'en').match(/reasons? for|subject of|\blead\b(?!-)(?!")/gi)).toBeNull();
    expect(partOf(lead, 'fr').match(/à charge|personne concernée|piste/gi)).toBeNull();
  });

  test('whoever stands as context is a payer, not a possible victim', () => {
    const lead = firstLead((each) => each.queue === 'safeguarding' && each.tier === 'context');
    const section = page.slice(
      page.indexOf('<section class="leads context" aria-labelledby="safeguarding-context"'),
      page.indexOf('<section class="queue" id="investigation"'),
    );
    expect(section).toContain(anchorOf(lead));
    expect(section).not.toMatch(/possible victim|victimes? possible/i);
    expect(section).not.toMatch(/under pressure|contraint/);
  });

  test('no word that TERMS.md rules out appears', () => {
    const words = page.replace(/<(style|script)>.*?<\/\1>/gs, '').toLowerCase();
    for (const word of [
      'offender',
      'predator',
      'criminal',
      'customer',
      'hot spot',
      'prédateur',
      'coupable',
      'risk country',
    ]) {
      expect(words).not.toContain(word);
    }
  });

  test('an empty run says so without a table of nobody', () => {
    const empty = renderReport(
      { ...run, tiers: [], caps: [], refused: [], inputs: [], quarantineReasons: [], period: { from: null, to: null } },
      [],
    );
    expect(empty).toContain('This does not show that there is no victim in the file.');
    expect(empty).not.toContain('<details class="lead"');
  });
});

describe('those with the score of the first tier who are one of a crowd', () => {
  const crowded = renderReport(
    { ...run, tiers: run.tiers.map((row) => (row.queue === 'investigation' ? { ...row, inCrowds: 12 } : row)) },
    leads.map((lead, place) => (place === 0 ? { ...lead, tier: 'second', crowd: 51 } : lead)),
  );

  test('are counted above the queue, and each lead says so, in both languages', () => {
    expect(crowded).toContain('12 of these have the score to be read first, but are one of a crowd');
    expect(crowded).toContain('12 de ces pistes ont le score pour être lues en premier');
    expect(crowded.split('join it to 51 other payers')).toHaveLength(2);
    expect(crowded.split('la relient à 51 autres payeurs')).toHaveLength(2);
  });

  test('are not spoken of where there are none', () => {
    expect(renderReport(run, leads)).not.toContain('the score to be read first');
  });
});

describe('a first tier with more people than can be expected', () => {
  const withFirst = (first: number): string =>
    renderReport(
      { ...run, tiers: run.tiers.map((row) => (row.queue === 'investigation' ? { ...row, first } : row)) },
      leads,
    );

  test('says so in the investigation queue, in both languages, and nowhere else', () => {
    const crowded = withFirst(204);
    expect(crowded).toContain('204 people to read first, one for each 300 payers');
    expect(crowded).toContain('204 personnes à lire en premier, une pour 300 payeurs');
    expect(crowded.split('one for each 300 payers')).toHaveLength(2);
    expect(crowded.indexOf('one for each 300 payers')).toBeGreaterThan(crowded.indexOf('id="investigation-title"'));
  });

  test('is silent where there are few', () => {
    expect(withFirst(20)).not.toContain('people to read first, one for');
  });
});

describe('a lead about a payee', () => {
  test('says how independent its payers are, and beside it what ordinary people it may be', () => {
    const lead = firstLead(({ subject }) => subject.kind === 'payee');
    const [english, french] = [partOf(lead, 'en'), partOf(lead, 'fr')];
    expect(english).toContain('Of 500 payers looked at (640 in all), 471 are mutually unrelated');
    expect(english).toContain('5 countries and 38 known places');
    expect(english).not.toContain('at night where the payer is');
    expect(english).toMatch(/on average [\d.]+% of each one’s transfers to this country are of up to 150 EUR/);
    expect(french).toMatch(/en moyenne, .*% des transferts de chacun vers ce pays ne dépassent pas 150 EUR/);
    expect(english).toContain('one country alone halves it.');
    expect(french).toContain('un seul pays la divise par deux.');
    expect(english).toContain('Shops, hosts, performers, agents and charities are paid by independent people too.');
    expect(french).toContain('471 sont sans lien entre eux');
    expect(
      partOf(
        firstLead(({ subject }) => subject.kind === 'payer'),
        'en',
      ),
    ).not.toContain('mutually unrelated');
  });
});

describe('ties', () => {
  const lead = firstLead(({ tiesTotal }) => tiesTotal > 0);

  test('say by which identifiers, through whom and in which rows, who is not named and what was undone', () => {
    const part = partOf(lead, 'en');
    expect(part).toContain('Who shares a phone, an account or a device: 2 of 5');
    expect(part).toMatch(/SYN-PAYER-TIED-1<td><x-en>phone, device<\/x-en><td>SYN-PAYER-TIED-0<td>[\da-f]{8}:\d+; /);
    expect(part).toContain('1 is not named in this queue');
    expect(part).toContain('Undone: the tie by an account. This person no longer counts as holding it');
    expect(part).toContain('A note of the branch, synthetic');
    expect(partOf(lead, 'fr')).toContain('Défait\u00a0: le lien par un compte.');
  });

  test('stand in no lead without any', () => {
    expect(
      partOf(
        firstLead(({ tiesTotal }) => tiesTotal === 0),
        'en',
      ),
    ).not.toContain('Tied by an identifier');
  });
});

describe('the groups', () => {
  const section = (queue: 'safeguarding' | 'investigation', from = page): string =>
    from.split(`id="${queue}-groups"`)[1]?.split('<section class="leads"')[0] ?? '';

  test('stand in their own queue: none of the investigation queue names a possible victim', () => {
    const victims = leads.filter(({ queue }) => queue === 'safeguarding').map(({ subject }) => subject.id);
    expect(victims.some((id) => section('safeguarding').includes(id))).toBe(true);
    for (const id of victims) expect(section('investigation')).not.toContain(id);
  });

  test('say what of them is not shown, and what their sums lack', () => {
    const [group] = groups.filter(({ queue }) => queue === 'investigation');
    expect(group?.cut).toMatchObject({ payees: 2, payers: 3 });
    expect(section('investigation')).toContain('Not shown, counted:');
    expect(section('investigation')).toMatch(/2 payees, 3 payers, \d+ transfers \(in the total\)/);
    expect(section('investigation')).toMatch(/at least<\/x-en>.*EUR/);
  });

  const without = (language: 'en' | 'fr', text: string): string =>
    text.replaceAll(new RegExp(`<x-${language}>.*?</x-${language}>`, 'gs'), '');
  const rendered = (changed: readonly Group[]): string => renderReport(run, leads, { groups: changed });
  const groupOf = (queue: Group['queue']): Group => {
    const [found] = groups.filter((group) => group.queue === queue);
    if (found === undefined) throw new Error('the fixture has no such group');
    return found;
  };

  test('of possible victims say how many of those paid lately, and not that each paid everybody', () => {
    const group = groupOf('safeguarding');
    const activity = { ...group.activity, activeMembers: 3, activePayers: 2 };
    const shown = section('safeguarding', rendered([{ ...group, payees: 2, activity }]));
    expect(shown).toContain(`${group.payers} possible victims who paid one or more of 2 people tied to each other`);
    expect(shown).toContain(
      `${group.payers} victimes possibles ayant payé au moins une de 2 personnes liées entre elles`,
    );
    expect(shown).toContain('2 paid in the last 30 days of the data');
    expect(shown).toContain('2 ont payé dans les 30 derniers jours des données');
    expect(section('safeguarding')).toContain('who paid the same person ');
    expect(page).not.toMatch(/active now|actifs? maintenant/i);
  });

  test('of possible victims show no weight of signs for who was paid: that is of the other queue', () => {
    const group = groupOf('safeguarding');
    const members = group.members.map((member) => ({ ...member, score: 7.77 }));
    const shown = section('safeguarding', rendered([{ ...group, members }]));
    expect(shown.match(/<td>7\.77/g)).toHaveLength(members.filter(({ kind }) => kind === 'payer').length);
  });

  test('tell people of the same name apart by their identifiers, in the picture, its table and the reasons', () => {
    const group = groupOf('investigation');
    const paid = new Set(group.links.slice(0, 9).map(({ payeeId }) => payeeId));
    const alike = group.members.filter(({ kind, id }) => kind === 'payee' && paid.has(id)).slice(0, 2);
    expect(alike).toHaveLength(2);
    const members = group.members.map((member) => (alike.includes(member) ? { ...member, name: 'Same Name' } : member));
    const shown = without('fr', section('investigation', rendered([{ ...group, members }])));
    const picture = shown.split('<svg class="network"')[1]?.split('</svg>')[0] ?? '';
    const reasons = shown.split('Why these payees stand together')[1]?.split('</ul>')[0] ?? '';
    for (const { id } of alike) {
      expect(picture).toContain(`${id} · `);
      expect(shown).toContain(`<td>${id} · Same Name`);
      expect(reasons).toContain(`<bdi>Same Name</bdi> (<span class="code"><bdi>${id}</bdi></span>)`);
    }
    expect(picture).not.toContain('>Same Name<');
  });

  test('write French as it is written: the space before a colon, dates in words, a place that is not known', () => {
    const shown = without('en', section('investigation', rendered([{ ...groupOf('investigation'), places: [] }])));
    expect(shown).toContain('\u00a0: </x-fr>');
    expect(shown).not.toMatch(/<td>\d{4}-\d\d-\d\d/);
    expect(shown).toContain('<td><x-fr>inconnu</x-fr>');
  });

  test('say once above their table that who is paid may be a victim, not in each of its rows', () => {
    expect(page).toContain('.group td.collector::after{content:"collecteur"}');
    const group = groupOf('safeguarding');
    const members = group.members.map((each) =>
      each.kind === 'payee' ? { ...each, role: 'collector' as const } : each,
    );
    const shown = section('safeguarding', rendered([{ ...group, members }]));
    expect(shown.match(/A facilitator or a collector may be a victim too\./g)).toHaveLength(1);
  });

  test('beyond those shown are counted, and so is nothing where there are none', () => {
    const many = madeUpGroups('investigation', [], { groups: 15, payees: 2, payers: 2 });
    expect(section('investigation', renderReport(run, leads, { groups: many }))).toContain(
      '7 more groups in groups.jsonl.',
    );
    expect(renderReport(run, leads)).not.toContain('investigation-groups');
  });

  test('hold the numbers of the picture in the table beside it', () => {
    for (const group of groups) {
      const part = page.slice(page.indexOf(`id="group-${group.groupId}"`)).split('</article>')[0] ?? '';
      const table = part.slice(part.indexOf('-ties"')).split('</table>')[0] ?? '';
      expect(table.match(/<tr>/g)?.length).toBe(Math.min(48, group.links.length) + 1);
      expect(
        (part.split('<svg class="network"')[1]?.split('</svg>')[0] ?? '').match(/<path/g)?.length,
      ).toBeLessThanOrEqual(group.links.length);
    }
  });
});

describe('what the readers said', () => {
  const reading = page.slice(page.indexOf('<section class="reading"'), page.indexOf('<section class="method"'));

  test('stands in both languages', () => {
    for (const french of [
      'Le montant n’est pas un nombre au format de ce fichier.',
      'L’enregistrement compte 7 colonne(s), l’en-tête 9',
      'Le fichier est de type PDF\u00a0: exporter les transferts en CSV, Parquet, JSON Lines ou XLSX.',
      'L’en-tête se trouve après 3 autre(s) ligne(s), laissée(s) de côté.',
      '3 bénéficiaires ont plus de 500 payeurs\u00a0: un échantillon régulier en a été examiné.',
    ])
      expect(reading).toContain(french);
  });

  test('stands in English, marked as such, when its French is not known', () => {
    expect(reading).toContain('<span lang="en"><bdi>A sentence of a later version, not known in French.</bdi></span>');
  });

  test('names the facts that are missing in words', () => {
    const lead = firstLead((each) => each.unknown.some(({ missing }) => missing.includes('declared_tie_share')));
    expect(partOf(lead, 'fr')).toContain(
      '<span title="declared_tie_share"><x-fr>part avec un lien déclaré</x-fr></span>',
    );
  });
});

describe('hostile records', () => {
  test('markup in a name is text', () => {
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<script>alert');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain(
      HOSTILE_NAME.slice(0, 20).replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    );
  });

  test('what would stand in an attribute cannot leave it', () => {
    const [lead] = leads;
    if (lead === undefined) throw new Error('no lead');
    const hostile = renderReport(run, [{ ...lead, leadId: '" onclick="synthetic' }]);
    expect(hostile).not.toMatch(/<[^>]* onclick=/);
  });

  test('characters that hide or reorder text are written out', () => {
    expect(REVERSED_NAME).toContain('\u202E');
    expect(page).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
    expect(page).toContain('⟨U+202E⟩');
  });

  test('a name that a spreadsheet would run is given an apostrophe, a telephone number is not', () => {
    expect(shownText('=1+1').text).toBe('<bdi>&#39;=1+1</bdi>');
    expect(shownText('@sum').text).toBe('<bdi>&#39;@sum</bdi>');
    expect(shownText('-1+cmd').text).toBe('<bdi>&#39;-1+cmd</bdi>');
    expect(shownText('+33 1 00 00 00 00').text).toBe('<bdi>+33 1 00 00 00 00</bdi>');
  });

  test('a name of ten thousand characters is cut, and its length is told', () => {
    expect(page).not.toContain(LONG_NAME.slice(0, 200));
    expect(page).toContain('10,510');
    expect(shortText('名'.repeat(40), 20)).toHaveLength(10);
    expect(shortText(`\u202E${'a'.repeat(40)}`, 20)).toBe('⟨U+202E⟩aaaaaaaaaaa…');
  });

  test('marks stacked on one letter stop before they climb over the next line', () => {
    expect(shownText(`Synthetic a${'\u0301'.repeat(500)}`).text.length).toBeLessThan(60);
  });
});

describe('a page that asks nobody', () => {
  test('holds no address of another place', () => {
    const checked = page.replace(/<meta http-equiv.*?>/, '');
    expect(checked.match(/https?:|\/\/[a-z]|url\((?!#)|@import|<[a-z][^>]*\s(src|srcset|action|data)=/gi)).toBeNull();
    expect(page.match(/href="(?!#)/g)).toBeNull();
  });

  test('allows only its own style and script, by hash, and carries no inline handler or style', () => {
    const policy = page.match(/Content-Security-Policy" content="(.*?)"/)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    for (const [tag, directive] of [
      ['style', 'style-src'],
      ['script', 'script-src'],
    ] as const) {
      const text = page.match(new RegExp(`<${tag}>(.*?)</${tag}>`, 's'))?.[1] ?? '';
      expect(policy).toContain(`${directive} 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(page).not.toMatch(/<[a-z][^>]*\s(style|on[a-z]+)=/);
  });

  test('starts in the language that was asked for', () => {
    expect(renderReport(run, leads, { language: 'fr' })).toContain('<html lang="fr" data-figures="fr" data-asked>');
    const french = partOf(
      firstLead((each) => each.transfers.length > 100),
      'fr',
      renderReport(run, leads, { language: 'fr' }),
    );
    expect(french).toMatch(/<td>\d+,\d\d\u00a0EUR<td>\d+,\d\d<td>/);
  });

  test('every id is used once and every reference has its target', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [...page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('axes', () => {
  test('time is labelled by day, month or year, at most as often as there is room', () => {
    const day = 86_400_000;
    for (const days of [0.5, 3, 20, 200, 900, 6000, 400_000]) {
      const from = Date.UTC(2020, 4, 17, 13);
      const ticks = timeTicks(from, from + days * day, 8);
      expect(ticks.length).toBeLessThanOrEqual(9);
      for (const tick of ticks) {
        expect(tick.at).toBeGreaterThanOrEqual(from);
        expect(tick.at % day).toBe(0);
      }
    }
  });

  test('amounts are labelled by 1, 2 and 5, or by powers of ten when the range is wide', () => {
    expect(amountTicks(8, 130, 6)).toEqual([10, 20, 50, 100]);
    expect(amountTicks(0.5, 30_000, 6)).toEqual([1, 10, 100, 1000, 10_000]);
  });
});
