import type { EvidenceSaid } from '../api/schema.ts';
import { Choice, Line, Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';

const KINDS = [
  'device',
  'document',
  'record',
  'account_data',
  'other',
] as const satisfies readonly EvidenceSaid['kind'][];

/** How long a hash is, in hexadecimal digits. */
const DIGITS = { md5: 32, sha1: 40, sha256: 64, sha384: 96, sha512: 128, 'sha3-256': 64 } as const satisfies Record<
  NonNullable<EvidenceSaid['hashAlgorithm']>,
  number
>;
const ALGORITHMS = Object.keys(DIGITS) as readonly (keyof typeof DIGITS)[];

/** What is said of an item as it is typed: what is empty is not said. */
export type ItemDraft = { readonly [Key in keyof EvidenceSaid]: Key extends 'kind' ? EvidenceSaid['kind'] : string };

export const NOTHING_SAID: ItemDraft = {
  ...{ description: '', kind: 'device', custodian: '', custodianService: '', place: '', sealNumber: '' },
  ...{ hashAlgorithm: '', hashValue: '', classification: '', origin: '' },
};

export function draftOf(said: EvidenceSaid): ItemDraft {
  return {
    ...said,
    sealNumber: said.sealNumber ?? '',
    hashAlgorithm: said.hashAlgorithm ?? '',
    hashValue: said.hashValue ?? '',
  };
}

/** What is sent; null while it does not say enough, or the hash is not as long as its algorithm makes it. */
export function saidOf(draft: ItemDraft) {
  const { description, custodian, place, classification, origin } = trimmed(draft);
  if ([description, custodian, place, classification, origin].some((text) => text === '')) return null;
  const hash = hashOf(draft);
  if (hash === 'wrong') return null;
  return {
    ...{ description, kind: draft.kind, custodian, custodianService: draft.custodianService.trim(), place },
    ...{ sealNumber: draft.sealNumber.trim() || null, hash, classification, origin },
  };
}

function trimmed(draft: ItemDraft) {
  const of = (key: keyof ItemDraft): string => draft[key].trim();
  return {
    ...{ description: of('description'), custodian: of('custodian'), place: of('place') },
    ...{ classification: of('classification'), origin: of('origin') },
  };
}

function hashOf({ hashAlgorithm, hashValue }: ItemDraft) {
  const algorithm = ALGORITHMS.find((each) => each === hashAlgorithm);
  if (algorithm === undefined) return null;
  const value = hashValue.trim().toLowerCase();
  return /^[0-9a-f]+$/.test(value) && value.length === DIGITS[algorithm] ? { algorithm, value } : 'wrong';
}

/** What is said of an item: never what it shows or says. */
export function ItemFields({
  draft,
  onChange,
}: {
  readonly draft: ItemDraft;
  readonly onChange: (draft: ItemDraft) => void;
}) {
  const say = useSay();
  const set =
    (key: keyof ItemDraft) =>
    (value: string): void =>
      onChange({ ...draft, [key]: value });
  const algorithm = ALGORITHMS.find((each) => each === draft.hashAlgorithm);
  return (
    <>
      <Words
        field="/description"
        label={say('item.description')}
        hint={say('item.descriptionHint')}
        longest={4000}
        value={draft.description}
        onChange={set('description')}
      />
      <Choice
        field="/kind"
        label={say('item.kind')}
        value={draft.kind}
        options={KINDS.map((value) => ({ value, label: say(`evidenceKind.${value}`) }))}
        onChange={set('kind')}
      />
      <Line
        field="/custodian"
        label={say('item.custodian')}
        hint={say('item.custodianHint')}
        value={draft.custodian}
        onChange={set('custodian')}
      />
      <Line
        field="/custodianService"
        label={say('item.service')}
        value={draft.custodianService}
        onChange={set('custodianService')}
      />
      <Line field="/place" label={say('item.place')} longest={500} value={draft.place} onChange={set('place')} />
      <Line field="/sealNumber" label={say('item.seal')} value={draft.sealNumber} onChange={set('sealNumber')} />
      <Choice<string>
        field="/hash/algorithm"
        label={say('item.algorithm')}
        hint={say('item.hashHint')}
        value={draft.hashAlgorithm}
        options={[
          { value: '', label: say('item.noHash') },
          ...ALGORITHMS.map((value) => ({ value, label: value.toUpperCase() })),
        ]}
        onChange={set('hashAlgorithm')}
      />
      {algorithm === undefined ? null : (
        <Line
          field="/hash/value"
          label={say('item.hash')}
          hint={say('item.hashDigits', { digits: DIGITS[algorithm], typed: draft.hashValue.trim().length })}
          value={draft.hashValue}
          onChange={set('hashValue')}
        />
      )}
      <Line
        field="/classification"
        label={say('item.classification')}
        hint={say('item.classificationHint')}
        value={draft.classification}
        onChange={set('classification')}
      />
      <Words
        field="/origin"
        label={say('item.origin')}
        hint={say('item.originHint')}
        value={draft.origin}
        onChange={set('origin')}
      />
    </>
  );
}
