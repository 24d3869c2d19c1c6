import type { Runtime } from "../support/runtime"

export type ExclusionImport = {
  readonly dry_run: boolean
  readonly entries: number
  readonly usable: number
  /** Of the usable ones, those that stood on the list before. */
  readonly unchanged: number
  /** Neither an address nor a hash. */
  readonly unreadable: number
}

/** Puts addresses, or hashes of them, on a list of people to whom nothing is advertised without their consent (B-32). */
export async function importExclusions(
  runtime: Runtime,
  input: {
    readonly list: string
    readonly entries: readonly string[]
    readonly replace: boolean
    readonly dry_run: boolean
  },
  actor: string
): Promise<ExclusionImport> {
  const { exclusions } = runtime.consent
  const read = input.entries.map((entry) => exclusions.hashOf(entry))
  const hashes = [...new Set(read.flatMap((hash) => hash ?? []))]
  const result = {
    dry_run: input.dry_run,
    entries: read.length,
    usable: hashes.length,
    unchanged: await exclusions.known(input.list, hashes),
    unreadable: read.filter((hash) => hash === null).length,
  }
  if (!input.dry_run) {
    await runtime.knex.transaction(async (trx) => {
      await exclusions.write(trx, input.list, hashes, input.replace)
      await runtime.automation.audit.append(
        { actor, action: "import", entity: "exclusion", entity_id: input.list, after: result },
        trx
      )
    })
  }
  return result
}
