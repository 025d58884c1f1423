import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { statusOf } from '../api/api-problem.ts';
import { api, bodyOf } from '../api/client.ts';
import type { ClockRule, ClockRules, KnownRule } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Choice, DayField, Line, Words } from '../casework/fields.tsx';
import { useRefusal } from '../look/refused-fields.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { WrittenMeanwhile } from './written-meanwhile.tsx';

const UNITS = [
  'hours',
  'days',
  'working_days',
  'weeks',
  'months',
] as const satisfies readonly ClockRule['length']['unit'][];
const TRUST = ['A', 'B', 'C', 'unit'] as const satisfies readonly ClockRule['source']['trust'][];
const LONGEST_RULE = 20_000;

/**
 * A rule written anew, with a reason: a new version, by which all clocks go from then on, and the one before stays; or a new rule that
 * begins as a copy of the known one.
 */
export function RuleDialog({
  known,
  isCopy,
  rules: { ladders, items },
  onClose,
}: {
  readonly known: KnownRule;
  readonly isCopy: boolean;
  readonly rules: ClockRules;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const [rule, setRule] = useState<ClockRule>(known.rule);
  const [text, setText] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState<number | null>(isCopy ? 0 : known.version);
  const [id, setId] = useState(isCopy ? '' : known.id);
  const change = (changes: Partial<ClockRule>): void => {
    setRule((before) => ({ ...before, ...changes }));
    setText(null);
  };
  const written = text ?? JSON.stringify(rule, null, 2);
  const read = readRule(written);
  const urgent = rule.urgent_length;
  const newest = known.written[0];
  const isTaken = isCopy && items.some((other) => other.id === id.trim());
  return (
    <ActDialog
      title={{ id: isCopy ? 'rules.copyTitle' : 'rules.changeTitle', values: { rule: known.id } }}
      what={isCopy ? say('rules.copyWhat') : say('rules.changeWhat', { version: known.version + 1 })}
      doing={say(isCopy ? 'rules.copyDo' : 'rules.changeDo')}
      told={say(isCopy ? 'rules.copied' : 'rules.changed', { rule: id.trim() })}
      ready={reason.trim() !== '' && read !== null && id.trim() !== '' && !isTaken}
      showsChange={seen === null}
      write={async (headers) => {
        try {
          return await bodyOf(
            api.POST('/api/admin/clock-rules', {
              headers,
              body: { rule: { ...read, id: id.trim(), version: seen ?? known.version }, reason: reason.trim() },
            }),
          );
        } catch (error) {
          // Somebody has written meanwhile: what is sent next goes by what the page then shows.
          if (statusOf(error) === 412) setSeen(null);
          throw error;
        }
      }}
      onClose={onClose}
    >
      {seen === null && newest !== undefined ? (
        <WrittenMeanwhile title={say('rules.changedMeanwhile')} newest={newest} />
      ) : null}
      {isCopy ? (
        <>
          <Line
            field="/rule/id"
            label={say('rules.id')}
            hint={say(isTaken ? 'rules.idTaken' : 'rules.idHint')}
            value={id}
            longest={80}
            onChange={setId}
          />
          <Line
            field="/rule/instrument/fr"
            label={say('rules.name.fr')}
            value={rule.instrument.fr}
            onChange={(fr) => change({ instrument: { ...rule.instrument, fr } })}
          />
          <Line
            field="/rule/instrument/en"
            label={say('rules.name.en')}
            value={rule.instrument.en}
            onChange={(en) => change({ instrument: { ...rule.instrument, en } })}
          />
        </>
      ) : null}
      <div className="interval">
        <Line
          field="/rule/length/amount"
          label={say('rules.amount')}
          value={String(rule.length.amount)}
          longest={4}
          onChange={(value) => change({ length: { ...rule.length, amount: numberOf(value) } })}
        />
        <Choice
          field="/rule/length/unit"
          label={say('rules.unit')}
          value={rule.length.unit}
          options={UNITS.map((value) => ({ value, label: say(`rules.unit.${value}`) }))}
          onChange={(unit) =>
            change({
              length: { ...rule.length, unit },
              ...(rule.extension?.length === undefined
                ? {}
                : { extension: { ...rule.extension, length: { ...rule.extension.length, unit } } }),
            })
          }
        />
      </div>
      {urgent === undefined ? null : (
        <div className="interval">
          <Line
            field="/rule/urgent_length/amount"
            label={say('rules.urgentAmount')}
            value={String(urgent.amount)}
            longest={4}
            onChange={(value) => change({ urgent_length: { ...urgent, amount: numberOf(value) } })}
          />
          <Choice
            field="/rule/urgent_length/unit"
            label={say('rules.urgentUnit')}
            value={urgent.unit}
            options={UNITS.map((value) => ({ value, label: say(`rules.unit.${value}`) }))}
            onChange={(unit) => change({ urgent_length: { ...urgent, unit } })}
          />
        </div>
      )}
      <Choice
        field="/rule/ladder"
        label={say('rules.ladder')}
        hint={formats.list(
          (ladders[rule.ladder] ?? []).map(({ to, days, hours }) =>
            hours === undefined
              ? say('rules.stepDays', { who: say(`ladder.${to}`), days: days ?? 0 })
              : say('rules.stepHours', { who: say(`ladder.${to}`), hours }),
          ),
        )}
        value={rule.ladder}
        options={Object.keys(ladders).map((value) => ({ value, label: value }))}
        onChange={(ladder) => change({ ladder })}
      />
      <Words
        field="/rule/words/fr"
        label={say('rules.words.fr')}
        value={rule.words.fr}
        onChange={(fr) => change({ words: { ...rule.words, fr } })}
      />
      <Words
        field="/rule/words/en"
        label={say('rules.words.en')}
        value={rule.words.en}
        onChange={(en) => change({ words: { ...rule.words, en } })}
      />
      <Line
        field="/rule/source/document"
        label={say('rules.source')}
        value={rule.source.document}
        onChange={(document) => change({ source: { document, trust: rule.source.trust } })}
      />
      <Choice
        field="/rule/source/trust"
        label={say('rules.trust')}
        value={rule.source.trust}
        options={TRUST.map((value) => ({ value, label: say(`ruleTrust.${value}`) }))}
        onChange={(trust) => change({ source: { ...rule.source, trust } })}
      />
      <DayField
        field="/rule/in_force_from"
        label={say('rules.from')}
        hint={say('rules.fromHint')}
        value={rule.in_force_from ?? ''}
        onChange={(day) => {
          const { in_force_from: _, ...others } = rule;
          setRule(day === '' ? others : { ...rule, in_force_from: day });
          setText(null);
        }}
      />
      <details>
        <summary>{say('rules.whole')}</summary>
        <WholeRule
          written={written}
          onChange={(value) => {
            setText(value);
            const typed = readRule(value);
            if (typed !== null) setRule(typed);
          }}
        />
        {read === null ? <p role="status">{say('rules.notJson')}</p> : null}
      </details>
      <Words field="/reason" label={say('reason')} hint={say('rules.reasonHint')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

/** The rule as it is kept. What is refused of a part that has no field of its own is said here, with where in the rule it stands. */
function WholeRule({ written, onChange }: { readonly written: string; readonly onChange: (written: string) => void }) {
  const say = useSay();
  const refusal = useRefusal('/rule', written, ({ field, sentence }) =>
    field === '/rule'
      ? sentence
      : say('problem.field', { field: field.slice('/rule/'.length).replaceAll('/', ' › '), sentence }),
  );
  return (
    <Textarea
      label={say('rules.wholeLabel')}
      description={say('rules.wholeHint')}
      error={refusal}
      classNames={{ input: 'code' }}
      value={written}
      rows={14}
      maxLength={LONGEST_RULE}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function numberOf(text: string): number {
  return Number(text.replaceAll(/\D/g, ''));
}

/** The rule as it is typed; null while it is no JSON with what the fields above need. What it means the server reads. */
function readRule(text: string): ClockRule | null {
  try {
    const typed: unknown = JSON.parse(text);
    return isRule(typed) ? typed : null;
  } catch {
    return null;
  }
}

const NEEDED = ['length', 'instrument', 'words', 'source', 'ladder', 'kinds'] as const;

function isRule(typed: unknown): typed is ClockRule {
  if (typeof typed !== 'object' || typed === null) return false;
  const found = new Map(Object.entries(typed));
  return NEEDED.every((key) => {
    const value: unknown = found.get(key);
    return key === 'ladder' ? typeof value === 'string' : typeof value === 'object' && value !== null;
  });
}
