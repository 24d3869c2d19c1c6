import { request } from "node:http"
import { everyMinute } from "../../../src/workflows/schedule/periodic"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { makeTemplate } from "../../support/marketer"
import { ok, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

/** A request with an Idempotency-Key is done once (A-07, IN42). */
export const idempotencySuite = (ctx: SuiteContext) =>
  describe("an Idempotency-Key", () => {
    const keyed = (key: string) => ctx.admin.with({ "idempotency-key": key })
    const home = { code: "home-hero", name: "Home" }
    const create = (key: string, body: object = home) =>
      keyed(key).post("/admin/kairos/placements", body)
    const placements = async () => ok(await ctx.admin.get("/admin/kairos/placements")).count
    const rows = () => ctx.knex()("kairos_idempotency_key")

    it("gets the same answer for the same body, and 422 for another", async () => {
      const first = await create("key-1")
      const again = await create("key-1")
      expect([first.status, again.status]).toEqual([201, 201])
      expect(again.body).toEqual(first.body)
      expect([first, again].map(({ headers }) => headers.get("idempotency-replayed"))).toEqual([
        null,
        "true",
      ])
      const other = await create("key-1", { ...home, name: "Other" })
      expect([other.status, other.body.message]).toEqual([
        422,
        expect.stringMatching(/^Idempotency-Key: .*another body.*take a new key/),
      ])
      // Without the key, or with another one, the request is a new one.
      expect((await create("key-2")).status).toBe(409)
      expect((await ctx.admin.post("/admin/kairos/placements", home)).status).toBe(409)
      expect(await placements()).toBe(1)
    })

    it("gets the same refusal, too", async () => {
      const [first, again] = [await create("bad", { name: 5 }), await create("bad", { name: 5 })]
      expect([first.status, again.status]).toEqual([400, 400])
      expect(again.body).toEqual(first.body)
    })

    it("is refused with 409 while the first request is still being answered", async () => {
      const { id } = await makeTemplate(ctx.admin)
      const path = `/admin/kairos/templates/${id}`
      const open = await ctx.knex().transaction()
      await open("kairos_template").where({ id }).forUpdate()
      const first = keyed("slow").post(path, { name: "Slow" })
      await until("the first request to be under way", async () => (await rows())[0])
      const second = await keyed("slow").post(path, { name: "Slow" })
      expect([second.status, second.body.message]).toEqual([
        409,
        expect.stringMatching(/^Idempotency-Key: .*still being answered/),
      ])
      await open.rollback()
      const answered = await first
      expect(answered.status).toBe(200)
      const third = await keyed("slow").post(path, { name: "Slow" })
      expect(third.body).toEqual(answered.body)
      expect(third.body.template.version).toBe(2)
    })

    it("counts for a day, and is forgotten by the job of the minute", async () => {
      ok(await create("old"))
      const later = (hours: number) =>
        rows().update({ started_at: ctx.knex().raw("now() - make_interval(hours => ?)", [hours]) })
      await later(23)
      expect((await create("old")).status).toBe(201)
      await later(25)
      // Done anew: the placement is there already.
      expect((await create("old")).status).toBe(409)
      await later(25)
      await ctx.knex()("kairos_job_claim").where({ job: "minute" }).delete()
      await everyMinute(runtimeOf(ctx.container()))
      expect(await rows()).toEqual([])
    })

    it("may be repeated after a fault of ours, and after a process that died in the middle", async () => {
      const { placements: store } = runtimeOf(ctx.container()).automation
      const broken = jest.spyOn(store, "save").mockRejectedValueOnce(new Error("broken"))
      expect((await create("fault")).status).toBe(500)
      expect((await create("fault")).status).toBe(201)
      broken.mockRestore()
      const gone = { locked_until: ctx.knex().raw("now() - interval '1 second'") }
      await rows().update({ status: null, body: null, ...gone })
      expect((await create("fault")).status).toBe(409)
    })

    it("belongs to its caller and its route", async () => {
      const [ada, bea] = [
        await registerShopper(ctx, "ada@once.example"),
        await registerShopper(ctx, "bea@once.example"),
      ]
      const body = { frequency: { max: 1, days: 7 } }
      const change = (shopper: typeof ada) =>
        ctx
          .storeAs(shopper)
          .with({ "idempotency-key": "mine" })
          .post("/store/kairos/preferences", body)
      const [hers, others, again] = [await change(ada), await change(bea), await change(ada)]
      expect(
        [hers, others, again].map(({ headers }) => headers.has("idempotency-replayed"))
      ).toEqual([false, false, true])
      const consent = {
        email: "cleo@once.example",
        purpose: "marketing",
        channel: "email",
        source: "checkout",
        text_version: "1",
      }
      const anyone = ctx.store.with({ "idempotency-key": "mine" })
      expect((await anyone.post("/store/kairos/consents", consent)).status).toBe(202)
      const repeated = await anyone.post("/store/kairos/consents", consent)
      expect([repeated.status, repeated.headers.get("idempotency-replayed")]).toEqual([202, "true"])
      expect(await ctx.knex()("kairos_consent").where({ email: consent.email })).toHaveLength(1)
    })

    it("of 1,000 characters, empty, with a space or beyond ASCII is refused by its name (IN42)", async () => {
      const url = new URL("/store/kairos/consents", ctx.address())
      for (const key of ["x".repeat(1000), "", "a b", "clé-ñ"]) {
        const headers = {
          "x-publishable-api-key": ctx.shop().publishable_key,
          "content-type": "application/json",
          "idempotency-key": key,
        }
        // Not fetch: it would not send a header beyond ASCII.
        const answer = await new Promise<{ status?: number; text: string }>((resolve, reject) => {
          const call = request(url, { method: "POST", headers }, (response) => {
            let text = ""
            response.setEncoding("utf8").on("data", (part: string) => (text += part))
            response.on("end", () => resolve({ status: response.statusCode, text }))
          })
          call.on("error", reject).end("{}")
        })
        expect([key.slice(0, 9), answer.status, JSON.parse(answer.text).message]).toEqual([
          key.slice(0, 9),
          400,
          expect.stringMatching(/^Idempotency-Key: expected 1 to 255 visible/),
        ])
      }
      expect(await rows()).toEqual([])
    })
  })
