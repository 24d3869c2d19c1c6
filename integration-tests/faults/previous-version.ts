import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, symlinkSync } from "node:fs"
import path from "node:path"

const ROOT = path.resolve(__dirname, "../..")
const MIGRATIONS = "src/modules/*/migrations/*"

export type PreviousVersion = {
  /** Its sources, with the packages that are installed here. */
  readonly folder: string
  readonly name: string
}

/**
 * What runs in a shop before it takes this version: the newest release; before the first one, the sources from before the newest
 * migration. `KAIROS_PREVIOUS` names another tag or commit.
 * @param into folder in which it is unpacked
 * @returns null where the history is not there, as in a shallow clone
 */
export function previousVersion(into: string): PreviousVersion | null {
  const name = process.env.KAIROS_PREVIOUS ?? newestRelease() ?? beforeNewestMigration()
  if (name === null || !exists(name)) {
    return null
  }
  const folder = path.join(into, "previous")
  mkdirSync(folder)
  const archive = git(["archive", "--format=tar", name])
  execFileSync("tar", ["-x", "-C", folder], { input: archive })
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"))
  return existsSync(path.join(folder, "medusa-config.ts")) ? { folder, name } : null
}

function newestRelease(): string | null {
  return line(["describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^"])
}

function beforeNewestMigration(): string | null {
  const newest = line(["log", "-1", "--format=%H", "--", MIGRATIONS])
  return newest === null ? null : `${newest}^`
}

const exists = (name: string): boolean => line(["cat-file", "-t", name]) !== null

function line(args: readonly string[]): string | null {
  try {
    return git(args).toString().trim() || null
  } catch {
    return null
  }
}

const git = (args: readonly string[]): Buffer =>
  execFileSync("git", args, {
    cwd: ROOT,
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "ignore"],
  })
