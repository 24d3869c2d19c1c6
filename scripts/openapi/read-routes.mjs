import path from "node:path"
import ts from "typescript"
import { ROOT } from "../test/root.mjs"

const API = path.join(ROOT, "src/api")
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

/**
 * @typedef {{ file: string, name: string }} Schema an exported zod schema
 * @typedef {{ path: string, method: string, summary: string, query: Schema | null,
 *   body: { kind: "zod", schema: Schema } | { kind: "type", type: ts.Type } | null,
 *   answers: { status: number, type: ts.Type }[] }} Route
 */

/**
 * The routes under src/api of our own prefixes, read from their source.
 * @param {ts.Program} program
 * @returns {Route[]}
 */
export function readRoutes(program) {
  const checker = program.getTypeChecker()
  const files = program.getSourceFiles().filter((file) => file.fileName.startsWith(API))
  const middlewares = files.flatMap((file) => readMiddlewares(file, checker))
  return files
    .filter((file) => path.basename(file.fileName) === "route.ts")
    .flatMap((file) => routesOf(file, checker))
    .map((route) => ({ ...route, ...fromMiddlewares(route, middlewares) }))
}

function routesOf(file, checker) {
  const folder = path.relative(API, path.dirname(file.fileName)).split(path.sep).join("/")
  const route = `/${folder.replaceAll(/\[(\w+)\]/g, "{$1}")}`
  const module = checker.getSymbolAtLocation(file)
  return checker
    .getExportsOfModule(module)
    .filter((symbol) => METHODS.includes(symbol.name))
    .map((symbol) => {
      const found = { query: null, body: null, answers: [] }
      walk(declarationOf(symbol, checker), checker, found, new Set())
      return {
        path: route,
        method: symbol.name,
        summary: ts.displayPartsToString(symbol.getDocumentationComment(checker)).split("\n")[0],
        ...found,
      }
    })
}

/** Looks at a handler and at the functions of src/api that it hands its request or response to. */
function walk(node, checker, found, seen) {
  if (node === undefined || seen.has(node)) {
    return
  }
  seen.add(node)
  const visit = (child) => {
    if (ts.isCallExpression(child)) {
      look(child, checker, found)
      const callee = declarationOf(checker.getSymbolAtLocation(child.expression), checker)
      const passesOn = child.arguments.some((argument) => /^(req|res)$/.test(argument.getText()))
      if (callee?.getSourceFile().fileName.startsWith(API) && passesOn) {
        walk(callee, checker, found, seen)
      }
    }
    ts.forEachChild(child, visit)
  }
  ts.forEachChild(node, visit)
}

function look(call, checker, found) {
  const callee = call.expression
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === "json" && isResponse(callee)) {
    const type = checker.getTypeAtLocation(call.arguments[0])
    const status = Number(/\.status\((\d+)\)/.exec(callee.expression.getText())?.[1] ?? 200)
    // A refusal (429) is written like an answer, but is the error that every route may give.
    if (status < 300) {
      found.answers = [
        ...found.answers.filter((answer) => answer.status !== status),
        { status, type },
      ]
    }
    return
  }
  const source = call.arguments.map((argument) => argument.getText()).join(" ")
  if (callee.getText() === "validated") {
    const schema = schemaOf(call.arguments[0], checker)
    if (/req\.query|localizedQuery\(req\)/.test(source)) {
      found.query = schema
    } else if (/req\.body|body/i.test(source)) {
      found.body = { kind: "zod", schema }
    }
  } else if (/req\.body/.test(source) && found.body === null) {
    const type = checkedValue(checker.getTypeAtLocation(call), checker)
    found.body = type === null ? null : { kind: "type", type }
  }
}

/** The T of a `Checked<T>`: what the core accepts. */
function checkedValue(type, checker) {
  const awaited = checker.getAwaitedType(type) ?? type
  const value = (awaited.isUnion() ? awaited.types : [awaited])
    .map((member) => member.getProperty("value"))
    .find((property) => property !== undefined)
  return value === undefined ? null : checker.getTypeOfSymbol(value)
}

function isResponse(access) {
  return /^res(\.|$)/.test(access.expression.getText())
}

/** `validateAndTransformBody(schema)` and `…Query(schema)` in a list of middlewares, by matcher and method. */
function readMiddlewares(file, checker) {
  if (path.basename(file.fileName) !== "middlewares.ts") {
    return []
  }
  const found = []
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node)) {
      const property = (name) =>
        node.properties.find(
          (each) => ts.isPropertyAssignment(each) && each.name.getText() === name
        )
      const matcher = property("matcher")
      if (matcher !== undefined && ts.isStringLiteral(matcher.initializer)) {
        const methods = (property("method") ?? property("methods"))?.initializer.getText() ?? ""
        const text = (name) => new RegExp(`${name}\\(`).test(node.getText())
        for (const [kind, name] of [
          ["body", "validateAndTransformBody"],
          ["query", "validateAndTransformQuery"],
        ]) {
          if (text(name)) {
            const schema = schemaOf(findCall(node, name).arguments[0], checker)
            found.push({ kind, path: toTemplate(matcher.initializer.text), methods, schema })
          }
        }
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function fromMiddlewares(route, middlewares) {
  const own = middlewares.filter(
    ({ path: matcher, methods }) =>
      sameShape(matcher, route.path) && (methods === "" || methods.includes(route.method))
  )
  const query = own.find(({ kind }) => kind === "query")?.schema ?? route.query
  const body = own.find(({ kind }) => kind === "body")?.schema
  return { query, body: body === undefined ? route.body : { kind: "zod", schema: body } }
}

const toTemplate = (matcher) => matcher.replaceAll(/:(\w+)/g, "{$1}")
const sameShape = (a, b) => a.replaceAll(/\{\w+\}/g, "{}") === b.replaceAll(/\{\w+\}/g, "{}")

function findCall(node, name) {
  let found
  const visit = (child) => {
    if (ts.isCallExpression(child) && child.expression.getText() === name) {
      found = child
    }
    ts.forEachChild(child, visit)
  }
  visit(node)
  return found
}

/** Where an imported or exported schema is declared. */
function schemaOf(expression, checker) {
  const declaration = declarationOf(checker.getSymbolAtLocation(expression), checker)
  if (declaration === undefined) {
    throw new Error(
      `${expression.getSourceFile().fileName}: ${expression.getText()} is no named schema`
    )
  }
  return { file: declaration.getSourceFile().fileName, name: declaration.name.getText() }
}

function declarationOf(symbol, checker) {
  if (symbol === undefined) {
    return undefined
  }
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return target.valueDeclaration
}
