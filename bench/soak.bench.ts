import { randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ok, registerShopper, type Shopper } from "../integration-tests/support/shopper"
import { connect, databaseUrl } from "../integration-tests/support/test-database"
import { type BenchShop, withBench } from "./bench-shop"
import { printReport, progress, quantile } from "./harness"

/*
 * A busy shop for minutes (KAIROS_BENCH_MINUTES, 10): 300 events a second from visitors (30 requests of 10) and 300 decisions about
 * content a second (100 pages of three placements), offered at that rate whatever the answers take. Shop, database and load share
 * the machine. Nothing may be lost: what was accepted is in the database, and every placement was decided. KAIROS_BENCH_RATE=0.5 offers
 * half of it, for hours on a machine that others use, too.
 */
const MINUTES = Number(process.env.KAIROS_BENCH_MINUTES ?? 10)
const RATE = Number(process.env.KAIROS_BENCH_RATE ?? 1)
const EVENT_REQUESTS_PER_SECOND = 30 * RATE
const EVENTS_PER_REQUEST = 10
const PAGES_PER_SECOND = 100 * RATE
const PLACEMENTS = ["soak-hero", "soak-banner", "soak-footer"]
const SHOPPERS = 20
const VISITORS = 2_000
const TICK_MS = 20
/** An answer that takes longer is given up, as a page would. */
const PATIENCE_MS = 10_000

type Tally = { offered: number; answered: number; failed: number; readonly latencies: number[] }

const tally = (): Tally => ({ offered: 0, answered: 0, failed: 0, latencies: [] })

async function main(): Promise<void> {
  await withBench(async ({ open }) => {
    const shop = await open("soak")
    await fillPlacements(shop)
    const shoppers = await Promise.all(
      Array.from({ length: SHOPPERS }, (_, i) => agreeing(shop, `shopper${i}@bench.example`))
    )
    const knex = connect(databaseUrl("bench_soak"))
    try {
      await soak(shop, shoppers, knex)
    } finally {
      await knex.destroy()
    }
  })
}

async function soak(shop: BenchShop, shoppers: readonly Shopper[], knex: Knex): Promise<void> {
  const seen = { events: tally(), pages: tally(), accepted: 0, undecided: 0 }
  const key = { "x-publishable-api-key": shop.shop().publishable_key }
  const sendEvents = (n: number) =>
    request(seen.events, `${shop.address}/store/kairos/events`, {
      method: "POST",
      headers: { ...key, "content-type": "application/json", "x-forwarded-for": addressOf(n) },
      body: JSON.stringify(visit(n, shop.shop().mug.id)),
    }).then((body) => {
      seen.accepted += Number(body?.accepted ?? 0)
    })
  const askPage = (n: number) =>
    request(
      seen.pages,
      `${shop.address}/store/kairos/content?placements=${PLACEMENTS.join(",")}&path=/p/${n % 50}`,
      {
        headers: {
          ...key,
          authorization: `Bearer ${shoppers[n % SHOPPERS]!.token}`,
          "x-forwarded-for": addressOf(n),
        },
      }
    ).then((body) => {
      seen.undecided += PLACEMENTS.filter((code) => !body?.content?.[code]?.decision_id).length
    })
  const memory: number[] = []
  const begun = performance.now()
  const total = MINUTES * 60_000
  for (let minute = 0; performance.now() - begun < total;) {
    const elapsed = performance.now() - begun
    offer(seen.events, (elapsed / 1000) * EVENT_REQUESTS_PER_SECOND, sendEvents)
    offer(seen.pages, (elapsed / 1000) * PAGES_PER_SECOND, askPage)
    if (elapsed >= minute * 15_000) {
      minute += 1
      memory.push(await heapOf(shop))
      progress(
        `${Math.round(elapsed / 1000)} s of ${total / 1000}: ${seen.accepted} events, ${seen.pages.answered} pages, ${seen.events.failed + seen.pages.failed} failed, heap ${Math.round(memory.at(-1)!)} MiB`
      )
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
  }
  await settled(seen.events, seen.pages)
  const seconds = (performance.now() - begun) / 1000
  const { rows } = await knex.raw("select count(*)::int as stored from kairos_behaviour")
  report({ ...seen, seconds, memory, stored: rows[0].stored })
}

/** Offers what is due by now; who is slow to answer does not slow the offer. */
function offer(seen: Tally, due: number, send: (n: number) => Promise<void>): void {
  while (seen.offered < due) {
    seen.offered += 1
    void send(seen.offered)
  }
}

async function request(seen: Tally, url: string, init: RequestInit): Promise<any> {
  const sent = performance.now()
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
    const body = await response.json()
    if (!response.ok) {
      throw new Error(`${url} answered ${response.status}`)
    }
    seen.answered += 1
    seen.latencies.push(performance.now() - sent)
    return body
  } catch (error) {
    seen.failed += 1
    if (seen.failed <= 3) {
      progress(error instanceof Error ? error.message : String(error))
    }
    return null
  }
}

