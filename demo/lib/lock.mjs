import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { commandOf, endLeftovers } from "./children.mjs"

/**
 * One launcher per folder: a second would fight for the same data.
 * @param {string} home the folder .kairos
 * @param {string} root the repository, to recognise processes of ours
 * @returns {Promise<{ note: (facts: Record<string, unknown>) => void, release: () => void }>}
 * @throws Error that says who runs already and where
 */
export async function takeLock(home, root) {
  fs.mkdirSync(home, { recursive: true })
  const file = path.join(home, "lock")
  const mine = { pid: process.pid, started_at: new Date().toISOString(), children: [] }
  for (let attempt = 0; attempt < 20; attempt++) {
    if (create(file, mine)) {
      return lockHandle(file, mine)
    }
    const held = read(file)
    if (held !== null && commandOf(held.pid).includes("start.mjs")) {
      throw new Error(alreadyRunning(held))
    }
    if (held === null && isYoung(file)) {
      // Made, but not yet written.
      await sleep(100)
      continue
    }
    // Left by a launcher that was killed. Moving is atomic: of two who try, one wins.
    const stale = `${file}.${process.pid}`
    try {
      fs.renameSync(file, stale)
    } catch {
      continue
    }
    fs.rmSync(stale, { force: true })
    await endLeftovers(held?.children ?? [], root)
  }
  throw new Error(`The lock ${file} cannot be taken. Delete it when no npm start runs here`)
}

function lockHandle(file, content) {
  return {
    note(facts) {
      Object.assign(content, facts)
      fs.writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 })
      fs.renameSync(`${file}.new`, file)
    },
    release() {
      if (read(file)?.pid === process.pid) {
        fs.rmSync(file, { force: true })
      }
    },
  }
}

function create(file, content) {
  try {
    fs.writeFileSync(file, JSON.stringify(content), { flag: "wx", mode: 0o600 })
    return true
  } catch (error) {
    if (error.code === "EEXIST") {
      return false
    }
    throw error
  }
}

function isYoung(file) {
  try {
    return Date.now() - fs.statSync(file).mtimeMs < 2000
  } catch {
    return false
  }
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"))
  } catch {
    return null
  }
}

function alreadyRunning(held) {
  const where = held.admin ? `, admin at ${held.admin}` : " and is still starting"
  return (
    `The demo runs here already: process ${held.pid} since ${held.started_at}${where}. ` +
    `Stop it with Ctrl-C in its terminal, or with: kill ${held.pid}`
  )
}
