import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import type { Block } from './file-document.ts';
import type { Telling } from './telling.ts';

type Item = CaseFileData['evidence'][number];
type Content = Item['entries'][number]['content'];

/** Evidence, where it lies, and who had it when. */
export function evidencePart({ evidence, attachments, read }: CaseFileData, telling: Telling): Block[] {
  const { say, formats } = telling;
  const names = new Map(read.members.map(({ member }) => [member.id, member.name]));
  return [
    { type: 'heading', level: 1, text: say('evidence') },
    { type: 'paragraph', text: say('evidenceWhat'), style: 'soft' },
    ...(evidence.length === 0 ? [{ type: 'paragraph' as const, text: say('none') }] : []),
    ...evidence.flatMap((item) => itemBlocks(item, names, telling)),
    ...(attachments.length === 0
      ? []
      : [
          { type: 'heading' as const, level: 2 as const, text: say('attachments') },
          {
            type: 'table' as const,
            caption: say('attachmentsCaption'),
            columns: [
              { title: say('file'), width: 5 },
              { title: say('words'), width: 6 },
              { title: say('entered'), width: 4 },
            ],
            rows: attachments.map(({ name, words, addedBy, addedAt }) => [
              ...[name, words],
              `${addedBy.name}, ${formats.minute(addedAt)}`,
            ]),
          },
        ]),
  ];
}

function itemBlocks({ row, entries }: Item, members: ReadonlyMap<string, string>, telling: Telling): Block[] {
  const { say, label, formats } = telling;
  const { said, custodian, place, nextCheckOn, gaps, offer } = row;
  const names = new Map([
    ...members,
    ...entries.map(({ content }) => [content.by, content.byName ?? content.by] as const),
  ]);
  const destroyed = entries.find(({ content }) => content.act === 'destroyed')?.content;
  return [
    { type: 'heading', level: 2, text: say('pair', say('item', row.number), inShort(said.description)) },
    {
      type: 'terms',
      items: [
        ...(destroyed === undefined
          ? []
          : [
              [
                say('state'),
                [`${label('custody', 'destroyed')}, ${formats.day(destroyed.happenedOn)}`]
                  .concat(detailWords(destroyed, null, names, telling))
                  .join(' · '),
              ] as const,
            ]),
        [say('description'), said.description],
        [say('kind'), label('evidenceKind', said.kind)],
        // Nobody holds what is no more.
        ...(destroyed === undefined
          ? [[say('custodian'), partyWords(custodian)] as const, [say('place'), place] as const]
          : []),
        ...(said.sealNumber === null ? [] : [[say('seal'), said.sealNumber] as const]),
        ...(said.hashAlgorithm === null || said.hashValue === null
          ? []
          : [[say('hash'), `${said.hashAlgorithm} ${said.hashValue}`] as const]),
        [say('classification'), said.classification],
        [say('origin'), said.origin],
        ...(nextCheckOn === null
          ? []
          : [[say('nextCheck'), `${formats.day(nextCheckOn)}, ${row.holder.name}`] as const]),
      ],
    },
    {
      type: 'table',
      caption: say('custodyCaption', row.number),
      columns: [
        { title: say('number'), width: 1 },
        { title: say('day'), width: 2.4 },
        { title: say('what'), width: 3.4 },
        { title: say('words'), width: 6 },
        { title: say('entered'), width: 4 },
      ],
      rows: entries.map(({ content }) => [
        ...[formats.whole(content.seq), formats.day(content.happenedOn), label('custody', content.act)],
        detailWords(content, saidBefore(entries, content.seq), names, telling),
        `${content.byName ?? content.by}, ${formats.minute(content.at)}`,
      ]),
    },
    ...(offer === null
      ? []
      : [
          {
            type: 'paragraph' as const,
            text: say('handOverWaits', partyWords(offer.from), partyWords(offer.to)),
            style: 'strong' as const,
          },
        ]),
    // While it waits nobody can say so.
    ...(gaps.length === 0 && offer === null
      ? [{ type: 'paragraph' as const, text: say('noGaps'), style: 'soft' as const }]
      : []),
    ...(gaps.length === 0
      ? []
      : [
          { type: 'paragraph' as const, text: say('gaps'), style: 'strong' as const },
          {
            type: 'list' as const,
            items: gaps.map(
              (gap) => `${label('custodyGap', gap.what)}${'seq' in gap ? ` (${say('number')} ${gap.seq})` : ''}`,
            ),
          },
        ]),
  ];
}

