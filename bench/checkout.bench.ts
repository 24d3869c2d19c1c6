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

/** Milliseconds that completing one cart took. */
async function complete(shop: BenchShop, email: string): Promise<number> {
  const cart = await readyCart(shop, { email })
  const begun = performance.now()
  ok(await shop.store.post(`/store/carts/${cart}/complete`))
  return performance.now() - begun
}

async function main(): Promise<void> {
  await withBench(async ({ open }) => {
    const [plain, kairos] = [
      await open("plain", path.join(__dirname, "plain-shop")),
      await open("kairos"),
    ]
    await thankEverybody(kairos)
    await pileUp(BACKLOG)
    const times = { plain: [] as number[], kairos: [] as number[] }
    for (let i = 0; i < ORDERS + WARM_UP; i += 1) {
      // Whoever comes second finds the caches of the machine warm: they take turns.
      const turns = [
        ["plain", plain],
        ["kairos", kairos],
      ] as const
      for (const [name, shop] of i % 2 === 0 ? turns : [...turns].reverse()) {
        const took = await complete(shop, `shopper${i}@bench.example`)
        if (i >= WARM_UP) {
          times[name].push(took)
        }
      }
      if (i % 25 === 0) {
        progress(`${i} of ${ORDERS + WARM_UP} orders each`)
      }
    }
    const p = (values: readonly number[], share: number) =>
      quantile(
        [...values].sort((a, b) => a - b),
        share
      )
    printTable("Milliseconds to complete a cart", [
      timingOf("without the plugin", times.plain),
      timingOf("with the plugin", times.kairos),
    ])
    printReport({
      bench: "checkout",
      figures: {
        orders: ORDERS,
        p50_added_ms: p(times.kairos, 0.5) - p(times.plain, 0.5),
        p95_added_ms: p(times.kairos, 0.95) - p(times.plain, 0.95),
        p95_without_ms: p(times.plain, 0.95),
      },
      ratios: {},
    })
  })
}

void main()
