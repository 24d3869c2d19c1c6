import type { Page } from "playwright-core"

/** What shoppers do in the demo storefront, step by step, as a person would. */

export type Agreement = {
  readonly marketing?: boolean
  readonly personalisation?: boolean
  /** Accepts the banner, before anything is filled in. */
  readonly remembered?: boolean
}

export type NewShopper = {
  readonly email: string
  readonly password: string
  readonly first_name: string
  readonly last_name: string
}

export const person = (name: string, email = `${name.toLowerCase()}@shop.example`): NewShopper => ({
  email,
  password: "only-for-the-tests",
  first_name: name,
  last_name: "Byron",
})

async function agree(page: Page, agreement: Agreement): Promise<void> {
  const { marketing, personalisation, remembered } = agreement
  if (remembered === true) await page.getByTestId("consent-accept").click()
  if (marketing === true) await page.getByTestId("consent-marketing").check()
  if (personalisation === true) await page.getByTestId("consent-personalisation").check()
}

/** Registers, and stands on the home page, logged in. */
export async function register(
  page: Page,
  url: string,
  shopper: NewShopper,
  agreement: Agreement
): Promise<void> {
  await page.goto(`${url}/register`)
  await agree(page, agreement)
  const form = page.getByTestId("register-form")
  for (const name of ["first_name", "last_name", "email", "password"] as const) {
    await form.locator(`[name=${name}]`).fill(shopper[name])
  }
  await page.getByTestId("register-submit").click()
  await page.waitForURL(`${url}/`)
}

/** Logs in, and stands on the home page. */
export async function signIn(page: Page, url: string, shopper: NewShopper): Promise<void> {
  await page.goto(`${url}/login`)
  const form = page.getByTestId("login-form")
  for (const name of ["email", "password"] as const) {
    await form.locator(`[name=${name}]`).fill(shopper[name])
  }
  await page.getByTestId("login-submit").click()
  await page.waitForURL(`${url}/`)
}

/** Puts one piece into the cart and stands on the cart page. */
export async function fillCart(page: Page, url: string, handle: string): Promise<void> {
  await page.goto(`${url}/products/${handle}`)
  await page.getByTestId("add-to-cart").click()
  await page.getByTestId("added").getByRole("link").click()
  await page.getByTestId("cart-line").first().waitFor()
}

/** Enters a code on the cart page. Answers what the shop says to it. */
export async function enterCode(page: Page, code: string): Promise<string> {
  await page.getByTestId("coupon-input").fill(code)
  await page.getByTestId("coupon-apply").click()
  const notice = page.getByTestId("coupon-notice")
  await notice.filter({ hasText: /\S/ }).waitFor()
  return (await notice.textContent()) ?? ""
}

export type CheckoutWishes = Agreement & {
  readonly email?: string
  /** Of the demo's cards; on invoice without. */
  readonly card?: "card_good" | "card_refused"
  /** False for what needs no parcel. */
  readonly parcel?: boolean
}

/** From the cart page to the confirmation. Answers the order's id. */
export async function checkOut(page: Page, wishes: CheckoutWishes = {}): Promise<string> {
  await page.getByTestId("to-checkout").click()
  const form = page.getByTestId("checkout-address")
  await form.waitFor()
  const address = {
    first_name: "Ada",
    last_name: "Byron",
    address_1: "1 Main Street",
    postal_code: "28001",
    city: "Madrid",
    ...(wishes.email === undefined ? {} : { email: wishes.email }),
  }
  for (const [name, value] of Object.entries(address)) {
    await form.locator(`[name=${name}]`).fill(value)
  }
  await form.locator("[name=country_code]").selectOption("es")
  await agree(page, wishes)
  await page.getByTestId("to-delivery").click()
  if (wishes.parcel !== false) await page.getByTestId("shipping-option").first().check()
  if (wishes.card !== undefined) await page.getByTestId(`pay-${wishes.card}`).check()
  await page.getByTestId("place-order").click()
  const number = page.getByTestId("order-number")
  await number.waitFor()
  return (await number.getAttribute("data-order-id")) ?? ""
}
