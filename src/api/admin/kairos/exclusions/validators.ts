import { z } from "@medusajs/framework/zod"

const MOST = 50_000

export const exclusionsBody = z.strictObject({
  /** What the list is called: `robinson`. */
  list: z
    .string("expected the list's name, such as robinson")
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, "expected small letters, digits, - and _, such as robinson"),
  entries: z
    .array(z.string("expected an address or its SHA-256").max(320))
    .min(1, "expected at least one entry")
    .max(MOST, `expected at most ${MOST} entries; send the rest in another request`),
  /** Whether who is not among the entries is taken off the list. */
  replace: z.boolean("expected true or false").default(false),
  /** Counts and writes nothing. */
  dry_run: z.boolean("expected true or false").default(true),
})
