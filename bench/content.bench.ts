import { ok, registerShopper } from "../integration-tests/support/shopper"
import { type BenchShop, withBench } from "./bench-shop"
import { printReport, printTable, progress, quantile, timingOf } from "./harness"
import { load, type Load } from "./http-load"

/*
 * What a page waits for: the content of one placement that 100 active automations compete for, of which only the last may
 * be shown, beside a constant answer under /store of the same Medusa. A logged-in customer with a profile asks.
 */
const AUTOMATIONS = 100
const ROUNDS = 7
const SLICE = { connections: 10, milliseconds: 2_000 }
const ALONE_REQUESTS = 50

const CONTENT = {
  headline: "Hello {{default customer.first_name 'friend'}}",
  body: "This is for you.",
  image_url: null,
  cta: { label: "Shop", href: "/products" },
  products: { source: "none", ids: [] },
  disclosure: null,
}

async function fill(shop: BenchShop): Promise<void> {
  const { placements } = ok(await shop.admin.get("/admin/kairos/placements"))
  if (!placements.some(({ code }: { code: string }) => code === "home-hero")) {
    ok(await shop.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" }))
  }
  for (let i = 0; i < AUTOMATIONS; i += 1) {
    const last = i === AUTOMATIONS - 1
    const { automation } = ok(
      await shop.admin.post("/admin/kairos/automations", {
        name: `Content ${i}`,
        trigger: { code: "placement.requested", args: {} },
        purpose: "personalisation",
        priority: last ? 0 : 50,
        conditions: {
          combinator: "and",
          rules: [
            { field: "customer.has_account", operator: "=", value: true },
            { field: "profile.order_count", operator: "<=", value: 1_000 + i },
            { field: "session.path", operator: "contains", value: "/" },
            {
              combinator: "or",
              rules: [
                { field: "customer.country_code", operator: "=", value: "zz" },
                { field: "profile.item_count", operator: last ? ">=" : "<", value: last ? 0 : -i },
              ],
            },
          ],
        },
        steps: [
          {
            key: "first",
            actions: [{ code: "show_content", args: { placement: "home-hero", content: CONTENT } }],
          },
        ],
      })
    )
    ok(await shop.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
  }
  progress(`${AUTOMATIONS} automations are active`)
}

async function main(): Promise<void> {
  await withBench(async ({ open }) => {
    const shop = await open("content")
    await fill(shop)
    const shopper = await registerShopper(shop, "ada@bench.example")
    const client = shop.storeAs(shopper)
    ok(
      await client.post("/store/kairos/preferences", {
        consents: [{ purpose: "personalisation", channel: "on_site", granted: true }],
      })
    )
    const headers = {
      "x-publishable-api-key": shop.shop().publishable_key,
      authorization: `Bearer ${shopper.token}`,
    }
    const ask = "/store/kairos/content?placements=home-hero&path=/"
    const content: Load = { url: `${shop.address}${ask}`, headers }
    const trivial: Load = { url: `${shop.address}/store/bench-trivial`, headers }
    const shown = ok(await client.get(ask)).content["home-hero"]
    if (shown?.headline !== "Hello Ada") {
      throw new Error(`the last automation was not shown: ${JSON.stringify(shown)}`)
    }
    const counts = await countStatements(shop, ask, client)

    const samples = { content: [] as number[], trivial: [] as number[] }
    const p99 = { content: [] as number[], trivial: [] as number[] }
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, target] of [
        ["trivial", trivial],
        ["content", content],
      ] as const) {
        const { latencies, perSecond } = await load(target, SLICE)
        if (round > 0) {
          samples[name].push(1e6 / perSecond)
          p99[name].push(
            quantile(
              [...latencies].sort((a, b) => a - b),
              0.99
            )
          )
        }
      }
      progress(`round ${round} of ${ROUNDS}`)
    }
    report(samples, p99, counts)
  })
}

/** Medusa's own statements for a route under /store are those of the trivial one; ours are the rest. */
async function countStatements(
  shop: BenchShop,
  ask: string,
  client: ReturnType<BenchShop["storeAs"]>
): Promise<{ readonly statements: number; readonly writes: number }> {
  const perRequest = async (path: string) => {
    await client.get(path)
    const each: { statements: number; writes: number }[] = []
    for (let i = 0; i < ALONE_REQUESTS; i += 1) {
      await shop.store.get("/bench/counts")
      await client.get(path)
      each.push(ok(await shop.store.get("/bench/counts")))
    }
    // The least of many: jobs of the same process ask the database now and then.
    return {
      statements: Math.min(...each.map(({ statements }) => statements)),
      writes: Math.min(...each.map(({ writes }) => writes)),
    }
  }
  const trivial = await perRequest("/store/bench-trivial")
  const content = await perRequest(ask)
  return {
    statements: content.statements - trivial.statements,
    writes: content.writes - trivial.writes,
  }
}

function report(
  samples: { readonly content: readonly number[]; readonly trivial: readonly number[] },
  p99: { readonly content: readonly number[]; readonly trivial: readonly number[] },
  counts: { readonly statements: number; readonly writes: number }
): void {
  const rows = [
    timingOf("trivial /store route", samples.trivial),
    timingOf(`content, ${AUTOMATIONS} automations`, samples.content),
    timingOf("trivial, p99", p99.trivial),
    timingOf("content, p99", p99.content),
  ]
  printTable(`Microseconds per request, ${SLICE.connections} connections`, rows)
  console.log(
    `\nBeyond the trivial route: ${counts.statements} statement(s), ${counts.writes} write(s)`
  )
  const [trivial, content, trivialP99, contentP99] = rows.map(({ median }) => median) as [
    number,
    number,
    number,
    number,
  ]
  printReport({
    bench: "content",
    figures: { us_per_request: content, p99_us: contentP99, ...counts },
    ratios: {
      vs_trivial_store_route: content / trivial,
      p99_vs_trivial_store_route: contentP99 / trivialP99,
    },
  })
}

void main()
