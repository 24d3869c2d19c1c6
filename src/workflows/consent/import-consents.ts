import { createHash } from "node:crypto"
import {
  checkImported,
  type ImportedConsent,
  type ImportLine,
  type ImportRejection,
} from "../../core/consent/check-imported"
import type { ConsentInput } from "../../modules/kairos-consent/evidence"
import type { Runtime } from "../support/runtime"
import { changeConsent } from "./change-consent"

export type ConsentImport = {
  readonly dry_run: boolean
  readonly lines: number
  readonly granted: number
  readonly withdrawn: number
  /** Of those two: there from an earlier run. */
  readonly unchanged: number
  readonly rejected: Readonly<Partial<Record<ImportRejection, number>>>
  /** The first of the rejected, by their place in what was handed in. */
  readonly examples: readonly { readonly index: number; readonly reason: ImportRejection }[]
}

const EXAMPLES = 100

/**
 * Takes over consents from another system: all of a call, or on a dry run nothing but the counts. Every line has an id made of
 * what it says, so a second run changes nothing. What a person said later stands, and so does every suppression.
 */
export async function importConsents(
  runtime: Runtime,
  lines: readonly ImportLine[],
  { dry_run, actor }: { readonly dry_run: boolean; readonly actor: string }
): Promise<ConsentImport> {
  const at = {
    now: runtime.clock.now().toISOString(),
    inquiry_months: runtime.options.consent.inquiryMonths,
  }
  const checked = lines.map((line) => checkImported(line, at))
  const sound = checked.flatMap((one) => (typeof one === "string" ? [] : [one]))
  const kept = new Set(await runtime.consent.erasures.without(sound))
  const verdicts = checked.map((one) =>
    typeof one === "string" || kept.has(one) ? one : ("erased" as const)
  )
  const entries = [...kept].map((one) => entryOf(one, actor))
  const known = await runtime.consent.evidence.known(entries.map(({ id }) => id))
  const result = {
    ...countsOf(verdicts),
    dry_run,
    unchanged: entries.filter(({ id }) => known.has(id)).length,
  }
  if (!dry_run) {
    const fresh = entries.filter(({ id }) => !known.has(id))
    await runtime.knex.transaction(async (trx) => {
      await changeConsent(runtime, fresh, trx)
      const { examples: _examples, ...after } = result
      await runtime.automation.audit.append(
        { actor, action: "import", entity: "consent", entity_id: "import", after },
        trx
      )
    })
  }
  return result
}

function countsOf(
  verdicts: readonly (ImportedConsent | ImportRejection)[]
): Omit<ConsentImport, "dry_run" | "unchanged"> {
  const rejected: Partial<Record<ImportRejection, number>> = {}
  const examples: { index: number; reason: ImportRejection }[] = []
  let granted = 0
  let withdrawn = 0
  for (const [index, one] of verdicts.entries()) {
    if (typeof one === "string") {
      rejected[one] = (rejected[one] ?? 0) + 1
      if (examples.length < EXAMPLES) {
        examples.push({ index, reason: one })
      }
    } else if (one.granted) {
      granted += 1
    } else {
      withdrawn += 1
    }
  }
  return { lines: verdicts.length, granted, withdrawn, rejected, examples }
}

function entryOf(
  { said_in, ...consent }: ImportedConsent,
  actor: string
): ConsentInput & { readonly id: string } {
  const { email, purpose, channel, granted, occurred_at, text_version } = consent
  // A no without a date is from today on each run: then it is the day that is the same.
  const when = granted ? occurred_at : occurred_at.slice(0, 10)
  const key = ["import", email, purpose, channel, granted, when, said_in, text_version]
  return {
    ...consent,
    id: `kcns_${createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 32)}`,
    source: "import",
    evidence: { said_in },
    actor: `user:${actor}`,
  }
}
