import { runChecks } from "./checks.mjs"
import { runJest } from "./jest.mjs"

/** What `npm test` runs, in this order: the quick ones first. */
export const DEFAULT_STAGES = ["check", "unit", "modules", "http"]

/**
 * What it runs beside them, each lane in a process of its own. The browser's and the package's come one after the other, because
 * they build into the same folders; Medusa is killed only when the checks no longer take both cores, and the demo starts when the
 * browser's have long built the admin that it shows. All lanes end at about the same time: a tail leaves a core idle.
 */
export const BESIDE_LANES = [
  { after: null, names: ["e2e", "package"] },
  { after: "check", names: ["faults-smoke", "start"] },
]

export const stages = {
  check: {
    about: "types, lint, format, boundaries, unused code, documents",
    run: (context) => runChecks(context),
  },
  unit: {
    about: "the functional core, without a database",
    run: (context) => runJest("unit", context),
  },
  modules: {
    about: "our modules on a real Postgres",
    needsMariadb: true,
    run: (context) => runJest("modules", context, { database: true }),
  },
  http: {
    about: "the routes of a real Medusa",
    run: (context) => runJest("http", context, { database: true, medusa: true }),
  },
  e2e: {
    about: "the shop and the admin in a real browser",
    needsBrowser: true,
    run: (context) => runJest("e2e", context, { database: true, serial: true, medusa: true }),
  },
  start: {
    about: "`npm start`, as a stranger runs it",
    run: (context) => runJest("start", context, { serial: true, medusa: true }),
  },
  faults: {
    about:
      "Medusa, Postgres and Redis hurt in every way of the list and at random, then healed and checked",
    needsRedis: true,
    run: (context) => runJest("faults", context, { serial: true, medusa: true }),
  },
  "faults-smoke": {
    about: "Medusa and Redis hurt in the middle of some orders, then healed and checked",
    needsRedis: true,
    run: (context) =>
      runJest("faults", context, {
        serial: true,
        medusa: true,
        env: { KAIROS_FAULTS: "smoke" },
      }),
  },
  package: {
    about: "the packed plugin in a blank Medusa application",
    run: (context) => runJest("package", context, { database: true, serial: true, medusa: true }),
  },
}
