import { createHash, randomUUID } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { commandOf, runChild } from "./children.mjs"
import { medusa } from "./medusa.mjs"

/** What the admin's pages are made of. */
const SOURCES = ["src/admin", "src/types", "src/core", "medusa-config.ts", "package-lock.json"]

/**
 * Builds the admin when the build is missing or stale, to where Medusa serves it from. Served built, it opens at once
 * and takes no time from the shop; the development server prepares 600 modules in Medusa's own process at each start,
 * which answers nobody meanwhile.
 * @returns {Promise<boolean>} false when it could not be built; Medusa then serves it from its sources
 */
export async function buildAdmin({ root, logs, env, track }) {
  const target = path.join(root, "public", "admin")
  const stamp = path.join(root, "public", "admin-stamp")
  const wanted = fingerprint(root)
  fs.mkdirSync(path.dirname(target), { recursive: true })
  const endTurn = await takeTurn(`${target}-building`)
  try {
    if (fs.existsSync(path.join(target, "index.html")) && readIfThere(stamp) === wanted) {
      return true
    }
    fs.rmSync(stamp, { force: true })
    const args = [medusa(root), "build", "--admin-only"]
    await runChild({ name: "admin-build", args, cwd: root, env, logs, onStart: track })
    fs.rmSync(target, { recursive: true, force: true })
    fs.renameSync(path.join(root, ".medusa", "admin"), target)
    fs.writeFileSync(stamp, wanted)
    return true
  } catch {
    return false
  } finally {
    endTurn()
  }
}

/**
 * One builder at a time, because Medusa builds to one place: the next one finds what the first has built. Turns are numbered, and a turn is
 * taken by making the next file, which one alone can do. So of two who find that a builder was killed, one builds: whoever takes a claim
 * away, as a file of one name would have it, may take away what the other has put there meanwhile.
 * The newest file always stays, empty once its turn is over: without it a number could be given twice.
 * @param {string} claim what the files that say who builds begin with
 */
export async function takeTurn(claim) {
  const mine = `${claim}.${randomUUID()}`
  fs.writeFileSync(mine, String(process.pid))
  try {
    for (;;) {
      const last = newestTurn(claim)
      if (isOver(turn(claim, last)) && linked(mine, turn(claim, last + 1))) {
        // Whoever was slow may have made a file again that was cleared away after its turn.
        if (newestTurn(claim) === last + 1) {
          clearBefore(claim, last + 1)
          return () => fs.truncateSync(turn(claim, last + 1))
        }
        fs.rmSync(turn(claim, last + 1), { force: true })
      }
      await sleep(200)
    }
  } finally {
    fs.rmSync(mine, { force: true })
  }
}

const turn = (claim, no) => `${claim}-${no}`

/** A turn that nobody holds: it was ended, or its holder was killed, or there was none yet. */
function isOver(file) {
  const pid = readIfThere(file)
  return pid === null || pid === "" || commandOf(Number(pid)) === ""
}

/** 0 where there was none. */
function newestTurn(claim) {
  return Math.max(0, ...turnsOf(claim))
}

function turnsOf(claim) {
  const begin = `${path.basename(claim)}-`
  return fs
    .readdirSync(path.dirname(claim))
    .filter((name) => name.startsWith(begin) && /^\d+$/.test(name.slice(begin.length)))
    .map((name) => Number(name.slice(begin.length)))
}

function clearBefore(claim, no) {
  for (const old of turnsOf(claim).filter((one) => one < no)) {
    fs.rmSync(turn(claim, old), { force: true })
  }
}

function linked(from, to) {
  try {
    fs.linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === "EEXIST") {
      return false
    }
    throw error
  }
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, "utf8")
  } catch {
    return null
  }
}

function fingerprint(root) {
  const hash = createHash("sha256")
  for (const file of SOURCES.flatMap((name) => filesOf(path.join(root, name))).sort()) {
    hash.update(`\n${path.relative(root, file)}\n`)
    hash.update(fs.readFileSync(file))
  }
  return hash.digest("hex")
}

function filesOf(place) {
  if (!fs.existsSync(place)) {
    return []
  }
  if (!fs.statSync(place).isDirectory()) {
    return [place]
  }
  return fs
    .readdirSync(place, { recursive: true })
    .map((name) => path.join(place, String(name)))
    .filter((file) => fs.statSync(file).isFile())
}