/** So many letters of a description stand in the heading of its item. */
const LONGEST_IN_SHORT = 70;

function inShort(description: string): string {
  const [line = ''] = description.split('\n');
  const letters = [...line];
  const isWhole = line === description && letters.length <= LONGEST_IN_SHORT;
  return isWhole
    ? line
    : `${letters
        .slice(0, LONGEST_IN_SHORT - 1)
        .join('')
        .trimEnd()}…`;
}

type Said = Extract<Content, { act: 'corrected' }>['detail']['said'];

function saidBefore(entries: Item['entries'], seq: number): Said | null {
  const earlier = entries.findLast(({ content }) => content.seq < seq && 'said' in content.detail)?.content.detail;
  return earlier !== undefined && 'said' in earlier ? earlier.said : null;
}

const partyWords = ({ name, service }: { readonly name: string; readonly service: string }): string =>
  [name, service].filter((each) => each !== '').join(', ');

const statedCustodian = ({ custodian, custodianService }: Said): string =>
  partyWords({ name: custodian, service: custodianService });

function saidWords(said: Said, { say, label }: Telling): readonly (readonly [label: string, value: string])[] {
  return [
    [say('description'), said.description],
    [say('kind'), label('evidenceKind', said.kind)],
    [say('custodian'), statedCustodian(said)],
    [say('place'), said.place],
    [say('seal'), said.sealNumber ?? ''],
    [say('hash'), [said.hashAlgorithm ?? '', said.hashValue ?? ''].join(' ').trim()],
    [say('classification'), said.classification],
    [say('origin'), said.origin],
  ];
}

/** `before`: what was said of the item until then; `names`: of members, by id. */
function detailWords(
  content: Content,
  before: Said | null,
  names: ReadonlyMap<string, string>,
  telling: Telling,
): string {
  const { say, label, formats } = telling;
  const named = (id: string): string => names.get(id) ?? id;
  const parts: string[] = [];
  switch (content.act) {
    case 'registered':
      parts.push(content.detail.said.description, statedCustodian(content.detail.said), content.detail.said.place);
      break;
    case 'corrected':
      if (before !== null) {
        const was = saidWords(before, telling);
        for (const [at, [name, now]] of saidWords(content.detail.said, telling).entries())
          if (was[at]?.[1] !== now) parts.push(say('becameOf', name, was[at]?.[1] || '–', now || '–'));
      }
      parts.push(content.detail.words);
      break;
    case 'received':
    case 'handed_over':
      parts.push(
        say('fromTo', partyWords(content.detail.from), partyWords(content.detail.to)),
        content.detail.place,
        content.detail.words,
      );
      break;
    case 'acknowledged':
      parts.push(
        label('acknowledges', content.detail.side),
        partyWords(content.detail.party),
        content.detail.paper ?? '',
        content.detail.words,
      );
      break;
    case 'declined':
      parts.push(content.detail.words);
      break;
    case 'checked':
      parts.push(
        label('sealFound', content.detail.seal),
        label('hashFound', content.detail.hash),
        content.detail.words,
      );
      break;
    case 'planned':
      parts.push(formats.day(content.detail.nextCheckOn), content.detail.words);
      break;
    case 'returned':
      parts.push(
        say('fromTo', partyWords(content.detail.from), partyWords(content.detail.to)),
        content.detail.paper ?? '',
        content.detail.words,
      );
      break;
    case 'destroyed':
      parts.push(
        say('proposedAndAgreed', named(content.detail.proposedBy), named(content.detail.agreedBy)),
        content.detail.paper ?? '',
        content.detail.words,
      );
      break;
  }
  return parts.filter((each) => each !== '').join(' · ');
}
