import { BUYER_CLASSES } from "../../../src/core/predict/buyer-class"
import { pauseChannel } from "../../../src/workflows/deliver/channel-pause"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import type { Answer, HttpClient } from "../../support/http-client"
import { agreedShopper, mailAutomation, makeTemplate } from "../../support/marketer"
import { renewalShop } from "../../support/renewal-shop"
import { ROUTE_ROWS } from "../../support/route-rows"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

type Call = (path: string, body?: unknown) => Promise<Answer>
type Case =
  /** Why it leaves no line: it changes nothing, or what it writes says by itself who did it and when. */
  | string
  | {
      /** `evidence`: the shopper's own act, in a ledger that only grows and that an erasure reaches. */
      readonly leaves: "audit" | "evidence"
      readonly act: (shop: Shop) => Promise<Answer>
    }
type Shop = {
  readonly admin: HttpClient
  readonly ada: Shopper
  readonly as: HttpClient
  readonly automation: string
  readonly template: string
  readonly delivery: (state: string) => Promise<string>
  readonly event: () => Promise<string>
  readonly review: () => Promise<string>
  readonly decision: string
  readonly plan: string
  readonly subscription: string
  /** Somebody else's. */
  readonly other: string
}

const audit = (act: (shop: Shop) => Promise<Answer>): Case => ({ leaves: "audit", act })
const evidence = (act: (shop: Shop) => Promise<Answer>): Case => ({ leaves: "evidence", act })
const LOOKS = "looks, and changes nothing"
const REPORTED = "each event stands in the inbox by itself, with where it came from"

const content = {
  name: "Home",
  fallback: null,
}
const drafted = (template: string, more: object = {}) => ({
  name: "Draft",
  trigger: { code: "order.placed", args: {} },
  steps: [
    {
      key: "first",
      wait: { minutes: 0 },
      actions: [{ code: "send_message", args: { channel: "email", template_id: template } }],
    },
  ],
  ...more,
})
const K = "/admin/kairos"
const post =
  (path: (shop: Shop) => string | Promise<string>, body: (shop: Shop) => unknown = () => ({})) =>
  async (shop: Shop): Promise<Answer> =>
    shop.admin.post(`${K}/${await path(shop)}`, body(shop))
/** To the first that is on offer, for what it is shown to cost. */
const switching = async (client: HttpClient, path: string): Promise<Answer> => {
  const { choices } = ok(await client.get(path))
  const { plan_id, variant_id } = choices[0]
  const { quote } = ok(await client.get(path, { plan_id, variant_id }))
  return client.post(path, { plan_id, variant_id, amount: quote.amount })
}
const customer = ({ ada }: Shop) => `profiles/${ada.id}`

