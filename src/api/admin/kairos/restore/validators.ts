import { z } from "@medusajs/framework/zod"

export const restoreBody = z.strictObject({
  /** Counts and writes nothing. */
  dry_run: z.boolean("expected true or false").default(true),
  /** Somebody has looked at the payment provider which renewals were charged since the backup. */
  renewals_checked: z.boolean("expected true or false").default(false),
})
