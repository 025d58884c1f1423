import { useState } from 'react';
import { statusOf } from '../api/api-problem.ts';
import { api, bodyOf } from '../api/client.ts';
import type { KnownQualification } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Choice, Line, Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';
import { WrittenMeanwhile } from './written-meanwhile.tsx';

type Qualification = KnownQualification['qualification'];
type Element = Qualification['elements'][number];
const TRUST = ['A', 'B', 'C', 'unit'] as const satisfies readonly Element['trust'][];
const EMPTY = { en: '', fr: '' };
const NEW: Qualification = {
  ...{ id: '', version: 0, country: 'FR', instrument: EMPTY, name: EMPTY, source: { document: '', trust: 'unit' } },
  elements: [{ id: '', words: EMPTY, trust: 'unit' }],
};
/** As the form of the pack has it. */
const MOST_ELEMENTS = 50;

/** A qualification written anew, or a new one, with a reason: candidates that are offered from then on have it. The version before stays. */
export function QualificationDialog({
  known,
  onClose,
}: {
  readonly known: KnownQualification | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [draft, setDraft] = useState(() => numbered(known?.qualification ?? NEW));
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState<number | null>(known?.version ?? 0);
  const change = (changes: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changes }));
  const changeElement = (key: number, changes: Partial<Element>): void =>
    change({ elements: draft.elements.map((each) => (each.key === key ? { ...each, ...changes } : each)) });
  const newest = known?.written[0];
  return (
    <ActDialog
      title={
        known === null
          ? { id: 'qualifications.new' }
          : { id: 'qualifications.changeOf', values: { name: known.qualification.name } }
      }
      what={say('qualifications.changeWhat', { version: (known?.version ?? 0) + 1 })}
      doing={say('rules.changeDo')}
      told={say('qualifications.changed')}
      ready={reason.trim() !== '' && isWhole(draft)}
      showsChange={seen === null && newest !== undefined}
      write={async (headers) => {
        try {
          return await bodyOf(
            api.POST('/api/admin/qualifications', {
              headers,
              body: {
                qualification: { ...written(draft), version: seen ?? known?.version ?? 0 },
                reason: reason.trim(),
              },
            }),
          );
        } catch (error) {
          // Somebody has written meanwhile: what is sent next goes by what the page then shows.
          if (known !== null && statusOf(error) === 412) setSeen(null);
          throw error;
        }
      }}
      onClose={onClose}
    >
      {seen === null && newest !== undefined ? (
        <WrittenMeanwhile title={say('qualifications.changedMeanwhile')} newest={newest} />
      ) : null}
      {known === null ? (
        <>
          <Line
            field="/qualification/id"
            label={say('qualifications.id')}
            hint={say('qualifications.idHint')}
            longest={100}
            value={draft.id}
            onChange={(id) => change({ id })}
          />
          <Line
            field="/qualification/country"
            label={say('qualifications.country')}
            hint={say('qualifications.countryHint')}
            longest={2}
            value={draft.country}
            onChange={(country) => change({ country: country.toUpperCase() })}
          />
        </>
      ) : null}
      <Line
        field="/qualification/name/fr"
        label={say('qualifications.name.fr')}
        longest={2000}
        value={draft.name.fr}
        onChange={(fr) => change({ name: { ...draft.name, fr } })}
      />
      <Line
        field="/qualification/name/en"
        label={say('qualifications.name.en')}
        longest={2000}
        value={draft.name.en}
        onChange={(en) => change({ name: { ...draft.name, en } })}
      />
      <Line
        field="/qualification/instrument/fr"
        label={say('qualifications.instrument.fr')}
        longest={2000}
        value={draft.instrument.fr}
        onChange={(fr) => change({ instrument: { ...draft.instrument, fr } })}
      />
      <Line
        field="/qualification/instrument/en"
        label={say('qualifications.instrument.en')}
        longest={2000}
        value={draft.instrument.en}
        onChange={(en) => change({ instrument: { ...draft.instrument, en } })}
      />
      <Words
        field="/qualification/scope/fr"
        label={say('qualifications.scope.fr')}
        value={draft.scope.fr}
        onChange={(fr) => change({ scope: { ...draft.scope, fr } })}
      />
      <Words
        field="/qualification/scope/en"
        label={say('qualifications.scope.en')}
        value={draft.scope.en}
        onChange={(en) => change({ scope: { ...draft.scope, en } })}
      />
      <Line
        field="/qualification/source/document"
        label={say('rules.source')}
        longest={2000}
        value={draft.source.document}
        onChange={(document) => change({ source: { ...draft.source, document } })}
      />
      <Choice
        field="/qualification/source/trust"
        label={say('rules.trust')}
        value={draft.source.trust}
        options={TRUST.map((value) => ({ value, label: say(`candidate.trust.${value}`) }))}
        onChange={(trust) => change({ source: { ...draft.source, trust } })}
      />
      {draft.elements.map(({ key, id, words, trust }, index) => (
        <fieldset key={key} className="element-fields column">
          <legend>{say('qualifications.element', { number: index + 1 })}</legend>
          <Line
            field={`/qualification/elements/${index}/id`}
            label={say('qualifications.elementId')}
            hint={say('qualifications.elementIdHint')}
            longest={100}
            value={id}
            onChange={(typed) => changeElement(key, { id: typed })}
          />
          <Words
            field={`/qualification/elements/${index}/words/fr`}
            label={say('qualifications.words.fr')}
            value={words.fr}
            onChange={(fr) => changeElement(key, { words: { ...words, fr } })}
          />
          <Words
            field={`/qualification/elements/${index}/words/en`}
            label={say('qualifications.words.en')}
            value={words.en}
            onChange={(en) => changeElement(key, { words: { ...words, en } })}
          />
          <Choice
            field={`/qualification/elements/${index}/trust`}
            label={say('rules.trust')}
            value={trust}
            options={TRUST.map((value) => ({ value, label: say(`candidate.trust.${value}`) }))}
            onChange={(chosen) => changeElement(key, { trust: chosen })}
          />
          {draft.elements.length === 1 ? null : (
            <p>
              <button
                type="button"
                className="link"
                onClick={() => change({ elements: draft.elements.filter((each) => each.key !== key) })}
              >
                {say('qualifications.removeElement', { number: index + 1 })}
              </button>
            </p>
          )}
        </fieldset>
      ))}
      {draft.elements.length >= MOST_ELEMENTS ? null : (
        <p>
          <button
            type="button"
            className="button"
            onClick={() =>
              change({
                elements: [...draft.elements, { key: draft.next, id: '', words: EMPTY, trust: 'unit' }],
                next: draft.next + 1,
              })
            }
          >
            {say('qualifications.addElement')}
          </button>
        </p>
      )}
      <Words field="/reason" label={say('reason')} hint={say('rules.reasonHint')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

/** Elements have a key of their own while they are typed: their ids change under the hand. */
interface Draft extends Omit<Qualification, 'elements' | 'scope'> {
  readonly scope: { readonly en: string; readonly fr: string };
  readonly elements: readonly (Element & { readonly key: number })[];
  readonly next: number;
}

function numbered({ elements, scope = EMPTY, ...others }: Qualification): Draft {
  return { ...others, scope, elements: elements.map((each, key) => ({ ...each, key })), next: elements.length };
}

function written({ elements, scope, next: _, ...others }: Draft) {
  return {
    ...others,
    ...(scope.en.trim() === '' && scope.fr.trim() === '' ? {} : { scope }),
    elements: elements.map(({ key: _key, ...element }) => element),
  };
}

/** Whether nothing is empty that must be said. What form it has the server says at the field. */
function isWhole({ id, country, name, instrument, source, scope, elements }: Draft): boolean {
  const said = [id, country, name.en, name.fr, instrument.en, instrument.fr, source.document];
  return (
    [...said, ...elements.flatMap((each) => [each.id, each.words.en, each.words.fr])].every(
      (text) => text.trim() !== '',
    ) && (scope.en.trim() === '') === (scope.fr.trim() === '')
  );
}
