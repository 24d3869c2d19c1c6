import { z } from "@medusajs/framework/zod"
import { IMPORT_COLUMNS } from "../../../../../core/consent/check-imported"

const MOST = 5000

const line = z.strictObject(
  Object.fromEntries(
    IMPORT_COLUMNS.map((column) => [column, z.string("expected a text").max(10_000).optional()])
  ) as Record<(typeof IMPORT_COLUMNS)[number], z.ZodOptional<z.ZodString>>
)

export const consentImportBody = z.strictObject({
  consents: z
    .array(line, "expected a list of consents such as [{ email, granted, date, source, text }]")
    .min(1, "expected at least one consent")
    .max(MOST, `expected at most ${MOST} consents; send the rest in another request`),
  /** Counts and writes nothing. */
  dry_run: z.boolean("expected true or false").default(true),
})
