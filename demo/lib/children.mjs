import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const PATIENCE_MS = 7000

/**
 * @typedef {{ name: string, pid: number, log: string, process: import("node:child_process").ChildProcess,
 *   ended: Promise<string>, stop: (patienceMs?: number) => Promise<void>,
 *   kill: () => void }} Child `ended` resolves to how it ended, in words
 */

/**
 * Starts a process in a group of its own, so that its children can be ended with it and Ctrl-C in the terminal reaches
 * only the launcher, which stops everything in order.
 * @param {{ name: string, command?: string, args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv, logs: string,
 *   onLine?: (line: string) => void }} options `command` is node unless said otherwise
 * @returns {Child}
 */
export function startChild({
  name,
  command = process.execPath,
  args,
  cwd,
  env = {},
  logs,
  onLine,
}) {
  fs.mkdirSync(logs, { recursive: true })
  const log = path.join(logs, `${name}.log`)
  const file = fs.createWriteStream(log, { mode: 0o600 })
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => file.write(chunk))
  }
  if (onLine !== undefined) {
    eachLine(child.stdout, onLine)
  }
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("exit", (code, signal) => {
      // What it left running, for example the compiler service of the admin's development server. Now and not later:
      // a number of a process that is gone may soon be another's.
      signalGroup(child.pid, "SIGKILL")
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`)
    })
  })
  return {
    name,
    pid: child.pid ?? -1,
    log,
    process: child,
    ended,
    stop: (patience) => stopGroup(child, patience),
    kill: () => child.pid !== undefined && signalGroup(child.pid, "SIGKILL"),
  }
}

/**
 * Runs a process to its end.
 * @param {Parameters<typeof startChild>[0] & { onStart?: (child: Child) => void }} options
 * @throws Error with the last lines of its log when it fails
 */
export async function runChild(options) {
  const child = startChild(options)
  options.onStart?.(child)
  const how = await child.ended
  if (how !== "exit code 0") {
    throw new Error(
      `${options.name} failed (${how}); the end of ${child.log}:\n\n${lastLines(child.log)}`
    )
  }
}

/** @returns {string} the last lines of a log, without colours */
export function lastLines(file, count = 25) {
  if (!fs.existsSync(file)) {
    return ""
  }
  // eslint-disable-next-line no-control-regex
  const text = fs.readFileSync(file, "utf8").replace(/\x1b\[[0-9;]*m/g, "")
  return text.trimEnd().split("\n").slice(-count).map(readable).join("\n")
}

/** In production Medusa logs JSON. */
function readable(line) {
  try {
    const { level, message } = JSON.parse(line)
    return `${level}: ${message}`
  } catch {
    return line
  }
}

/**
 * Ends what a killed launcher left behind. A pid alone proves nothing, the system gives it to others: the command line
 * must name the folder.
 * @param {readonly number[]} pids leaders of groups
 * @param {string} folder
 */
export async function endLeftovers(pids, folder) {
  for (const pid of pids.filter((one) => commandOf(one).includes(folder))) {
    signalGroup(pid, "SIGTERM")
    for (let waited = 0; waited < PATIENCE_MS && commandOf(pid).includes(folder); waited += 100) {
      await sleep(100)
    }
    signalGroup(pid, "SIGKILL")
  }
}

/** @returns {string} the command line of a living process, or "" */
export function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
  } catch {
    return process.platform === "linux" ? "" : commandByPs(pid)
  }
}

function commandByPs(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code === "ESRCH") {
      return ""
    }
  }
  const found = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" })
  return found.stdout ?? ""
}

async function stopGroup(child, patience = PATIENCE_MS) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return
  }
  const gone = once(child, "exit")
  signalGroup(child.pid, "SIGTERM")
  await Promise.race([gone, sleep(patience, undefined, { ref: false })])
  signalGroup(child.pid, "SIGKILL")
}

function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal)
  } catch {
    // Gone already.
  }
}

function eachLine(stream, onLine) {
  let rest = ""
  stream.setEncoding("utf8")
  stream.on("data", (chunk) => {
    const lines = (rest + chunk).split("\n")
    rest = lines.pop() ?? ""
    lines.forEach(onLine)
  })
}
