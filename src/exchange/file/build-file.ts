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
import { type Telling, tellingIn } from './telling.ts';
import { timelinePart } from './timeline-part.ts';

interface FileOptions {
  readonly language: Language;
  readonly marking: string;
  /** What it is made for. */
  readonly words: string;
  readonly purpose: string;
}

/** A file of a case: children first, then what is known, asked and decided, and where it all comes from. */
export function buildFile(data: CaseFileData, { language, marking, words, purpose }: FileOptions): FileDocument {
  const telling = tellingIn(language);
  const { say, label, formats } = telling;
  const { row } = data.read;
  const blocks = [
    ...childrenPart(data, telling),
    ...peoplePart(data, telling),
    ...evidencePart(data, telling),
    ...timelinePart(data, telling),
    ...networkPart(data, telling),
    ...requestsPart(data, telling),
    ...reasonsPart(data, telling),
    ...candidatesPart(data, telling),
    ...sourcesAnnex(data, telling),
    ...auditAnnex(data, telling),
  ];
  const head: Block[] = [
    {
      type: 'terms',
      items: [
        [say('caseTitle'), row.title],
        [say('country'), formats.country(row.country)],
        [say('stage'), label('stage', row.stage)],
        [say('opened'), formats.day(row.openedAt)],
        [say('unit'), data.unit],
        [say('asOf'), `${formats.minute(data.asOf)} UTC`],
        [say('madeBy'), data.maker],
        [say('madeFor'), words],
        [say('purpose'), label('purpose', purpose)],
        [say('members'), membersOf(data, telling)],
      ],
    },
    { type: 'paragraph', text: say('whatItIs'), style: 'notice' },
    { type: 'paragraph', text: say('workingNames') },
    { type: 'paragraph', text: `${say('timesUtc')} ${say('codePoints')}`, style: 'soft' },
  ];
  return {
    ...{ language, title: say('title', row.reference), author: data.maker, asOf: data.asOf },
    marking: data.training ? say('training', marking) : marking,
    ...{ reference: row.reference, page: { before: say('page'), of: '/' }, contents: say('contents'), head, blocks },
  };
}

function membersOf({ read }: CaseFileData, { label, formats }: Telling): string {
  return formats.list(read.members.map(({ member, role }) => `${member.name} (${label('caseRole', role)})`));
}
