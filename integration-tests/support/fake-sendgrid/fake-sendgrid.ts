import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { createInterface } from "node:readline"
import { stopChild } from "../mailbox"

/** What SendGrid's keys look like; the fake takes no other. */
export const FAKE_KEY = `SG.${"k".repeat(22)}.${"s".repeat(43)}`

export type SentMail = {
  readonly at: string
  readonly message_id: string
  readonly to: string
  readonly delivery_id: string | null
  readonly attempt: number | null
  readonly custom_args: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly from: { readonly email: string; readonly name?: string }
  readonly reply_to: { readonly email: string } | null
  readonly tracking: Readonly<Record<string, unknown>>
  readonly subject: string | null
  readonly text: string | null
  readonly html: string | null
}

export type FakeBehaviour = {
  readonly mode: string
  readonly ms?: number
  readonly retry_after?: number
  readonly times?: number
  readonly to?: string
}

export type ReportOrder = {
  /** The webhook. */
  readonly url: string
  readonly kinds: readonly string[]
  readonly to?: string
  readonly copies?: number
  /** A seed for the order. */
  readonly shuffle?: number
  readonly batch?: number
  readonly age_seconds?: number
  readonly more?: Readonly<Record<string, unknown>>
}

export type FakeSendgrid = {
  readonly url: string
  /** One line per accepted mail. */
  readonly journal: string
  /** The key that its reports are signed with, as SendGrid shows it. */
  readonly verificationKey: string
  /** What makes medusa-config send a shop's e-mail through it, for `ShopEnvironment.more`. */
  readonly environment: Readonly<Record<string, string>>
  readonly sent: (to?: string) => Promise<readonly SentMail[]>
  /** Until told otherwise, or for so many `times`. */
  readonly behave: (behaviour: FakeBehaviour) => Promise<void>
  /** Sends signed reports about what it accepted. */
  readonly report: (
    order: ReportOrder
  ) => Promise<{ readonly events: number; readonly statuses: Readonly<Record<string, number>> }>
  readonly stop: () => Promise<void>
}

/**
 * SendGrid for tests in a process of its own; server.mjs beside this file says what it can do. A shop whose environment has
 * `environment` sends through it.
 */
export async function startFakeSendgrid(): Promise<FakeSendgrid> {
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-sendgrid-"))
  const journal = path.join(folder, "journal.ndjson")
  const script = path.join(__dirname, "server.mjs")
  const child = spawn(
    process.execPath,
    [script, "--port", "0", "--journal", journal, "--key", FAKE_KEY],
    { stdio: ["ignore", "pipe", "inherit"] }
  )
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string]
  const url = line.replace("sendgrid ", "")
  const { key } = await call<{ key: string }>(`${url}/verification-key`)
  return {
    url,
    journal,
    verificationKey: key,
    environment: {
      KAIROS_SENDGRID_URL: url,
      KAIROS_SENDGRID_KEY: FAKE_KEY,
      KAIROS_SENDGRID_WEBHOOK_KEY: key,
    },
    sent: async (to) => {
      const answer = await call<{ journal: SentMail[] }>(`${url}/journal`)
      return answer.journal.filter((mail) => to === undefined || mail.to === to)
    },
    behave: (behaviour) => call(`${url}/behaviour`, behaviour),
    report: (order) => call(`${url}/reports`, order),
    stop: async () => {
      await stopChild(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function call<T>(url: string, body?: unknown): Promise<T> {
  const response = await fetch(
    url,
    body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }
  )
  const answer: unknown = await response.json()
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}: ${JSON.stringify(answer)}`)
  }
  return answer as T
}