/** In the order in which they are tried: a later one may need what an earlier one made. */
const CASES: Readonly<Record<string, Case>> = {
  "POST /admin/kairos/automations": audit(
    post(
      () => "automations",
      ({ template }) => drafted(template)
    )
  ),
  "POST /admin/kairos/automations/{id}": audit(
    post(
      ({ automation }) => `automations/${automation}`,
      ({ template }) => drafted(template, { priority: 7 })
    )
  ),
  "POST /admin/kairos/automations/{id}/versions/{version}/restore": audit(
    post(({ automation }) => `automations/${automation}/versions/1/restore`)
  ),
  "POST /admin/kairos/automations/{id}/pause": audit(
    post(({ automation }) => `automations/${automation}/pause`)
  ),
  "POST /admin/kairos/automations/{id}/activate": audit(
    post(({ automation }) => `automations/${automation}/activate`)
  ),
  "POST /admin/kairos/automations/{id}/archive": audit(
    post(({ automation }) => `automations/${automation}/archive`)
  ),
  "POST /admin/kairos/automations/{id}/preview": LOOKS,
  "POST /admin/kairos/automations/{id}/why": LOOKS,
  "POST /admin/kairos/channels/{code}/resume": audit(post(() => "channels/email/resume")),
  "POST /admin/kairos/consents": audit(
    post(
      () => "consents",
      () => ({
        email: "eve@audited.example",
        purpose: "reviews",
        channel: "email",
        granted: true,
        text_version: "1",
        note: "by telephone",
      })
    )
  ),
  "POST /admin/kairos/consents/import": audit(
    post(
      () => "consents/import",
      () => ({ consents: [{ email: "x@audited.example", granted: "no" }], dry_run: false })
    )
  ),
  "POST /admin/kairos/dead-letters/{id}/replay": audit(
    post(async ({ event }) => `dead-letters/${encodeURIComponent(await event())}/replay`)
  ),
  "POST /admin/kairos/dead-letters/replay": audit(async (shop) => {
    await shop.event()
    return post(() => "dead-letters/replay")(shop)
  }),
  "POST /admin/kairos/deliveries/{id}/retry": audit(
    post(async ({ delivery }) => `deliveries/${await delivery("failed")}/retry`)
  ),
  "POST /admin/kairos/deliveries/{id}/cancel": audit(
    post(async ({ delivery }) => `deliveries/${await delivery("failed")}/cancel`)
  ),
  "POST /admin/kairos/events": REPORTED,
  "POST /admin/kairos/exclusions": audit(
    post(
      () => "exclusions",
      () => ({ list: "robinson", entries: ["x@audited.example"], dry_run: false })
    )
  ),
  "POST /admin/kairos/placements": audit(
    post(
      () => "placements",
      () => ({ code: "hero", ...content })
    )
  ),
  "POST /admin/kairos/placements/{code}": audit(
    post(
      () => "placements/hero",
      () => content
    )
  ),
  "DELETE /admin/kairos/placements/{code}": audit(({ admin }) =>
    admin.delete(`${K}/placements/hero`)
  ),
  "POST /admin/kairos/plans": audit(
    post(
      () => "plans",
      () => ({
        name: "Lamp",
        product_id: "PRODUCT",
        terms: {
          term: { unit: "day", count: 30 },
          renewal: "automatic",
          grace_days: 7,
          may_skip: true,
        },
      })
    )
  ),
  "POST /admin/kairos/plans/{id}": audit(
    post(
      ({ plan }) => `plans/${plan}`,
      () => ({ name: "Other" })
    )
  ),
  "POST /admin/kairos/presets/{code}/templates":
    "makes templates, and each of them has its own line; the suite of presets counts them",
  "POST /admin/kairos/profiles/{customer_id}/buyer-class": audit(
    post(
      (shop) => `${customer(shop)}/buyer-class`,
      () => ({ buyer_class: BUYER_CLASSES[0] })
    )
  ),
  "POST /admin/kairos/profiles/{customer_id}/correct": audit(
    post(
      (shop) => `${customer(shop)}/correct`,
      () => ({ inferred: { channel: "email" } })
    )
  ),
  "POST /admin/kairos/profiles/{customer_id}/object": audit(
    post(
      (shop) => `${customer(shop)}/object`,
      () => ({ note: "by telephone" })
    )
  ),
  "POST /admin/kairos/restore":
    "needs a restored database: the suite of restoring asks for its line",
  "POST /admin/kairos/reviews/{id}/close": audit(
    post(
      async ({ review }) => `reviews/${await review()}/close`,
      () => ({ answer: "All is well." })
    )
  ),
  "POST /admin/kairos/settings": audit(
    post(
      () => "settings",
      () => ({ caps: [{ max: 3, days: 1 }] })
    )
  ),
  "POST /admin/kairos/subscriptions/guard": audit(post(() => "subscriptions/guard")),
  "POST /admin/kairos/suppressions": audit(
    post(
      () => "suppressions",
      () => ({ email: "y@audited.example" })
    )
  ),
  "DELETE /admin/kairos/suppressions": audit(({ admin }) =>
    admin.delete(`${K}/suppressions?email=y%40audited.example&channel=email`)
  ),
  "POST /admin/kairos/tiers": audit(
    post(
      () => "tiers",
      () => ({ recency_days: [30, 90, 180, 400] })
    )
  ),
  "POST /admin/kairos/templates": audit(
    post(
      () => "templates",
      () => ({ name: "N", locale: "en", purpose: "marketing", subject: "N", body: "<p>N</p>" })
    )
  ),
  "POST /admin/kairos/templates/{id}": audit(
    post(
      ({ template }) => `templates/${template}`,
      () => ({ subject: "New" })
    )
  ),
  "POST /admin/kairos/templates/render": LOOKS,
  "POST /admin/kairos/templates/{id}/render": LOOKS,
  "DELETE /admin/kairos/templates/{id}": audit(async ({ admin }) => {
    const { id } = await makeTemplate(admin, { name: "Gone" })
    return admin.delete(`${K}/templates/${id}`)
  }),

  "POST /store/kairos/carts/recover": "makes a cart, which is Medusa's",
  "POST /store/kairos/consents": evidence(({ as }) =>
    as.post("/store/kairos/consents", {
      email: "z@audited.example",
      purpose: "marketing",
      channel: "email",
      source: "checkout",
      text_version: "1",
    })
  ),
  "POST /store/kairos/coupons/check": LOOKS,
  "POST /store/kairos/decisions/{id}/review": evidence(({ as, decision }) =>
    as.post(`/store/kairos/decisions/${decision}/review`, {})
  ),
  "POST /store/kairos/events": REPORTED,
  "POST /store/kairos/outcomes": REPORTED,
  "POST /store/kairos/preferences": evidence(({ as }) =>
    as.post("/store/kairos/preferences", {
      consents: [{ purpose: "reviews", channel: "email", granted: true }],
    })
  ),
  "POST /store/kairos/preferences/preview": LOOKS,
  "POST /store/kairos/privacy/object": evidence(async (shop) => {
    // The shop's people took an objection down before; they alone take it back here.
    await shop.admin.post(`${K}/${customer(shop)}/object`, { objected: false, note: "a mistake" })
    return shop.as.post("/store/kairos/privacy/object", { objected: true })
  }),
  "POST /store/kairos/subscriptions/{id}/auto-renew": evidence(({ as, subscription }) =>
    as.post(`/store/kairos/subscriptions/${subscription}/auto-renew`, { enabled: false })
  ),
  "POST /store/kairos/subscriptions/{id}/address":
    "needs one of which something is sent; the suite of renewals asks for its record",
  "POST /store/kairos/subscriptions/{id}/renew":
    "charges: what came of it is the renewal's own row; the suite of renewals asks for it",
  // Without a permission to charge, which a switch may end: that is a record of its own.
  "POST /store/kairos/subscriptions/{id}/switch": evidence(({ as, subscription }) =>
    switching(as, `/store/kairos/subscriptions/${subscription}/switch`)
  ),
  "POST /store/kairos/subscriptions/{id}/skip": evidence(({ as, subscription }) =>
    as.post(`/store/kairos/subscriptions/${subscription}/skip`, {})
  ),
  "POST /store/kairos/subscriptions/{id}/pause":
    "needs a plan that offers it; it takes the same way as skip, which leaves its record",
  "POST /store/kairos/subscriptions/{id}/postpone":
    "needs a plan that offers it; it takes the same way as skip, which leaves its record",
  "POST /store/kairos/subscriptions/{id}/resume":
    "needs one that was ended; it takes the same way as skip, which leaves its record",
  "POST /store/kairos/subscriptions/{id}/cancel": evidence(({ as, subscription }) =>
    as.post(`/store/kairos/subscriptions/${subscription}/cancel`, {})
  ),
  "POST /store/kairos/subscriptions/{id}/withdraw": evidence(({ as, subscription }) =>
    as.post(`/store/kairos/subscriptions/${subscription}/withdraw`, {})
  ),
  "POST /store/kairos/visitors/forget": "forgets, and may not keep of whom",
  "POST /admin/kairos/subscriptions/{id}/skip": audit(
    post(({ other }) => `subscriptions/${other}/skip`)
  ),
  "POST /admin/kairos/subscriptions/{id}/auto-renew": audit(
    post(
      ({ other }) => `subscriptions/${other}/auto-renew`,
      () => ({ enabled: false })
    )
  ),
  "POST /admin/kairos/subscriptions/{id}/switch": audit(({ admin, other }) =>
    switching(admin, `${K}/subscriptions/${other}/switch`)
  ),
  "POST /admin/kairos/incidents/{id}/answered": audit(async ({ admin, ada }) => {
    const complaint = {
      id: "waits-1",
      name: "service.incident",
      customer_id: ada.id,
      occurred_at: new Date().toISOString(),
      properties: { reference: "ticket-1" },
    }
    ok(await admin.post(`${K}/events`, { events: [complaint] }))
    const { incidents } = ok(await admin.get(`${K}/incidents`))
    return admin.post(`${K}/incidents/${incidents[0].id}/answered`, {})
  }),
  "POST /admin/kairos/subscriptions/{id}/retry":
    "needs a payment that failed; it takes the same way as skip, which leaves its line",
  "POST /admin/kairos/subscriptions/{id}/cancel": audit(
    post(({ subscription }) => `subscriptions/${subscription}/cancel`)
  ),
  "POST /admin/kairos/subscriptions/{id}/withdraw": audit(
    post(({ other }) => `subscriptions/${other}/withdraw`)
  ),
  "POST /store/kairos/privacy/erase": audit(async ({ as }) =>
    as.post("/store/kairos/privacy/erase", {})
  ),
  "POST /admin/kairos/profiles/{customer_id}/erase": audit(
    post(
      (shop) => `${customer(shop)}/erase`,
      ({ ada }) => ({ customer_id: ada.id, reason: "requested" })
    )
  ),
}

