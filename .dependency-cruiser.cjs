/**
 * Dependencies point one way (docs/development.md):
 * admin, storefront -> types · api, subscribers, jobs -> workflows -> modules, read-models, catalog, core ·
 * read-models, catalog, modules -> core · core -> nothing of ours but core.
 */

/** Pure libraries that core may use: they compute, they never read or write anything. */
const CORE_LIBRARIES = [
  "bignumber\\.js",
  "@stdlib/math-base-special-gammaln",
  "handlebars",
  "mjml",
  "mjml-core",
  "temporal-polyfill",
  "@types/mjml.*",
]

const room = (...names) => `^src/(${names.join("|")})(/|\\.ts$)`
const SPECS = "\\.spec\\.tsx?$"

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to })

module.exports = {
  forbidden: [
    rule(
      "core-is-pure",
      "Core imports nothing of ours but core: pass what you need as an argument, or move the pure part into core.",
      { path: room("core"), pathNot: SPECS },
      { path: "^(src|demo|scripts|integration-tests)/", pathNot: room("core") }
    ),
    rule(
      "core-has-no-io",
      `Core may import only these libraries: ${CORE_LIBRARIES.join(", ")}. Do the rest in a workflow or a module and hand the result in.`,
      { path: room("core"), pathNot: SPECS },
      {
        dependencyTypes: [
          "npm",
          "npm-dev",
          "npm-optional",
          "npm-peer",
          "npm-no-pkg",
          "npm-unknown",
          "core",
        ],
        // node:url is here for its IDNA conversion, which reads nothing.
        pathNot: [`node_modules/(${CORE_LIBRARIES.join("|")})/`, "^(node:)?url$"],
      }
    ),
    rule(
      "catalog-knows-core-only",
      "A trigger, fact, action or channel is a definition over core types; what it needs at run time comes through the runtime.",
      { path: room("catalog"), pathNot: SPECS },
      { path: "^src/", pathNot: room("core", "catalog") }
    ),
    rule(
      "module-knows-core-only",
      "A module owns its tables and knows core (and the options and the clock) only. Let a workflow call two modules; let a read-model join their tables.",
      { path: "^src/modules/([^/]+)/", pathNot: SPECS },
      { path: "^src/", pathNot: [room("core", "options", "clock"), "^src/modules/$1/"] }
    ),
    rule(
      "read-model-knows-core-only",
      "A read-model is SQL that answers with core's types; it calls no module and no workflow.",
      { path: room("read-models"), pathNot: SPECS },
      { path: "^src/", pathNot: room("core", "read-models", "catalog", "options") }
    ),
    rule(
      "nothing-imports-the-edges",
      "api, subscribers, jobs, admin, bin and links are edges: move what is shared into a workflow, core or types.",
      {
        path: "^src/",
        pathNot: [room("api", "subscribers", "jobs", "admin", "bin", "links"), SPECS],
      },
      { path: room("api", "subscribers", "jobs", "admin", "bin", "links") }
    ),
    rule(
      "edges-do-not-mix",
      "An edge does not import another edge: both call a workflow.",
      { path: "^src/(api|subscribers|jobs|admin|bin|links)/", pathNot: SPECS },
      { path: room("api", "subscribers", "jobs", "admin", "bin", "links"), pathNot: "^src/$1/" }
    ),
    rule(
      "admin-talks-http",
      "The admin talks HTTP and imports types only: add the type to src/types, the data to a route.",
      { path: room("admin"), pathNot: SPECS },
      { path: "^src/", pathNot: room("admin", "types") }
    ),
    rule(
      "storefront-talks-http",
      "The storefront SDK runs in other people's pages: it talks HTTP and imports types only.",
      { path: room("storefront"), pathNot: SPECS },
      { path: "^src/", pathNot: room("storefront", "types") }
    ),
    rule(
      "storefront-is-light",
      "The storefront SDK may use React (in react.tsx) and nothing else: everything it imports is downloaded by shoppers.",
      { path: room("storefront"), pathNot: SPECS },
      {
        dependencyTypes: ["npm", "npm-dev", "npm-peer", "npm-optional", "core"],
        pathNot: "node_modules/(@types/)?react/",
      }
    ),
    rule(
      "types-hold-types",
      "src/types holds the HTTP types; they may refer to core's types and to nothing else.",
      { path: room("types"), pathNot: SPECS },
      { path: "^src/", pathNot: room("types", "core") }
    ),
    rule(
      "command-runs-without-medusa",
      "The kairos command imports core and importers only, so that it runs where Medusa is not installed.",
      { path: room("bin", "importers"), pathNot: SPECS },
      { path: ["^src/", "node_modules/@medusajs/"], pathNot: room("bin", "importers", "core") }
    ),
    rule(
      "tests-stay-outside",
      "Code of the plugin does not import tests, the demo or scripts: they are not in the package.",
      { path: "^src/", pathNot: SPECS },
      { path: ["^(demo|scripts|integration-tests|spec|bench)/", SPECS] }
    ),
    rule(
      "no-cycles",
      "Two files that import each other are one file, or need a third.",
      {},
      { circular: true }
    ),
    rule(
      "in-package-json",
      "Whoever installs the plugin gets `dependencies` and has its peers; add the package there.",
      { path: "^src/", pathNot: SPECS },
      {
        path: "node_modules/",
        pathNot: "node_modules/@types/",
        dependencyTypesNot: ["npm", "npm-peer", "type-only"],
      }
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["node_modules/@types/node", "^\\.medusa/", "^demo/[^/]+/dist/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
}
