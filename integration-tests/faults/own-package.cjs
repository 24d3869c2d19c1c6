/**
 * Preloaded (`NODE_OPTIONS=--require`) where a shop runs the examples: they import the package as a shop does, and here it is its own
 * sources, built or not (jest.config.js says the same to the tests).
 */
const Module = require("node:module")
const path = require("node:path")

const SOURCE = path.resolve(__dirname, "../../src/extend.ts")
const resolve = Module._resolveFilename

Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, request === "medusa-plugin-kairos/extend" ? SOURCE : request, ...rest)
}
