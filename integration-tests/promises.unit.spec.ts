import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { POINTS_OF_A_CHARGE } from "../src/workflows/support/fault-points"
import { SCENARIOS } from "./faults/scenarios"
import { BAD_INPUTS } from "./support/bad-inputs"
import { PROMISES } from "./support/promises"

const read = (file: string) => readFileSync(path.resolve(__dirname, "..", file), "utf8")
const numbers = (letter: string, from: number, to: number, but: readonly number[] = []) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)
    .filter((n) => !but.includes(n))
    .map((n) => `${letter}${String(n).padStart(2, "0")}`)

type Break = {
  readonly of: readonly string[]
  readonly file: string
  readonly find: string
  readonly replace: string
  readonly run: readonly [stage: string, spec: string, name: string]
}
const BREAKS = JSON.parse(read("integration-tests/faults/breaks.json")) as readonly Break[]

/** The rooms in which a stage of `npm test` finds its tests, and how their files end. */
const STAGES: Readonly<Record<string, readonly [folder: string, ending: string]>> = {
  unit: ["src", ".spec.ts"],
  modules: ["integration-tests/modules", ".spec.ts"],
  http: ["integration-tests/http", ".ts"],
  e2e: ["integration-tests/e2e", ".spec.ts"],
  faults: ["integration-tests/faults", ".spec.ts"],
}

/** Titles as they stand in the sources, and those that a table of faults makes. */
function titlesOf(stage: string, spec: string): readonly string[] {
  const [folder, ending] = spec.endsWith(".unit.spec.ts")
    ? (["integration-tests", ".unit.spec.ts"] as const)
    : STAGES[stage]!
  const files = readdirSync(path.resolve(__dirname, "..", folder), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(ending) && path.basename(file).includes(spec))
  const written = files.flatMap((file) =>
    [
      ...read(`${folder}/${file}`).matchAll(
        /\b(?:it|test|alone|describe)(?:\.each)?\([^"`]*(["`])(.*?)\1/gs
      ),
      // Behind a table, whose own texts come first; they may name a case.
      ...read(`${folder}/${file}`).matchAll(/\]\)\(\s*(["`])(.*?)\1/gs),
      ...read(`${folder}/${file}`).matchAll(/^ +\[?(["`])(.*?)\1,/gm),
    ].map(([, , title]) => title!)
  )
  const cases = files.flatMap((file) => casesOf(`${folder}/${file}`))
  const made = [
    ...SCENARIOS.map(({ id, topology = "memory" }) => `${id} (${topology}): `),
    ...POINTS_OF_A_CHARGE.map((point) => `F11 ${point}: `),
  ]
  return spec === "faults.spec.ts" ? [...written, ...made] : [...written, ...cases]
}

/** The cases of `spec` that a test replays, by which it names them. */
const casesOf = (file: string): readonly string[] =>
  [...read(file).matchAll(/from "(?:\.\.\/)+(spec\/[\w/-]+\.json)"/g)].flatMap(([, cases]) =>
    [...read(cases!).matchAll(/"name": "([^"]+)"/g)].map(([, name]) => name!)
  )

/** Of the lists of requirements and faults, what this part of Kairos answers for. */
const EXPECTED = [
  ...numbers("A-", 1, 30),
  ...numbers("B-", 1, 35),
  ...numbers("C-", 1, 30, [17, 22]),
  ...numbers("F", 1, 48, [9]),
  ...numbers("E-", 1, 6),
  "E-08",
  ...numbers("E-", 10, 12),
  "E-13",
  "E-14",
  "E-15",
  "E-16",
  ...numbers("E-", 18, 22),
  "I6",
]

describe("what a shop can rely on", () => {
  it("stands each in a line that says where it is proven", () => {
    expect(EXPECTED.filter((name) => !(name in PROMISES))).toEqual([])
  })

  it.each(BREAKS.map((one) => [one.of.join(), one] as const))(
    "the line that guards against %s is there to be broken (`npm run test:breaks`)",
    (_of, { of, file, find, replace, run: [stage, spec, name] }) => {
      expect(read(file).split(find)).toHaveLength(2)
      expect(replace).not.toBe(find)
      expect(name).not.toBe("")
      expect(titlesOf(stage, spec).filter((title) => new RegExp(name).test(title))).not.toEqual([])
      expect(of.filter((promise) => !(promise in PROMISES || promise in BAD_INPUTS))).toEqual([])
    }
  )

  it.each(Object.entries(PROMISES))("%s is proven where its line says", (_name, promised) => {
    expect(promised.proofs.length).toBeGreaterThan(0)
    expect(promised.proofs.filter(([file, words]) => !read(file).includes(words))).toEqual([])
  })
})
