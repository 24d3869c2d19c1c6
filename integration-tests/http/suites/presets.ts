import { ok } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

export const presetsSuite = (ctx: SuiteContext) =>
  describe("presets", () => {
    const make = (code: string, locale: string) =>
      ctx.admin.post(`/admin/kairos/presets/${code}/templates`, { locale })
    const count = async () => ok(await ctx.admin.get("/admin/kairos/templates")).count as number

    it("are offered in the admin's language, with the mails that they send", async () => {
      const { catalog } = ok(await ctx.admin.get("/admin/kairos/catalog", { locale: "pt-BR" }))
      const cart = catalog.presets.find(({ code }: { code: string }) => code === "abandoned_cart")
      expect(cart.automation).toMatchObject({
        name: "Carrinho abandonado",
        trigger: { code: "cart.abandoned", args: { after_minutes: 60 } },
        goal: { event: "order.placed", within_days: 7 },
      })
      expect(cart.mails).toEqual([
        {
          name: "Lembrete de carrinho",
          purpose: "marketing",
          subject: "Você deixou algo no carrinho",
        },
        expect.objectContaining({ name: "Lembrete de carrinho com desconto" }),
      ])
    })

    it("become an automation with its mails in three languages: two calls, and it is active", async () => {
      const before = await count()
      const { automation, templates } = ok(await make("abandoned_cart", "es"))
      const named = templates.map(({ name, locale }: Record<string, string>) => [name, locale])
      expect(named).toEqual([
        ["Recordatorio de carrito", "en"],
        ["Recordatorio de carrito", "es"],
        ["Recordatorio de carrito", "pt"],
        ["Recordatorio de carrito con descuento", "en"],
        ["Recordatorio de carrito con descuento", "es"],
        ["Recordatorio de carrito con descuento", "pt"],
      ])
      const made = await ctx.admin.post("/admin/kairos/automations", automation)
      expect([made.status, made.body.automation.warnings]).toEqual([201, []])
      const path = `/admin/kairos/automations/${made.body.automation.id}`
      expect((await ctx.admin.post(`${path}/activate`, {})).status).toBe(200)

      const again = ok(await make("abandoned_cart", "es"))
      expect(again.templates.map(({ id }: { id: string }) => id)).toEqual(
        templates.map(({ id }: { id: string }) => id)
      )
      expect(again.automation).toEqual(automation)
      expect(await count()).toBe(before + 6)
    })

    it("are all accepted with the templates that they make", async () => {
      const { catalog } = ok(await ctx.admin.get("/admin/kairos/catalog"))
      for (const { code, mails } of catalog.presets) {
        if (mails.length === 0) continue
        const { automation } = ok(await make(code, "en"))
        const made = await ctx.admin.post("/admin/kairos/automations", automation)
        expect([code, made.status, made.body.message]).toEqual([code, 201, undefined])
      }
    })

    it("are refused when they do not exist or the language is none", async () => {
      expect(await make("no_such", "en")).toMatchObject({
        status: 404,
        body: { message: 'preset "no_such" was not found' },
      })
      const bad = await ctx.admin.post("/admin/kairos/presets/win_back/templates", { locale: 5 })
      expect(bad).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining("expected a language tag") },
      })
      expect((await ctx.store.post("/admin/kairos/presets/win_back/templates", {})).status).toBe(
        401
      )
    })
  })
