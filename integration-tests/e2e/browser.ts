import { readFileSync } from "node:fs"
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core"

export const PHONE = { width: 390, height: 844 }

/** The browser that scripts/test.mjs found. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  })
}

export type Visit = {
  readonly page: Page
  /** What the page complained about: uncaught errors and console errors, refused requests left out. */
  readonly complaints: readonly string[]
  /** What has moved by itself on the page, and how far (the entries of Cumulative Layout Shift). */
  readonly jumped: () => Promise<readonly string[]>
  readonly leave: () => Promise<void>
}

/** A person with a browser of their own. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: "en-GB", bypassCSP: true, ...options })
  await context.addInitScript(watchShifts)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      complaints.push(message.text())
    }
  })
  return {
    page,
    complaints,
    jumped: () => page.evaluate(() => (globalThis as unknown as Shifts).kairosShifts),
    leave: () => context.close(),
  }
}

type Shifts = { kairosShifts: string[] }
type Shift = {
  readonly value: number
  readonly hadRecentInput: boolean
  readonly sources: readonly {
    readonly node: Element | null
    readonly previousRect: DOMRectReadOnly
    readonly currentRect: DOMRectReadOnly
  }[]
}

function watchShifts(): void {
  const shifts = globalThis as unknown as Shifts
  shifts.kairosShifts = []
  const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].join(" ")
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as unknown as Shift[]) {
      const moved = sources.map(
        ({ node, previousRect, currentRect }) =>
          `${node?.nodeName} ${node?.className ?? ""}: ${place(previousRect)} to ${place(currentRect)}`
      )
      if (!hadRecentInput) shifts.kairosShifts.push(`${value}: ${moved.join(", ")}`)
    }
  }).observe({ type: "layout-shift", buffered: true })
}

type Violation = { id: string; help: string; nodes: { html: string }[] }
type Axe = { run: (root: string | Document) => Promise<{ violations: Violation[] }> }

/**
 * What axe finds wrong with the page for people who use it without eyes or without a mouse.
 * @param root a selector: the part of the page that is ours, where the rest is Medusa's
 */
export async function accessibilityProblems(page: Page, root?: string): Promise<readonly string[]> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"))
  // A button that is still fading in, or begins to while axe looks, has the contrast of nobody's design.
  await page.evaluate(() => {
    const still = new CSSStyleSheet()
    still.replaceSync("*, ::before, ::after { transition: none !important }")
    document.adoptedStyleSheets.push(still)
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
    }
  })
  return page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations } = await axe.run(selector ?? document)
    document.adoptedStyleSheets.pop()
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(" ")})`
    )
  }, root ?? null)
}

/** Keeps a picture of the page for a person to look at, when KAIROS_SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.KAIROS_SCREENSHOTS
  if (folder === undefined) return
  const before = page.viewportSize()
  // The admin scrolls inside its own frame: the window grows to what the page holds.
  const height = await page.evaluate(() => document.querySelector("main")?.scrollHeight ?? 0)
  if (before !== null && height > before.height) {
    await page.setViewportSize({ ...before, height: Math.min(height + 80, 4000) })
  }
  await page.screenshot({ path: `${folder}/${name}.png` })
  if (before !== null) await page.setViewportSize(before)
}

/**
 * Presses Tab until the focus is on it, as somebody without a mouse has to.
 * @throws Error with what had the focus on the way, when it cannot be reached
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const passed: string[] = []
  for (let pressed = 0; pressed < 120; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press("Tab")
    passed.push(
      await page.evaluate(() => {
        const { activeElement: element } = document
        return element?.getAttribute("aria-label") ?? element?.textContent?.slice(0, 30) ?? ""
      })
    )
  }
  throw new Error(`Tab does not get to ${target.toString()}; it passed ${passed.join(" | ")}`)
}

/** Whether somebody who sees can tell where the focus is: an outline or a shadow that it has only then. */
export async function showsFocus(target: Locator): Promise<boolean> {
  const look = () =>
    target.evaluate(async (element) => {
      const style = getComputedStyle(element)
      const seen = () =>
        [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor].join()
      seen()
      // Medusa's controls fade the ring in and out, and asking for the look has begun it.
      const fades = element.getAnimations().filter((one) => one instanceof CSSTransition)
      await Promise.allSettled(fades.map(({ finished }) => finished))
      return seen()
    })
  const focused = await look()
  await target.evaluate((element) => (element as HTMLElement).blur())
  const differs = (await look()) !== focused
  await target.focus()
  return differs
}
