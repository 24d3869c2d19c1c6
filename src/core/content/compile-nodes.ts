import { nearest } from "../text/nearest"
import type { Problem } from "../result"
import type { HtmlScanner } from "./html-scanner"
import { parseTemplate, placeOf, tooDeep } from "./parse-template"
import { TEMPLATE_LIMITS } from "./template-limits"
import type { PrintNode, TemplateNode } from "./template-nodes"
import {
  findVariable,
  TEMPLATE_VARIABLES,
  variablePaths,
  type LeafKind,
  type VariableFields,
} from "./template-variables"

/** One source, checked: its nodes, and what it reads. */
export type CompiledSource = {
  readonly nodes: readonly TemplateNode[]
  readonly needs: ReadonlySet<string>
  /** Those of them that stand outside every `{{#offer}}`, too. */
  readonly always: ReadonlySet<string>
  readonly uses: ReadonlySet<string>
  /** The tags in their order, in one spelling; two sources with the same tags do the same with different texts. */
  readonly signature: readonly string[]
  readonly problems: readonly Problem[]
}

type Walk = {
  readonly field: string
  readonly scanner: HtmlScanner<PrintNode> | null
  readonly problems: Problem[]
  readonly needs: Set<string>
  readonly always: Set<string>
  readonly uses: Set<string>
  readonly signature: string[]
  variables: number
}

type Scope = {
  readonly fields: VariableFields
  /** The written-out path of the list that is walked through: `order.items.`. */
  readonly prefix: string
  readonly depth: number
  readonly eachDepth: number
  /** Paths that a surrounding `if` has found present. */
  readonly present: ReadonlySet<string>
  /** Inside an offer block, which is dropped for whoever may get no offer. */
  readonly offer: boolean
}

const PRINT_HELPERS: Readonly<Record<string, { readonly types: readonly LeafKind[] | null }>> = {
  default: { types: null },
  money: { types: ["money"] },
  date: { types: ["date"] },
  upper: { types: ["text"] },
}
const BLOCK_HELPERS = ["if", "unless", "each", "offer"]

/**
 * Walks the syntax tree against an allow-list and turns it into nodes. Everything that is not known is refused: unknown
 * variables and helpers, raw output, partials, decorators, subexpressions, literals in place of paths, `../`, `@data`,
 * block parameters.
 */
export function compileSource(
  source: unknown,
  field: string,
  scanner: HtmlScanner<PrintNode> | null,
  problems: Problem[],
  fields: VariableFields = TEMPLATE_VARIABLES
): CompiledSource {
  const walk: Walk = {
    field,
    scanner,
    problems,
    needs: new Set(),
    always: new Set(),
    uses: new Set(),
    signature: [],
    variables: 0,
  }
  const parsed = parseTemplate(source, field)
  let nodes: readonly TemplateNode[] = []
  if ("problems" in parsed) {
    problems.push(...parsed.problems)
  } else {
    const scope: Scope = {
      fields,
      prefix: "",
      depth: 0,
      eachDepth: 0,
      present: new Set(),
      offer: false,
    }
    nodes = compileProgram(parsed.program, scope, walk)
    scanner?.end(String(source).split("\n").length)
    if (walk.variables > TEMPLATE_LIMITS.variables) {
      problems.push({
        path: field,
        message: `prints ${walk.variables} variables; at most ${TEMPLATE_LIMITS.variables} are allowed`,
      })
    }
  }
  const { needs, always, uses, signature } = walk
  return { nodes, needs, always, uses, signature, problems }
}

function compileProgram(
  program: hbs.AST.Program | undefined,
  scope: Scope,
  walk: Walk
): readonly TemplateNode[] {
  const nodes: TemplateNode[] = []
  if ((program?.blockParams ?? []).length > 0) {
    report(
      walk,
      program as hbs.AST.Program,
      `block parameters ("as |…|") are not allowed; leave them out`
    )
  }
  for (const statement of program?.body ?? []) {
    const node = compileStatement(statement, scope, walk)
    if (node !== null) {
      nodes.push(node)
    }
  }
  return nodes
}

