import { spawn, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "./ports.mjs"
import { postgresHome, program } from "./postgres-home.mjs"

export { removePostgres } from "./postgres-home.mjs"

const SUPERUSER = "postgres"
const START_WITHIN_MS = 60_000

/**
 * A running server. `url(name)` is the address of a database on it; the host is written `localhost`, because Medusa's
 * test tools turn TLS on for any other.
 * @typedef {{ url: (database: string) => string, port: number, user: string, password: string, log: string,
 *   process: import("node:child_process").ChildProcess, stop: () => Promise<void> }} Postgres
 */

/**
 * Starts the Postgres that came with npm, on data kept in `dir`; data of an earlier start is used again. As root it
 * runs as another user; a taken port is replaced by a free one.
 * @param {{ dir: string, port?: number, durable?: boolean, onSpawn?: (stop: () => Promise<void>) => void }} options
 *   `port` is the preferred one, 0 (the default) for any; `durable: false` turns off syncing to disk, for tests only;
 *   `onSpawn` is called as soon as there is a process to stop, before it answers
 * @returns {Promise<Postgres>}
 * @throws Error with the last lines of the server's log when it does not start
 */
export async function startPostgres({ dir, port = 0, durable = true, onSpawn = () => {} }) {
  const home = postgresHome(path.resolve(dir))
  await endFormerServer(home)
  const password = await ensureData(path.resolve(dir), home)
  for (let attempt = 1; ; attempt++) {
    const server = await tryStart(dir, home, await freePort(port), password, { durable, onSpawn })
    if (!(server instanceof Error)) {
      return server
    }
    // Somebody may take the port between our look and the server's; anything else will not get better.
    if (attempt === 3 || !/could not (bind|create any TCP)/.test(server.message)) {
      throw server
    }
  }
}

/**
 * Makes an empty database, or drops the one of that name first.
 * @param {{ url: (database: string) => string }} server
 * @param {string} name
 * @param {{ fresh?: boolean, template?: string }} [options] `fresh` drops an existing one; without it that one is kept
 * @returns {Promise<string>} its address
 */
export async function createDatabase(server, name, { fresh = false, template } = {}) {
  await withClient(server.url("postgres"), async (client) => {
    const quoted = client.escapeIdentifier(name)
    if (fresh) {
      await client.query(`drop database if exists ${quoted} with (force)`)
    }
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name])
    if (rowCount === 0) {
      const from = template === undefined ? "" : ` template ${client.escapeIdentifier(template)}`
      await client.query(`create database ${quoted}${from}`)
    }
  })
  return server.url(name)
}

/**
 * Runs `work` with one connection.
 * @template T
 * @param {string} url
 * @param {(client: import("pg").Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const { Client } = (await import("@medusajs/framework/pg")).default
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on("error", () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** @returns {Promise<string>} the superuser's password */
async function ensureData(dir, { native, data, user }) {
  const secret = path.join(dir, "password")
  if (fs.existsSync(path.join(data, "PG_VERSION")) && fs.existsSync(secret)) {
    requireOwner(data, user)
    return fs.readFileSync(secret, "utf8").trim()
  }
  // Also what an interrupted first start left half made.
  fs.rmSync(data, { recursive: true, force: true })
  fs.rmSync(secret, { force: true })
  fs.mkdirSync(data, { recursive: true, mode: 0o700 })
  const password = randomBytes(18).toString("hex")
  const forInitdb = path.join(path.dirname(data), `password-${process.pid}`)
  fs.writeFileSync(forInitdb, password, { mode: 0o600 })
  if (user !== null) {
    fs.chownSync(data, user.uid, user.gid)
    fs.chownSync(forInitdb, user.uid, user.gid)
  }
  const args = [
    "-D",
    data,
    "-U",
    SUPERUSER,
    "-A",
    "scram-sha-256",
    `--pwfile=${forInitdb}`,
    "-E",
    "UTF8",
    "-N",
  ]
  // The built-in C.UTF-8 knows upper and lower case of every language and needs no locale installed on the machine.
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
  const made = await run(program(native, "initdb"), [...args, ...locale], user, native)
  fs.rmSync(forInitdb, { force: true })
  if (made.code !== 0) {
    fs.rmSync(data, { recursive: true, force: true })
    throw new Error(`Postgres could not make its data folder ${data}:\n${made.output.trim()}`)
  }
  fs.writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  return password
}

