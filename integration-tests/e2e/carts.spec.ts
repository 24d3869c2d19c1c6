import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import type { Mail } from "../support/mailbox"
import { activated, mailAction, makeTemplate } from "../support/marketer"
import { ok } from "../support/shopper"
import { until } from "../support/until"
import { logIn, open, speak } from "./admin-journeys"
import { listenFor } from "./admin-words"
import { accessibilityProblems, launchBrowser, PHONE, picture, type Visit, visit } from "./browser"
import { EAST, type Hours, type Walk, WALKS, WEST } from "./cart-walks"
import { type E2eShop, openE2eShop, openStorefront, type Storefront } from "./e2e-shop"
import { becomes, firstLookAtCarts, leaveFor, reminderOf } from "./left-carts"
import { checkOut, fillCart, person, register, signIn } from "./storefront-journeys"

jest.setTimeout(10 * 60_000)

const DESKTOP = { width: 1440, height: 900 }
const AUTOMATION = "Remind of carts"
const LEFT_MINUTES = 11

/** In each language: one comes back by the link, one buys elsewhere logged in, one buys elsewhere as a guest. */
const leaver = (name: "Ida" | "Lea" | "Gil", { language }: Walk) =>
  person(name, `${name.toLowerCase()}-${language}@walk.example`)

let browser: Browser
let shop: E2eShop
let storefront: Storefront
let login: NonNullable<BrowserContextOptions["storageState"]>
let night: Hours
/** The cart that comes back, by language. */
const recovered = new Map<string, string>()
const admins = new Map<string, Admin>()

beforeAll(async () => {
  shop = await openE2eShop({ withAdmin: true })
  ;[storefront, browser] = await Promise.all([
    openStorefront(shop.api, shop.shop.publishable_key),
    launchBrowser(),
  ])
  night = await nightNow()
  await quietIn(night)
  ok(await shop.admin.post("/admin/kairos/settings", { mode: "live" }))
  await remindOfCarts()
  const { page, leave } = await visit(browser, { viewport: DESKTOP })
  await logIn(page, shop.api, shop.shop.admin)
  login = await page.context().storageState()
  await leave()
})
afterAll(async () => {
  await browser?.close()
  await storefront?.close()
  await shop?.close()
})

/** Quiet hours that hold now for each of the three, and not in the shop's own zone: whenever this test runs. */
async function nightNow(): Promise<Hours> {
  const { rows } = await shop.knex.raw<{ rows: [Hours] }>(
    `select to_char((now() at time zone ?) - interval '1 hour', 'HH24:MI') as "from",
       to_char((now() at time zone ?) + interval '40 minutes', 'HH24:MI') as "to"`,
    [WEST, EAST]
  )
  return rows[0]
}

const quietIn = async (quiet_hours: Hours) =>
  ok(await shop.admin.post("/admin/kairos/settings", { quiet_hours }))

async function remindOfCarts(): Promise<void> {
  const ids: string[] = []
  for (const { language: locale, subject } of WALKS) {
    const body = `<p>${subject}</p><p><a href="{{links.cart}}">${subject}</a></p>`
    ids.push((await makeTemplate(shop.admin, { name: "Your cart", locale, subject, body })).id)
  }
  await activated(shop.admin, {
    name: AUTOMATION,
    objective: "recover_cart",
    trigger: { code: "cart.abandoned", args: { after_minutes: 10 } },
    steps: [
      {
        key: "first",
        wait: { minutes: 0 },
        valid_for_minutes: 2880,
        actions: [mailAction(ids[0] as string)],
      },
    ],
    reentry: { kind: "always" },
  })
}

/** All three at once, because they wait for the same job; what failed in which language is told of all. */
async function inEachLanguage(walk: (one: Walk) => Promise<unknown>): Promise<void> {
  const ends = await Promise.allSettled(WALKS.map(walk))
  const failures = ends.flatMap((end, index) =>
    end.status === "rejected" ? [`${WALKS[index]?.language}: ${String(end.reason)}`] : []
  )
  if (failures.length > 0) throw new Error(failures.join("\n\n"))
}

