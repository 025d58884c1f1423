/** A file as it is laid out: plain texts in a form, in one language. Nothing of it is markup, whatever it holds. */
export interface FileDocument {
  readonly language: 'fr' | 'en';
  readonly title: string;
  readonly author: string;
  /** The document's date: of the data, never of the renderer's clock. */
  readonly asOf: string;
  /** On each page. */
  readonly marking: string;
  readonly reference: string;
  /** Before the number of a page, and between it and the number of pages. */
  readonly page: { readonly before: string; readonly of: string };
  readonly contents: string;
  readonly head: readonly Block[];
  readonly blocks: readonly Block[];
}

export type Block =
  | {
      readonly type: 'heading';
      readonly level: 1 | 2 | 3;
      readonly text: string;
      /** False: it is a bookmark of the document, and no line of its contents. */
      readonly inContents?: boolean;
    }
  | { readonly type: 'paragraph'; readonly text: string; readonly style?: 'soft' | 'strong' | 'notice' }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'terms'; readonly items: readonly (readonly [term: string, text: string])[] }
  | Table
  | NetworkFigure
  | { readonly type: 'new_page' };

interface Table {
  readonly type: 'table';
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly width: number; readonly end?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

interface NetworkFigure {
  readonly type: 'network';
  readonly caption: string;
  /** What it shows, for who does not see it. */
  readonly alternative: string;
  /** In the units of the places. */
  readonly height: number;
  readonly payersTitle: string;
  readonly payeesTitle: string;
  readonly payers: readonly Drawn[];
  readonly payees: readonly Drawn[];
  readonly lines: readonly {
    readonly from: number;
    readonly to: number;
    readonly width: number;
    readonly own: boolean;
  }[];
}

interface Drawn {
  readonly y: number;
  readonly label: string;
  readonly standsOut: boolean;
}