function compileStatement(
  statement: hbs.AST.Statement,
  scope: Scope,
  walk: Walk
): TemplateNode | null {
  switch (statement.type) {
    case "ContentStatement": {
      const content = statement as hbs.AST.ContentStatement
      // `original` is what was written; `value` lacks the white space that Handlebars takes away around block tags.
      walk.scanner?.feed(String(content.original), content.loc.start.line)
      return { kind: "text", value: content.value }
    }
    case "CommentStatement":
      return null
    case "MustacheStatement":
      return compilePrint(statement as hbs.AST.MustacheStatement, scope, walk)
    case "BlockStatement":
      return compileBlock(statement as hbs.AST.BlockStatement, scope, walk)
    default:
      report(
        walk,
        statement,
        `${KIND_NAMES[statement.type] ?? statement.type} are not allowed; remove it`
      )
      return null
  }
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  PartialStatement: "partials ({{> …}})",
  PartialBlockStatement: "partial blocks ({{#> …}})",
  Decorator: "decorators ({{* …}})",
  DecoratorBlock: "inline partials and decorators ({{#* …}})",
}

function compilePrint(
  statement: hbs.AST.MustacheStatement,
  scope: Scope,
  walk: Walk
): TemplateNode | null {
  walk.variables++
  if (!statement.escaped) {
    return report(walk, statement, "raw output is not allowed; write {{…}}")
  }
  const named = pathOf(statement.path)
  if (named === null) {
    return report(walk, statement, `{{${literalOf(statement.path)}}} is not the name of a variable`)
  }
  if (hasHash(statement)) {
    return report(
      walk,
      statement,
      `named arguments ("x=…") are not allowed in {{${named.join(".")} …}}`
    )
  }
  const node =
    statement.params.length === 0
      ? printVariable(statement, named, null, false, scope, walk)
      : printWithHelper(statement, named.join("."), scope, walk)
  if (node !== null) {
    walk.scanner?.variable(node, statement.loc.start.line)
    walk.signature.push(JSON.stringify(node))
  }
  return node
}

function printWithHelper(
  statement: hbs.AST.MustacheStatement,
  helper: string,
  scope: Scope,
  walk: Walk
): PrintNode | null {
  const known = Object.hasOwn(PRINT_HELPERS, helper) ? PRINT_HELPERS[helper] : undefined
  if (known === undefined) {
    const names = [...Object.keys(PRINT_HELPERS), ...BLOCK_HELPERS]
    return report(walk, statement, `helper "${helper}" does not exist${meant(helper, names)}`)
  }
  const [subject, second, ...more] = statement.params
  const path = subject === undefined ? null : pathOf(subject)
  if (path === null) {
    return report(
      walk,
      statement,
      `{{${helper} …}} needs the name of a variable, not ${literalOf(subject)}`
    )
  }
  const takesFallback = helper === "default"
  if (more.length > 0 || takesFallback !== (second !== undefined)) {
    return report(
      walk,
      statement,
      takesFallback
        ? `write {{default ${path.join(".")} 'fallback'}}`
        : `{{${helper} …}} takes one variable`
    )
  }
  const fallback = takesFallback ? literalText(second) : null
  if (takesFallback && (fallback === null || fallback.trim() === "")) {
    return report(
      walk,
      statement,
      `the fallback of {{default ${path.join(".")} …}} must be a text in quotes that is not empty, such as 'there'`
    )
  }
  const node = printVariable(statement, path, fallback, helper === "upper", scope, walk)
  if (node !== null && known.types !== null && !known.types.includes(node.type)) {
    return report(
      walk,
      statement,
      `{{${helper} …}} does not fit ${path.join(".")}, which is a ${node.type}`
    )
  }
  return node
}

