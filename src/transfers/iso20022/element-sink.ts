/** Receives a document as it is walked, from XML or from JSON. Names are local names, without prefix. */
export interface ElementSink {
  open(name: string, currency: string | undefined): void;
  /** `text` is the trimmed text of the element that closes; it has no meaning when the element had children. */
  close(text: string): void;
}
