import { STAGE_NAMES } from '../../casework/cases/stage-names.ts';
import { LEFT_OUT, type LeftOut } from '../../casework/file/left-out.ts';
import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import type { Language } from '../../report/language.ts';
import { auditAnnex, sourcesAnnex } from './annexes.ts';
import { candidatesPart } from './candidates-part.ts';
import { evidencePart } from './evidence-part.ts';
import type { Block, FileDocument } from './file-document.ts';
import { networkPart } from './network-part.ts';
import { childrenPart, peoplePart } from './people-parts.ts';
import { reasonsPart } from './reasons-part.ts';
import { requestsPart } from './requests-part.ts';
import { withShortContents } from './short-contents.ts';
import { type Telling, tellingIn } from './telling.ts';
import { timelinePart } from './timeline-part.ts';

interface FileOptions {
  readonly language: Language;
  readonly marking: string;
  /** What it is made for. */
  readonly words: string;
  readonly purpose: string;
  readonly leftOut: readonly LeftOut[];
}

const LEAVABLE: Readonly<Record<LeftOut, (data: CaseFileData, telling: Telling) => Block[]>> = {
  ...{ evidence: evidencePart, timeline: timelinePart, requests: requestsPart },
  ...{ sources: sourcesAnnex, audit: auditAnnex },
};

/** A file of a case: children first, then what is known, asked and decided, and where it all comes from. */
export function buildFile(
  data: CaseFileData,
  { language, marking, words, purpose, leftOut }: FileOptions,
): FileDocument {
  const telling = tellingIn(language);
  const { say, label, formats } = telling;
  const { row } = data.read;
  const part = (name: LeftOut): Block[] =>
    leftOut.includes(name)
      ? [
          { type: 'heading', level: 1, text: say(name) },
          { type: 'paragraph', text: say('leftOutHere') },
        ]
      : LEAVABLE[name](data, telling);
  const blocks = [
    ...childrenPart(data, telling),
    ...peoplePart(data, telling),
    ...part('evidence'),
    ...part('timeline'),
    ...networkPart(data, telling),
    ...part('requests'),
    ...reasonsPart(data, telling),
    ...candidatesPart(data, telling),
    ...part('sources'),
    ...part('audit'),
  ];
  const head: Block[] = [
    {
      type: 'terms',
      items: [
        [say('caseTitle'), row.title],
        [say('country'), formats.country(row.country)],
        [say('stage'), STAGE_NAMES[row.country]?.names[row.stage]?.[language] ?? label('stage', row.stage)],
        [say('opened'), formats.day(row.openedAt)],
        [say('unit'), data.unit],
        [say('asOf'), `${formats.minute(data.asOf)} UTC`],
        [say('madeBy'), data.maker],
        [say('madeFor'), words],
        [say('purpose'), label('purpose', purpose)],
        [say('members'), membersOf(data, telling)],
        ...(leftOut.length === 0 ? [] : [[say('leftOut'), leftOut.map((name) => say(name)).join(' · ')] as const]),
      ],
    },
    { type: 'paragraph', text: say('whatItIs'), style: 'notice' },
    { type: 'paragraph', text: say('workingNames') },
    { type: 'paragraph', text: `${say('timesUtc')} ${say('codePoints')}`, style: 'soft' },
  ];
  return {
    ...{ language, title: say('title', row.reference), author: data.maker, asOf: data.asOf },
    marking: data.training ? say('training', marking) : marking,
    ...{ reference: row.reference, page: { before: say('page'), of: '/' }, contents: say('contents'), head },
    blocks: withShortContents(blocks),
  };
}

/** How many lines each part has that could still be left out, the longest first. */
export function linesToLeave(
  data: CaseFileData,
  { language, leftOut }: Pick<FileOptions, 'language' | 'leftOut'>,
): { readonly part: LeftOut; readonly lines: number }[] {
  const telling = tellingIn(language);
  return LEFT_OUT.filter((part) => !leftOut.includes(part))
    .map((part) => ({
      part,
      lines: LEAVABLE[part](data, telling)
        .map((block) => (block.type === 'table' ? block.rows.length : 1))
        .reduce((sum, lines) => sum + lines, 0),
    }))
    .sort((a, b) => b.lines - a.lines);
}

function membersOf({ read }: CaseFileData, { label, formats }: Telling): string {
  return formats.list(read.members.map(({ member, role }) => `${member.name} (${label('caseRole', role)})`));
}