function printVariable(
  at: hbs.AST.Node,
  path: readonly string[],
  fallback: string | null,
  upper: boolean,
  scope: Scope,
  walk: Walk
): PrintNode | null {
  const variable = lookUp(at, path, scope, walk)
  if (variable === null) {
    return null
  }
  const name = path.join(".")
  if (variable.kind !== "leaf") {
    const inside = variable.kind === "list" ? `{{#each ${name}}}…{{/each}}` : `{{${name}.…}}`
    return report(walk, at, `${name} cannot be printed as it is; write ${inside}`)
  }
  const full = scope.prefix + name
  if (variable.maybe && fallback === null && !scope.present.has(full)) {
    return report(
      walk,
      at,
      `${full} may be missing; write {{default ${name} 'fallback'}} or put it inside {{#if ${name}}}…{{/if}}`
    )
  }
  if (fallback === null) {
    noteNeed(path, scope, walk)
  }
  return { kind: "print", path, type: variable.type, fallback, upper }
}

function compileBlock(
  block: hbs.AST.BlockStatement,
  scope: Scope,
  walk: Walk
): TemplateNode | null {
  const line = block.loc.start.line
  if (scope.depth >= TEMPLATE_LIMITS.depth) {
    walk.problems.push(tooDeep(placeOf(walk.field, line)))
    return null
  }
  const helper = pathOf(block.path)?.join(".") ?? ""
  if (!BLOCK_HELPERS.includes(helper)) {
    return report(
      walk,
      block,
      `block {{#${helper || literalOf(block.path)}}} does not exist${meant(helper, BLOCK_HELPERS)}`
    )
  }
  if (hasHash(block)) {
    return report(walk, block, `named arguments ("x=…") are not allowed in {{#${helper} …}}`)
  }
  walk.scanner?.block(line)
  const node =
    helper === "offer" ? compileOffer(block, scope, walk) : compileTest(block, helper, scope, walk)
  walk.scanner?.block(block.loc.end.line)
  walk.signature.push("/")
  return node
}

function compileOffer(
  block: hbs.AST.BlockStatement,
  scope: Scope,
  walk: Walk
): TemplateNode | null {
  if (block.params.length > 0 || elseOf(block) !== undefined) {
    return report(walk, block, "write {{#offer}}…{{/offer}}, without arguments and without else")
  }
  walk.signature.push("#offer")
  const inside = { ...deeper(scope), offer: true }
  return { kind: "offer", body: compileProgram(block.program, inside, walk) }
}

function compileTest(
  block: hbs.AST.BlockStatement,
  helper: string,
  scope: Scope,
  walk: Walk
): TemplateNode | null {
  const path = block.params.length === 1 ? pathOf(block.params[0]) : null
  if (path === null) {
    return report(
      walk,
      block,
      `{{#${helper} …}} needs the name of one variable, such as {{#${helper} order.items}}`
    )
  }
  const variable = lookUp(block, path, scope, walk)
  if (variable === null) {
    return null
  }
  walk.signature.push(`#${helper} ${path.join(".")}`)
  if (helper === "each") {
    if (variable.kind !== "list") {
      return report(
        walk,
        block,
        `${path.join(".")} is not a list; {{#each}} needs one such as order.items or products`
      )
    }
    return compileEach(block, path, variable.item, scope, walk)
  }
  const found = { ...deeper(scope), present: withPresent(scope, path) }
  const whenTrue = helper === "if" ? block.program : block.inverse
  const first = () => compileProgram(block.program, helper === "if" ? found : deeper(scope), walk)
  const second = () => compileProgram(block.inverse, helper === "if" ? deeper(scope) : found, walk)
  const program = first()
  turn(block, walk)
  const inverse = second()
  const then = whenTrue === block.program ? program : inverse
  const otherwise = whenTrue === block.program ? inverse : program
  return { kind: "if", path: testPath(path, variable.kind), then, otherwise }
}

