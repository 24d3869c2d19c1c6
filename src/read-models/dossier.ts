import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Localized } from "../core/catalog/definitions"
import { subjectBindings, theirs } from "../core/privacy/erase-sql"
import type { DataSubject, PersonalClass, RegisterEntry } from "../core/privacy/personal-data"
import { REGISTER } from "../core/privacy/register"
import { ownBreakdown } from "../core/value/own-breakdown"
import type { TierBreakdown } from "../core/value/tier"

/** What one table holds of a person, of one kind of data. */
export type DossierSection = {
  readonly table: string
  readonly label: Localized
  readonly purpose: Localized
  readonly basis: Localized
  readonly retention: Localized
  /** Ids and addresses with what is told, seen or concluded beside them. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

export type Dossier = Readonly<
  Record<Exclude<PersonalClass, "identifies">, readonly DossierSection[]>
>

/** More of one table than anybody reads; a person with more is a shop's till, not a shopper. */
const MOST_ROWS = 10_000

/**
 * All that is held of a person, table by table as the register says.
 * @param own choices and evidence belong to the address; where that is all that may be asked by the address, the person of the rest
 */
export async function readDossier(
  knex: Knex,
  subject: DataSubject,
  own: DataSubject = subject
): Promise<Dossier> {
  const of = ({ owner }: RegisterEntry) => (owner === "kairos-consent" ? subject : own)
  const [declared, observed, inferred] = await Promise.all([
    sections(knex, of, "declared"),
    sections(knex, of, "observed"),
    sections(knex, of, "inferred"),
  ])
  return { declared, observed, inferred }
}

async function sections(
  knex: Knex,
  of: (entry: RegisterEntry) => DataSubject,
  kind: PersonalClass
): Promise<readonly DossierSection[]> {
  const found: DossierSection[] = []
  for (const entry of REGISTER) {
    const sql = sectionSql(entry, kind)
    if (sql === null) {
      continue
    }
    const { rows } = await knex.raw<{ rows: Readonly<Record<string, unknown>>[] }>(
      sql,
      subjectBindings(of(entry)) as never
    )
    if (rows.length > 0) {
      const { table, label, purpose, basis, retention } = entry
      found.push({ table, label, purpose, basis, retention, rows: rows.map(ownRow) })
    }
  }
  return found
}

/** What a row says of other people stays out of it. */
const ownRow = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  row.tier_breakdown == null
    ? row
    : { ...row, tier_breakdown: ownBreakdown(row.tier_breakdown as TierBreakdown) }

/** Null where a table holds nothing of this kind about anybody who is known. */
function sectionSql(entry: RegisterEntry, kind: PersonalClass): string | null {
  const where = entry.belongs.kind === "mentions" ? null : theirs(entry.belongs, REGISTER)
  const columns = Object.entries(entry.personal)
  if (where === null || !columns.some(([, one]) => one === kind)) {
    return null
  }
  const shown = columns
    .filter(([, one]) => one === kind || one === "identifies")
    .map(([column]) => `t.${column}`)
  return `select ${shown.join(", ")} from ${entry.table} t where ${where} limit ${MOST_ROWS}`
}

export type SameAddress = { readonly customer_id: string; readonly has_account: boolean }

/** Other customer rows of Medusa with the same address: theirs are dossiers of their own. */
export async function othersAt(
  knex: Knex,
  customerId: string,
  email: string
): Promise<readonly SameAddress[]> {
  return knex("customer")
    .select("id as customer_id", "has_account")
    .whereRaw("lower(trim(email)) = ? and id <> ? and deleted_at is null", [email, customerId])
    .orderBy("id")
}
