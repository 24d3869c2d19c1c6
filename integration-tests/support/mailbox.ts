import { spawn, type ChildProcess } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { until } from "./until"

export type Mail = {
  readonly id: string
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  readonly sent_at: string
}

export type Mailbox = {
  readonly url: string
  readonly journal: string
  readonly messages: (to?: string) => Promise<readonly Mail[]>
  /** How it fails from now on, in a vendor's ways (demo/mailbox/behaviour.mjs). A test that asks for it takes it back. */
  readonly behave: (behaviour: Readonly<Record<string, unknown>>) => Promise<void>
  /** No mails, and as well behaved as at first. */
  readonly clear: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** The demo's mailbox in a process of its own: the e-mail vendor of the tests, with its own journal of what it accepted. */
export async function startMailbox(): Promise<Mailbox> {
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-mailbox-"))
  const journal = path.join(folder, "journal.ndjson")
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = path.resolve(__dirname, "../../demo/mailbox/server.mjs")
  const child = spawn(process.execPath, [server, "--port", String(port), "--journal", journal], {
    stdio: ["ignore", "ignore", "inherit"],
  })
  await until(`the mailbox at ${url}`, () => answers(`${url}/messages`))
  return {
    url,
    journal,
    messages: async (to) => {
      const response = await fetch(
        `${url}/messages${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`
      )
      return ((await response.json()) as { messages: Mail[] }).messages
    },
    behave: async (behaviour) => {
      const headers = { "content-type": "application/json" }
      const body = JSON.stringify(behaviour)
      const answer = await fetch(`${url}/behaviour`, { method: "POST", headers, body })
      if (!answer.ok) {
        throw new Error(`the mailbox does not behave so: ${await answer.text()}`)
      }
    },
    clear: async () => {
      for (const what of ["behaviour", "messages"]) {
        await fetch(`${url}/${what}`, { method: "DELETE" })
      }
    },
    stop: async () => {
      await stopChild(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === "string") {
    throw new Error("the system gave no free port")
  }
  return address.port
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return
  }
  const gone = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGKILL")
  await gone
}

export function readJournal(file: string): readonly Record<string, unknown>[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

async function answers(url: string): Promise<true | null> {
  try {
    return (await fetch(url)).ok ? true : null
  } catch {
    return null
  }
}
