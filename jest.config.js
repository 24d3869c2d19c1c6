const swc = [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", tsx: true, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: "automatic" },
      },
      target: "es2022",
    },
    // `import()` stays as it is, so that a test may load an .mjs file of the demo.
    module: { type: "commonjs", ignoreDynamic: true },
    sourceMaps: "inline",
  },
]

/** Packages without a CommonJS build: Jest 29 cannot `require` them untransformed. */
const ESM_ONLY = ["temporal-polyfill", "temporal-utils", "temporal-spec", "jose"]

/**
 * Jest runs everything in a context of its own, in which each look at a global leaves compiled code: computing then takes three times
 * as long, and Medusa's ORM a good deal longer. What a test may replace, such as Date, stays as it is.
 */
const BUILT_IN = [
  ...["Array", "Boolean", "JSON", "Map", "Math", "Number"],
  ...["Object", "Reflect", "Set", "String", "Symbol", "WeakMap"],
]

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  rootDir: __dirname,
  testEnvironment: "node",
  runtime: `${__dirname}/scripts/test/jest-runtime.js`,
  transform: { "^.+\\.[jt]sx?$": swc },
  // The examples import the package as a shop does.
  moduleNameMapper: { "^medusa-plugin-kairos/extend$": "<rootDir>/src/extend.ts" },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join("|")})/)`],
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.kairos/", "<rootDir>/demo/.+/dist/"],
  setupFiles: ["<rootDir>/integration-tests/support/seed.ts"],
  sandboxInjectedGlobals: BUILT_IN,
  ...more,
})

/** One project per stage of scripts/test.mjs, which also gives them their Postgres, seed and time limits. */
module.exports = {
  projects: [
    project("unit", [
      "<rootDir>/src/**/*.spec.ts",
      "<rootDir>/demo/**/*.spec.ts",
      "<rootDir>/integration-tests/**/*.unit.spec.ts",
    ]),
    project("modules", ["<rootDir>/integration-tests/modules/**/*.spec.ts"], {
      setupFilesAfterEnv: ["patience", "watch-connections"].map(
        (name) => `<rootDir>/integration-tests/support/${name}.ts`
      ),
    }),
    project("http", ["<rootDir>/integration-tests/http/*.spec.ts"], {
      setupFiles: ["seed", "quiet-knex"].map(
        (name) => `<rootDir>/integration-tests/support/${name}.ts`
      ),
      setupFilesAfterEnv: ["<rootDir>/integration-tests/support/watch-connections.ts"],
    }),
    project("e2e", ["<rootDir>/integration-tests/e2e/**/*.spec.ts"], {
      globalTeardown: "<rootDir>/integration-tests/e2e/teardown.ts",
    }),
    project("start", ["<rootDir>/integration-tests/start/**/*.spec.ts"]),
    project("faults", ["<rootDir>/integration-tests/faults/**/!(*.unit).spec.ts"]),
    project("package", ["<rootDir>/integration-tests/package/**/*.spec.ts"]),
  ],
}
