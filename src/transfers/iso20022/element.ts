/**
 * One ISO 20022 element of a transaction that is held in memory: its local name, its text when it is a leaf, its currency
 * attribute (`Ccy`), its children in order. Small by construction: `limits.ts` bounds what one transaction may hold.
 */
export class Element {
  readonly name: string;
  readonly currency: string | undefined;
  text = '';
  #children: Element[] | undefined;

  constructor(name: string, currency?: string) {
    this.name = name;
    this.currency = currency;
  }

  get children(): readonly Element[] {
    return this.#children ?? NONE;
  }

  add(child: Element): void {
    if (this.#children) this.#children.push(child);
    else this.#children = [child];
  }

  /** First child of that name. */
  child(name: string): Element | undefined {
    if (this.#children) for (const child of this.#children) if (child.name === name) return child;
    return undefined;
  }

  childrenNamed(name: string): Element[] {
    return this.children.filter((child) => child.name === name);
  }

  /** Follows the first child of each name in turn. */
  at(...path: readonly string[]): Element | undefined {
    let element: Element | undefined = this;
    for (const name of path) element = element?.child(name);
    return element;
  }

  /** Text at the end of the path; undefined when there is none, when it is empty, or when it says NOTPROVIDED. */
  textAt(...path: readonly string[]): string | undefined {
    return present(this.at(...path)?.text);
  }
}

const NONE: readonly Element[] = [];

/** ISO 20022 guidelines fill mandatory references that nobody gave with NOTPROVIDED: that is a missing value. */
export function present(text: string | undefined): string | undefined {
  return text === undefined || text === '' || NOT_PROVIDED.test(text) ? undefined : text;
}

const NOT_PROVIDED = /^NOT ?PROVIDED$/i;