const LEDGERS = ["kairos_audit", "kairos_consent", "kairos_review", "kairos_subscription_record"]

/** C-23: what is done leaves a line of who did it, once. */
export const auditedSuite = (ctx: SuiteContext) =>
  describe("what changes something", () => {
    it("is one route of a list that says what each leaves (a new one needs its case here)", () => {
      const changing = Object.keys(ROUTE_ROWS).filter((name) =>
        /^(POST|PUT|PATCH|DELETE) \/(admin|store)\/kairos\//.test(name)
      )
      expect(Object.keys(CASES).sort()).toEqual(changing.sort())
    })

    it("leaves exactly one line of who did it, or is evidence by itself (C-23)", async () => {
      const shop = await prepared()
      const wrong: string[] = []
      for (const [name, one] of Object.entries(CASES)) {
        if (typeof one === "string") {
          continue
        }
        const before = await counts()
        let prepared: Record<string, number> | null = null
        const counting = <A extends Call>(call: A): Call => {
          return async (...given) => {
            // What a case makes first is not what it is about: the last call is.
            prepared = await counts()
            return call(...given)
          }
        }
        const tried = {
          ...shop,
          admin: {
            ...shop.admin,
            post: counting(shop.admin.post),
            delete: counting(shop.admin.delete),
          },
          as: { ...shop.as, post: counting(shop.as.post) },
        }
        const { status, body } = await one.act(tried)
        const after = await counts()
        const since = prepared ?? before
        const more = LEDGERS.flatMap((table) =>
          // An erasure takes rows away.
          Array<string>(Math.max(0, after[table]! - since[table]!)).fill(table)
        )
        const wanted = more.filter(
          (table) => (table === "kairos_audit") === (one.leaves === "audit")
        )
        if (
          status >= 300 ||
          wanted.length !== 1 ||
          (one.leaves === "evidence" && more.length !== 1)
        ) {
          wrong.push(
            `${name}: ${status} leaves ${more.join(", ") || "nothing"} ${JSON.stringify(body).slice(0, 200)}`
          )
        }
      }
      expect(wrong).toEqual([])
      const { entries } = ok(await ctx.admin.get(`${K}/audit`, { limit: 100 }))
      const ids = JSON.stringify(entries)
      expect([shop.ada.id, shop.ada.email].filter((needle) => ids.includes(needle))).toEqual([])
    })

    async function counts(): Promise<Record<string, number>> {
      const rows = await Promise.all(
        LEDGERS.map(async (table) => {
          const [row] = await ctx.knex()(table).count({ n: "*" })
          return [table, Number(row?.n)] as const
        })
      )
      return Object.fromEntries(rows)
    }

    async function prepared(): Promise<Shop> {
      const runtime = runtimeOf(ctx.container())
      const knex = ctx.knex()
      const ada = await agreedShopper(ctx, "ada@audited.example")
      const { automation, template } = await mailAutomation(ctx.admin)
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      const { plan, subscribe } = renewalShop(ctx)
      const { id: plan_id } = await plan()
      await plan({ term: { unit: "month", count: 2 } })
      const subscription = await subscribe(ada, plan_id)
      const other = await subscribe(await registerShopper(ctx, "bea@audited.example"), plan_id)
      await pauseChannel(runtime, "email", "a test")
      const { decisions } = ok(await ctx.admin.get(`${K}/decisions`, { customer_id: ada.id }))
      const decision = decisions[0].id as string
      return {
        admin: productFor(ctx.admin),
        ada,
        as: ctx.storeAs(ada),
        automation: automation.id,
        template: template.id,
        decision,
        plan: plan_id,
        subscription,
        other,
        delivery: async (state) => {
          const { id } = await knex("kairos_delivery").first("id")
          await knex("kairos_delivery").where({ id }).update({ state })
          return id
        },
        event: async () => {
          const { id } = await knex("kairos_inbox").orderBy("id").first("id")
          await knex("kairos_inbox").where({ id }).update({ status: "dead" })
          return id
        },
        review: async () => {
          ok(await ctx.storeAs(ada).post(`/store/kairos/decisions/${decision}/review`, {}))
          const row = await knex("kairos_review").first("id")
          await knex("kairos_review").update({ decision_id: "kdec_another" })
          return row.id
        },
      }
    }

    /** The shop's own lamp, whose id nobody knows before. */
    const productFor = (client: HttpClient): HttpClient => ({
      ...client,
      post: (path, body) =>
        client.post(
          path,
          JSON.parse(JSON.stringify(body ?? {}).replace('"PRODUCT"', `"${ctx.shop().lamp.id}"`))
        ),
    })
  })