function compileEach(
  block: hbs.AST.BlockStatement,
  path: readonly string[],
  item: VariableFields,
  scope: Scope,
  walk: Walk
): TemplateNode | null {
  if (scope.eachDepth >= TEMPLATE_LIMITS.each_depth) {
    return report(
      walk,
      block,
      `{{#each}} stands more than ${TEMPLATE_LIMITS.each_depth} deep in other lists`
    )
  }
  noteNeed(path, scope, walk)
  const body = compileProgram(
    block.program,
    {
      ...deeper(scope),
      fields: item,
      prefix: `${scope.prefix}${path.join(".")}.`,
      eachDepth: scope.eachDepth + 1,
    },
    walk
  )
  turn(block, walk)
  const empty = compileProgram(block.inverse, deeper(scope), walk)
  return { kind: "each", path, body, empty }
}

/** The `{{else}}` between two branches. */
function turn(block: hbs.AST.BlockStatement, walk: Walk): void {
  const inverse = elseOf(block)
  if (inverse !== undefined) {
    walk.scanner?.block(inverse.loc?.start.line ?? block.loc.start.line)
    walk.signature.push("else")
  }
}

/** Handlebars' types say that every block has an else, and every part a place; neither is so. */
function elseOf(
  block: hbs.AST.BlockStatement
): { readonly loc?: hbs.AST.SourceLocation } | undefined {
  return block.inverse
}

function deeper(scope: Scope): Scope {
  return { ...scope, depth: scope.depth + 1 }
}

/** A part is asked for by its mark: the part itself is never null in the context. */
function testPath(path: readonly string[], kind: string): readonly string[] {
  return kind === "part" ? [...path, "present"] : path
}

function withPresent(scope: Scope, path: readonly string[]): ReadonlySet<string> {
  const names = path.map((_, i) => scope.prefix + path.slice(0, i + 1).join("."))
  return new Set([...scope.present, ...names])
}

function noteNeed(path: readonly string[], scope: Scope, walk: Walk): void {
  const part = path[0] as string
  const variable = scope.prefix === "" ? scope.fields[part] : undefined
  if (variable?.kind === "part" && variable.optional && !scope.present.has(part)) {
    walk.needs.add(part)
    if (!scope.offer) {
      walk.always.add(part)
    }
  }
}

function lookUp(at: hbs.AST.Node, path: readonly string[], scope: Scope, walk: Walk) {
  const variable = findVariable(scope.fields, path)
  if (variable === undefined) {
    const name = path.join(".")
    const inside = scope.prefix === "" ? "" : ` inside {{#each ${scope.prefix.slice(0, -1)}}}`
    const known = variablePaths(scope.fields)
    report(walk, at, `variable "${name}" does not exist${inside}${meant(name, known)}`)
    return null
  }
  walk.uses.add(scope.prefix + path.join("."))
  return variable
}

function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near === null ? `; known are ${known.join(", ")}` : `; did you mean "${near}"?`
}

/** The parts of a plain path, or null for literals, subexpressions, `../`, `@data` and `this`. */
function pathOf(node: hbs.AST.Expression | undefined): readonly string[] | null {
  if (node?.type !== "PathExpression") {
    return null
  }
  const path = node as hbs.AST.PathExpression
  const plain = !path.data && path.depth === 0 && path.parts.length > 0
  const named = path.parts.every(
    (part) => typeof part === "string" && /^[a-z][a-z0-9_]*$/i.test(part)
  )
  return plain && named ? path.parts : null
}

function literalText(node: hbs.AST.Expression | undefined): string | null {
  if (node?.type === "StringLiteral") {
    return (node as hbs.AST.StringLiteral).value
  }
  return node?.type === "NumberLiteral" ? String((node as hbs.AST.NumberLiteral).value) : null
}

function literalOf(node: hbs.AST.Expression | undefined): string {
  if (node?.type === "SubExpression") {
    return "(…)"
  }
  const original = (node as { readonly original?: unknown } | undefined)?.original
  return String(original ?? "nothing").slice(0, 60)
}

function hasHash(node: { readonly hash?: hbs.AST.Hash }): boolean {
  return (node.hash?.pairs ?? []).length > 0
}

function report(walk: Walk, at: hbs.AST.Node, message: string): null {
  walk.problems.push({ path: placeOf(walk.field, at.loc.start.line), message })
  return null
}
