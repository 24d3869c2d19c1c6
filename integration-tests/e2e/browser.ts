import { readFileSync } from "node:fs"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"

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
  /** How far the page has jumped by itself since the last call (Cumulative Layout Shift). */
  readonly jumped: () => Promise<number>
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
    jumped: () => page.evaluate(() => (globalThis as unknown as Shifts).kairosShift),
    leave: () => context.close(),
  }
}

type Shifts = { kairosShift: number }

function watchShifts(): void {
  const shifts = globalThis as unknown as Shifts
  shifts.kairosShift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as {
      value: number
      hadRecentInput: boolean
    }[]) {
      if (!entry.hadRecentInput) shifts.kairosShift += entry.value
    }
  }).observe({ type: "layout-shift", buffered: true })
}

type Axe = { run: (root: Document) => Promise<{ violations: { id: string; help: string }[] }> }

/** What axe finds wrong with the page for people who use it without eyes or without a mouse. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"))
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document)
    return violations.map(({ id, help }) => `${id}: ${help}`)
  })
}
