import type { CaseFileData, FiledLeadBody } from '../../casework/file/read-case-file.ts';
import type { Block } from './file-document.ts';
import type { Telling } from './telling.ts';

type Reason = FiledLeadBody['reasons'][number];

/** Of each lead what speaks for it, against it, and what is not known. */
export function reasonsPart({ leads }: CaseFileData, telling: Telling): Block[] {
  const { say, label, formats, two } = telling;
  return [
    { type: 'heading', level: 1, text: say('reasons') },
    { type: 'paragraph', text: say('reasonsWhat'), style: 'soft' },
    ...(leads.length === 0 ? [{ type: 'paragraph' as const, text: say('none') }] : []),
    ...leads.flatMap(({ headline, queue, lead, decisions }): Block[] => [
      { type: 'heading', level: 2, text: lead.subject?.name ?? lead.subject?.id ?? two(headline) },
      { type: 'paragraph', text: two(headline) },
      {
        type: 'terms',
        items: [
          ...(lead.subject === undefined
            ? []
            : [
                [
                  say(queue === 'safeguarding' ? 'possibleVictim' : 'subject'),
                  [lead.subject.name ?? '', lead.subject.id].filter(Boolean).join(', '),
                ] as const,
              ]),
          [say('queue'), label('queue', queue)],
        ],
      },
      ...sumBlock(queue, lead, telling),
      ...reasonBlocks(say(queue === 'safeguarding' ? 'signs' : 'for'), lead.reasons, telling),
      ...reasonBlocks(say('against'), lead.reasonsAgainst, telling),
      ...(lead.unknown.length === 0
        ? [{ type: 'paragraph' as const, text: say('noneOf', say('unknown')), style: 'soft' as const }]
        : [
            {
              type: 'table' as const,
              caption: say('unknown'),
              columns: [
                { title: say('indicator'), width: 4 },
                { title: say('unknown'), width: 10 },
              ],
              rows: lead.unknown.map(({ indicator, title, sentence }) => [`${indicator} ${two(title)}`, two(sentence)]),
            },
          ]),
      ...(decisions.length === 0
        ? []
        : [
            {
              type: 'table' as const,
              caption: say('decisions'),
              columns: [
                { title: say('what'), width: 3 },
                { title: say('words'), width: 7 },
                { title: say('entered'), width: 4 },
              ],
              rows: decisions.map(({ kind, words, by, at }) => [
                ...[label('leadDecision', kind), words],
                `${by}, ${formats.minute(at)}`,
              ]),
            },
          ]),
    ]),
  ];
}

/** What is for and what is against, side by side, and what they come to: as exact as the lines that it adds up. */
function sumBlock(
  queue: CaseFileData['leads'][number]['queue'],
  { reasons, reasonsAgainst, score }: FiledLeadBody,
  { say, formats }: Telling,
): Block[] {
  if (score === null) return [];
  const sum = (side: readonly Reason[]): string =>
    formats.signed(side.reduce((total, { contribution }) => total + Math.round((contribution ?? 0) * 1e4), 0) / 1e4);
  return [
    {
      type: 'terms',
      items: [
        [say('sumOf', say(queue === 'safeguarding' ? 'signs' : 'for')), sum(reasons)],
        [say('sumOf', say('against')), sum(reasonsAgainst)],
        [say('score'), formats.signed(score)],
      ],
    },
  ];
}

function reasonBlocks(caption: string, reasons: readonly Reason[], { say, two, formats }: Telling): Block[] {
  if (reasons.length === 0) return [{ type: 'paragraph', text: say('noneOf', caption) }];
  return [
    {
      type: 'table',
      caption,
      columns: [
        { title: say('indicator'), width: 2.8 },
        { title: say('reason'), width: 4.4 },
        { title: say('lookAlikes'), width: 4.2 },
        { title: say('source'), width: 3 },
        { title: say('evidenceTransfers'), width: 2.2 },
        { title: say('contribution'), width: 2.2, end: true },
      ],
      rows: reasons.map((reason) => [
        ...[`${reason.indicator} ${two(reason.title)}`, two(reason.sentence)],
        ...[reason.lookAlikes === null ? '' : two(reason.lookAlikes), `${reason.source} (${reason.trust})`],
        say('transfersOf', reason.evidence.length, reason.evidenceTotal),
        reason.contribution === null ? '' : formats.signed(reason.contribution),
      ]),
    },
  ];
}