function requireOwner(data, user) {
  const owner = fs.statSync(data).uid
  const runner = user?.uid ?? process.getuid?.() ?? owner
  if (owner !== runner) {
    throw new Error(
      `The data folder ${data} belongs to user ${owner}, but Postgres would run as user ${runner}. Start as the user who made it, or begin anew with --fresh`
    )
  }
}

async function tryStart(dir, { native, data, user }, port, password, { durable, onSpawn }) {
  const log = path.join(path.resolve(dir), "postgres.log")
  const out = fs.openSync(log, "w", 0o600)
  const settings = {
    port,
    listen_addresses: "localhost",
    unix_socket_directories: "",
    jit: "off",
    max_connections: 200,
    shared_buffers: "256MB",
    max_wal_size: "4GB",
    // Containers often have 64 MB of /dev/shm, too little for a parallel query.
    dynamic_shared_memory_type: process.platform === "win32" ? "windows" : "mmap",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  }
  const args = [
    "-D",
    data,
    ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
  ]
  const child = spawn(program(native, "postgres"), args, {
    ...user,
    cwd: native,
    env: { ...process.env, LC_ALL: "C", PGDATA: "" },
    // A group of its own: Ctrl-C in the terminal must not end it before those who use it.
    detached: true,
    stdio: ["ignore", out, out],
  })
  fs.closeSync(out)
  child.unref()
  onSpawn(() => stop(child))
  let ended = null
  child.once("error", (error) => (ended = error.message))
  child.once("exit", (code, signal) => (ended ??= `exit ${code ?? signal}`))
  const url = (database) =>
    `postgres://${SUPERUSER}:${password}@localhost:${port}/${encodeURIComponent(database)}`
  const deadline = performance.now() + START_WITHIN_MS
  while (ended === null && performance.now() < deadline) {
    if (await answers(url("postgres"))) {
      return { url, port, user: SUPERUSER, password, log, process: child, stop: () => stop(child) }
    }
    await sleep(30)
  }
  await stop(child)
  return new Error(`Postgres did not start (${ended ?? "no answer"}):\n${lastLines(log)}`)
}

async function answers(url) {
  try {
    await withClient(url, (client) => client.query("select 1"))
    return true
  } catch {
    return false
  }
}

/** Fast shutdown, then immediate, then the hard way; returns when the process is gone. */
async function stop(child) {
  for (const [signal, patience] of [
    ["SIGINT", 8000],
    ["SIGQUIT", 3000],
    ["SIGKILL", 3000],
  ]) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      return
    }
    child.ref()
    const gone = new Promise((resolve) => child.once("exit", resolve))
    child.kill(signal)
    await Promise.race([gone, sleep(patience, undefined, { ref: false })])
  }
}

/** A launcher that was killed leaves its server behind: end it. A pid file without a server is removed. */
async function endFormerServer({ data }) {
  const file = path.join(data, "postmaster.pid")
  if (!fs.existsSync(file)) {
    return
  }
  const pid = Number(fs.readFileSync(file, "utf8").split("\n")[0])
  if (!serves(pid, data)) {
    fs.rmSync(file, { force: true })
    return
  }
  process.kill(pid, "SIGINT")
  for (let waited = 0; serves(pid, data); waited += 50) {
    if (waited > 15_000) {
      throw new Error(
        `Another Postgres (process ${pid}) uses ${data} and does not stop. End it and start again`
      )
    }
    await sleep(50)
  }
}

/** The system gives a dead server's pid to others, so the pid alone proves nothing. */
function serves(pid, data) {
  if (!Number.isInteger(pid) || pid <= 1) {
    return false
  }
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(data)
  } catch {
    const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" })
    return (stdout ?? "").includes(data)
  }
}

function run(file, args, user, cwd) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...user, cwd, env: { ...process.env, LC_ALL: "C" } })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.once("error", (error) => resolve({ code: -1, output: error.message }))
    child.once("close", (code) => resolve({ code, output }))
  })
}

function lastLines(file) {
  return fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-12).join("\n")
}
