import { spawn, type ChildProcess } from "node:child_process"
import { closeSync, openSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import { freePort } from "./mailbox"
import { until } from "./until"

const ROOT = path.resolve(__dirname, "../..")
const CLI = "node_modules/@medusajs/cli/cli.js"

export type ShopEnvironment = {
  /** The application's folder; this repository when left out. */
  readonly root?: string
  /** Where Medusa runs, when that is not the application's folder: its build. */
  readonly cwd?: string
  readonly databaseUrl: string
  readonly mailboxUrl: string
  /** File that collects what Medusa prints. */
  readonly log: string
  /** `point:nth:action`, see src/workflows/support/fault-points.ts */
  readonly fault?: string
  readonly more?: Readonly<Record<string, string>>
  /** Ends a start or a command that is under way. */
  readonly signal?: AbortSignal
}

export type ShopProcess = {
  readonly address: string
  readonly pid: number
  readonly isAlive: () => boolean
  /** SIGKILL: nothing is flushed, nothing is released. */
  readonly kill: () => Promise<void>
  /** SIGTERM, as an orchestrator stops a process. @returns its exit code, or null when a signal ended it */
  readonly terminate: () => Promise<number | null>
  /** Resolves when the process is gone, whoever ended it. */
  readonly gone: Promise<void>
}

/** Starts a real Medusa with the plugin in a process of its own and waits until it answers. */
export async function startShop(environment: ShopEnvironment, port?: number): Promise<ShopProcess> {
  const chosen = port ?? (await freePort())
  const child = medusa(["start", "--port", String(chosen)], environment)
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const isAlive = () => child.exitCode === null && child.signalCode === null
  const address = `http://localhost:${chosen}`
  environment.signal?.addEventListener("abort", () => child.kill("SIGKILL"), { once: true })
  try {
    await until(
      "Medusa to answer",
      async () => {
        if (!isAlive()) {
          throw new EndedAtStart(child.signalCode, lastLines(environment.log))
        }
        return answers(`${address}/health`)
      },
      { seconds: 180, everyMs: 50 }
    )
  } catch (error) {
    child.kill("SIGKILL")
    throw error
  }
  return {
    address,
    pid: child.pid!,
    isAlive,
    gone,
    kill: async () => {
      child.kill("SIGKILL")
      await gone
    },
    terminate: async () => {
      child.kill("SIGTERM")
      await gone
      return child.exitCode
    },
  }
}

/** It ended before it answered anybody. */
export class EndedAtStart extends Error {
  constructor(
    readonly signal: NodeJS.Signals | null,
    lines: string
  ) {
    super(`Medusa ended while it started:\n${lines}`)
  }
}

/** Runs a command of Medusa (`db:migrate`, `exec file`) to its end. */
export async function runMedusa(
  args: readonly string[],
  environment: ShopEnvironment
): Promise<void> {
  const child = medusa(args, environment)
  environment.signal?.addEventListener("abort", () => child.kill("SIGKILL"), { once: true })
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve))
  if (code !== 0) {
    throw new Error(`medusa ${args.join(" ")} ended with ${code}:\n${lastLines(environment.log)}`)
  }
}

function medusa(args: readonly string[], environment: ShopEnvironment): ChildProcess {
  const log = openSync(environment.log, "a")
  // Of the environment of the tests only what a shop has: NODE_OPTIONS and NODE_ENV=test would change Medusa.
  const { NODE_OPTIONS: _options, KAIROS_FAULT: _fault, ...inherited } = process.env
  const child = spawn(process.execPath, [path.join(environment.root ?? ROOT, CLI), ...args], {
    cwd: environment.cwd ?? environment.root ?? ROOT,
    stdio: ["ignore", log, log],
    env: {
      ...inherited,
      NODE_ENV: "development",
      LOG_LEVEL: "warn",
      MEDUSA_ADMIN_DISABLED: "true",
      MEDUSA_DISABLE_TELEMETRY: "true",
      DATABASE_URL: environment.databaseUrl,
      KAIROS_MAILBOX_URL: environment.mailboxUrl,
      KAIROS_MODE: "live",
      KAIROS_WORTHLESS_PASSWORDS: "true",
      ...(environment.fault === undefined ? {} : { KAIROS_FAULT: environment.fault }),
      ...environment.more,
    },
  })
  // It has one of its own; ours would keep the disk busy.
  closeSync(log)
  return child
}

export function lastLines(file: string, count = 40): string {
  if (!statSync(file).isFile()) {
    return `(what it printed went to ${file})`
  }
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n")
}

async function answers(url: string): Promise<true | null> {
  try {
    return (await fetch(url)).ok ? true : null
  } catch {
    return null
  }
}
