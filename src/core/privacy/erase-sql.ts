import type { Belonging, DataSubject, RegisterEntry } from "./personal-data"

/** Named bindings of all SQL here. */
export type SubjectBindings = {
  readonly customers: readonly string[]
  readonly emails: readonly string[]
  readonly needles: readonly string[]
}

/** What would name the person wherever it stands; in lower case. */
export function needlesOf({ customer_ids, emails }: DataSubject): readonly string[] {
  return [...customer_ids, ...emails].map((text) => text.toLowerCase())
}

export const subjectBindings = (subject: DataSubject): SubjectBindings => ({
  customers: subject.customer_ids,
  emails: subject.emails,
  needles: needlesOf(subject),
})

// Never `:name::text[]`: knex reads a name between two colons as an identifier.
const texts = (name: keyof SubjectBindings) => `cast(:${name} as text[])`

/** Whether a text of SQL holds one of the person's ids or addresses. */
export const holdsNeedle = (text: string): string =>
  `exists (select from unnest(${texts("needles")}) needle where position(needle in lower(${text})) > 0)`

/**
 * The condition under which a row `t` is the person's: the same customer id or the same normalised e-mail. Null for a table that
 * knows nobody.
 */
export function theirs(
  belongs: Belonging,
  register: readonly RegisterEntry[],
  alias = "t"
): string | null {
  switch (belongs.kind) {
    case "nobody":
      return null
    case "person":
      return `(${[
        ...(belongs.customer === undefined
          ? []
          : [`${alias}.${belongs.customer} = any(${texts("customers")})`]),
        ...(belongs.email === undefined
          ? []
          : [`${alias}.${belongs.email} = any(${texts("emails")})`]),
      ].join(" or ")})`
    case "mentions":
      return holdsNeedle(`cast(${alias}.${belongs.column} as text)`)
    case "through": {
      const parent = register.find(({ table }) => table === belongs.table)
      const parents = parent === undefined ? null : theirs(parent.belongs, register, "parent")
      if (parents === null) {
        throw new Error(
          `the register says that rows belong to people through ${belongs.table}; expected a table there that knows people`
        )
      }
      return `${alias}.${belongs.column} in (select parent.${belongs.key} from ${belongs.table} parent where ${parents})`
    }
  }
}

/** The statement that erases a person from a table; null where rows are kept or nobody is known. Doing it again finds nothing. */
export function eraseSql(entry: RegisterEntry, register: readonly RegisterEntry[]): string | null {
  const where = theirs(entry.belongs, register)
  if (where === null || entry.erasure.kind === "keep") {
    return null
  }
  if (entry.erasure.kind === "delete") {
    return `delete from ${entry.table} t where ${where}`
  }
  const set = Object.entries(entry.erasure.set).map(([column, value]) => `${column} = ${value}`)
  return `update ${entry.table} t set ${set.join(", ")} where ${where}`
}

export type ErasedRows = { readonly table: string; readonly rows: number }

/**
 * Erases a person from the tables of one module, in the order of the register.
 * @param run runs one statement with named bindings and answers how many rows it touched
 */
export async function eraseFrom(
  register: readonly RegisterEntry[],
  subject: DataSubject,
  run: (sql: string, bindings: SubjectBindings) => Promise<number>
): Promise<readonly ErasedRows[]> {
  const erased: ErasedRows[] = []
  for (const entry of register) {
    const sql = eraseSql(entry, register)
    if (sql !== null) {
      erased.push({ table: entry.table, rows: await run(sql, subjectBindings(subject)) })
    }
  }
  return erased
}
