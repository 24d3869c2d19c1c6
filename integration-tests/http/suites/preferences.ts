import { CONSENT_MODULE } from "../../../src/modules/kairos-consent"
import type { ConsentService } from "../../../src/modules/kairos-consent/service"
import { preferencesLink } from "../../../src/workflows/messages/links"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { activated, agreedShopper, mailAutomation } from "../../support/marketer"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const FORM = "application/x-www-form-urlencoded"
/** A day that lies ahead whenever this runs. */
const YEAR = new Date().getFullYear() + 1
const MARCH = `${YEAR}-03-01`
type Inferred = { readonly kind: string; readonly choice: string | null; readonly source: string }

export const preferencesSuite = (ctx: SuiteContext) =>
  describe("preferences", () => {
    const consent = () => ctx.container().resolve<ConsentService>(CONSENT_MODULE)
    const runtime = () => runtimeOf(ctx.container())
    const set = async (shopper: Shopper, body: object) =>
      ok(await ctx.storeAs(shopper).post("/store/kairos/preferences", body)).preferences
    const get = async (shopper: Shopper) =>
      ok(await ctx.storeAs(shopper).get("/store/kairos/preferences")).preferences

    it("are shown in plain words before they are saved, and saved by saving alone", async () => {
      const ada = await agreedShopper(ctx, "ada@preview.example")
      const before = await get(ada)
      const { summary } = ok(
        await ctx.storeAs(ada).post("/store/kairos/preferences/preview", {
          frequency: { max: 2, days: 31 },
          quiet_hours: { from: "21:00", to: "09:00" },
          paused_until: `${MARCH}T00:00:00+01:00`,
          topics: ["kitchen"],
          consents: [{ purpose: "profiling", channel: "on_site", granted: false }],
        })
      )
      expect(summary.map(({ pt }: { pt: string }) => pt).join(" ")).toBe(
        "Até 2 ofertas por mês. Nunca entre 21:00 e 09:00 (Europe/Madrid). Temas de que você gosta: Cozinha. " +
          `Nada disso até 1 de março de ${YEAR}. Nada é concluído do que você compra e olha. ` +
          "A loja mostra a você o mesmo que a todos. Recibos e avisos sobre seus pedidos sempre chegam."
      )
      expect(await get(ada)).toEqual(before)
    })

    it("by the link of a mail are shown and saved alike, masked, and show nothing else of the person (B-34)", async () => {
      const ada = await agreedShopper(ctx, "ada@page.example")
      await set(ada, { answers: { shops_for: "family" } })
      ok(await ctx.storeAs(ada).post("/store/customers/me", { last_name: "Solveigdotter" }))
      await placeOrder(ctx, { shopper: ada })
      const link = new URL(await preferencesLink(runtime(), await consent().personId(ada.email)))
      const path = link.pathname + link.search
      const post = async (fields: Record<string, string>): Promise<string> =>
        (await ctx.anyone.raw("POST", path, new URLSearchParams(fields).toString(), FORM)).body
      const fields = {
        frequency: "2/31",
        quiet_from: "21:00",
        quiet_to: "09:00",
        time_zone: "America/Sao_Paulo",
        topics_shown: "gifts",
        topic: "gifts",
        pause: "day",
        pause_day: MARCH,
        language: "es",
      }
      const draft = await post({ ...fields, action: "preview" })
      for (const said of ["Hasta 2 ofertas al mes.", `hasta el 1 de marzo de ${YEAR}`, "Regalos"]) {
        expect(draft).toContain(said)
      }
      expect((await consent().readPerson(ada.email))?.frequency).toBeNull()
      await post({ ...fields, action: "save" })
      expect(await consent().readPerson(ada.email)).toMatchObject({
        frequency: { max: 2, days: 31 },
        quiet_hours: { from: "21:00", to: "09:00" },
        time_zone: "America/Sao_Paulo",
        topics: ["gifts"],
        paused_until: `${MARCH}T03:00:00.000Z`,
        locale: "es",
      })
      for (const wrong of [
        { quiet_to: "21:00" },
        { quiet_to: "" },
        { pause_day: `${YEAR}-02-31` },
      ]) {
        const page = await post({ ...fields, frequency: "1/7", ...wrong, action: "save" })
        expect(page).toContain(`role="alert"`)
      }
      const { body } = await ctx.anyone.get(path)
      expect((await consent().readPerson(ada.email))?.frequency).toEqual({ max: 2, days: 31 })
      for (const secret of [ada.email, "Solveigdotter", "family", "Main Street"]) {
        expect([secret, String(body).includes(secret)]).toEqual([secret, false])
      }
      expect(body).toContain("ad•••@page.example")
    })

    it("hold for what waits in the queue already, when its time comes", async () => {
      await mailAutomation(ctx.admin, { step: { wait: { minutes: 60 } } })
      const chosen: readonly [object, string][] = [
        [{ frequency: { max: 0, days: 31 } }, "held capped"],
        [{ paused_until: "2099-01-01T00:00:00Z" }, "refused objected"],
        [
          { consents: [{ purpose: "marketing", channel: "email", granted: false }] },
          "refused consent_missing",
        ],
      ]
      const shoppers = []
      for (const [index] of chosen.entries()) {
        const shopper = await agreedShopper(ctx, `ada${index}@queued.example`)
        await placeOrder(ctx, { shopper })
        shoppers.push(shopper)
      }
      await ctx.settled()
      const states = (shopper: Shopper) =>
        ctx.knex()("kairos_delivery").where({ customer_id: shopper.id }).first("state", "reason")
      for (const [index, [body, expected]] of chosen.entries()) {
        const shopper = shoppers[index]!
        expect(await states(shopper)).toMatchObject({ state: "queued" })
        await set(shopper, body)
        await ctx
          .knex()("kairos_delivery")
          .where({ customer_id: shopper.id })
          .update({ due_at: ctx.knex().fn.now() })
        await ctx.settled()
        const { state, reason } = await states(shopper)
        expect(`${state} ${reason}`).toBe(expected)
        expect(await ctx.mailbox().messages(shopper.email)).toEqual([])
      }
    })

    it("about frequency count as far back as the person asks, not as far as the shop's caps", async () => {
      await mailAutomation(ctx.admin, { reentry: { kind: "always" } })
      const ada = await agreedShopper(ctx, "ada@yearly.example")
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      expect(await ctx.mailbox().messages(ada.email)).toHaveLength(1)
      await ctx
        .knex()
        .raw(
          "update kairos_delivery set sent_at = sent_at - interval '200 days', updated_at = updated_at - interval '200 days'"
        )
      await set(ada, { frequency: { max: 1, days: 365 } })
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      expect(await ctx.mailbox().messages(ada.email)).toHaveLength(1)
    })

    it("hold answers that conditions read, the dossier shows and an erasure takes, of one account alone (003.46)", async () => {
      ok(await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" }))
      await activated(ctx.admin, {
        name: "Families",
        objective: "inform",
        purpose: "personalisation",
        trigger: { code: "placement.requested", args: {} },
        conditions: {
          combinator: "and",
          rules: [{ field: "declared.shops_for", operator: "=", value: "family" }],
        },
        steps: [
          {
            key: "first",
            actions: [
              {
                code: "show_content",
                args: {
                  placement: "home-hero",
                  content: { headline: "For families", body: "Hello" },
                },
              },
            ],
          },
        ],
        reentry: { kind: "always" },
      })
      const ada = await registerShopper(ctx, "ada@survey.example")
      const consents = [{ purpose: "personalisation", channel: "on_site", granted: true }]
      const shown = async () =>
        ok(await ctx.storeAs(ada).get("/store/kairos/content?placements=home-hero")).content[
          "home-hero"
        ]
      await set(ada, { consents })
      expect(await shown()).toBeNull()
      const { questions } = await set(ada, { answers: { shops_for: "family" } })
      expect(questions[0]).toMatchObject({ key: "shops_for", answer: "family" })
      expect((await shown()).headline).toBe("For families")
      expect((await shown()).why).toContain("For whom do you shop most? (My family)")

      const dossier = ok(await ctx.storeAs(ada).get("/store/kairos/privacy/export")).privacy
      const declared = dossier.declared.find(
        ({ table }: { table: string }) => table === "kairos_declaration"
      )
      expect(declared.rows[0].answers.shops_for.value).toBe("family")

      const taken = await set(ada, { answers: { shops_for: null } })
      expect(taken.questions[0].answer).toBeNull()
      await set(ada, { answers: { likes_surprises: true } })
      ok(await ctx.storeAs(ada).post("/store/kairos/privacy/erase", {}))
      expect(await ctx.knex()("kairos_declaration").count()).toEqual([{ count: "0" }])
    })

    it("show what was concluded, marked as such, put right by the shopper, nothing of whoever objected (003.41)", async () => {
      const ada = await registerShopper(ctx, "ada@inferred.example")
      await set(ada, { time_zone: "Europe/Madrid" })
      const buys = (customer_id: string, hour: number, count: number) =>
        ctx.knex().raw(
          `insert into kairos_purchase (id, customer_id, source, external_id, occurred_at, currency_code, total, item_count)
           select ?::text || n, ?, 'csv', ?::text || n, date_trunc('day', now()) - make_interval(days => n) + make_interval(hours => ?, mins => 5), 'eur', 1, 1
           from generate_series(2, ?) n`,
          [customer_id, customer_id, customer_id, hour, count + 1]
        )
      await buys(ada.id, 20, 8)
      await buys("cus_all", 9, 40)
      const timeOf = (list: readonly Inferred[]) =>
        list.find(({ kind }) => kind === "time_of_day") as Inferred
      expect(timeOf((await get(ada)).inferred)).toMatchObject({
        choice: "evening",
        source: "inferred",
      })
      const corrected = await set(ada, { inferred: { time_of_day: "morning" } })
      expect(timeOf(corrected.inferred)).toMatchObject({ choice: "morning", source: "declared" })
      const back = await set(ada, { inferred: { time_of_day: null } })
      expect(timeOf(back.inferred)).toMatchObject({ source: "inferred" })
      ok(await ctx.storeAs(ada).post("/store/kairos/privacy/object", {}))
      expect(timeOf((await get(ada)).inferred)).toMatchObject({ choice: null, source: null })
    })
  })
