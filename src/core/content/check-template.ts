import { invalid, valid, type Checked, type Problem } from "../result"
import { compileSource, type CompiledSource } from "./compile-nodes"
import { mailScanner } from "./html-rules"
import { compileMjml, isMjml, wrapBlockTags } from "./mjml-layout"
import { placeOf } from "./parse-template"
import { TEMPLATE_LIMITS } from "./template-limits"
import type { CompiledTemplate } from "./template-nodes"
import type { VariableFields } from "./template-variables"

export type TemplateInput = {
  readonly subject: unknown
  /** MJML, or HTML: a whole document or a piece of one. */
  readonly body: unknown
  /** Without it the plain text is made from the HTML when the mail is rendered. */
  readonly text?: unknown
}

export type TemplateRules = {
  readonly allowedHosts: readonly string[]
  readonly purpose: string
  /** What it may read; what is built in when absent. */
  readonly variables?: VariableFields
}

/**
 * Checks a mail's template and compiles it to data. All problems are reported at once, each with its place (`subject`,
 * `body line 12`), what was expected and the fix.
 */
export async function checkTemplate(
  input: TemplateInput,
  rules: TemplateRules
): Promise<Checked<CompiledTemplate>> {
  const problems: Problem[] = []
  checkSubjectLine(input.subject, problems)
  const { variables } = rules
  const subject = compileSource(input.subject, "subject", null, problems, variables)
  const text = isBlank(input.text)
    ? null
    : compileSource(input.text, "text", null, problems, variables)
  const written = compileSource(
    input.body,
    "body",
    mailScanner("body", rules.allowedHosts, problems),
    problems,
    variables
  )
  checkBody(input.body, problems)
  if (problems.length > 0) {
    return invalid(...unique(problems))
  }
  const body = isMjml(String(input.body))
    ? await compileLayout(String(input.body), written, rules)
    : written
  if (body.problems.length > 0) {
    return invalid(...unique(body.problems))
  }
  const sources = [subject, body, ...(text === null ? [] : [text])]
  return valid({
    format: 1,
    purpose: rules.purpose,
    subject: subject.nodes,
    html: body.nodes,
    text: text?.nodes ?? null,
    needs: union(sources.map(({ needs }) => needs)),
    always: union(sources.map(({ always }) => always)),
    uses: [...new Set(sources.flatMap((source) => [...source.uses]))].sort(),
  })
}

/**
 * MJML to HTML. The result is checked again like a template of its own, because MJML moves text about; and it must hold
 * the same tags in the same order, because MJML drops what it does not understand.
 */
async function compileLayout(
  source: string,
  written: CompiledSource,
  { allowedHosts, variables }: TemplateRules
): Promise<CompiledSource> {
  const wrapped = wrapBlockTags(source)
  if ("message" in wrapped) {
    return failed([{ path: placeOf("body", wrapped.line), message: wrapped.message }])
  }
  const compiled = await compileMjml(wrapped.mjml)
  if ("problems" in compiled) {
    return failed(compiled.problems)
  }
  const problems: Problem[] = []
  const field = "body, compiled from MJML,"
  const html = compileSource(
    compiled.html,
    field,
    mailScanner(field, allowedHosts, problems),
    problems,
    variables
  )
  const at = html.signature.findIndex((tag, i) => tag !== written.signature[i])
  if (problems.length === 0 && html.signature.length === written.signature.length && at < 0) {
    return html
  }
  return problems.length > 0
    ? html
    : failed([
        {
          path: "body",
          message:
            "MJML drops, repeats or moves a {{…}} tag; put variables inside mj-text, mj-button or mj-table, and blocks around whole elements",
        },
      ])
}

const union = (sets: readonly ReadonlySet<string>[]): readonly string[] =>
  [...new Set(sets.flatMap((set) => [...set]))].sort()

function failed(problems: readonly Problem[]): CompiledSource {
  return {
    nodes: [],
    needs: new Set(),
    always: new Set(),
    uses: new Set(),
    signature: [],
    problems,
  }
}

/** No text of its own: then it is made from the HTML. */
function isBlank(text: unknown): boolean {
  return text === undefined || text === null || (typeof text === "string" && text.trim() === "")
}

function checkSubjectLine(subject: unknown, problems: Problem[]): void {
  if (typeof subject !== "string") {
    return
  }
  if (subject.trim() === "") {
    problems.push({ path: "subject", message: "is empty; write what the mail is about" })
  }
  if (subject.length > TEMPLATE_LIMITS.subject_characters) {
    problems.push({
      path: "subject",
      message: `has ${subject.length} characters; at most ${TEMPLATE_LIMITS.subject_characters} are allowed`,
    })
  }
  if (/[\r\n\u2028\u2029]/.test(subject)) {
    problems.push({ path: "subject", message: "holds a line break; write it on one line" })
  }
}

function checkBody(body: unknown, problems: Problem[]): void {
  if (typeof body !== "string") {
    return
  }
  if (body.trim() === "") {
    problems.push({ path: "body", message: "is empty; write HTML or MJML" })
  }
  if (!isMjml(body) && /<mj-/i.test(body)) {
    problems.push({
      path: "body",
      message:
        "holds MJML elements outside <mjml>; begin with <mjml><mj-body> and end with </mj-body></mjml>",
    })
  }
}

function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter((problem) => {
    const key = `${problem.path}\n${problem.message}`
    return seen.has(key) ? false : seen.add(key)
  })
}
