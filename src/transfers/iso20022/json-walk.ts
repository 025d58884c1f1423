import type { ElementSink } from './element-sink.ts';
import { elementName } from './json-names.ts';

/** What JSON can hold once its numbers are kept as they were written. */
export type Json = string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON text to values, with numbers as the text that they were written in: 100.10 stays "100.10", so that no amount ever
 * passes through a float.
 * @throws SyntaxError when it is not JSON; RangeError when it is nested too deep for the engine.
 */
export function parseExactly(text: string): Json {
  const parse: (text: string, reviver: NumberKeeper) => Json = JSON.parse;
  return parse(text, (_key, value, context) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  );
}

type NumberKeeper = (key: string, value: Json | number, context?: { readonly source?: string }) => Json;

/** Elements of which there may be many: walked after the facts beside them, because JSON keys come in any order. */
const MANY = new Set(['PmtInf', 'CdtTrfTxInf', 'TxInf', 'Stmt', 'Rpt', 'Ntfctn', 'Ntry', 'NtryDtls', 'TxDtls']);

/** Keys under which the JSON forms of the standard put the text and the currency attribute of an amount. */
const TEXT_KEYS = ['#text', '$', '_', 'value', 'Value', 'amt', 'Amt', '$value'];
const CURRENCY_KEYS = ['@Ccy', 'Ccy', '-Ccy', '_Ccy', '$Ccy', '@ccy', 'ccy', 'currency', 'Currency'];

/** Tells a sink the elements of a JSON document as if it were XML. An array stands for elements of the same name. */
export function walkJson(document: Json, sink: ElementSink): void {
  if (isList(document)) for (const item of document) walkJson(item, sink);
  else if (isObject(document)) walkMembers(document, sink);
}

function walkMembers(object: { readonly [key: string]: Json }, sink: ElementSink): void {
  const members = Object.entries(object)
    .filter(([key]) => !/^([@$#_-]|xmlns)/.test(key))
    .map(([key, value]) => [elementName(key), value] as const);
  for (const [name, value] of members) if (!MANY.has(name)) walkElement(name, value, sink);
  for (const [name, value] of members) if (MANY.has(name)) walkElement(name, value, sink);
}

function walkElement(name: string, value: Json, sink: ElementSink): void {
  if (value === null) return;
  if (isList(value)) {
    for (const item of value) walkElement(name, item, sink);
    return;
  }
  if (!isObject(value)) {
    walkLeaf(name, value, undefined, sink);
    return;
  }
  const text = leafText(value);
  if (text !== undefined) {
    walkLeaf(name, text, firstText(value, CURRENCY_KEYS), sink);
    return;
  }
  sink.open(name, undefined);
  walkMembers(value, sink);
  sink.close('');
}

function walkLeaf(name: string, value: string | boolean, currency: string | undefined, sink: ElementSink): void {
  sink.open(name, currency);
  sink.close(String(value).trim());
}

/** Text of an object that stands for one element with attributes: `{"@Ccy": "EUR", "#text": "10.00"}`. */
function leafText(object: { readonly [key: string]: Json }): string | undefined {
  const text = firstText(object, TEXT_KEYS);
  const other = Object.keys(object).some((key) => !TEXT_KEYS.includes(key) && !CURRENCY_KEYS.includes(key));
  if (text === undefined || other) return undefined;
  const symbolic = firstText(object, ['#text', '$', '_', '$value']) !== undefined;
  return symbolic || firstText(object, CURRENCY_KEYS) !== undefined ? text : undefined;
}

function firstText(object: { readonly [key: string]: Json }, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
