import { createReadStream } from "node:fs"
import { mkdir, open } from "node:fs/promises"
import path from "node:path"
import { createInterface } from "node:readline"
import { readJournalLine } from "../../core/consent/journal"
import type { JournalStore } from "../../options/journal"

/** Longer than any line of ours. */
const TAIL_BYTES = 16 * 1024

/**
 * The journal as a file that only grows. Each call opens it anew: it may have been moved, or its disk mounted, meanwhile. A line
 * that a crash cut off is ended before the next one, so that it spoils no other.
 */
export function journalFile(file: string): JournalStore {
  return {
    append: async (lines) => {
      await mkdir(path.dirname(file), { recursive: true })
      const handle = await open(file, "a+", 0o600)
      try {
        const { size } = await handle.stat()
        const end = Buffer.alloc(1)
        const cut =
          size > 0 && (await handle.read(end, 0, 1, size - 1)).bytesRead === 1 && end[0] !== 10
        await handle.appendFile(`${cut ? "\n" : ""}${lines.join("\n")}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    last: async () => {
      const handle = await openToRead(file)
      if (handle === null) {
        return null
      }
      try {
        const { size } = await handle.stat()
        const length = Math.min(size, TAIL_BYTES)
        const tail = Buffer.alloc(length)
        await handle.read(tail, 0, length, size - length)
        // What a crash cut off is none of ours, with a line break or without.
        const lines = tail.toString().split("\n").slice(0, -1)
        return lines.findLast((line) => readJournalLine(line) !== null) ?? null
      } finally {
        await handle.close()
      }
    },
    read: async function* () {
      if ((await closed(await openToRead(file))) === null) {
        return
      }
      yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity })
    },
  }
}

type Handle = Awaited<ReturnType<typeof open>>

async function openToRead(file: string): Promise<Handle | null> {
  try {
    return await open(file, "r")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return null
    }
    throw error
  }
}

async function closed(handle: Handle | null): Promise<true | null> {
  await handle?.close()
  return handle === null ? null : true
}
