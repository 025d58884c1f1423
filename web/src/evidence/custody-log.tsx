import type { CaseDetail, CustodyEntry, EvidenceItem } from '../api/schema.ts';
import { colleaguesOn } from '../cases/in-case.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

type Content = CustodyEntry['content'];
type Said = Extract<Content, { act: 'corrected' }>['detail']['said'];

/** Every entry of custody, the newest first, each with its hash and the time-stamp of an authority, if there is one. */
export function CustodyLog({ item, detail }: { readonly item: EvidenceItem; readonly detail: CaseDetail | undefined }) {
  const say = useSay();
  const formats = useFormats();
  const names = new Map(item.entries.map(({ content }) => [content.by, content.byName ?? content.by] as const));
  for (const { id, name } of detail === undefined ? [] : colleaguesOn(detail)) names.set(id, name);
  const nameOf = (id: string): string => names.get(id) ?? id;
  return (
    <section aria-labelledby="custody">
      <div className="section-head">
        <h2 id="custody">{say('custody.title', { count: item.entries.length })}</h2>
      </div>
      <p className="soft">{say('custody.chain')}</p>
      <ol className="log">
        {item.entries.toReversed().map(({ content, hash, timestamp }) => (
          <li key={content.seq}>
            <p>
              <span className="meta">{formats.whole(content.seq)}</span> <b>{say(`custodyAct.${content.act}`)}</b> ·{' '}
              {formats.day(content.happenedOn)}
            </p>
            <Words content={content} before={saidBefore(item.entries, content.seq)} nameOf={nameOf} />
            <p className="meta">
              {say('log.by', { name: content.byName ?? nameOf(content.by), date: formats.minute(content.at) })}
            </p>
            <details>
              <summary>
                {say('custody.proof')}
                <span className="unseen"> {say('custody.entry', { seq: content.seq })}</span>
              </summary>
              <p className="meta hash">
                {say('custody.hash')} <span className="code">{hash}</span>
              </p>
              <p className="meta hash">
                {say('custody.previous')} <span className="code">{content.previous}</span>
              </p>
              <p className="meta">
                {timestamp === null
                  ? say('stamp.not')
                  : say('stamp.at', { date: formats.minute(timestamp.at), authority: timestamp.authority })}
              </p>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function saidBefore(entries: readonly CustodyEntry[], seq: number): Said | null {
  const earlier = entries.findLast(({ content }) => content.seq < seq && 'said' in content.detail)?.content.detail;
  return earlier !== undefined && 'said' in earlier ? earlier.said : null;
}

/** What an entry says, in sentences. */
function Words({
  content,
  before,
  nameOf,
}: {
  readonly content: Content;
  /** What was said of the item until this entry. */
  readonly before: Said | null;
  readonly nameOf: (id: string) => string;
}) {
  const say = useSay();
  const formats = useFormats();
  const party = ({ name, service }: { readonly name: string; readonly service: string }): string =>
    service === '' ? name : `${name} (${service})`;
  const shown = (said: Said): Record<string, string> => ({
    [say('item.description')]: said.description,
    [say('item.kind')]: say(`evidenceKind.${said.kind}`),
    [say('item.statedCustodian')]: party({ name: said.custodian, service: said.custodianService }),
    [say('item.place')]: said.place,
    [say('item.sealShown')]: said.sealNumber ?? '',
    [say('item.algorithm')]: [said.hashAlgorithm ?? '', said.hashValue ?? ''].join(' ').trim(),
    [say('item.classification')]: said.classification,
    [say('item.origin')]: said.origin,
  });
  const sentences: string[] = [];
  const { act, detail } = content;
  switch (act) {
    case 'registered':
      sentences.push(
        say('custodyWords.registered', {
          custodian: party({ name: detail.said.custodian, service: detail.said.custodianService }),
          place: detail.said.place,
        }),
        say('custodyWords.planned', { name: nameOf(detail.holder), date: formats.day(detail.nextCheckOn) }),
      );
      break;
    case 'corrected': {
      const was = before === null ? null : shown(before);
      const now = shown(detail.said);
      for (const [label, value] of Object.entries(now))
        if (was !== null && was[label] !== value)
          sentences.push(say('custodyWords.corrected', { label, before: was[label] || '–', after: value || '–' }));
      sentences.push(detail.words);
      break;
    }
    case 'planned':
      sentences.push(
        say('custodyWords.planned', { name: nameOf(detail.holder), date: formats.day(detail.nextCheckOn) }),
        detail.words,
      );
      break;
    case 'received':
    case 'handed_over':
      sentences.push(
        say('custodyWords.moved', { from: party(detail.from), to: party(detail.to), place: detail.place }),
        ...(detail.sealNumber === null ? [] : [say('custodyWords.seal', { seal: detail.sealNumber })]),
        detail.words,
      );
      break;
    case 'acknowledged':
      sentences.push(
        say(`custodyWords.acknowledged.${detail.side}`, { party: party(detail.party), offer: detail.offer }),
        ...(detail.paper === null ? [] : [say('custodyWords.paper', { paper: detail.paper })]),
        detail.words,
      );
      break;
    case 'declined':
      sentences.push(say('custodyWords.declined', { offer: detail.offer }), detail.words);
      break;
    case 'checked':
      sentences.push(
        `${say(`sealFound.${detail.seal}`)} ${say(`hashFound.${detail.hash}`)}`,
        say('custodyWords.planned', { name: nameOf(detail.holder), date: formats.day(detail.nextCheckOn) }),
        detail.words,
      );
      break;
    case 'returned':
      sentences.push(
        say('custodyWords.returned', { from: party(detail.from), to: party(detail.to) }),
        ...(detail.paper === null ? [] : [say('custodyWords.paper', { paper: detail.paper })]),
        detail.words,
      );
      break;
    case 'destroyed':
      sentences.push(
        say('custodyWords.destroyed', { proposed: nameOf(detail.proposedBy), agreed: nameOf(detail.agreedBy) }),
        ...(detail.paper === null ? [] : [say('custodyWords.record', { paper: detail.paper })]),
        detail.words,
      );
      break;
  }
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => (
      <p key={sentence} className="words">
        {sentence}
      </p>
    ));
}
