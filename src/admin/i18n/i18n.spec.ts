import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { REASONS } from "../../core/decision/decision"
import { DELIVERY_STATES } from "../../core/decision/delivery"
import { AUTOMATION_STATUSES } from "../../core/decision/automation"
import { COUPON_STATUSES } from "../../core/coupon/coupon"
import { PURPOSES } from "../../core/consent/consent"

type Tree = { readonly [key: string]: string | Tree }

const read = (name: string) => JSON.parse(readFileSync(join(__dirname, name), "utf8")) as Tree
const LANGUAGES = { en: read("en.json"), es: read("es.json"), ptBR: read("pt-br.json") }

const entries = (tree: Tree, prefix = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, value] as [string, string]]
      : entries(value, `${prefix}${key}.`)
  )

const keysOf = (tree: Tree) => entries(tree).map(([key]) => key)
const EN = new Map(entries(LANGUAGES.en))

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      return sources(path)
    }
    return /\.tsx?$/.test(path) && !path.endsWith(".spec.ts") ? [readFileSync(path, "utf8")] : []
  })
}

const CODE = sources(join(__dirname, "..")).join("\n")
const matches = (pattern: RegExp) => [...CODE.matchAll(pattern)].map((match) => match[1] as string)

/** The argument of every `t(…)`, up to its first comma or bracket: enough for `t(a ? "x" : "y")`. */
const CALLS = matches(/\bt\(\s*([^,()]+(?:\([^()]*\)[^,()]*)*)/g)
const USED = [
  ...CALLS.flatMap((call) => [...call.matchAll(/"([^"]+)"/g)].map((match) => match[1] as string)),
  ...matches(/<Crumb name="([^"]+)"/g),
  ...matches(/^\s+label: "(nav\.[^"]+)"/gm),
  ...matches(/"(error\.[a-z]+)"/g),
].filter((key) => key.includes("."))

describe("the admin's languages", () => {
  test.each(["es", "ptBR"] as const)("%s has exactly the keys of English", (language) => {
    expect(keysOf(LANGUAGES[language]).sort()).toEqual([...EN.keys()].sort())
  })

  test.each(["en", "es", "ptBR"] as const)("%s has no empty text", (language) => {
    const empty = entries(LANGUAGES[language]).filter(([, text]) => text.trim() === "")
    expect(empty).toEqual([])
  })

  test.each(["es", "ptBR"] as const)("%s fills the same variables as English", (language) => {
    const variables = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name)
    const different = entries(LANGUAGES[language]).filter(
      ([key, text]) =>
        variables(text).sort().join() !==
        variables(EN.get(key) ?? "")
          .sort()
          .join()
    )
    expect(different).toEqual([])
  })

  test("every key that a component uses exists", () => {
    expect(USED.length).toBeGreaterThan(250)
    expect([...new Set(USED.filter((key) => !EN.has(key)))]).toEqual([])
  })

  test("every key made from a code has its branch", () => {
    const stems = matches(/\bt\(\s*`([a-zA-Z0-9_.]+)\.\$\{/g)
    expect(stems.length).toBeGreaterThan(20)
    const branches = [...EN.keys()]
    expect(stems.filter((stem) => !branches.some((key) => key.startsWith(`${stem}.`)))).toEqual([])
  })

  test("every code of the core has its name", () => {
    const wanted = [
      ...REASONS.map((code) => `reason.${code}`),
      ...DELIVERY_STATES.map((code) => `delivery.state.${code}`),
      ...AUTOMATION_STATUSES.map((code) => `automation.status.${code}`),
      ...COUPON_STATUSES.map((code) => `coupon.status.${code}`),
      ...PURPOSES.map((code) => `purpose.${code}`),
    ]
    expect(wanted.filter((key) => !EN.has(key))).toEqual([])
  })
})
