import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Answer, Answers } from "../../core/preferences/answers"
import type { Corrections } from "../../core/preferences/inferred"

export type Declaration = { readonly answers: Answers; readonly corrections: Corrections }

const NOTHING: Declaration = { answers: {}, corrections: {} }

/** What customers say of themselves. Hangs on the customer row, never on an address alone, which nobody has verified. */
export class DeclarationStore {
  constructor(private readonly knex: Knex) {}

  async read(customerId: string, trx: Knex = this.knex): Promise<Declaration> {
    const row = await trx<Declaration>("kairos_declaration")
      .where({ customer_id: customerId })
      .first("answers", "corrections")
    return row ?? NOTHING
  }

  /** Null takes an answer or a correction back; what is not named stays. */
  async save(
    trx: Knex,
    customerId: string,
    change: {
      readonly answers: Readonly<Record<string, Answer | null>>
      readonly corrections: Readonly<Record<string, Corrections[string] | null>>
    },
    at: string
  ): Promise<void> {
    const answers = Object.entries(change.answers).map(([key, value]) => [
      key,
      value === null ? null : { value, at },
    ])
    // Null would stay as a value of its own without the stripping.
    await trx.raw(
      `insert into kairos_declaration as d (customer_id, answers, corrections)
       values (?, jsonb_strip_nulls(?::jsonb), jsonb_strip_nulls(?::jsonb))
       on conflict (customer_id) do update set
         answers = jsonb_strip_nulls(d.answers || ?::jsonb),
         corrections = jsonb_strip_nulls(d.corrections || ?::jsonb), updated_at = now()`,
      [customerId, ...twice(JSON.stringify(Object.fromEntries(answers)), change.corrections)]
    )
  }
}

const twice = (answers: string, corrections: object): string[] => {
  const other = JSON.stringify(corrections)
  return [answers, other, answers, other]
}
