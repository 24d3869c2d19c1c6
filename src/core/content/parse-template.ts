import Handlebars from "handlebars"
import type { Problem } from "../result"
import { TEMPLATE_LIMITS } from "./template-limits"

/** Where a piece of a source stands, for messages: `body line 12`. */
export function placeOf(field: string, line: number): string {
  return field === "subject" ? field : `${field} line ${line}`
}

/**
 * Parses one source after its type, size and depth were bounded: an object in its place would be taken for a syntax
 * tree (code execution, CVE-2026-106446), and deep nesting would exhaust the stack.
 */
export function parseTemplate(
  source: unknown,
  field: string
): { readonly program: hbs.AST.Program } | { readonly problems: readonly Problem[] } {
  if (typeof source !== "string") {
    return refused(field, "must be a text; send the template as a string")
  }
  const problem = boundsProblem(source, field)
  if (problem !== null) {
    return { problems: [problem] }
  }
  try {
    return { program: Handlebars.parse(source) as hbs.AST.Program }
  } catch (error) {
    return refused(field, syntaxMessage(error), syntaxLine(error))
  }
}

function refused(field: string, message: string, line?: number): { problems: readonly Problem[] } {
  return { problems: [{ path: line === undefined ? field : placeOf(field, line), message }] }
}

function boundsProblem(source: string, field: string): Problem | null {
  const bytes = new TextEncoder().encode(source).length
  if (bytes > TEMPLATE_LIMITS.source_bytes) {
    return {
      path: field,
      message: `is ${bytes} bytes long; at most ${TEMPLATE_LIMITS.source_bytes} (64 KB) are allowed`,
    }
  }
  const nul = source.indexOf("\u0000")
  if (nul >= 0) {
    return {
      path: placeOf(field, lineAt(source, nul)),
      message: "holds a NUL character; remove it",
    }
  }
  const raw = source.search(/\{\{\{|\{\{~?&/)
  if (raw >= 0) {
    return {
      path: placeOf(field, lineAt(source, raw)),
      message:
        "raw output ({{{…}}} or {{&…}}) is not allowed; write {{…}}, which escapes the value",
    }
  }
  const escaped = source.search(/\\\{\{/)
  if (escaped >= 0) {
    return {
      path: placeOf(field, lineAt(source, escaped)),
      message: "a backslash before {{ is not allowed; remove it",
    }
  }
  return depthProblem(source, field) ?? bracketsProblem(source, field)
}

/** Counts openings and closings by eye, before the parser sees them. Errs on the side of refusing. */
function depthProblem(source: string, field: string): Problem | null {
  let depth = 0
  for (const match of source.matchAll(/\{\{~?\s*(#|\^\s*[\w.]|\/|else\s+\w)/g)) {
    depth += match[1] === "/" ? -1 : match[1]?.startsWith("else") === true ? 0 : 1
    if (depth > TEMPLATE_LIMITS.depth) {
      return tooDeep(placeOf(field, lineAt(source, match.index)))
    }
  }
  const chain = source.match(/\{\{~?\s*else\s+\w/g)?.length ?? 0
  return chain > TEMPLATE_LIMITS.variables ? tooDeep(field) : null
}

/** The parser takes seconds over brackets that stand thousands deep in each other. */
function bracketsProblem(source: string, field: string): Problem | null {
  let depth: number | null = null
  for (const { 0: found, index } of source.matchAll(/\{\{|\}\}|[()]/g)) {
    if (found === "{{" || found === "}}") {
      depth = found === "{{" ? 0 : null
    } else if (depth !== null) {
      depth += found === "(" ? 1 : -1
      if (depth > TEMPLATE_LIMITS.depth) {
        return tooDeep(placeOf(field, lineAt(source, index)), "brackets")
      }
    }
  }
  return null
}

export function tooDeep(path: string, what = "blocks"): Problem {
  return {
    path,
    message: `${what} stand more than ${TEMPLATE_LIMITS.depth} deep in each other; use fewer`,
  }
}

function lineAt(source: string, index: number): number {
  let line = 1
  for (let i = source.indexOf("\n"); i >= 0 && i < index; i = source.indexOf("\n", i + 1)) {
    line++
  }
  return line
}

function syntaxMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  if (error instanceof RangeError) {
    return "is nested too deeply to be read; use fewer brackets and blocks"
  }
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(text)
  if (mismatch !== null) {
    return `{{#${mismatch[1]}}} is closed by {{/${mismatch[2]}}}; close it with {{/${mismatch[1]}}}`
  }
  const near = text.split("\n")[1]?.trim() ?? ""
  if (/got 'EOF'/.test(text)) {
    return `a tag or a block is not closed; each {{#…}} needs its {{/…}}, each {{ its }}`
  }
  return `cannot be read as a template${near === "" ? "" : ` near "${near.slice(-60)}"`}; check its {{…}} tags`
}

function syntaxLine(error: unknown): number | undefined {
  const text = error instanceof Error ? error.message : ""
  const match = /(?:on line |- )(\d+)(?::\d+)?/.exec(text)
  return match === null ? undefined : Number(match[1])
}