/** A device of somebody who speaks this language and lives there; nothing may go wrong in its pages. */
async function onDevice(
  { locale, zone: timezoneId }: Walk,
  use: (page: Page) => Promise<void>,
  more: BrowserContextOptions = {}
): Promise<void> {
  const { page, complaints, leave } = await visit(browser, { locale, timezoneId, ...more })
  try {
    await use(page)
    expect([page.url(), complaints]).toEqual([page.url(), []])
  } catch (error) {
    await picture(page, `carts-failed-${locale}`).catch(() => {})
    throw error
  } finally {
    await leave()
  }
}

type Admin = Visit & { readonly leftovers: () => Promise<readonly string[]> }

/** The admin in this language, who stays logged in for the whole story. */
async function adminOf(walk: Walk): Promise<Admin> {
  const known = admins.get(walk.language)
  if (known !== undefined) return known
  const { locale, zone: timezoneId } = walk
  const device = { viewport: DESKTOP, storageState: login, locale, timezoneId }
  const opened = await visit(browser, device)
  await speak(opened.page, walk.admin)
  const words =
    walk.admin === "en" ? null : listenFor(opened.page, walk.admin, new Set([AUTOMATION]))
  const admin = { ...opened, leftovers: async () => (await words?.leftovers()) ?? [] }
  admins.set(walk.language, admin)
  return admin
}

/** Looks at a page of Kairos in this language. */
async function asAdmin(
  walk: Walk,
  path: string,
  read: (page: Page) => Promise<void>
): Promise<void> {
  const { page, complaints, leftovers } = await adminOf(walk)
  await open(page, shop.api, path)
  await read(page)
  expect([path, await leftovers()]).toEqual([path, []])
  await fine(page, `${walk.language}-${path.slice(8).replace(/\W+/g, "-").slice(0, 40)}`, "main")
  expect([path, complaints]).toEqual([path, []])
}

async function fine(page: Page, name: string, root?: string): Promise<void> {
  await picture(page, `carts-${name}`)
  expect([name, await accessibilityProblems(page, root)]).toEqual([name, []])
}

const customerId = async (email: string): Promise<string> =>
  (await shop.knex("customer").where({ email, has_account: true }).first("id")).id

/** What the page says of this person's only delivery. */
async function deliveryRow(page: Page, { email }: { email: string }): Promise<string> {
  const row = page.locator("tbody tr").filter({ hasText: email })
  await row.waitFor()
  expect(await page.locator("tbody tr").count()).toBe(1)
  return plain(await row.innerText())
}

/** Formats of time differ in the kind of their spaces. */
const plain = (text: string) => text.replace(/\s+/gu, " ")

const clock = ({ admin }: Walk, time: string): string =>
  new Intl.DateTimeFormat(admin === "ptBR" ? "pt-BR" : admin, {
    timeStyle: "short",
    timeZone: "UTC",
  }).format(Date.parse(`2026-01-01T${time}:00Z`))

const deliveriesOf = async ({ email }: { email: string }) =>
  `/kairos/deliveries?customer_id=${await customerId(email)}`

