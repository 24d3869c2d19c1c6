import { createHmac } from "node:crypto"
import { decodeProtectedHeader, SignJWT } from "jose"
import { CONSENT_MODULE } from "../../../src/modules/kairos-consent"
import type { ConsentService } from "../../../src/modules/kairos-consent/service"
import {
  preferencesLink,
  unsubscribeLink,
  confirmLink,
} from "../../../src/workflows/messages/links"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { signToken } from "../../../src/workflows/support/tokens"
import { activated, agreedShopper, makeTemplate } from "../../support/marketer"
import { placeOrder } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

// The mailbox keeps what other suites sent: an address of our own.
const EMAIL = "ada@links.example"
const FORM = "application/x-www-form-urlencoded"

/** The links in mails: no login, no cookie, no key; opening changes nothing, posting acts. */
export const linksSuite = (ctx: SuiteContext) =>
  describe("links in mails", () => {
    const consent = () => ctx.container().resolve<ConsentService>(CONSENT_MODULE)
    const runtime = () => runtimeOf(ctx.container())
    const granted = async (key = "marketing:email") =>
      (await consent().readContact(EMAIL)).consents[key]?.granted
    const pathOf = (link: string) => {
      const url = new URL(link)
      return `${url.pathname}${url.search}`
    }
    const agree = (purpose = "marketing", channel = "email") =>
      consent().record([
        { email: EMAIL, purpose, channel, granted: true, source: "registration", actor: "guest" },
      ])
    const unsubscribePath = async () =>
      pathOf(
        await unsubscribeLink(runtime(), await consent().personId(EMAIL), {
          purpose: "marketing",
          channel: "email",
          delivery_id: "kdel_1",
        })
      )
    const preferencesPath = async () =>
      pathOf(await preferencesLink(runtime(), await consent().personId(EMAIL)))

    it("unsubscribe with one click, twice, and not by looking", async () => {
      await agree()
      await agree("reviews", "email")
      const path = await unsubscribePath()
      for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "GET"]) {
        const answer = await ctx.anyone.raw(method, path, undefined as never, FORM)
        expect(answer.status).toBeLessThan(500)
        expect(await granted()).toBe(true)
      }
      const page = await ctx.anyone.get(path)
      expect(page.status).toBe(200)
      expect(page.headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'sha256-/
      )
      expect(page.headers.get("cache-control")).toBe("no-store")
      expect(page.headers.get("set-cookie")).toBeNull()
      expect(page.body).toContain("ad•••@links.example")
      expect(page.body).not.toContain(EMAIL)

      const answer = await ctx.anyone.raw("POST", path, "List-Unsubscribe=One-Click", FORM)
      expect(answer.status).toBe(200)
      expect(answer.headers.get("set-cookie")).toBeNull()
      expect(await granted()).toBe(false)
      expect(await granted("reviews:email")).toBe(false)
      const again = await ctx.anyone.raw("POST", path, "List-Unsubscribe=One-Click", FORM)
      expect(again.status).toBe(200)
      const { rows } = await consent().evidence.list({
        emails: [EMAIL],
        granted: false,
        offset: 0,
        limit: 9,
      })
      expect(rows.map((row) => [row.purpose, row.source]).sort()).toEqual([
        ["marketing", "one_click"],
        ["reviews", "one_click"],
      ])
    })

    it("do not work in the shop's copy of a mail, which has no header that unsubscribes either (C1)", async () => {
      const ARCHIVE = "archive@kairos.example"
      const template = await makeTemplate(ctx.admin, {
        body: '<p>Hello <a href="{{links.preferences}}">your choices</a></p>',
      })
      const copied = (copy_to: string) => ({
        name: "Hello",
        trigger: { code: "order.placed", args: {} },
        steps: [
          {
            key: "first",
            wait: { minutes: 0 },
            valid_for_minutes: 2880,
            actions: [
              {
                code: "send_message",
                args: { channel: "email", template_id: template.id, copy_to },
              },
            ],
          },
        ],
      })
      // Nobody who writes automations sends what customers get to an address of their choice.
      const refused = await ctx.admin.post("/admin/kairos/automations", copied("ben@else.example"))
      expect([refused.status, refused.body.message]).toEqual([
        400,
        expect.stringMatching(/copy_to.*archive@kairos\.example/),
      ])
      await activated(ctx.admin, copied(ARCHIVE))
      const shopper = await agreedShopper(ctx, EMAIL)
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const read = async (address: string) => (await ctx.mailbox().messages(address))[0] ?? null
      const mail = await until("the mail", () => read(EMAIL))
      const copy = await until("its copy", () => read(ARCHIVE))
      expect([mail.html, mail.headers["List-Unsubscribe"]]).toEqual([
        expect.stringContaining("/kairos/preferences?token&#61;eyJ"),
        expect.stringContaining("/kairos/unsubscribe?token="),
      ])
      expect([copy.subject, copy.headers["List-Unsubscribe"]]).toEqual(["Copy: Hello", undefined])
      expect(copy.html).not.toMatch(/href|eyJ/)
      expect(copy.text).not.toContain("eyJ")
      expect(`${copy.subject}${copy.html}${copy.text}`).not.toContain(EMAIL)
    })

    it("unsubscribe whatever the body is", async () => {
      const bodies: readonly (readonly [string, string])[] = [
        ["", FORM],
        ["a=b&a=c&__proto__=x", FORM],
        [
          `--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--`,
          "multipart/form-data; boundary=x",
        ],
        [`{"List-Unsubscribe":"One-Click"}`, "application/json"],
        [`[1]`, "application/json"],
        ["x", "application/x-strange"],
      ]
      for (const [body, type] of bodies) {
        await agree()
        const answer = await ctx.anyone.raw("POST", await unsubscribePath(), body, type)
        expect([body, answer.status, await granted()]).toEqual([body, 200, false])
      }
    })

    it("answer 200 for somebody whose data is erased, and say nothing of them", async () => {
      await agree()
      const path = await unsubscribePath()
      await ctx.knex()("kairos_contact").where({ email: EMAIL }).delete()
      const page = await ctx.anyone.get(path)
      const done = await ctx.anyone.raw("POST", path, "List-Unsubscribe=One-Click", FORM)
      const preferences = await ctx.anyone.get(await preferencesPath())
      expect([page.status, done.status, preferences.status]).toEqual([200, 200, 200])
      expect(`${page.body}${done.body}`).not.toContain("links.example")
    })

    it("refuse every token that is not one with one and the same page", async () => {
      await agree()
      const options = runtime().options
      const id = await consent().personId(EMAIL)
      const right = new URL(await unsubscribePath(), "http://x").searchParams.get("token") as string
      const foreign = { ...options, secret: "the-secret-of-another-shop-0123456789" }
      const past = new Date(Date.parse("2020-01-01T00:00:00Z"))
      const bad = [
        "",
        "x",
        "x".repeat(8000),
        right.slice(0, -3),
        `${right.split(".")[0]}.${right.split(".")[1]}.`,
        await signToken(options, "preferences", id),
        await signToken(foreign, "unsubscribe", id),
        await signToken(options, "unsubscribe", id, {}, past),
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiYXVkIjoidW5zdWJzY3JpYmUifQ.",
        "%00",
        "%F0%9F%92%A9",
      ]
      const bodies = new Set<unknown>()
      for (const token of bad) {
        for (const page of ["unsubscribe", "preferences", "confirm"]) {
          if (page === "preferences" && token === bad[5]) continue
          const got = await ctx.anyone.get(`/kairos/${page}?token=${token}`)
          const posted = await ctx.anyone.raw(
            "POST",
            `/kairos/${page}?token=${token}`,
            "List-Unsubscribe=One-Click",
            FORM
          )
          expect([page, token.slice(0, 20), got.status, posted.status]).toEqual([
            page,
            token.slice(0, 20),
            404,
            404,
          ])
          bodies.add(got.body).add(posted.body)
        }
      }
      for (const query of ["", "?token[]=a&token[]=b", "?token[a]=b"]) {
        const got = await ctx.anyone.get(`/kairos/unsubscribe${query}`)
        expect(got.status).toBe(404)
        bodies.add(got.body)
      }
      expect(bodies.size).toBe(1)
      expect(await granted()).toBe(true)
    })

    it("speak the person's language, else the browser's", async () => {
      await agree()
      const path = await unsubscribePath()
      const ask = (language: string) =>
        fetch(new URL(path, ctx.address()), { headers: { "accept-language": language } }).then(
          (r) => r.text()
        )
      expect(await ask("fr, pt-PT;q=0.8, es;q=0.5")).toContain("Cancelar inscrição")
      await consent().savePreferences(EMAIL, { locale: "es" })
      expect(await ask("pt")).toContain("Darse de baja")
    })

    it("change what was on the page, and nothing else", async () => {
      await agree()
      const path = await preferencesPath()
      const page = await ctx.anyone.get(path)
      expect(page.body).toContain(`value="marketing:email" checked`)
      expect(page.body).not.toContain(EMAIL)
      expect(page.body).toContain(`name="shown_in" value="en"`)
      const fields =
        "action=save&shown_in=es&shown=marketing%3Aemail&shown=personalisation%3Aon_site&granted=personalisation%3Aon_site&pause=30&language=pt"
      const saved = await ctx.anyone.raw("POST", path, fields, FORM)
      expect(saved.status).toBe(200)
      expect(saved.body).toContain("Suas escolhas estão salvas")
      expect(await granted()).toBe(false)
      expect(await granted("personalisation:on_site")).toBe(true)
      expect(await granted("profiling:on_site")).toBeUndefined()
      // The words that were beside the box are evidence, in the language in which they were read.
      const { rows } = await consent().evidence.list({
        emails: [EMAIL],
        purpose: "personalisation",
        offset: 0,
        limit: 1,
      })
      const texts = await consent().evidence.texts([rows[0]?.text_hash ?? ""])
      expect([rows[0]?.locale, ...texts.values()]).toEqual([
        "es",
        "Acepto: Contenido adaptado a mis compras, en la tienda",
      ])
      const person = await consent().readPerson(EMAIL)
      expect(person?.locale).toBe("pt")
      expect(Date.parse(person?.paused_until ?? "")).toBeGreaterThan(Date.now() + 29 * 86_400_000)
      await ctx.anyone.raw("POST", path, "List-Unsubscribe=One-Click", FORM)
      await ctx.anyone.raw(
        "POST",
        path,
        "action=save&shown=service%3Aemail&pause=9999&language=xx&shown[a]=b",
        FORM
      )
      expect((await consent().readPerson(EMAIL))?.locale).toBe("pt")
      expect(Object.keys((await consent().readContact(EMAIL)).consents).sort()).toEqual([
        "marketing:email",
        "personalisation:on_site",
      ])
    })

    it("stop everything, also by an old link, which changes nothing else but mails a new one", async () => {
      await agree()
      const id = await consent().personId(EMAIL)
      const { secret } = runtime().options
      const old = await oldToken(secret, id)
      const path = `/kairos/preferences?token=${old}`
      const page = await ctx.anyone.get(path)
      expect(page.body).toContain("older than 90 days")
      expect(page.body).not.toContain(`type="checkbox"`)
      await ctx.anyone.raw("POST", path, "action=save&shown=marketing%3Aemail", FORM)
      expect(await granted()).toBe(true)
      await ctx.anyone.raw("POST", path, "action=new_link", FORM)
      const [mail] = await until("the mail with the new link", async () => {
        const messages = await ctx.mailbox().messages(EMAIL)
        return messages.length > 0 ? messages : null
      })
      const link =
        /href="([^"]+\/kairos\/preferences[^"]+)"/
          .exec(mail?.html ?? "")?.[1]
          ?.replaceAll("&#61;", "=") ?? ""
      expect((await ctx.anyone.get(pathOf(link))).body).toContain(`type="checkbox"`)
      await ctx.anyone.raw("POST", path, "action=stop", FORM)
      expect(await granted()).toBe(false)
      expect((await consent().readContact(EMAIL)).profiling_objected).toBe(true)
    })

    it("confirm once, by the button, and not again after a withdrawal", async () => {
      const id = await consent().personId(EMAIL)
      const payload = {
        choices: [{ purpose: "marketing", channel: "email" }],
        source: "checkout",
        text_version: "v1",
        language: "en",
      }
      const path = pathOf(await confirmLink(runtime(), id, payload, new Date(Date.now() + 60_000)))
      expect((await ctx.anyone.get(path)).body).toContain("News and offers, by e-mail")
      expect(await granted()).toBeUndefined()
      expect((await ctx.anyone.raw("POST", path, "", FORM)).status).toBe(200)
      expect(await granted()).toBe(true)
      await ctx.anyone.raw("POST", await unsubscribePath(), "", FORM)
      expect((await ctx.anyone.raw("POST", path, "", FORM)).status).toBe(200)
      expect(await granted()).toBe(false)
    })
  })

/** A token as it was signed a year ago. */
async function oldToken(secret: string, subject: string): Promise<string> {
  const fresh = await signToken({ secret, previousSecrets: [] }, "preferences", subject)
  const key = createHmac("sha256", secret).update("kairos/link/1").digest()
  return new SignJWT({})
    .setProtectedHeader({ alg: "HS256", kid: decodeProtectedHeader(fresh).kid as string })
    .setSubject(subject)
    .setAudience("preferences")
    .setIssuedAt(Math.floor(Date.now() / 1000) - 365 * 86_400)
    .sign(key)
}
