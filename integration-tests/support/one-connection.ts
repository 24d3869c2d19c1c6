import { AsyncLocalStorage } from "node:async_hooks"
import path from "node:path"

/*
 * A transaction of ours holds one connection. Work in it that asks the pool for a second one waits, in a shop with much to do, for
 * others that each hold one and wait for a second, too: nobody goes on. No test with an idle pool would ever notice, so every
 * connection that is asked for is looked at.
 */

type Client = {
  readonly transacting?: boolean
  transaction: (work: unknown, ...more: unknown[]) => unknown
  runner: (builder: unknown) => unknown
  acquireConnection: () => Promise<unknown>
}

/** Where a transaction was begun; `over` for what was started in it and goes on when it has ended. */
type Held = { readonly at: () => string; over: boolean }

const OURS = path.resolve(__dirname, "../../src")
const held = new AsyncLocalStorage<Held>()
const seconds = new Set<string>()

/** Where this is asked from in a folder; undefined where nobody there asks. Only what is told is looked up in a source map. */
function placeIn(folder: string): (() => string) | undefined {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- Node calls it without an object, too
  const { stackTraceLimit, prepareStackTrace } = Error
  const here: { stack: readonly NodeJS.CallSite[] } = { stack: [] }
  Error.stackTraceLimit = 50
  Error.prepareStackTrace = (_error, sites) => sites
  Error.captureStackTrace(here, placeIn)
  const site = here.stack.find((one) => {
    const file = one.getFileName() ?? ""
    return file.startsWith(`${folder}/`) && file !== __filename
  })
  Object.assign(Error, { stackTraceLimit, prepareStackTrace })
  if (site === undefined) {
    return undefined
  }
  return () =>
    String(prepareStackTrace?.(new Error(), [site]) ?? site)
      .split("\n")
      .at(-1)!
      .trim()
      .replace(`${folder}/`, `${path.basename(folder)}/`)
}

/** The statement as far as it tells which one it is; what is awaited has no lines of ours left on its stack. */
const beginning = (statement: unknown): string =>
  String(statement).replaceAll(/\s+/g, " ").trim().slice(0, 120)

function asked(what: () => string): void {
  const outer = held.getStore()
  if (outer !== undefined && !outer.over) {
    seconds.add(`${what()}, asked for within the transaction ${outer.at()}`)
  }
}

/**
 * Looks at every connection that is asked for, whoever made the pool.
 * @param folder whose transactions are meant: a test may hold one of its own and ask beside it
 */
export function watchConnections(
  { prototype }: { readonly prototype: Client },
  folder = OURS
): void {
  const { transaction, runner, acquireConnection } = prototype
  prototype.transaction = function (this: Client, work: unknown, ...more: unknown[]) {
    const at = placeIn(folder)
    if (this.transacting !== true) {
      asked(() => (at === undefined ? "a transaction of others" : `the transaction ${at()}`))
    }
    if (typeof work !== "function" || at === undefined) {
      return transaction.call(this, work, ...more)
    }
    const within = (trx: unknown) => {
      const here: Held = { at, over: false }
      const result = held.run(here, () => work(trx))
      // Who returns nothing to wait for ends the transaction by hand, as Medusa's services do.
      return result instanceof Promise ? result.finally(() => (here.over = true)) : result
    }
    return transaction.call(this, within, ...more)
  }
  let statement: unknown = null
  prototype.runner = function (this: Client, builder: unknown) {
    statement = this.transacting === true ? null : builder
    return runner.call(this, builder)
  }
  // A transaction's own client has an `acquireConnection` of its own, which gives the one that it holds.
  prototype.acquireConnection = function (this: Client) {
    if (statement !== null) {
      const last = statement
      statement = null
      asked(() => beginning(last))
    }
    return acquireConnection.call(this)
  }
}

/** The second connections that were asked for since the last time. */
export function secondConnections(): readonly string[] {
  const found = [...seconds]
  seconds.clear()
  return found
}
