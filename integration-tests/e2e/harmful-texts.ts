import type { Page } from "playwright-core"

/**
 * IN16 and IN17 with what OWASP's and DOMPurify's collections add: each would call `kairosHarm`, or `alert` in its place, where
 * it became more than text.
 */
export const HARMFUL: readonly string[] = [
  "<script>kairosHarm('script')</script>",
  `"><img src=x onerror=kairosHarm('img')>`,
  "'><svg onload=kairosHarm('svg')>",
  "</script><script>kairosHarm('state')</script>",
  "<iframe srcdoc=\"<script>parent.kairosHarm('frame')</script>\"></iframe>",
  "<math><mtext><table><mglyph><style><img src=x onerror=kairosHarm('mxss')>",
  `<noscript><p title="</noscript><img src=x onerror=kairosHarm('noscript')>">`,
  "<details open ontoggle=kairosHarm('toggle')>",
  "<a href=\"jav\tascript:kairosHarm('tab')\">x</a>",
  "{{constructor.constructor('return process')()}}",
  "{{#with this}}{{lookup constructor 'x'}}{{/with}}",
  "[x](javascript:kairosHarm('markdown'))",
  "![x](x \"onerror=kairosHarm('image')\")",
  "&lt;img src=x onerror=kairosHarm(1)&gt;",
  "'-alert(1)-'",
  "javascript:alert(1)//",
]

/** IN15: nothing in them runs; they are to stay what they are. */
export const HARMLESS_LOOKS: readonly string[] = [
  "👩‍👩‍👧‍👦 Ada",
  "Ada \u202egnp.exe",
  "\u2028Ada",
  "Ñandú O'Neil",
]

/** Before the page's own scripts: whoever calls these has got in. */
export async function watchHarm(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const harm: string[] = []
    const note = (what: unknown) => void harm.push(String(what))
    Object.assign(globalThis, {
      kairosHarms: harm,
      kairosHarm: note,
      alert: note,
      confirm: note,
      prompt: note,
    })
  })
}

/** What ran, and what stands in the page that nobody but an attacker would have put there. */
export async function harmDone(page: Page): Promise<readonly string[]> {
  // A link is followed by a click, and a picture fails after it was asked for.
  for (const link of await page.locator('a[href^="javascript" i]').all()) {
    await link.click({ noWaitAfter: true })
  }
  return page.evaluate(() => {
    const found = [...(globalThis as unknown as { kairosHarms: string[] }).kairosHarms]
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (/^on|^srcdoc$/i.test(name)) found.push(`<${element.tagName} ${name}>`)
        if (/^(href|src|action)$/i.test(name) && /^\s*(javascript|data:text)/i.test(value)) {
          found.push(`<${element.tagName} ${name}="${value}">`)
        }
      }
      if (
        /^(IFRAME|MATH|NOSCRIPT|DETAILS)$/i.test(element.tagName) &&
        /kairosHarm/.test(element.outerHTML)
      ) {
        found.push(`<${element.tagName}>`)
      }
    }
    return found
  })
}
