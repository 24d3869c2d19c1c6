import fs from "node:fs"
import path from "node:path"

const KEEP_IN_MEMORY = 10_000

/**
 * @typedef {{ id: string, to: string, from: string, subject: string, html: string, text: string,
 *   headers: Record<string, string>, idempotency_key: string | null, sent_at: string }} Mail
 */

/**
 * The mails of the demo, kept in a file of one JSON object per line so that a restart keeps them.
 * @param {string | null} file null keeps them in memory only
 */
export function openMailStore(file) {
  /** @type {Mail[]} oldest first */
  let mails = file === null ? [] : readLines(file)
  return {
    /** @param {Mail} mail */
    add(mail) {
      appendLine(file, mail)
      mails.push(mail)
      if (mails.length > KEEP_IN_MEMORY) {
        mails = mails.slice(-KEEP_IN_MEMORY)
      }
    },
    /** Newest first. @param {string | null} to only to this address, upper and lower case alike */
    list(to = null) {
      const wanted = to === null ? null : bareAddress(to)
      return mails.filter((mail) => wanted === null || bareAddress(mail.to) === wanted).reverse()
    },
    /** @param {string} id */
    find: (id) => mails.find((mail) => mail.id === id) ?? null,
    clear() {
      mails = []
      if (file !== null) {
        fs.rmSync(file, { force: true })
      }
    },
  }
}

/** @param {string | null} file one JSON object per line; the line is in the system's hands when this returns */
export function appendLine(file, value) {
  if (file !== null) {
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
    fs.appendFileSync(file, `${JSON.stringify(value)}\n`, { mode: 0o600 })
  }
}

/** `Ada <ada@shop.example>` and `ADA@shop.example` are the same mailbox. */
function bareAddress(address) {
  const inBrackets = /<([^<>]+)>\s*$/.exec(address)
  return (inBrackets?.[1] ?? address).trim().toLowerCase()
}

function readLines(file) {
  if (!fs.existsSync(file)) {
    return []
  }
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line)]
      } catch {
        // The last line of a process that was killed while writing, or the empty one after it.
        return []
      }
    })
    .slice(-KEEP_IN_MEMORY)
}
