import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

/**
 * The text of a pack file with new weights. Only the numbers after `weight:` change: comments, order, anchors and layout
 * stay byte for byte. Indicators that `weights` does not name keep theirs. Throws when a new weight has another sign, or
 * when the text is not YAML.
 */
export function rewriteWeights(text: string, weights: ReadonlyMap<string, number>): string {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw error;
  const indicators = document.get('indicators');
  if (!isSeq(indicators)) return text;
  const changes = indicators.items.flatMap((item) => (isMap(item) ? changeOf(item, weights) : []));
  return changes.reduceRight((all, { from, to, weight }) => all.slice(0, from) + weight + all.slice(to), text);
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly weight: string;
}

function changeOf(
  item: { get(key: string, keepScalar?: boolean): unknown },
  weights: ReadonlyMap<string, number>,
): readonly Change[] {
  const id = item.get('id');
  const scalar = item.get('weight', true);
  const weight = typeof id === 'string' ? weights.get(id) : undefined;
  if (weight === undefined || !isScalar(scalar) || !scalar.range) return [];
  if (Math.sign(weight) !== Math.sign(Number(scalar.value)))
    throw new Error(`The weight of ${id} would change its sign from ${scalar.value} to ${weight}`);
  return [{ from: scalar.range[0], to: scalar.range[1], weight: String(weight) }];
}
