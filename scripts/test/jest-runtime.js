const Runtime = require("jest-runtime").default

/** Packages without a CommonJS build; swc makes them CommonJS when a test or our code requires them. */
const ESM_ONLY = /\/node_modules\/(temporal-polyfill|temporal-utils|temporal-spec|jose)\//

/**
 * Medusa loads its folders with `import()`, which Jest 29 allows only with --experimental-vm-modules; and with that
 * flag Jest refuses to `require` what calls itself a module, although it was transformed.
 */
module.exports = class extends Runtime {
  unstable_shouldLoadAsEsm(file) {
    return !ESM_ONLY.test(file) && super.unstable_shouldLoadAsEsm(file)
  }
}
