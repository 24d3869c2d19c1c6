import {
  createCartCreditLinesWorkflow,
  createPromotionsWorkflow,
  createTaxRegionsWorkflow,
  refreshPaymentCollectionForCartWorkflow,
} from "@medusajs/medusa/core-flows"
import type { IncidentKind } from "../../../src/core/incident/incident"
import type { ValueDefinition } from "../../../src/core/profile/worth"
import { keepIncidents } from "../../../src/workflows/moments/keep-incidents"
import { backfillChangedOrders } from "../../../src/workflows/profile/backfill-changed-orders"
import { backfillOrders } from "../../../src/workflows/profile/backfill-orders"
import { followOrder } from "../../../src/workflows/profile/follow-order"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { ok, placeOrder, readyCart, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

type Kept = {
  /** What the shop kept of it, shipping included. */
  readonly net: number
  /** What is kept of the goods alone, where shipping does not count; 5 less where nothing is said. */
  readonly goods?: number
  readonly items: number
  /** Where shipping does not count, it is no order any more. */
  readonly void_without_shipping?: true
  readonly canceled?: true
  /** What counts as refunded, where that is told apart from what was never paid. */
  readonly given_back?: number
  /** Whose it is when it is not the shopper's. */
  readonly of?: "friend" | "guest"
}

/** What happens to an order, and what it is worth then. `silent`: Medusa announces it by no event, so the sweep finds it. */
type Change = {
  readonly name: string
  readonly order?: (ctx: SuiteContext, shopper: Shopper) => Promise<string>
  readonly act: (admin: SuiteContext["admin"], order: string, others: Others) => Promise<void>
  readonly kept: Kept
  /** What went wrong for the shopper with it, by Medusa's own books. */
  readonly incidents?: readonly IncidentKind[]
  readonly silent?: true
}
type Others = {
  readonly friend: Shopper
  readonly lamp: string
  /** Called while something is on its way back. */
  readonly underWay: () => Promise<void>
}

type Admin = SuiteContext["admin"]

const orderOf = async (admin: Admin, id: string) =>
  ok(await admin.get(`/admin/orders/${id}?fields=*items,*payment_collections.payments,total`)).order

async function capture(admin: Admin, id: string): Promise<string> {
  const payment = (await orderOf(admin, id)).payment_collections[0].payments[0].id as string
  ok(await admin.post(`/admin/payments/${payment}/capture`, {}))
  return payment
}

async function refund(admin: Admin, id: string, amount: number): Promise<void> {
  const payment = await capture(admin, id)
  ok(await admin.post(`/admin/payments/${payment}/refund`, { amount }))
}

const firstItem = async (admin: Admin, id: string): Promise<string> =>
  (await orderOf(admin, id)).items[0].id

async function fulfil(admin: Admin, id: string): Promise<string> {
  const item = await firstItem(admin, id)
  const items = [{ id: item, quantity: 3 }]
  ok(await admin.post(`/admin/orders/${id}/fulfillments`, { items }))
  return item
}

async function receive(admin: Admin, return_id: string, item: string, quantity = 1): Promise<void> {
  const back = `/admin/returns/${return_id}`
  ok(await admin.post(`${back}/receive`, {}))
  ok(await admin.post(`${back}/receive-items`, { items: [{ id: item, quantity }] }))
  ok(await admin.post(`${back}/receive/confirm`, {}))
}

const giveBack =
  (quantity: number) =>
  async (admin: Admin, order_id: string, { underWay }: Pick<Others, "underWay">): Promise<void> => {
    const item = await fulfil(admin, order_id)
    const id = ok(await admin.post("/admin/returns", { order_id })).return.id as string
    const items = [{ id: item, quantity }]
    ok(await admin.post(`/admin/returns/${id}/request-items`, { items }))
    ok(await admin.post(`/admin/returns/${id}/request`, {}))
    await underWay()
    await receive(admin, id, item, quantity)
  }

const giveBackOne = giveBack(1)

/** One mug comes back, one other piece goes out. */
async function swap(
  admin: Admin,
  order_id: string,
  what: { readonly kind: "exchange" | "claim"; readonly variant_id: string | null },
  { underWay }: Pick<Others, "underWay">
): Promise<void> {
  const item = await fulfil(admin, order_id)
  const list = `/admin/${what.kind}s`
  const type = what.variant_id === null ? "refund" : "replace"
  const body = what.kind === "claim" ? { order_id, type } : { order_id }
  const made = ok(await admin.post(list, body))[what.kind]
  const one = `${list}/${made.id as string}`
  const items = [{ id: item, quantity: 1 }]
  if (what.kind === "claim") {
    ok(await admin.post(`${one}/claim-items`, { items }))
  }
  ok(await admin.post(`${one}/inbound/items`, { items }))
  if (what.variant_id !== null) {
    ok(
      await admin.post(`${one}/outbound/items`, {
        items: [{ variant_id: what.variant_id, quantity: 1 }],
      })
    )
  }
  const asked = ok(await admin.post(`${one}/request`, {}))
  await underWay()
  await receive(admin, asked.return.id as string, item)
}

async function edit(
  admin: Admin,
  order_id: string,
  change: (edit: string) => Promise<unknown>
): Promise<void> {
  ok(await admin.post("/admin/order-edits", { order_id }))
  await change(`/admin/order-edits/${order_id}`)
  ok(await admin.post(`/admin/order-edits/${order_id}/confirm`, {}))
}

async function draft(ctx: SuiteContext, shopper: Shopper): Promise<string> {
  const { mug, region_id, sales_channel_id, shipping_option_id } = ctx.shop()
  const { draft_order } = ok(
    await ctx.admin.post("/admin/draft-orders", {
      region_id,
      sales_channel_id,
      customer_id: shopper.id,
      email: shopper.email,
      items: [{ variant_id: mug.variant_id, quantity: 2 }],
      shipping_methods: [{ name: "Post", shipping_option_id, amount: 5 }],
    })
  )
  return draft_order.id as string
}

/** A code for so many percent off the goods. */
async function promotion(ctx: SuiteContext, code: string, value: number): Promise<void> {
  await createPromotionsWorkflow(ctx.container()).run({
    input: {
      promotionsData: [
        {
          code,
          type: "standard",
          status: "active",
          application_method: {
            type: "percentage",
            target_type: "items",
            allocation: "across",
            value,
            currency_code: "eur",
          },
        },
      ],
    },
  })
}

async function withPromotion(ctx: SuiteContext, shopper: Shopper): Promise<string> {
  await promotion(ctx, "WHOLE", 100)
  const items = [{ variant_id: ctx.shop().mug.variant_id, quantity: 3 }]
  return (await placeOrder(ctx, { shopper, items, promo_codes: ["WHOLE"] })).id
}

/** Three mugs, paid as far as it goes with a gift card: to Medusa's core a credit of the cart, whatever keeps its balance. */
const withGiftCard =
  (amount: number) =>
  async (ctx: SuiteContext, shopper: Shopper): Promise<string> => {
    const items = [{ variant_id: ctx.shop().mug.variant_id, quantity: 3 }]
    const cart_id = await readyCart(ctx, { shopper, items })
    const credit = {
      cart_id,
      amount,
      reference: "gift_card",
      reference_id: "card_1",
      metadata: null,
    }
    await createCartCreditLinesWorkflow(ctx.container()).run({ input: [credit] })
    await refreshPaymentCollectionForCartWorkflow(ctx.container()).run({ input: { cart_id } })
    const client = ctx.storeAs(shopper)
    if (amount < 65) {
      const { cart } = ok(await client.get(`/store/carts/${cart_id}?fields=*payment_collection`))
      ok(
        await client.post(
          `/store/payment-collections/${cart.payment_collection.id}/payment-sessions`,
          { provider_id: "pp_system_default" }
        )
      )
    }
    return ok(await client.post(`/store/carts/${cart_id}/complete`)).order.id as string
  }

/** A gift card is a product with a flag: what was paid for it was paid. */
async function giftCard(ctx: SuiteContext, shopper: Shopper): Promise<string> {
  const { lamp } = ctx.shop()
  ok(await ctx.admin.post(`/admin/products/${lamp.id}`, { is_giftcard: true }))
  const items = [{ variant_id: lamp.variant_id, quantity: 1 }]
  const { id } = await placeOrder(ctx, { shopper, items })
  ok(await ctx.admin.post(`/admin/products/${lamp.id}`, { is_giftcard: false }))
  return id
}

const mugsAndLamp = async (ctx: SuiteContext, shopper: Shopper): Promise<string> => {
  const { mug, lamp } = ctx.shop()
  const items = [
    { variant_id: mug.variant_id, quantity: 3 },
    { variant_id: lamp.variant_id, quantity: 1 },
  ]
  return (await placeOrder(ctx, { shopper, items })).id
}

/** Three mugs at 20 and shipping at 5, unless a row orders something else. */
const CHANGES: readonly Change[] = [
  { name: "nothing", act: async () => undefined, kept: { net: 65, items: 3 } },
  {
    name: "a part refunded",
    act: (admin, id) => refund(admin, id, 7.5),
    // A refund does not say of what: 60 of 65 of all that was kept.
    kept: { net: 57.5, goods: 53.07692308, items: 3 },
    incidents: ["refund"],
  },
  {
    name: "shipping alone refunded",
    act: (admin, id) => refund(admin, id, 5),
    kept: { net: 60, goods: 55.38461538, items: 3 },
    incidents: ["refund"],
  },
  {
    name: "all refunded",
    act: (admin, id) => refund(admin, id, 65),
    kept: { net: 0, goods: 0, items: 3 },
    incidents: ["refund"],
  },
  {
    name: "more refunded than was paid, which Medusa refuses",
    act: async (admin, id) => {
      const payment = await capture(admin, id)
      const answer = await admin.post(`/admin/payments/${payment}/refund`, { amount: 100 })
      expect(answer.status).toBe(400)
    },
    kept: { net: 65, items: 3 },
  },
  {
    name: "a return received",
    act: giveBackOne,
    kept: { net: 45, items: 2 },
    incidents: ["return"],
  },
  {
    name: "all goods returned, and their shipping kept",
    act: giveBack(3),
    // Five that were kept are an order; where shipping does not count, nothing of it was kept.
    kept: { net: 5, goods: 0, items: 0, void_without_shipping: true },
    incidents: ["return"],
  },
  {
    name: "a return received and paid back",
    act: async (admin, id, others) => {
      const payment = await capture(admin, id)
      await giveBackOne(admin, id, others)
      ok(await admin.post(`/admin/payments/${payment}/refund`, { amount: 20 }))
    },
    kept: { net: 45, items: 2 },
    incidents: ["return", "refund"],
  },
  {
    name: "an exchange for something dearer",
    act: (admin, id, others) =>
      swap(admin, id, { kind: "exchange", variant_id: others.lamp }, others),
    kept: { net: 105, items: 3 },
    incidents: ["exchange"],
  },
  {
    name: "a claim that is to be refunded",
    act: (admin, id, others) => swap(admin, id, { kind: "claim", variant_id: null }, others),
    kept: { net: 45, items: 2 },
    incidents: ["claim"],
  },
  {
    name: "a claim that is replaced",
    act: (admin, id, others) => swap(admin, id, { kind: "claim", variant_id: others.lamp }, others),
    kept: { net: 105, items: 3 },
    incidents: ["claim"],
  },
  {
    name: "an edit that adds",
    act: (admin, id, { lamp }) =>
      edit(admin, id, async (path) =>
        ok(await admin.post(`${path}/items`, { items: [{ variant_id: lamp, quantity: 1 }] }))
      ),
    kept: { net: 125, items: 4 },
  },
  {
    name: "an edit that takes away",
    act: async (admin, id) => {
      const item = await firstItem(admin, id)
      await edit(admin, id, async (path) =>
        ok(await admin.post(`${path}/items/item/${item}`, { quantity: 1 }))
      )
    },
    kept: { net: 25, items: 1 },
  },
  {
    name: "one of two lines cancelled",
    order: mugsAndLamp,
    act: async (admin, id) => {
      const { items } = await orderOf(admin, id)
      const lamp = items.find(({ quantity }: { quantity: number }) => quantity === 1).id as string
      await edit(admin, id, async (path) =>
        ok(await admin.post(`${path}/items/item/${lamp}`, { quantity: 0 }))
      )
    },
    kept: { net: 65, items: 3 },
  },
  {
    name: "a part cancelled after all was paid, and that part paid back",
    act: async (admin, id) => {
      const payment = await capture(admin, id)
      const item = await firstItem(admin, id)
      await edit(admin, id, async (path) =>
        ok(await admin.post(`${path}/items/item/${item}`, { quantity: 2 }))
      )
      ok(await admin.post(`/admin/payments/${payment}/refund`, { amount: 20 }))
    },
    kept: { net: 45, items: 2 },
    incidents: ["refund"],
  },
  {
    name: "a fulfilment cancelled",
    act: async (admin, id) => {
      await fulfil(admin, id)
      const { order } = ok(await admin.get(`/admin/orders/${id}?fields=*fulfillments`))
      const path = `/admin/orders/${id}/fulfillments/${order.fulfillments[0].id as string}/cancel`
      ok(await admin.post(path, {}))
    },
    kept: { net: 65, items: 3 },
  },
  {
    name: "a return asked for and called off",
    act: async (admin, order_id, { underWay }) => {
      const item = await fulfil(admin, order_id)
      const id = ok(await admin.post("/admin/returns", { order_id })).return.id as string
      const items = [{ id: item, quantity: 1 }]
      ok(await admin.post(`/admin/returns/${id}/request-items`, { items }))
      ok(await admin.post(`/admin/returns/${id}/request`, {}))
      await underWay()
      ok(await admin.post(`/admin/returns/${id}/cancel`, {}))
    },
    kept: { net: 65, items: 3 },
    incidents: ["return"],
  },
  {
    name: "a gift card bought",
    order: giftCard,
    act: async () => undefined,
    kept: { net: 65, items: 1 },
  },
  {
    name: "paid in part with a gift card",
    order: withGiftCard(40),
    act: async () => undefined,
    kept: { net: 25, goods: 23.07692308, items: 3, given_back: 0 },
  },
  {
    name: "paid wholly with a gift card",
    order: withGiftCard(65),
    act: async () => undefined,
    kept: { net: 0, goods: 0, items: 3, given_back: 0 },
  },
  {
    name: "paid in part with a gift card, and a part returned",
    order: withGiftCard(40),
    act: giveBackOne,
    kept: { net: 5, goods: 4.44444444, items: 2, given_back: 20 },
    incidents: ["return"],
  },
  {
    name: "cancelled before it was paid",
    act: async (admin, id) => void ok(await admin.post(`/admin/orders/${id}/cancel`, {})),
    kept: { net: 65, items: 3, canceled: true },
  },
  {
    name: "cancelled after it was paid",
    act: async (admin, id) => {
      await capture(admin, id)
      ok(await admin.post(`/admin/orders/${id}/cancel`, {}))
    },
    kept: { net: 0, goods: 0, items: 3, canceled: true },
    incidents: ["refund"],
  },
  {
    name: "a credit line",
    act: async (admin, id) =>
      void ok(
        await admin.post(`/admin/orders/${id}/credit-lines`, {
          amount: 10,
          reference: "goodwill",
          reference_id: "1",
        })
      ),
    kept: { net: 55, goods: 50.76923077, items: 3 },
    silent: true,
  },
  {
    name: "handed to another customer",
    act: async (admin, id, { friend }) => {
      ok(await admin.post(`/admin/orders/${id}/transfer`, { customer_id: friend.id }))
    },
    kept: { net: 65, items: 3 },
  },
  {
    name: "a draft that became an order",
    order: draft,
    act: async (admin, id) =>
      void ok(await admin.post(`/admin/draft-orders/${id}/convert-to-order`, {})),
    kept: { net: 45, items: 2 },
  },
  {
    name: "goods at no price",
    order: withPromotion,
    act: async () => undefined,
    kept: { net: 5, items: 3 },
  },
  {
    name: "a guest's",
    order: async (ctx) => (await placeOrder(ctx, { email: "guest@shop.example" })).id,
    act: async () => undefined,
    kept: { net: 25, items: 1, of: "guest" },
  },
]

const sorted = (rows: Record<string, unknown>): unknown =>
  Object.entries(rows)
    .map(([name, row]) => [name, Object.entries(row as object).sort()])
    .sort()

type Row = Record<string, string | number | boolean>

/** The option, as if it stood in medusa-config. */
async function withValue(
  ctx: SuiteContext,
  value: ValueDefinition,
  act: () => Promise<unknown>
): Promise<void> {
  const { options } = runtimeOf(ctx.container())
  const before = options.value
  Object.assign(options, { value })
  try {
    await act()
  } finally {
    Object.assign(options, { value: before })
  }
}

/** Keeps what went wrong while it is under way, and once more when all is over. */
async function watchIncidents(ctx: SuiteContext, names: ReadonlyMap<string, string>) {
  const runtime = runtimeOf(ctx.container())
  const rows = () => ctx.knex()("kairos_incident").orderBy("opened_at")
  const seenOpen = new Set<string>()
  const keep = async () => {
    await keepIncidents(runtime)
    for (const { id, closed_at } of await rows()) {
      if (closed_at === null) seenOpen.add(id)
    }
  }
  await keep()
  return {
    lookAt: keep,
    end: async () => {
      await keep()
      return (await rows()).map(({ id, kind, order_id, customer_id, ...at }) => ({
        name: names.get(order_id),
        kind,
        was_open: seenOpen.has(id),
        is_over: at.closed_at !== null,
        // The shop opened each of them itself.
        is_answered: at.answered_at?.getTime() === at.opened_at.getTime(),
        of: customer_id,
      }))
    },
  }
}

/** The golden table of what an order is worth after anything that Medusa lets happen to it (E-11, A-23). */
export function orderChanges(ctx: SuiteContext): void {
  it("whatever happens to an order, its purchase is the same by events, by the sweep and by a rebuild (E-11)", async () => {
    const shopper = await registerShopper(ctx, "ada@golden.example")
    const friend = await registerShopper(ctx, "grace@golden.example")
    const runtime = runtimeOf(ctx.container())
    // The sweep's first look is the whole shop; what follows is what changed.
    await backfillChangedOrders(runtime)
    const three = async () => {
      const items = [{ variant_id: ctx.shop().mug.variant_id, quantity: 3 }]
      return (await placeOrder(ctx, { shopper, items })).id
    }
    const names = new Map<string, string>()
    const wrong = await watchIncidents(ctx, names)
    for (const { name, order, act } of CHANGES) {
      const id = await (order === undefined ? three() : order(ctx, shopper))
      names.set(id, name)
      await ctx.settled()
      await act(ctx.admin, id, {
        friend,
        lamp: ctx.shop().lamp.variant_id,
        underWay: wrong.lookAt,
      })
    }
    await ctx.settled()
    const owners = new Map([
      [shopper.id, "shopper"],
      [friend.id, "friend"],
    ])
    const table = async (): Promise<Record<string, Row>> =>
      Object.fromEntries(
        (await ctx.knex()("kairos_purchase").select("*")).map((row) => [
          names.get(row.external_id) ?? "?",
          {
            net: Number((Number(row.total) - Number(row.refunded)).toFixed(8)),
            items: row.item_count,
            canceled: row.canceled,
            of: owners.get(row.customer_id) ?? "guest",
          },
        ])
      )
    const givenBack = async () => {
      const rows = await ctx.knex()("kairos_purchase").select("external_id", "refunded")
      const refunded = new Map(
        rows.map(({ external_id, refunded: amount }) => [names.get(external_id), Number(amount)])
      )
      return CHANGES.flatMap(({ name, kept }) =>
        kept.given_back === undefined ? [] : [[name, refunded.get(name)]]
      )
    }
    const profiles = () =>
      ctx
        .knex()("kairos_profile")
        .select("customer_id", "order_count", "item_count", "spent")
        .where("order_count", ">", 0)
        .orderBy("customer_id")
    const golden = Object.fromEntries(
      CHANGES.map(
        ({ name, kept: { given_back: _a, goods: _b, void_without_shipping: _c, ...kept } }) => [
          name,
          { canceled: false, of: "shopper", ...kept },
        ]
      )
    )
    const goods = Object.fromEntries(
      CHANGES.map(({ name, kept }) => [name, { ...golden[name], net: kept.goods ?? kept.net - 5 }])
    )
    const silent = new Set(CHANGES.filter((one) => one.silent).map(({ name }) => name))
    const loud = (rows: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(rows).filter(([name]) => !silent.has(name)))
    // The subscribers' work is a hint that nobody waits for.
    const told = JSON.stringify(sorted(loud(golden)))
    await until(
      "the purchases that events brought",
      async () => (JSON.stringify(sorted(loud(await table()))) === told ? true : null),
      { show: async () => loud(await table()) }
    )
    expect(await wrong.end()).toEqual(
      CHANGES.flatMap(({ name, incidents = [] }) =>
        incidents.map((kind) => ({
          name,
          kind,
          was_open: kind !== "refund",
          is_over: true,
          is_answered: true,
          of: shopper.id,
        }))
      )
    )
    await backfillChangedOrders(runtime)
    const [bySweep, sweptProfiles] = [await table(), await profiles()]
    expect(bySweep).toEqual(golden)
    expect(await givenBack()).toEqual(
      CHANGES.flatMap(({ name, kept: { given_back } }) =>
        given_back === undefined ? [] : [[name, given_back]]
      )
    )

    await ctx.knex().raw("truncate kairos_purchase, kairos_purchase_line, kairos_profile")
    await backfillOrders(runtime)
    expect(await table()).toEqual(golden)
    expect(await profiles()).toEqual(sweptProfiles)
    const net = CHANGES.filter(({ kept }) => kept.of === undefined && !kept.canceled)
    expect((await runtime.profile.readProfile(shopper.id))?.spent).toEqual({
      eur: String(net.reduce((sum, { kept }) => sum + kept.net, 0)),
    })
    const orders = async () => (await runtime.profile.readProfile(shopper.id))?.order_count ?? 0
    const whole = await orders()
    await withValue(ctx, { tax: "included", shipping: "excluded" }, async () => {
      await backfillChangedOrders(runtime)
      expect(await table()).toEqual(goods)
      expect(whole - (await orders())).toBe(
        CHANGES.filter(({ kept }) => kept.void_without_shipping).length
      )
    })
  }, 180_000)

  it("an order with tax and shipping is worth what the shop lets count, also with a discount, by its events and once the setting is another (E-11)", async () => {
    await createTaxRegionsWorkflow(ctx.container()).run({
      input: [
        {
          country_code: "es",
          provider_id: "tp_system",
          default_tax_rate: { name: "IVA", rate: 25, code: "iva" },
        },
      ],
    })
    await promotion(ctx, "QUARTER", 25)
    const shopper = await registerShopper(ctx, "ada@worth.example")
    const runtime = runtimeOf(ctx.container())
    await backfillChangedOrders(runtime)
    const worth = async () => {
      const row = await ctx.knex()("kairos_purchase").where({ customer_id: shopper.id }).first()
      const profile = await runtime.profile.readProfile(shopper.id)
      return row === undefined
        ? null
        : [Number(row.total), Number(row.refunded), profile?.spent["eur"]]
    }
    const becomes = (expected: readonly unknown[], look: () => Promise<unknown>) =>
      until(
        `a worth of ${expected.join()}`,
        async () => {
          await look()
          return JSON.stringify(await worth()) === JSON.stringify(expected) ? true : null
        },
        { show: worth }
      )
    const goods = { tax: "excluded", shipping: "excluded" } as const
    let order_id = ""
    await withValue(ctx, goods, async () => {
      const items = [{ variant_id: ctx.shop().mug.variant_id, quantity: 3 }]
      // Goods for 60 less a quarter, and 5 for shipping, with a quarter of both as tax.
      const order = await placeOrder(ctx, { shopper, items, promo_codes: ["QUARTER"] })
      order_id = order.id
      expect(order.total).toBe(62.5)
      await ctx.settled()
      await becomes([45, 0, "45"], async () => undefined)
      // A fifth of all that was paid.
      await refund(ctx.admin, order.id, 12.5)
      await ctx.settled()
      await becomes([45, 9, "36"], async () => undefined)
      await backfillChangedOrders(runtime)
      expect(await worth()).toEqual([45, 9, "36"])
      const { policy } = ok(await ctx.admin.get("/admin/kairos/tiers"))
      expect(policy.value).toEqual(goods)
      expect(JSON.stringify(policy.document)).toContain("without tax, without shipping")
    })
    const definitions: readonly [ValueDefinition, readonly unknown[]][] = [
      [{ tax: "included", shipping: "included" }, [62.5, 12.5, "50"]],
      [{ tax: "excluded", shipping: "included" }, [50, 10, "40"]],
      [{ tax: "included", shipping: "excluded" }, [56.25, 11.25, "45"]],
      [goods, [45, 9, "36"]],
    ]
    // What an event of the order does: each definition's answer is another than the one before it.
    for (const [value, expected] of definitions) {
      await withValue(ctx, value, () => becomes(expected, () => followOrder(runtime, order_id)))
    }
    for (const [value, expected] of definitions) {
      // As if the order had changed long before: what changed lately is looked at anyway.
      const later = new Date(Date.now() + 60 * 60 * 1000).toISOString()
      await runtime.automation.settings.write("purchases_watermark", later, "test")
      await withValue(ctx, value, () => becomes(expected, () => backfillChangedOrders(runtime)))
    }
  })
}
