import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type * as launcherModule from "../../demo/lib/postgres.mjs"
import { httpClient } from "../support/http-client"
import type { Mail } from "../support/mailbox"
import { ok, registerShopper } from "../support/shopper"
import { until } from "../support/until"

jest.setTimeout(900_000)

const ROOT = path.resolve(__dirname, "../..")
const START_WITHIN_SECONDS = 420

type Login = {
  readonly api: string
  readonly mailbox: string
  readonly publishable_key: string
  readonly admin_email: string
  readonly admin_password: string
  readonly database_url: string
  readonly customers: readonly { email: string; password: string; tier: string }[]
}

/** One `npm start` with its data in a folder of the test, which, as `mkdtemp` makes it, nobody else can enter. */
describe("npm start", () => {
  const running: ChildProcess[] = []
  let folder: string
  let file: string

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "kairos-start-"))
    file = path.join(folder, ".kairos-demo.json")
  })

  const start = (...flags: string[]): { child: ChildProcess; output: () => string } => {
    const { DATABASE_URL: _url, REDIS_URL: _redis, NODE_OPTIONS: _options, ...env } = process.env
    const child = spawn(
      process.execPath,
      [path.join(ROOT, "demo/start.mjs"), "--no-open", "--no-storefront", ...flags],
      { cwd: ROOT, env: { ...env, KAIROS_DEMO_FOLDER: folder }, stdio: ["ignore", "pipe", "pipe"] }
    )
    running.push(child)
    let output = ""
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
    return { child, output: () => output }
  }
  const ready = async ({ child, output }: ReturnType<typeof start>): Promise<Login> => {
    await until(
      "the demo to run",
      () => {
        if (child.exitCode !== null) {
          throw new Error(`npm start ended:\n${output()}`)
        }
        return Promise.resolve(existsSync(file) || null)
      },
      { seconds: START_WITHIN_SECONDS, everyMs: 200 }
    )
    return JSON.parse(readFileSync(file, "utf8")) as Login
  }
  const stop = async (child: ChildProcess): Promise<number | null> => {
    const gone = once(child, "exit")
    child.kill("SIGTERM")
    const [code] = (await gone) as [number | null]
    return code
  }

  afterAll(async () => {
    running.forEach((child) => child.kill("SIGKILL"))
    const module = path.join(ROOT, "demo/lib/postgres.mjs")
    const { removePostgres } = (await import(module)) as typeof launcherModule
    removePostgres(path.join(folder, ".kairos", "pg"))
    rmSync(folder, { recursive: true, force: true })
  })

  it("refuses a second start beside it, stops whole, and keeps the shop for the next start", async () => {
    const first = start("--fresh")
    const login = await ready(first)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(login.customers.map(({ tier }) => tier)).toEqual(["A", "B", "C"])
    await showsCarts(login)
    const orders = await countOrders(login)
    expect(orders).toBeGreaterThanOrEqual(24)

    await welcomes(login)
    await showsWhatEnds(login)

    const beside = start()
    const [code] = (await once(beside.child, "exit")) as [number]
    expect(code).toBe(1)
    expect(beside.output()).toMatch(/runs here already: process \d+ since .*, admin at http/)
    expect(existsSync(file)).toBe(true)

    expect(await stop(first.child)).toBe(0)
    expect(existsSync(file)).toBe(false)
    expect(existsSync(path.join(folder, ".kairos", "lock"))).toBe(false)
    await expect(fetch(`${login.api}/health`)).rejects.toThrow()
    await expect(fetch(login.mailbox)).rejects.toThrow()

    const second = start()
    const again = await ready(second)
    expect(again.publishable_key).toBe(login.publishable_key)
    expect(again.admin_password).toBe(login.admin_password)
    expect(await countOrders(again)).toBe(orders)
    expect(await stop(second.child)).toBe(0)
  })

  it("starts nothing for a history that is not there", async () => {
    const refused = start("--history", "nowhere.csv")
    const [code] = (await once(refused.child, "exit")) as [number]
    expect(code).toBe(1)
    expect(refused.output()).toMatch(/--history: there is no file .*nowhere.csv/)
    expect(existsSync(path.join(folder, ".kairos", "lock"))).toBe(false)
  })
})

