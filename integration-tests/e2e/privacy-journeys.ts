import type { Page } from "playwright-core"
import { type Locale, textsOf } from "../../demo/storefront/src/texts/texts"
import { accessibilityProblems, picture, showsFocus, tabTo } from "./browser"

async function isFine(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect([name, await accessibilityProblems(page)]).toEqual([name, []])
}

/** Goes to a control without a mouse, and sees that it is there. */
async function reach(page: Page, testId: string) {
  const target = page.getByTestId(testId).first()
  await target.waitFor()
  await tabTo(page, target)
  expect([testId, await showsFocus(target)]).toEqual([testId, true])
  return target
}

/**
 * In the account of whoever is logged in, by keyboard alone: at most two offers a month, no hours between nine and nine, a
 * topic, an answer; what it means is said before it is saved.
 */
export async function choosePreferencesByKeyboard(
  page: Page,
  url: string,
  locale: Locale
): Promise<void> {
  const { account } = textsOf[locale]
  await page.goto(`${url}/account`)
  await reach(page, "preference-marketing-email")
  await page.keyboard.press("Space")
  const often = await reach(page, "frequency")
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("ArrowDown")
  expect(await often.inputValue()).toBe("2/31")
  await reach(page, "topic-gifts")
  await page.keyboard.press("Space")
  await reach(page, "answer-shops_for")
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("ArrowDown")
  const promise = {
    en: "Up to 2 offers a month.",
    es: "Hasta 2 ofertas al mes.",
    pt: "Até 2 ofertas por mês.",
  }
  await page.getByTestId("preferences-meaning").getByText(promise[locale]).waitFor()
  await isFine(page, `account-preferences-${locale}`)
  await reach(page, "preferences-save")
  await page.keyboard.press("Enter")
  await page.getByTestId("preferences-saved").getByText(account.saved).waitFor()
}

/** On the page of all that the shop holds: asks a person, objects and sees what it does, erases, and keeps the receipt. */
export async function useRightsByKeyboard(page: Page, url: string, locale: Locale): Promise<void> {
  const { privacy } = textsOf[locale]
  await page.goto(`${url}/account/privacy`)
  await page.getByTestId("decision").first().waitFor()
  await isFine(page, `account-privacy-${locale}`)
  await reach(page, "review")
  await page.keyboard.press("Enter")
  await page.getByText(privacy.reviewOpen).waitFor()

  await page.getByTestId("objection-state").getByText(privacy.notObjected).waitFor()
  await reach(page, "object")
  await page.keyboard.press("Enter")
  await page.getByTestId("objection-state").getByText(privacy.objected).waitFor()
  await page.getByTestId("concluded").getByText(privacy.noValue).waitFor()

  await reach(page, "erase-confirm")
  await page.keyboard.type("yes")
  await reach(page, "erase")
  await page.keyboard.press("Enter")
  await page.getByRole("alert").getByText(privacy.eraseTyped(privacy.eraseWord)).waitFor()
  await page.getByTestId("erase-confirm").fill("")
  await page.getByTestId("erase-confirm").focus()
  await page.keyboard.type(privacy.eraseWord)
  await page.keyboard.press("Enter")
  await page.getByTestId("receipt").waitFor()
  await isFine(page, `account-erased-${locale}`)
}
