import { spawnSync } from "node:child_process"
import { chownSync, closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from "node:fs"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { onServer } from "../support/test-database"

const TABLESPACE = "small_disk"
const MEGABYTES = 64

export type SmallDisk = {
  /** Where logs may go. */
  readonly log: string
  /** Takes all the room that is left. @returns how to give it back */
  readonly fill: () => () => void
  /** Moves tables onto it and takes all the room that is left. @returns how to give that back */
  readonly fillUnder: (knex: Knex, tables: readonly string[]) => Promise<() => void>
  readonly unmount: () => void
}

/** @param postgres the process that must be able to write there */
export function mountSmallDisk(folder: string, postgres: number): SmallDisk | null {
  const mounted = path.join(folder, "small-disk")
  mkdirSync(mounted, { recursive: true })
  const options = `size=${MEGABYTES}m`
  if (spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", mounted]).status !== 0) {
    return null
  }
  const location = path.join(mounted, "tables")
  mkdirSync(location, { mode: 0o700 })
  const { uid, gid } = statSync(`/proc/${postgres}`)
  chownSync(location, uid, gid)
  const filler = path.join(mounted, "filler")
  const fillIt = () => {
    fill(filler)
    return () => rmSync(filler)
  }
  return {
    log: path.join(mounted, "shop.log"),
    fill: fillIt,
    fillUnder: async (knex, tables) => {
      await onServer((server) =>
        server.raw(`create tablespace ${TABLESPACE} location '${location}'`)
      )
      for (const table of tables) {
        await knex.raw("alter table ?? set tablespace ??", [table, TABLESPACE])
      }
      return fillIt()
    },
    unmount: () => {
      spawnSync("umount", [mounted])
    },
  }
}

/** As large as it gets. */
function fill(file: string): void {
  const handle = openSync(file, "w")
  // The smaller pieces take what the larger ones left.
  for (const bytes of [2 ** 20, 2 ** 12]) {
    const zeros = Buffer.alloc(bytes)
    try {
      while (writeSync(handle, zeros) === bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") {
        throw error
      }
    }
  }
  closeSync(handle)
}
