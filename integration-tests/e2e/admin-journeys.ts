import type { Locator, Page, Request } from "playwright-core"
import type { BaseShop } from "../support/base-shop"
import { until } from "../support/until"

/** What an admin does in Medusa's admin, step by step, as a person would. */

export type Language = "en" | "es" | "ptBR"

/** Where Medusa's admin keeps the language that somebody chose in the profile. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.context().addInitScript((chosen) => {
    // Previews stand in a sandbox of their own, which has no storage.
    if (window.top !== window) return
    localStorage.setItem("lng", chosen)
    document.cookie = `lng=${chosen};path=/`
  }, language)
}

export async function logIn(page: Page, api: string, admin: BaseShop["admin"]): Promise<void> {
  await page.goto(`${api}/app/login`)
  await page.locator("input[name=email]").fill(admin.email)
  await page.locator("input[name=password]").fill(admin.password)
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => !url.pathname.includes("login"))
}

/** Goes to one of our pages and waits until it has all that it asks for. */
export async function open(page: Page, api: string, path: string): Promise<void> {
  await page.goto(`${api}/app${path}`)
  await settled(page)
}

/** Until the page shows its data: no request of ours is out, nothing says "loading". */
export async function settled(page: Page): Promise<void> {
  await page.locator("main").getByRole("heading").first().waitFor()
  await page.waitForLoadState("networkidle")
  await page.locator("main [role=status] .sr-only").first().waitFor({ state: "detached" })
}

export type Reader = {
  /** Shows one of our pages and waits until it has all that it asks for. */
  readonly turnTo: (path: string) => Promise<void>
}

/**
 * Reads page after page as somebody does who follows the links: the admin is loaded once, because to load it anew costs a core three
 * times what a page does.
 */
export function readerOf(page: Page, api: string): Reader {
  const out = new Set<Request>()
  page.on("request", (request) => out.add(request))
  page.on("requestfinished", (request) => out.delete(request))
  page.on("requestfailed", (request) => out.delete(request))
  const isStill = async () => {
    // Whatever has arrived is drawn, and has asked for what it needs.
    await page.evaluate(() => new Promise((drawn) => requestIdleCallback(drawn)))
    return out.size === 0 && (await page.locator("main [role=status] .sr-only").count()) === 0
  }
  const still = async () => ((await isStill()) && (await isStill())) || null
  return {
    turnTo: async (path) => {
      const to = new URL(`${api}/app${path}`)
      const heading = page.locator("main").getByRole("heading").first()
      // Only another path gives a sign that the page has turned.
      if (new URL(page.url()).pathname === to.pathname || (await heading.count()) === 0) {
        await open(page, api, path)
        return
      }
      const before = await heading.elementHandle()
      const turned = Promise.race([
        before?.waitForElementState("hidden"),
        // A page of the same kind may keep its heading and ask for other data.
        page.waitForRequest(/\/admin\/kairos\//),
      ])
      await page.evaluate(turn, to.pathname + to.search)
      await turned
      await heading.waitFor()
      await until("the page to be still", still, { seconds: 30 })
    },
  }
}

/** What React Router does for a link. */
function turn(to: string): void {
  const { idx = 0 } = (history.state ?? {}) as { idx?: number }
  history.pushState({ idx: idx + 1, key: to, usr: null }, "", to)
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }))
}

/** Chooses in one of Medusa's selects. */
export async function pick(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByRole("option", { name: option, exact: true }).click()
}

/** Finds a customer by typing, in the combobox with this name. */
export async function pickCustomer(page: Page, label: RegExp, email: string): Promise<void> {
  await page.getByRole("combobox", { name: label }).fill(email)
  await page.getByRole("option", { name: new RegExp(email) }).click()
}

/** The dialog that asks once more before something happens. */
export async function confirm(page: Page, action: string): Promise<void> {
  await page.getByRole("alertdialog").getByRole("button", { name: action }).click()
  await page.getByRole("alertdialog").waitFor({ state: "detached" })
}

/** A section of a page, by its heading. */
export const card = (page: Page, heading: string): Locator =>
  page
    .locator("main")
    .getByRole("heading", { name: heading, exact: true })
    .locator("xpath=ancestor::div[contains(@class,'divide-y')][1]")