/** The first thing that a stranger tries: to register, with the box for offers ticked and without. */
async function welcomes({ api, mailbox, publishable_key, customers }: Login): Promise<void> {
  const key = { "x-publishable-api-key": publishable_key }
  const client = (headers: Record<string, string>) =>
    httpClient(
      () => api,
      () => headers
    )
  const shopping = {
    store: client(key),
    storeAs: ({ token }: { token: string }) => client({ ...key, authorization: `Bearer ${token}` }),
  }
  const mails = async (email: string) =>
    ok(await client({}).get(`${mailbox}/messages`, { to: email })).messages as readonly Mail[]

  const silent = await registerShopper(shopping, "ben@stranger.example")
  const email = "ada@stranger.example"
  const consent = { email, purpose: "marketing", channel: "email", source: "registration" }
  ok(await shopping.store.post("/store/kairos/consents", { ...consent, text_version: "test" }))
  const agreed = await registerShopper(shopping, email)
  const mail = await until("the welcome", async () => (await mails(email))[0], { seconds: 30 })
  expect(mail.subject).toMatch(/^Welcome/)
  const { coupons } = ok(await shopping.storeAs(agreed).get("/store/kairos/coupons"))
  expect(coupons).toHaveLength(1)
  expect(mail.text).toContain(coupons[0].code)
  expect(await mails(silent.email)).toEqual([])
  for (const known of customers) {
    expect((await mails(known.email)).map(({ subject }) => subject)).not.toContain(mail.subject)
  }
}

/** Every state of a subscription is there to be looked at, in the admin and in the accounts. */
async function showsWhatEnds(login: Login): Promise<void> {
  const headers = await adminHeaders(login)
  const answer = await fetch(`${login.api}/admin/kairos/subscriptions?limit=50`, { headers })
  const { subscriptions } = (await answer.json()) as {
    subscriptions: {
      status: string
      auto_renew: boolean
      uses_left: number | null
      next: { state: string; reason: string | null; period_index: number } | null
    }[]
  }
  expect(subscriptions).toHaveLength(11)
  const some = (fits: (one: (typeof subscriptions)[number]) => boolean) => subscriptions.some(fits)
  expect({
    active: some(({ status, auto_renew }) => status === "active" && auto_renew),
    by_hand: some(({ status, auto_renew }) => status === "active" && !auto_renew),
    cancelled: some(({ status }) => status === "cancelled"),
    failed: some(({ next }) => next?.state === "failed" && next.reason === "declined"),
    renewed: some(({ next }) => (next?.period_index ?? 0) > 1),
    trial: some(({ next }) => next?.period_index === 0),
    card_of_ten: some(({ uses_left }) => uses_left === 3),
  }).toEqual({
    active: true,
    by_hand: true,
    cancelled: true,
    failed: true,
    renewed: true,
    trial: true,
    card_of_ten: true,
  })
}

/** Without waiting for the job that looks at carts: whoever opens the demo sees left ones and open ones at once. */
async function showsCarts(login: Login): Promise<void> {
  const answer = await fetch(`${login.api}/admin/kairos/carts?limit=50`, {
    headers: await adminHeaders(login),
  })
  const { carts } = (await answer.json()) as { carts: { state: string; email: string | null }[] }
  const count = (wanted: string) => carts.filter(({ state }) => state === wanted).length
  expect(count("abandoned")).toBe(5)
  // Those of the demo's own orders come and go meanwhile.
  expect(count("active")).toBeGreaterThanOrEqual(2)
}

async function adminHeaders({ api, admin_email, admin_password }: Login) {
  const answer = await fetch(`${api}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: admin_email, password: admin_password }),
  })
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}

async function countOrders(login: Login): Promise<number> {
  const headers = await adminHeaders(login)
  const orders = await fetch(`${login.api}/admin/orders?limit=1`, { headers })
  return ((await orders.json()) as { count: number }).count
}
