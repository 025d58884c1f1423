import { type DuckDBConnection, DuckDBScalarFunction, TINYINT } from '@duckdb/node-api';
import { type ColumnBatch, type ColumnType, ENGINE_TYPES, partOf } from './columns.ts';

/** Looks at a part of a result, which is good until it returns. */
export type TakePart = (part: ColumnBatch) => void;

/**
 * Hands large results over part by part, in no order, while all threads of the engine work them out: each of them calls a function of ours and waits
 * for it. A streamed result comes from hardly more than one thread: the ledger of 10 M transfers took it twice as long.
 */
export class PartTaker {
  readonly #connection: DuckDBConnection;
  readonly #types: readonly ColumnType[];
  readonly #name: string;
  #take: TakePart | null = null;
  /** What `take` threw; the engine would keep nothing of it but a text. */
  #thrown: { readonly error: unknown } | null = null;

  /** @param name of the function within the engine; each needs its own */
  constructor(connection: DuckDBConnection, types: readonly ColumnType[], name: string) {
    this.#connection = connection;
    this.#types = types;
    this.#name = name;
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        volatile: true, // else the engine would ask it once for equal values
        specialHandling: true, // else rows with a NULL would be passed over
        parameterTypes: types.map((type) => ENGINE_TYPES[type]),
        returnType: TINYINT,
        mainFunction: (info, chunk) => {
          try {
            this.#take?.(partOf(chunk, types));
          } catch (error) {
            this.#thrown ??= { error };
            info.setError('a part of the result was refused');
          }
        },
      }),
    );
  }

  /** Throws what `take` throws; an error on a NULL, and on columns of other types than said. */
  async take(sql: string, take: TakePart): Promise<void> {
    const columns = this.#types.map((_, index) => `c${index}`).join(', ');
    this.#take = take;
    try {
      await this.#connection.run(`SELECT count(${this.#name}(${columns})) FROM (${sql}) AS result(${columns})`);
    } catch (failure) {
      throw this.#thrown === null ? failure : this.#thrown.error;
    } finally {
      this.#take = null;
      this.#thrown = null;
    }
  }
}