/** One story, told in order: each chapter stands on the one before. */
describe("a cart that is left at night", () => {
  it("is not reminded of before the morning, and the admin says until when and why", async () => {
    await inEachLanguage(async (walk) => {
      for (const name of ["Ida", "Lea", "Gil"] as const) {
        const shopper = leaver(name, walk)
        await onDevice(walk, async (page) => {
          await register(page, storefront.url, shopper, { marketing: true, remembered: true })
          await firstLookAtCarts(shop)
          await fillCart(page, storefront.url, "mug")
          if (name === "Ida") await fine(page, `${walk.language}-cart`)
        })
      }
      const lea = leaver("Lea", walk)
      await onDevice(walk, async (page) => {
        await signIn(page, storefront.url, lea)
        await fillCart(page, storefront.url, "lamp")
        await checkOut(page)
      })

      const [ida, gil] = [leaver("Ida", walk), leaver("Gil", walk)]
      const [carts] = await Promise.all([
        Promise.all([ida, gil, lea].map(({ email }) => leaveFor(shop, email, LEFT_MINUTES))),
        // While the job is waited for: the first page of the admin takes its time.
        asAdmin(walk, "/kairos/deliveries", async () => {}),
      ])
      recovered.set(walk.language, carts[0] as string)
      await Promise.all([ida, gil].map(({ email }) => reminderOf(shop, email, "held")))
      await asAdmin(walk, await deliveriesOf(ida), async (page) => {
        const said = await deliveryRow(page, ida)
        for (const text of walk.held) expect(said).toContain(text)
        const because = walk.heldBecause(night, clock(walk, night.to))
        expect(said).toContain(plain(because))
      })
      for (const { email } of [ida, gil, lea]) {
        expect([email, await shop.mailbox.messages(email)]).toEqual([email, []])
      }
    })
  })

  it("is not reminded of when its shopper bought on another device, and the admin says so", async () => {
    await inEachLanguage(async (walk) => {
      const lea = await customerId(leaver("Lea", walk).email)
      const query = { customer_id: lea, kind: "skip" }
      const { decisions } = ok(await shop.admin.get("/admin/kairos/decisions", query))
      expect(decisions).toMatchObject([{ reason: "already_bought" }])
      await asAdmin(walk, `/kairos/decisions/${decisions[0].id}`, async (page) => {
        await page.getByText(walk.notSent).first().waitFor()
      })
      const { email } = leaver("Gil", walk)
      await onDevice(walk, async (page) => {
        await fillCart(page, storefront.url, "lamp")
        await checkOut(page, { email })
        await fine(page, `${walk.language}-confirmation`)
      })
    })
  })

  it("is reminded of once in the morning, and found again on another device by the link", async () => {
    // What was the night is the day from now on.
    await quietIn({ from: night.to, to: night.from })
    await inEachLanguage(async (walk) => {
      const { email } = leaver("Ida", walk)
      const mail = await until<Mail>(
        `a mail to ${email}`,
        async () => (await shop.mailbox.messages(email))[0],
        { seconds: 30 }
      )
      expect(mail.subject).toBe(walk.subject)
      expect(mail.html).toContain(`lang="${walk.language}`)
      const link = /\/cart\?kairos_cart=\S+/.exec(mail.text)?.[0]
      await onDevice(
        walk,
        async (page) => {
          await page.goto(`${storefront.url}${link}`)
          await page.getByTestId("cart-line").filter({ hasText: "Mug" }).waitFor()
          // The link has done its work: it does not stay where it could be copied from.
          await page.waitForURL((url) => !url.search.includes("kairos_cart"))
          await fine(page, `${walk.language}-recovered`)
          await checkOut(page, { email })
        },
        { viewport: PHONE }
      )
    })
  })

  it("is not reminded of when a guest with the same address bought in the night, and the admin says so", async () => {
    await inEachLanguage(async (walk) => {
      const gil = leaver("Gil", walk)
      await reminderOf(shop, gil.email, "refused")
      await asAdmin(walk, await deliveriesOf(gil), async (page) => {
        const said = await deliveryRow(page, gil)
        for (const text of walk.refused) expect(said).toContain(text)
      })
    })
  })

  it("counts as recovered, and leaves one mail in all and nothing that waits", async () => {
    await inEachLanguage(async (walk) => {
      await becomes(shop, recovered.get(walk.language) ?? "", "recovered")
      await asAdmin(walk, "/kairos/carts?state=recovered", async (page) => {
        await page.getByText(leaver("Ida", walk).email).first().waitFor()
        await page.locator("svg.recharts-surface").first().waitFor()
      })
    })
    const sent = (await shop.mailbox.messages()).map(({ to, subject }) => [to, subject])
    expect(sent.sort()).toEqual(
      WALKS.map((walk) => [leaver("Ida", walk).email, walk.subject]).sort()
    )
    const waiting = await shop
      .knex("kairos_delivery")
      .whereNotIn("state", ["sent", "refused"])
      .select("email", "state")
    expect(waiting).toEqual([])
  })
})
