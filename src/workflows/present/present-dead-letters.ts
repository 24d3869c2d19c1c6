import { deadLetters } from "../../read-models/dead-letters"
import type { DeadLettersResponse } from "../../types"
import type { Runtime } from "../support/runtime"

export async function presentDeadLetters(
  runtime: Runtime,
  filter: { readonly error_class?: string },
  page: { readonly offset: number; readonly limit: number }
): Promise<DeadLettersResponse> {
  const { rows, count, classes } = await deadLetters(runtime.knex, filter, page)
  return {
    dead_letters: rows.map((row) => ({
      ...row,
      occurred_at: row.occurred_at.toISOString(),
      received_at: row.received_at.toISOString(),
    })),
    classes,
    count,
    ...page,
  }
}
