import { readFileSync } from "node:fs"
import path from "node:path"
import { BAD_INPUTS } from "./support/bad-inputs"
import { ourRoutes } from "./support/our-routes"

const ROOT = path.resolve(__dirname, "..")
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8")
const NUMBERS = Array.from({ length: 95 }, (_, i) => `IN${String(i + 1).padStart(2, "0")}`)

/** The names of every field that a body or a query of ours takes. */
function fieldNames(): readonly string[] {
  const names: string[] = ourRoutes.flatMap(({ query, path }) => [...query, path])
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    const { properties } = value as { properties?: object }
    names.push(...Object.keys(properties ?? {}))
    Object.values(value).forEach(walk)
  }
  const { paths } = JSON.parse(read("docs/openapi.json")) as {
    paths: Record<string, Record<string, { requestBody?: unknown }>>
  }
  Object.values(paths).forEach((operations) =>
    Object.values(operations).forEach(({ requestBody }) => walk(requestBody))
  )
  return names
}

describe("bad inputs IN01 to IN95", () => {
  it("have each a line that says where it is proven, or why not yet", () => {
    expect(Object.keys(BAD_INPUTS)).toEqual(NUMBERS)
  })

  it.each(Object.entries(BAD_INPUTS))("%s is proven where its line says", (_number, input) => {
    if ("proofs" in input) {
      expect(input.proofs.length).toBeGreaterThan(0)
      expect(input.proofs.filter(([file, words]) => !read(file).includes(words))).toEqual([])
    } else if ("never" in input) {
      // As soon as something takes it, it needs a proof.
      expect(fieldNames().filter((name) => input.never.test(name))).toEqual([])
    } else {
      expect(input.pending).not.toBe("")
    }
  })

  it("looks at the fields of bodies and of queries", () => {
    expect(fieldNames()).toEqual(expect.arrayContaining(["email", "limit", "leak_radar"]))
  })

  it("has no route that another plugin could have (IN93)", () => {
    const strange = ourRoutes.filter(({ path }) => !/^\/((admin|store)\/)?kairos\//.test(path))
    expect(strange).toEqual([])
  })
})
