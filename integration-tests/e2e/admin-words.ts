import { readFileSync } from "node:fs"
import path from "node:path"
import type { Page } from "playwright-core"
import type { Language } from "./admin-journeys"

/** Finds what an admin page says in a language that was not asked for. */

type Tree = { readonly [key: string]: string | Tree }

const FILES = { en: "en", es: "es", ptBR: "pt-br" } as const

const read = (language: Language): ReadonlyMap<string, string> => {
  const file = path.resolve(__dirname, `../../src/admin/i18n/${FILES[language]}.json`)
  return new Map(entries(JSON.parse(readFileSync(file, "utf8")) as Tree))
}

const entries = (tree: Tree, prefix = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, value] as [string, string]]
      : entries(value, `${prefix}${key}.`)
  )

const ENGLISH = read("en")

type Localized = { readonly en: string; readonly es: string; readonly pt: string }

const isLocalized = (value: unknown): value is Localized =>
  typeof value === "object" &&
  value !== null &&
  ["en", "es", "pt"].every((key) => typeof (value as Record<string, unknown>)[key] === "string")

/** Every text in three languages that an answer of the API holds. */
function localizedIn(value: unknown): readonly Localized[] {
  if (isLocalized(value)) return [value]
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(localizedIn)
    : []
}

export type Listener = {
  /** What the page says that is a key of ours, or that stands there in English only. */
  readonly leftovers: (root?: string) => Promise<readonly string[]>
}

/**
 * Listens to what the API tells the page, so that its sentences are held to the page's language too.
 * @param given names that somebody typed, or took over from a preset: they stay as they are in every language
 */
export function listenFor(
  page: Page,
  language: Exclude<Language, "en">,
  given: ReadonlySet<string>
): Listener {
  const said: Localized[] = []
  const reading: Promise<void>[] = []
  page.on("response", (response) => {
    if (!response.url().includes("/admin/kairos/")) return
    reading.push(
      response.json().then(
        (body) => void said.push(...localizedIn(body)),
        // Gone with its page, or no JSON: nothing of it is shown.
        () => undefined
      )
    )
  })
  const own = read(language)
  return {
    leftovers: async (root = "main") => {
      await Promise.all(reading)
      const pairs = [
        ...[...ENGLISH].map(([key, text]) => ({ english: text, proper: own.get(key) ?? "" })),
        ...said.map(({ en, es, pt }) => ({ english: en, proper: language === "es" ? es : pt })),
      ]
      const isEnglish = sayings(pairs.map(({ english }) => english))
      const isProper = sayings(pairs.map(({ proper }) => proper))
      return (await textsOf(page, root)).filter(
        (text) => hasKey(text) || (isEnglish(text) && !isProper(text) && !given.has(text))
      )
    },
  }
}

const hasKey = (text: string) =>
  text.split(/[\s:"“”]+/).some((word) => word.includes(".") && ENGLISH.has(word))

/** Whether a text is one of these, with whatever their variables were filled with. */
function sayings(templates: readonly string[]): (text: string) => boolean {
  const plain = new Set(templates)
  const filled = templates
    .filter((text) => text.includes("{{") && /\p{L}{2}/u.test(text.replace(/{{\w+}}/g, "")))
    .map((text) =>
      text
        .split(/{{\w+}}/)
        .map(escapeRegExp)
        .join(".+")
    )
    // Within a line: what stands on several is a mail that is shown, and speaks its own language.
    .map((pattern) => new RegExp(`^${pattern}$`))
  return (text) => plain.has(text) || filled.some((pattern) => pattern.test(text))
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** All that a page says, also to those who cannot see it. */
const textsOf = (page: Page, root: string): Promise<string[]> =>
  page.evaluate((selector) => {
    const texts: string[] = []
    for (const part of document.querySelectorAll(selector)) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? "")
      for (const element of part.querySelectorAll("*")) {
        for (const name of ["aria-label", "placeholder", "title", "alt"]) {
          texts.push(element.getAttribute(name) ?? "")
        }
      }
    }
    return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))]
  }, root)
