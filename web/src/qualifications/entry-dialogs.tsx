import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { CandidateDecision, CaseCandidate, CaseFacts } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { dayIn, isDay } from '../casework/days.ts';
import { Choice, DayField, Words } from '../casework/fields.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { shortText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { caseFactsQuery, qualificationsQuery } from './qualification-queries.ts';

interface Closes {
  readonly onClose: () => void;
}

/** Offers a qualification as a candidate, with the reason. */
export function OfferDialog({ caseId, onClose }: Closes & { readonly caseId: string }) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const found = useQuery(qualificationsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const items = found.data?.items ?? [];
  const qualification = chosen ?? items[0]?.id ?? '';
  return (
    <ActDialog
      title={{ id: 'candidate.offer' }}
      what={say('candidate.offerWhat')}
      doing={say('record')}
      told={say('candidate.offered')}
      ready={qualification !== '' && words.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/candidates', {
            params: { path: { id: caseId } },
            headers,
            body: { qualification, words: words.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      {found.error === null ? null : <ProblemNotice error={found.error} />}
      <Choice
        field="/qualification"
        label={say('candidate.which')}
        value={qualification}
        options={items.map((each) => ({
          value: each.id,
          label: `${inLanguage(each.instrument)}: ${inLanguage(each.name)}`,
        }))}
        onChange={setChosen}
      />
      <Words
        field="/words"
        label={say('candidate.why')}
        hint={say('candidate.whyHint')}
        longest={10_000}
        value={words}
        onChange={setWords}
      />
    </ActDialog>
  );
}

/** One sentence about a candidate: what is missing, why it is set aside, why an entry is taken back. */
export type Sentence =
  | { readonly kind: 'missing'; readonly element: string }
  | { readonly kind: 'set_aside' }
  | { readonly kind: 'struck'; readonly entry: string };

export function SentenceDialog({
  candidate,
  sentence,
  onClose,
}: Closes & { readonly candidate: CaseCandidate; readonly sentence: Sentence }) {
  const say = useSay();
  const [words, setWords] = useState('');
  return (
    <ActDialog
      title={{ id: `candidate.title.${sentence.kind}` }}
      what={say(`candidate.what.${sentence.kind}`)}
      doing={say('record')}
      told={say('candidate.recorded')}
      ready={words.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/candidates/{id}/entries', {
            params: { path: { id: candidate.id } },
            headers,
            body: { ...sentence, words: words.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Words field="/words" label={say('candidate.words')} longest={10_000} value={words} onChange={setWords} />
    </ActDialog>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly fact: {
    readonly kind: 'lead' | 'evidence' | 'request_event' | 'statement' | 'event';
    readonly id: string;
    readonly indicator?: string;
  };
}

function useOptions(facts: CaseFacts | undefined): readonly Option[] {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  if (facts === undefined) return [];
  const short = (text: string) => shortText(text, 140);
  return [
    ...facts.leads.flatMap(({ id, headline, reasons }) => [
      {
        value: `lead ${id}`,
        label: `${say('fact.lead')} ${short(inLanguage(headline))}`,
        fact: { kind: 'lead' as const, id },
      },
      ...reasons.map(({ indicator, sentence }) => ({
        value: `lead ${id} ${indicator}`,
        label: `${say('fact.lead')} ${short(inLanguage(headline))} · ${indicator} ${short(inLanguage(sentence))}`,
        fact: { kind: 'lead' as const, id, indicator },
      })),
    ]),
    ...facts.evidence.map(({ kind, id, number, description }) => ({
      value: `${kind} ${id}`,
      label: `${say('fact.evidence', { number })} ${short(description)}`,
      fact: { kind, id },
    })),
    ...facts.requestEvents.map(({ kind, id, reference, event, at, words }) => ({
      value: `${kind} ${id}`,
      label: `${say('fact.request')} ${reference} · ${say(`requestEvent.${event}`)}, ${formats.day(at)} ${short(words)}`,
      fact: { kind, id },
    })),
    ...facts.statements.map(({ kind, id, workingName, field, source }) => ({
      value: `${kind} ${id}`,
      label: `${short(workingName)} · ${say(`saidField.${field}`)} (${short(source)})`,
      fact: { kind, id },
    })),
    ...facts.events.map(({ kind, id, words }) => ({
      value: `${kind} ${id}`,
      label: `${say('fact.event')} ${short(inLanguage(words))}`,
      fact: { kind, id },
    })),
  ];
}

/** Names a fact of the case for or against an element, with a sentence. */
export function FactDialog({
  caseId,
  candidate,
  element,
  onClose,
}: Closes & { readonly caseId: string; readonly candidate: CaseCandidate; readonly element: string }) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const found = useQuery(caseFactsQuery(caseId));
  const options = useOptions(found.data);
  const [side, setSide] = useState<'for' | 'against'>('for');
  const [chosen, setChosen] = useState('');
  const [words, setWords] = useState('');
  const fact = (options.find(({ value }) => value === chosen) ?? options[0])?.fact;
  const about = candidate.qualification.elements.find(({ id }) => id === element);
  return (
    <ActDialog
      title={{ id: 'candidate.fact' }}
      what={about === undefined ? '' : inLanguage(about.words)}
      doing={say('record')}
      told={say('candidate.recorded')}
      ready={fact !== undefined && words.trim() !== ''}
      write={(headers) => {
        if (fact === undefined) throw new Error('No fact was chosen.');
        return bodyOf(
          api.POST('/api/candidates/{id}/entries', {
            params: { path: { id: candidate.id } },
            headers,
            body: { kind: side, element, fact, words: words.trim() },
          }),
        );
      }}
      onClose={onClose}
    >
      {found.error === null ? null : <ProblemNotice error={found.error} />}
      {found.isPending ? <p role="status">{say('loading')}</p> : null}
      {found.data !== undefined && options.length === 0 ? <p>{say('candidate.noFacts')}</p> : null}
      <Choice
        field="/kind"
        label={say('candidate.side')}
        value={side}
        options={(['for', 'against'] as const).map((value) => ({ value, label: say(`candidate.${value}`) }))}
        onChange={setSide}
      />
      <Choice
        label={say('candidate.whichFact')}
        value={chosen === '' ? (options[0]?.value ?? '') : chosen}
        options={options}
        onChange={setChosen}
      />
      <Words
        field="/words"
        label={say('candidate.how')}
        hint={say('candidate.howHint')}
        longest={10_000}
        value={words}
        onChange={setWords}
      />
    </ActDialog>
  );
}

const DECISIONS = ['retained', 'not_retained', 'reserved'] as const satisfies readonly CandidateDecision[];

/** What the magistrate decided, in the magistrate's own words. */
export function DecisionDialog({ candidate, onClose }: Closes & { readonly candidate: CaseCandidate }) {
  const say = useSay();
  const [decision, setDecision] = useState<CandidateDecision>('reserved');
  const [on, setOn] = useState(dayIn(0));
  const [words, setWords] = useState('');
  return (
    <ActDialog
      title={{ id: 'candidate.decide' }}
      what={say('candidate.decideWhat')}
      doing={say('record')}
      told={say('candidate.recorded')}
      ready={isDay(on) && words.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/candidates/{id}/decisions', {
            params: { path: { id: candidate.id } },
            headers,
            body: { decision, on, words: words.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Choice
        field="/decision"
        label={say('candidate.decision')}
        value={decision}
        options={DECISIONS.map((value) => ({ value, label: say(`candidate.decision.${value}`) }))}
        onChange={setDecision}
      />
      <DayField field="/on" label={say('candidate.on')} value={on} onChange={setOn} />
      <Words field="/words" label={say('candidate.words')} longest={10_000} value={words} onChange={setWords} />
    </ActDialog>
  );
}
