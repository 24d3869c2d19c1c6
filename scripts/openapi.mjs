#!/usr/bin/env node
/**
 * Writes docs/openapi.json from the routes themselves: queries and bodies from the zod schemas that `validated(…)` and
 * `validateAndTransformBody(…)` check with, answers from the types that are handed to `res.json(…)`. With `--check` it
 * writes nothing and fails when the file is stale.
 */
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import process from "node:process"
import ts from "typescript"
import { readRoutes } from "./openapi/read-routes.mjs"
import { schemaWriter } from "./openapi/type-schema.mjs"
import { ROOT } from "./test/root.mjs"

const FILE = path.join(ROOT, "docs/openapi.json")
const require = createRequire(import.meta.url)

function openApi() {
  require("ts-node").register({ cwd: ROOT, project: path.join(ROOT, "tsconfig.json") })
  const { z } = require("@medusajs/framework/zod")
  const program = createProgram()
  const writer = schemaWriter(program.getTypeChecker())
  const paths = {}
  for (const route of readRoutes(program)) {
    paths[route.path] ??= {}
    paths[route.path][route.method.toLowerCase()] = operation(route, writer, z)
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Kairos",
      version: JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")).version,
      description: "The routes that the plugin adds to a Medusa application. See docs/http-api.md.",
      license: { name: "MIT", identifier: "MIT" },
    },
    paths: sorted(paths),
    components: {
      schemas: sorted({ ...writer.components(), Error: ERROR }),
      securitySchemes: SECURITY_SCHEMES,
    },
  }
}

function operation(route, writer, z) {
  return {
    operationId: `${route.method} ${route.path}`,
    ...(route.summary === "" ? {} : { summary: route.summary }),
    tags: [
      route.path.startsWith("/admin")
        ? "admin"
        : route.path.startsWith("/store")
          ? "store"
          : "links",
    ],
    security: securityOf(route.path),
    ...parametersOf(route, z),
    ...bodyOf(route, writer, z),
    responses: responsesOf(route, writer),
  }
}

function parametersOf(route, z) {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))
  const query = route.query === null ? null : zodSchema(z, route.query)
  const inQuery = Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: query.required?.includes(name) ?? false,
    schema,
  }))
  const parameters = [...inPath, ...inQuery, ...inHeader(route)]
  return parameters.length === 0 ? {} : { parameters }
}

/** What src/api/support/idempotency-key.ts takes on every route that changes something. */
function inHeader({ method, path }) {
  const writes = method === "POST" || method === "DELETE"
  return writes && /^\/(admin|store)\//.test(path)
    ? [
        {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description: "The request is done once: repeated within 24 hours it gets the same answer",
          schema: { type: "string", minLength: 1, maxLength: 255 },
        },
      ]
    : []
}

function bodyOf(route, writer, z) {
  if (route.body === null) {
    return {}
  }
  const schema =
    route.body.kind === "zod" ? zodSchema(z, route.body.schema) : writer.schemaOf(route.body.type)
  return { requestBody: { required: true, content: { "application/json": { schema } } } }
}

function responsesOf(route, writer) {
  const answers = Object.fromEntries(
    route.answers.map(({ status, type }) => [
      status,
      {
        description: "Done",
        content: { "application/json": { schema: writer.schemaOf(type) } },
      },
    ])
  )
  const [description, type] = route.path.endsWith("/export")
    ? ["A file", "text/csv"]
    : ["A page", "text/html"]
  const page = { 200: { description, content: { [type]: { schema: { type: "string" } } } } }
  const known = route.answers.length === 0 ? page : answers
  return { ...known, default: { description: "What was wrong", content: ERROR_CONTENT } }
}

/** As the client writes it: a number in a query is a text, a default may be left out. */
function zodSchema(z, { file, name }) {
  const schema = require(file)[name]
  if (schema === undefined) {
    throw new Error(
      `${path.relative(ROOT, file)} exports no ${name}; the routes' schemas must be exported`
    )
  }
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
  })
  return json
}

const ERROR = {
  type: "object",
  required: ["type", "message"],
  properties: {
    type: { type: "string" },
    message: { type: "string", description: "Names the field, what was expected and the fix" },
    code: { type: "string" },
  },
}
const ERROR_CONTENT = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } }

const SECURITY_SCHEMES = {
  publishable_key: { type: "apiKey", in: "header", name: "x-publishable-api-key" },
  bearer: { type: "http", scheme: "bearer" },
  session: { type: "apiKey", in: "cookie", name: "connect.sid" },
  secret_key: { type: "http", scheme: "basic" },
}

function securityOf(route) {
  if (route.startsWith("/admin")) {
    return [{ bearer: [] }, { session: [] }, { secret_key: [] }]
  }
  return route.startsWith("/store")
    ? [
        { publishable_key: [] },
        { publishable_key: [], bearer: [] },
        { publishable_key: [], session: [] },
      ]
    : []
}

function createProgram() {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(ROOT, "tsconfig.json"),
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (d) => console.error(d.messageText) }
  )
  return ts.createProgram(config.fileNames, config.options)
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const text = `${JSON.stringify(openApi(), null, 2)}\n`
if (!process.argv.includes("--check")) {
  fs.writeFileSync(FILE, text)
  console.log(`wrote ${path.relative(ROOT, FILE)}`)
} else if (!fs.existsSync(FILE) || fs.readFileSync(FILE, "utf8") !== text) {
  console.error("docs/openapi.json does not fit the routes any more; run npm run openapi")
  process.exitCode = 1
}
