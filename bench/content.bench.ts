import { ok, registerShopper } from "../integration-tests/support/shopper"
import { type BenchShop, withBench } from "./bench-shop"
import { printReport, printTable, progress, quantile, timingOf } from "./harness"
import { load, type Load } from "./http-load"

/*
 * What a page waits for: the content of one placement that 100 active automations compete for, of which only the last may
 * be shown, beside a constant answer under /store of the same Medusa. A logged-in customer with a profile asks, once by the account
 * alone and once with a visitor's id, whose visit is read as well.
 */
const AUTOMATIONS = 100
const ROUNDS = 7
const SLICE = { connections: 10, milliseconds: 2_000 }
const ALONE_REQUESTS = 50
const VISITOR = "vis_0123456789abcdef0123456789abcdef"
/** What the visitor did before, so that there is a visit to read. */
const PAGES = 40

const NAMES = ["trivial", "content", "visitor"] as const
type Name = (typeof NAMES)[number]
/** Asked once each, for what they cost the database. */
type Counted = Exclude<Name, "trivial"> | "members"
type Samples = Readonly<Record<Name, number[]>>
type Counts = { readonly statements: number; readonly writes: number }

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
  ok(await shop.admin.post("/admin/kairos/placements", { code: "members-corner", name: "Members" }))
  const term = { unit: "year", count: 1 }
  const terms = { term, renewal: "manual", placements: ["members-corner"] }
  ok(
    await shop.admin.post("/admin/kairos/plans", {
      name: "Club",
      product_id: shop.shop().mug.id,
      terms,
    })
  )
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
                { field: "customer.country_code", operator: "=", value: "aq" },
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
    const paths: Readonly<Record<Name | "members", string>> = {
      trivial: "/store/bench-trivial",
      content: ask,
      visitor: `${ask}&visitor_id=${VISITOR}&consent=storage,profiling`,
      members: "/store/kairos/content?placements=home-hero,members-corner&path=/",
    }
    await browse(client)
    for (const path of [paths.content, paths.visitor]) {
      const shown = ok(await client.get(path)).content["home-hero"]
      if (shown?.headline !== "Hello Ada") {
        throw new Error(`the last automation was not shown: ${JSON.stringify(shown)}`)
      }
    }
    const counts = await countStatements(shop, paths, client)
    const samples: Samples = { trivial: [], content: [], visitor: [] }
    const p99: Samples = { trivial: [], content: [], visitor: [] }
    const processor: Samples = { trivial: [], content: [], visitor: [] }
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of NAMES) {
        const target: Load = { url: `${shop.address}${paths[name]}`, headers }
        const before = await workedFor(shop)
        const { latencies, perSecond } = await load(target, SLICE)
        const worked = (await workedFor(shop)) - before
        if (round > 0) {
          processor[name].push(worked / latencies.length)
          const sorted = [...latencies].sort((one, other) => one - other)
          samples[name].push(1e6 / perSecond)
          p99[name].push(quantile(sorted, 0.99))
        }
      }
      progress(`round ${round} of ${ROUNDS}`)
    }
    report({ samples, p99, processor }, counts)
  })
}

/** Microseconds of the processor that Medusa has used: what others do on the machine is not in them. */
const workedFor = async ({ store }: BenchShop): Promise<number> =>
  ok(await store.get("/bench/processor")).microseconds

/** A visit of this customer: pages and products, as the storefront reports them. */
async function browse(client: ReturnType<BenchShop["storeAs"]>): Promise<void> {
  const events = Array.from({ length: PAGES }, (_, i) => ({
    id: `bench-${i}`,
    name: i % 2 === 0 ? "page_viewed" : "product_viewed",
    occurred_at: new Date(Date.now() - (PAGES - i) * 1000).toISOString(),
    properties: i % 2 === 0 ? { path: `/products/${i}` } : { product_id: `prod_${i}` },
  }))
  const consent = "storage,profiling"
  ok(await client.post("/store/kairos/events", { visitor_id: VISITOR, consent, events }))
}

/** Medusa's own statements for a route under /store are those of the trivial one; ours are the rest. */
async function countStatements(
  shop: BenchShop,
  paths: Readonly<Record<Counted | "trivial", string>>,
  client: ReturnType<BenchShop["storeAs"]>
): Promise<Readonly<Record<Counted, Counts>>> {
  const perRequest = async (path: string): Promise<Counts> => {
    await client.get(path)
    const each: Counts[] = []
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
  const trivial = await perRequest(paths.trivial)
  const beyond = async (path: string): Promise<Counts> => {
    const { statements, writes } = await perRequest(path)
    return { statements: statements - trivial.statements, writes: writes - trivial.writes }
  }
  return {
    content: await beyond(paths.content),
    visitor: await beyond(paths.visitor),
    members: await beyond(paths.members),
  }
}

const LABELS: Readonly<Record<Name, string>> = {
  trivial: "trivial /store route",
  content: `content, ${AUTOMATIONS} automations`,
  visitor: "the same with a visitor's id",
}

function report(
  { samples, p99, processor }: Readonly<Record<"samples" | "p99" | "processor", Samples>>,
  counts: Readonly<Record<Counted, Counts>>
): void {
  const medians = NAMES.map((name) => timingOf(LABELS[name], samples[name]))
  const tails = NAMES.map((name) => timingOf(`${LABELS[name]}, p99`, p99[name]))
  const work = NAMES.map((name) => timingOf(`${LABELS[name]}, processor`, processor[name]))
  printTable(`Microseconds per request, ${SLICE.connections} connections`, [
    ...medians,
    ...tails,
    ...work,
  ])
  const { content, visitor, members } = counts
  console.log(
    `\nBeyond the trivial route: ${content.statements} statement(s), ${content.writes} write(s); with a visitor's id ${visitor.statements} and ${visitor.writes}; with a placement for members ${members.statements} and ${members.writes}`
  )
  const medianOf = (timings: typeof medians, name: Name) =>
    timings[NAMES.indexOf(name)]?.median ?? NaN
  const ratio = (timings: typeof medians, name: Name) =>
    medianOf(timings, name) / medianOf(timings, "trivial")
  printReport({
    bench: "content",
    figures: {
      us_per_request: medianOf(medians, "content"),
      p99_us: medianOf(tails, "content"),
      ...content,
      visitor_us_per_request: medianOf(medians, "visitor"),
      visitor_p99_us: medianOf(tails, "visitor"),
      visitor_statements: visitor.statements,
      visitor_writes: visitor.writes,
      members_statements: members.statements,
      members_writes: members.writes,
    },
    ratios: {
      vs_trivial_store_route: ratio(medians, "content"),
      p99_vs_trivial_store_route: ratio(tails, "content"),
      processor_vs_trivial_store_route: ratio(work, "content"),
      visitor_vs_trivial_store_route: ratio(medians, "visitor"),
      visitor_p99_vs_trivial_store_route: ratio(tails, "visitor"),
      visitor_processor_vs_trivial_store_route: ratio(work, "visitor"),
    },
  })
}

void main()
