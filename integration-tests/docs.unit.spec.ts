import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { ACTIONS, CHANNELS, FACTS, TRIGGERS } from "../src/catalog"
import { OPERATORS } from "../src/core/condition/operators"
import { REASONS } from "../src/core/decision/decision"
import { DELIVERY_STATES } from "../src/core/decision/delivery"
import { optionsSchema } from "../src/options/options"

const ROOT = path.resolve(__dirname, "..")
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8")
const pages = [
  "README.md",
  ...readdirSync(path.join(ROOT, "docs")).map((name) => `docs/${name}`),
  ...readdirSync(path.join(ROOT, "docs/adr")).map((name) => `docs/adr/${name}`),
].filter((name) => name.endsWith(".md"))

describe("the documentation", () => {
  it.each(pages)("%s links to files that exist and is short enough to be read", (page) => {
    const text = read(page)
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, link]) => link!)
    const broken = links.filter((link) => !existsSync(path.join(ROOT, path.dirname(page), link)))
    expect(broken).toEqual([])
    expect(text.split("\n").length).toBeLessThan(150)
  })

  it.each([
    ["docs/conditions-and-facts.md", "facts", FACTS.map(({ code }) => code)],
    ["docs/conditions-and-facts.md", "operators", OPERATORS.map(({ code }) => code)],
    ["docs/automations.md", "triggers", TRIGGERS.map(({ code }) => code)],
    ["docs/automations.md", "actions", ACTIONS.map(({ code }) => code)],
    ["docs/glossary.md", "channels", CHANNELS.map(({ code }) => code)],
    ["docs/deliveries-and-coupons.md", "states", DELIVERY_STATES],
    ["docs/operations.md", "options", Object.keys(optionsSchema.shape)],
  ] as const)("%s names all %s", (page, _what, codes) => {
    const text = read(page)
    // An option may stand there by its parts: `consent.basis`.
    const missing = codes.filter(
      (code) => !text.includes(`\`${code}\``) && !text.includes(`\`${code}.`)
    )
    expect(missing).toEqual([])
  })

  it("docs/scaling.md shows the configuration that the tests of faults run", () => {
    const [modules, config] = [...read("docs/scaling.md").matchAll(/```ts\n(.*?)```/gs)].map(
      ([, code]) => code!
    )
    expect(modules).toBe(read("examples/scaling/redis-modules.ts"))
    const used = read("medusa-config.ts")
    const missing = config!.split("\n").filter((line) => !/\/\//.test(line) && !used.includes(line))
    expect(missing).toEqual([])
  })

  it("names no reason that does not exist", () => {
    const named = [...read("docs/decisions-and-traces.md").matchAll(/`([a-z]+_[a-z]+)`/g)]
      .map(([, code]) => code!)
      .filter((code) => code !== "decision_id")
    expect(named.filter((code) => !(REASONS as readonly string[]).includes(code))).toEqual([])
  })
})
