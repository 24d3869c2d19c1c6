import type { Browser } from "playwright-core"
import { textsOf } from "../../demo/storefront/src/texts/texts"
import { ADDRESS_TEXTS } from "../../src/api/kairos/subscriptions/address-texts"
import { ACTS } from "../../src/api/kairos/subscriptions/texts"
import { passDays } from "../support/pass-days"
import { ok, placeOrder, registerShopper } from "../support/shopper"
import { until } from "../support/until"
import { accessibilityProblems, PHONE, picture, tabTo, visit } from "./browser"
import { type E2eShop, shoppingIn } from "./e2e-shop"
import { isFine, linkIn, mailTo, open, press } from "./mail-pages"
import { signIn } from "./storefront-journeys"

type Where = {
  readonly shop: E2eShop
  readonly browser: Browser
  /** Of the storefront. */
  readonly url: string
  /** Does what is due about renewals. */
  readonly work: () => Promise<unknown>
}

/** In Portuguese and by keyboard: what renews is sent elsewhere, from the account and then, without a login, by the mail's link. */
export async function sendElsewhereByKeyboard({ shop, browser, url, work }: Where): Promise<void> {
  const shopping = shoppingIn(shop)
  const { id: product_id, variant_id } = shop.shop.lamp
  const terms = { term: { unit: "day", count: 30 }, renewal: "manual" }
  const plan = { name: "Lamp by the month", product_id, terms }
  const { id: kairos_plan_id } = ok(await shop.admin.post("/admin/kairos/plans", plan)).plan
  const ana = await registerShopper(shopping, "sub-parcel@shop.example")
  ok(await shopping.storeAs(ana).post("/store/kairos/preferences", { locale: "pt" }))
  const items = [{ variant_id, quantity: 1, metadata: { kairos_plan_id } }]
  await placeOrder(shopping, { shopper: ana, items })
  const began = await mailTo(shop, ana.email, () => true)
  expect(began.subject).toBe("Sua assinatura de Lamp")
  await work()

  const { page, complaints, leave } = await visit(browser, { viewport: PHONE, locale: "pt-BR" })
  await signIn(page, url, { ...ana, first_name: "Ada", last_name: "Byron" })
  await page.goto(`${url}/account`)
  const card = page.getByTestId("subscription")
  await card.getByTestId("address").waitFor()
  await tabTo(page, card.getByTestId("address"))
  await page.keyboard.press("Enter")
  const form = card.getByTestId("address-question")
  await form.waitFor()
  await picture(page, "address-pt")
  expect(await accessibilityProblems(page)).toEqual([])
  await form.locator("[name=address_1]").fill("7 Calle Sierpes")
  await form.locator("[name=city]").fill("Sevilla")
  await tabTo(page, card.getByTestId("address-sure"))
  await page.keyboard.press("Enter")
  await card.getByTestId("subscription-notice").getByText(textsOf.pt.subscriptions.done).waitFor()

  await passDays(shop.knex, 24)
  const notice = await until("the notice", async () => {
    await work()
    const mails = await shop.mailbox.messages(ana.email)
    return mails.find(({ subject }) => subject === "Antes de renovar Lamp") ?? null
  })
  await open(shop, page, linkIn(notice.html, "subscriptions/renew"))
  const words = ADDRESS_TEXTS.pt
  await page.getByText("7 Ca•••, Sevilla").waitFor()
  await page.getByRole("link", { name: words.elsewhere }).click()
  const { title, button, doneTitle } = ACTS.address.pt
  await isFine(page, title, "address-link-pt")
  // A link can be in other hands: nothing of the address on file stands in its fields.
  expect(await page.getByLabel(words.fields.address_1).inputValue()).toBe("")
  const given = {
    first_name: "Grace",
    last_name: "Hopper",
    address_1: "8 Gran Via",
    postal_code: "28013",
    city: "Madrid",
  } as const
  for (const [name, text] of Object.entries(given)) {
    await page.locator(`[name=${name}]`).fill(text)
  }
  await press(page, "button", button, "Enter")
  await page.getByRole("heading", { name: doneTitle }).waitFor()
  await isFine(page, doneTitle, "address-link-done-pt")
  const row = await shop.knex("kairos_subscription").where({ customer_id: ana.id }).first()
  expect(row.shipping_address).toMatchObject(given)
  expect(complaints).toEqual([])
  await leave()
}
