import path from "node:path"
import { z } from "@medusajs/framework/zod"

/** A place of the shop's own for the journal of refusals: another database, a bucket, a log that only grows. */
export type JournalStore = {
  /** Adds whole lines. Has to resolve only once they would outlive a crash. A line may come twice. */
  readonly append: (lines: readonly string[]) => Promise<void>
  /** The line that was added last, or null where there is none. */
  readonly last: () => Promise<string | null>
  /** All lines, the oldest first. */
  readonly read: () => AsyncIterable<string>
}

const METHODS = ["append", "last", "read"] as const

const EXPECTED =
  "must be { file: an absolute path } on a disk that is not restored with the database, or { store: { append, last, read } }"

export const journalSchema = z.union(
  [
    z.strictObject({ file: z.string().refine((file) => path.isAbsolute(file)) }),
    z.strictObject({
      store: z.custom<JournalStore>(
        (value) =>
          typeof value === "object" &&
          value !== null &&
          METHODS.every(
            (name) => typeof (value as Readonly<Record<string, unknown>>)[name] === "function"
          )
      ),
    }),
  ],
  EXPECTED
)