async function settled(...all: readonly Tally[]): Promise<void> {
  while (all.some(({ offered, answered, failed }) => answered + failed < offered)) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
  }
}

function visit(n: number, product_id: string) {
  const now = Date.now()
  return {
    visitor_id: `visitor-${n % VISITORS}`,
    consent: "storage,profiling",
    events: Array.from({ length: EVENTS_PER_REQUEST }, (_, i) => ({
      id: randomUUID(),
      name: i % 2 === 0 ? "page_viewed" : "product_viewed",
      occurred_at: new Date(now - i * 10).toISOString(),
      properties: { path: `/products/${(n + i) % 50}`, product_id },
    })),
  }
}

/** Every visitor has an address of their own behind the proxy, so that nobody is limited for others. */
const addressOf = (n: number) => `203.0.${Math.floor(n / 250) % 250}.${n % 250}`

/** After a collection, in MiB. */
async function heapOf(shop: BenchShop): Promise<number> {
  const { heap_used } = ok(await shop.store.get("/bench/memory"))
  return heap_used / 2 ** 20
}

async function agreeing(shop: BenchShop, email: string): Promise<Shopper> {
  const shopper = await registerShopper(shop, email)
  ok(
    await shop.storeAs(shopper).post("/store/kairos/preferences", {
      consents: [{ purpose: "personalisation", channel: "on_site", granted: true }],
    })
  )
  return shopper
}

async function fillPlacements(shop: BenchShop): Promise<void> {
  for (const code of PLACEMENTS) {
    ok(await shop.admin.post("/admin/kairos/placements", { code, name: code }))
    const { automation } = ok(
      await shop.admin.post("/admin/kairos/automations", {
        name: `Content of ${code}`,
        trigger: { code: "placement.requested", args: {} },
        purpose: "personalisation",
        conditions: {
          combinator: "and",
          rules: [{ field: "customer.has_account", operator: "=", value: true }],
        },
        steps: [
          {
            key: "first",
            actions: [
              {
                code: "show_content",
                args: {
                  placement: code,
                  content: {
                    headline: "Hello {{default customer.first_name 'friend'}}",
                    body: "This is for you.",
                    image_url: null,
                    cta: { label: "Shop", href: "/products" },
                    products: { source: "none", ids: [] },
                    disclosure: null,
                  },
                },
              },
            ],
          },
        ],
      })
    )
    ok(await shop.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
  }
}

function report(run: {
  readonly events: Tally
  readonly pages: Tally
  readonly accepted: number
  readonly undecided: number
  readonly stored: number
  readonly seconds: number
  readonly memory: readonly number[]
}): void {
  const { events, pages, seconds, memory } = run
  const p = (values: readonly number[], share: number) =>
    quantile(
      [...values].sort((a, b) => a - b),
      share
    )
  // The first minutes fill caches.
  const third = Math.max(1, Math.floor(memory.length / 3))
  const early = p(memory.slice(third, 2 * third), 0.5)
  const late = p(memory.slice(-third), 0.5)
  const figures = {
    minutes: seconds / 60,
    events_per_second: run.accepted / seconds,
    decisions_per_second: (pages.answered * PLACEMENTS.length) / seconds,
    events_lost: events.offered * EVENTS_PER_REQUEST - run.stored,
    decisions_lost: run.undecided,
    requests_failed: events.failed + pages.failed,
    events_p50_ms: p(events.latencies, 0.5),
    events_p99_ms: p(events.latencies, 0.99),
    content_p50_ms: p(pages.latencies, 0.5),
    content_p99_ms: p(pages.latencies, 0.99),
    heap_middle_mib: early,
    heap_end_mib: late,
  }
  for (const [name, value] of Object.entries(figures)) {
    console.log(`${name.padEnd(24)}${value.toFixed(1).padStart(12)}`)
  }
  printReport({ bench: "soak", figures, ratios: { heap_end_vs_middle: late / early } })
}

void main()
