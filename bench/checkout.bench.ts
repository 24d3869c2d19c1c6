import path from "node:path"
import { ok, readyCart } from "../integration-tests/support/shopper"
import { connect, databaseUrl } from "../integration-tests/support/test-database"
import { type BenchShop, withBench } from "./bench-shop"
import { printReport, printTable, progress, quantile, timingOf } from "./harness"

/*
 * What the plugin adds to completing a cart: the same Medusa with and without it, one order here and one there in turn.
 * Only the completing request is timed. With the plugin an automation for order.placed is active, so deciding and delivering go
 * on beside the next orders, as they do in a shop.
 */
const ORDERS = Number(process.env.KAIROS_BENCH_ORDERS ?? 150)
const WARM_UP = 10
/** Events that wait and are worked off meanwhile (`KAIROS_BENCH_BACKLOG=1000000`): the checkout must not feel them. */
const BACKLOG = Number(process.env.KAIROS_BENCH_BACKLOG ?? 0)

async function thankEverybody(shop: BenchShop): Promise<void> {
  const { template } = ok(
    await shop.admin.post("/admin/kairos/templates", {
      name: "Thank you",
      locale: "en",
      purpose: "service",
      subject: "Thank you",
      body: "<p>Thank you.</p>",
    })
  )
  const { automation } = ok(
    await shop.admin.post("/admin/kairos/automations", {
      name: "Thank you",
      purpose: "service",
      trigger: { code: "order.placed", args: {} },
      steps: [
        {
          key: "first",
          actions: [{ code: "send_message", args: { channel: "email", template_id: template.id } }],
        },
      ],
    })
  )
  ok(await shop.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
}

async function pileUp(events: number): Promise<void> {
  if (events === 0) {
    return
  }
  const knex = connect(databaseUrl("bench_kairos"))
  try {
    await knex.raw(
      `insert into kairos_inbox (id, name, entity_id, source, occurred_at)
       select 'crowd:' || n, 'customer.registered', 'cus_crowd_' || n, 'job', now() from generate_series(1, ?) n`,
      [events]
    )
    progress(`${events} events wait`)
  } finally {
    await knex.destroy()
  }
}

type Completion = {
  readonly milliseconds: number
  readonly statements: number
  /** Of the processor, for whatever this Medusa did meanwhile. */
  readonly worked: number
}

/** What completing one cart took. */
async function complete({ store }: BenchShop, cart: string): Promise<Completion> {
  const worked = async () => ok(await store.get("/bench/processor")).microseconds / 1000
  const before = await worked()
  await store.get("/bench/counts")
  const begun = performance.now()
  ok(await store.post(`/store/carts/${cart}/complete`))
  const milliseconds = performance.now() - begun
  const { statements } = ok(await store.get("/bench/counts"))
  return { milliseconds, statements, worked: (await worked()) - before }
}

const p = (values: readonly number[], share: number) =>
  quantile(
    [...values].sort((a, b) => a - b),
    share
  )

async function main(): Promise<void> {
  await withBench(async ({ open }) => {
    const [plain, kairos] = [
      await open("plain", path.join(__dirname, "plain-shop")),
      await open("kairos"),
    ]
    await thankEverybody(kairos)
    await pileUp(BACKLOG)
    const taken = { plain: [] as Completion[], kairos: [] as Completion[] }
    for (let i = 0; i < ORDERS + WARM_UP; i += 1) {
      // Whoever comes second finds the caches of the machine warm: they take turns.
      const turns = [
        ["plain", plain],
        ["kairos", kairos],
      ] as const
      for (const [name, shop] of i % 2 === 0 ? turns : [...turns].reverse()) {
        const cart = await readyCart(shop, { email: `shopper${i}@bench.example` })
        const completion = await complete(shop, cart)
        if (i >= WARM_UP) {
          taken[name].push(completion)
        }
      }
      if (i % 25 === 0) {
        progress(`${i} of ${ORDERS + WARM_UP} orders each`)
      }
    }
    const all = (name: keyof typeof taken, what: keyof Completion) =>
      taken[name].map((completion) => completion[what])
    const added = (share: number, what: keyof Completion) =>
      p(all("kairos", what), share) - p(all("plain", what), share)
    const rows = (what: keyof Completion) => [
      timingOf("without the plugin", all("plain", what)),
      timingOf("with the plugin", all("kairos", what)),
    ]
    printTable("Milliseconds to complete a cart", rows("milliseconds"))
    printTable("Milliseconds of the processor meanwhile", rows("worked"))
    printTable("Statements meanwhile", rows("statements"))
    printReport({
      bench: "checkout",
      figures: {
        orders: ORDERS,
        p50_added_ms: added(0.5, "milliseconds"),
        p95_added_ms: added(0.95, "milliseconds"),
        p95_without_ms: p(all("plain", "milliseconds"), 0.95),
        processor_added_ms: added(0.5, "worked"),
        statements_added: added(0.5, "statements"),
      },
      ratios: {},
    })
  })
}

void main()
