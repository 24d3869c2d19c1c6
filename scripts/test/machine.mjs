import { spawn } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import process from "node:process"
import { ROOT } from "./root.mjs"

/**
 * What the stages share on this machine: a temporary folder, a Postgres, and the children that were started, which end
 * with us. The tests of faults start a Postgres of their own.
 */
export class Machine {
  #seed
  #children = new Set()
  #server = null

  constructor({ seed }) {
    this.#seed = seed
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "kairos-test-"))
    // As root Postgres runs as another user, who must get through; else its programs would be copied elsewhere.
    fs.chmodSync(this.folder, 0o711)
    for (const signal of ["SIGINT", "SIGTERM"]) {
      process.once(signal, () => {
        this.stop().finally(() => process.exit(130))
      })
    }
  }

  /** The environment in which Medusa's test tools find Postgres. With DB_HOST set, that server is used as it is. */
  async databaseEnvironment() {
    if (process.env.DB_HOST) {
      return {}
    }
    const server = await this.#postgres()
    return {
      // Medusa's test tools turn TLS on unless the address contains "localhost".
      DB_HOST: "localhost",
      DB_PORT: String(server.port),
      DB_USERNAME: server.user,
      DB_PASSWORD: server.password,
    }
  }

  /** Runs a command to its end, with its output on ours unless `quiet`. */
  async run(command, args, { env = {}, quiet = false, stdout = "inherit", cwd = ROOT } = {}) {
    const child = spawn(command, args, {
      cwd,
      // A group of its own, so that what the command started ends with it.
      detached: process.platform !== "win32",
      stdio: ["ignore", quiet ? "pipe" : stdout, quiet ? "pipe" : "inherit"],
      env: { ...process.env, KAIROS_SEED: String(this.#seed), ...env },
    })
    this.#children.add(child)
    let output = ""
    child.stdout?.on("data", (chunk) => (output += chunk))
    child.stderr?.on("data", (chunk) => (output += chunk))
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject)
      child.once("close", (exit, signal) => resolve(exit ?? signal))
    })
    this.#children.delete(child)
    return { code, output }
  }

  /** A program of node_modules, run with this Node: `npx` would leave children behind when it is stopped. */
  node(script, args, options) {
    return this.run(process.execPath, [path.join(ROOT, "node_modules", script), ...args], options)
  }

  async stop() {
    await Promise.all([...this.#children].map(endChild))
    this.#children.clear()
    const started = this.#server
    this.#server = null
    if (started !== null) {
      const { removePostgres } = await import("../../demo/lib/postgres.mjs")
      const server = await started.catch(() => null)
      await server?.stop()
      removePostgres(this.#postgresFolder())
    }
    fs.rmSync(this.folder, { recursive: true, force: true })
  }

  #postgres() {
    if (this.#server === null) {
      console.log("Starting Postgres …")
      this.#server = import("../../demo/lib/postgres.mjs").then(({ startPostgres }) =>
        startPostgres({ dir: this.#postgresFolder(), durable: false })
      )
    }
    return this.#server
  }

  #postgresFolder() {
    return path.join(this.folder, "postgres")
  }
}

const PATIENCE_MS = 10_000

/** Asks first, because a child may have children and servers of its own to end. */
async function endChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return
  }
  const gone = new Promise((resolve) => child.once("close", resolve))
  signal(child, "SIGTERM")
  const patience = setTimeout(() => signal(child, "SIGKILL"), PATIENCE_MS)
  await gone
  clearTimeout(patience)
}

function signal(child, name) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, name)
  } catch (error) {
    if (error.code !== "ESRCH") {
      throw error
    }
  }
}
