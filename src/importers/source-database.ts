import type * as Typeorm from "typeorm"
import type { DataSource, EntitySchemaOptions, QueryRunner } from "typeorm"
import { ImportError } from "./import-error"

/** A table as far as it is read. Every value comes as the text that the database writes, or null. */
export type SourceTable = {
  readonly name: string
  /** The name in the database; `name` when absent. */
  readonly table?: string
  readonly key: string
  readonly columns: readonly string[]
}

export type SourceReader = {
  /** @param where SQL over the alias `t`, with `:named` parameters */
  readonly rows: <T>(
    table: string,
    where: string,
    parameters: Readonly<Record<string, unknown>>,
    page?: { readonly orderBy: string; readonly limit: number }
  ) => Promise<T[]>
  readonly count: (table: string, where: string) => Promise<number>
  /** @param sql with `:named` parameters */
  readonly query: <T>(sql: string, parameters?: Readonly<Record<string, unknown>>) => Promise<T[]>
  /** A name as this database quotes it; `schema.table` in two parts. */
  readonly quote: (name: string) => string
}

export type SourceDatabase = {
  readonly kind: SourceKind
  /** `mysql shop.example:3306/wordpress` */
  readonly origin: string
  readonly tables: () => Promise<ReadonlySet<string>>
  /** What is read in one call is one state of the database, and nothing can be written. */
  readonly snapshot: <T>(read: (reader: SourceReader) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

export type SourceKind = "mysql" | "postgres"

const KINDS: Readonly<Record<string, SourceKind>> = {
  "mysql:": "mysql",
  "mariadb:": "mysql",
  "postgres:": "postgres",
  "postgresql:": "postgres",
}
const NAMES = { mysql: "MySQL or MariaDB", postgres: "Postgres" } as const
const DRIVERS = { mysql: "mysql2", postgres: "pg" } as const

/** @throws ImportError when it is no address of a database that can be read */
export function kindOf(url: string): SourceKind {
  const kind = URL.canParse(url) ? KINDS[new URL(url).protocol] : undefined
  if (kind === undefined) {
    throw new ImportError(
      "the address of the other shop's database cannot be used; expected mysql://user:password@host:3306/name or " +
        "postgres://user:password@host:5432/name"
    )
  }
  return kind
}

/**
 * Connects to another platform's database, to read only: the session refuses writes, whatever its user may do.
 * @throws ImportError that names the server, never the password
 */
export async function openSourceDatabase(
  url: string,
  tables: readonly SourceTable[] = []
): Promise<SourceDatabase> {
  const kind = kindOf(url)
  const origin = originOf(url, kind)
  const source = await connect(url, kind, tables, origin)
  const runner = source.createQueryRunner()
  await runner.query(
    kind === "mysql"
      ? "set session transaction read only"
      : "set session characteristics as transaction read only"
  )
  return {
    kind,
    origin,
    tables: async () => {
      const schema = kind === "mysql" ? "database()" : "current_schema()"
      const rows: { name: string }[] = await runner.query(
        `select table_name as name from information_schema.tables where table_schema = ${schema}`
      )
      return new Set(rows.map(({ name }) => name))
    },
    snapshot: async (read) => {
      await runner.startTransaction("REPEATABLE READ")
      try {
        return await read(readerOf(source, runner))
      } catch (error) {
        throw error instanceof ImportError
          ? error
          : new ImportError(`${origin}: ${(error as Error).message}`)
      } finally {
        await runner.rollbackTransaction().catch(() => undefined)
      }
    },
    close: async () => {
      await runner.release()
      await source.destroy()
    },
  }
}

async function connect(
  url: string,
  kind: SourceKind,
  tables: readonly SourceTable[],
  origin: string
): Promise<DataSource> {
  const { DataSource: Source, EntitySchema } = await loadTypeorm()
  // Text alone: neither a zone nor a float is between the database and us.
  const extra =
    kind === "mysql"
      ? { typeCast: (field: { string: () => string | null }) => field.string() }
      : {
          types: { getTypeParser: () => (value: unknown) => value },
          options: "-c default_transaction_read_only=on -c TimeZone=UTC -c DateStyle=ISO",
        }
  const source = new Source({
    type: kind,
    url,
    entities: tables.map(
      (table) =>
        // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- TypeORM takes plain options
        new EntitySchema<object>({
          name: table.name,
          tableName: table.table ?? table.name,
          columns: columnsOf(table),
        })
    ),
    poolSize: 1,
    logging: false,
    extra,
  })
  try {
    return await source.initialize()
  } catch (error) {
    const { name, message } = error as Error
    throw new ImportError(
      name === "DriverPackageNotInstalledError"
        ? `the driver for ${NAMES[kind]} is missing; add it with: npm install ${DRIVERS[kind]}`
        : `cannot connect to ${origin}: ${message || name}; check the address, the user and that the server lets this machine in`
    )
  }
}

async function loadTypeorm(): Promise<typeof Typeorm> {
  try {
    return await import("typeorm")
  } catch {
    throw new ImportError("TypeORM is missing; add it with: npm install typeorm")
  }
}

const columnsOf = ({ key, columns }: SourceTable): EntitySchemaOptions<object>["columns"] =>
  Object.fromEntries(
    [key, ...columns].map((column) => [
      column,
      { type: "varchar", primary: column === key, nullable: column !== key },
    ])
  )

function readerOf(source: DataSource, runner: QueryRunner): SourceReader {
  const select = (table: string, where: string, parameters: object) =>
    runner.manager.createQueryBuilder<object>(table, "t").where(where, parameters as never)
  return {
    rows: async <T>(
      table: string,
      where: string,
      parameters: object,
      page?: { orderBy: string; limit: number }
    ) => {
      const query = select(table, where, parameters)
      const paged =
        page === undefined ? query : query.orderBy(`t.${page.orderBy}`, "ASC").limit(page.limit)
      return (await paged.getMany()) as T[]
    },
    count: (table, where) => select(table, where, {}).getCount(),
    query: (sql, parameters = {}) => {
      const [text, values] = source.driver.escapeQueryWithParameters(sql, { ...parameters })
      return runner.query(text, values)
    },
    quote: (name) =>
      name
        .split(".")
        .map((part) => source.driver.escape(part))
        .join("."),
  }
}

function originOf(url: string, kind: SourceKind): string {
  const { hostname, port, pathname } = new URL(url)
  return `${kind} ${hostname}:${port || (kind === "mysql" ? "3306" : "5432")}${decodeURIComponent(pathname)}`
}
