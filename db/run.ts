/**
 * The synchronous executor. Kysely only builds (compile); this runs the SQL on prepared statements cached by text.
 * A transaction function that returns a promise is rejected: in better-sqlite3 its later writes would stay committed
 * after the “rollback” (architecture.md “The database layer is synchronous”).
 */
import type Database from 'better-sqlite3';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Tables } from './tables.ts';

/** The query builder: builds only, never runs. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

interface Compiled<Row> {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[]; readonly query: unknown } & {
    readonly __row?: Row;
  };
}

/** A Kysely query of rows `Row`. */
export interface Query<Row> extends Compiled<Row> {
  execute(): Promise<Row[]>;
}

export interface Reading {
  all<Row>(query: Query<Row>): Row[];
  first<Row>(query: Query<Row>): Row | undefined;
  /** Hand-written SQL, only inside db/: for what the builder cannot say. */
  select<Row>(sql: string, ...parameters: readonly unknown[]): Row[];
  selectFirst<Row>(sql: string, ...parameters: readonly unknown[]): Row | undefined;
}

export interface Writing extends Reading {
  run(query: Compiled<unknown>): { readonly changes: number };
  execute(sql: string, ...parameters: readonly unknown[]): { readonly changes: number };
}

export class Store {
  readonly #connection: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(connection: Database.Database) {
    this.#connection = connection;
  }

  /** One synchronous write transaction; takes the write lock at once, so two processes never interleave. */
  transaction<T>(work: (transaction: Writing) => T): T {
    return this.#within('BEGIN IMMEDIATE', work);
  }

  /** One consistent view for several reads. */
  snapshot<T>(work: (reading: Reading) => T): T {
    return this.#within('BEGIN', work);
  }

  pragma(text: string): unknown {
    return this.#connection.pragma(text, { simple: true });
  }

  backup(file: string): Promise<unknown> {
    return this.#connection.backup(file);
  }

  close(): void {
    this.#connection.close();
  }

  #within<T>(begin: string, work: (transaction: Writing) => T): T {
    this.#statement(begin).run();
    const handle = new Transaction((sql) => this.#statement(sql));
    try {
      const value = work(handle);
      if (value instanceof Promise) throw new Error('a transaction must be synchronous');
      this.#statement('COMMIT').run();
      return value;
    } catch (error) {
      if (this.#connection.inTransaction) this.#statement('ROLLBACK').run();
      throw error;
    } finally {
      handle.end();
    }
  }

  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

class Transaction implements Writing {
  #prepare: ((sql: string) => Database.Statement) | null;

  constructor(prepare: (sql: string) => Database.Statement) {
    this.#prepare = prepare;
  }

  all<Row>(query: Query<Row>): Row[] {
    const { sql, parameters } = query.compile();
    return this.select<Row>(sql, ...parameters);
  }

  first<Row>(query: Query<Row>): Row | undefined {
    const { sql, parameters } = query.compile();
    return this.selectFirst<Row>(sql, ...parameters);
  }

  run(query: Compiled<unknown>): { readonly changes: number } {
    const { sql, parameters } = query.compile();
    return this.execute(sql, ...parameters);
  }

  select<Row>(sql: string, ...parameters: readonly unknown[]): Row[] {
    return this.#statement(sql).all(...parameters) as Row[];
  }

  selectFirst<Row>(sql: string, ...parameters: readonly unknown[]): Row | undefined {
    return this.#statement(sql).get(...parameters) as Row | undefined;
  }

  execute(sql: string, ...parameters: readonly unknown[]): { readonly changes: number } {
    return this.#statement(sql).run(...parameters);
  }

  /** A handle kept beyond its transaction is useless: a late write must fail loudly, not join the next one. */
  end(): void {
    this.#prepare = null;
  }

  #statement(sql: string): Database.Statement {
    if (this.#prepare === null) throw new Error('this transaction has ended');
    return this.#prepare(sql);
  }
}
