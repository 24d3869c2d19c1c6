/**
 * Follows HTML (or MJML) through the pieces of a template, so that each variable's place is known: in text, in a quoted
 * attribute, or somewhere it must not be (requirement C-05). Handlebars' tree does not see HTML, and an HTML parser
 * does not see Handlebars. Wherever parsers of mail programs may disagree, it refuses instead of guessing.
 */
export type AttributePart<V> =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly variable: V }

export type HtmlEvents<V> = {
  readonly problem: (line: number, message: string) => void
  readonly openTag: (tag: string, line: number, selfClosing: boolean) => void
  readonly closeTag: (tag: string, line: number) => void
  readonly attribute: (
    tag: string,
    name: string,
    parts: readonly AttributePart<V>[],
    line: number
  ) => void
  /** The text of a `style` element. */
  readonly css: (text: string, line: number) => void
}

export type HtmlScanner<V> = {
  readonly feed: (text: string, line: number) => void
  /** A variable is printed here. */
  readonly variable: (variable: V, line: number) => void
  /** A block begins, turns or ends here: only between elements and words, never inside a tag. */
  readonly block: (line: number) => void
  readonly end: (line: number) => void
}

type Mode =
  | "data"
  | "tag_open"
  | "end_tag"
  | "tag_name"
  | "in_tag"
  | "attribute_name"
  | "before_value"
  | "value"
  | "markup"
  | "comment"
  | "declaration"
  | "raw"

/** Elements whose content is not markup; only a title may print variables. */
const RAW_ELEMENTS = new Set([
  "script",
  "style",
  "title",
  "textarea",
  "xmp",
  "iframe",
  "noembed",
  "noframes",
  "noscript",
  "plaintext",
])

export function createHtmlScanner<V>(events: HtmlEvents<V>): HtmlScanner<V> {
  let mode: Mode = "data"
  let line = 1
  let tag = ""
  let name = ""
  let quote = ""
  let buffer = ""
  let parts: AttributePart<V>[] = []
  let rawTag = ""
  let slash = false
  // The last characters of a comment or of raw text: looking at all of it for each one would be quadratic.
  let tail = ""
  let length = 0

  const flushText = () => {
    if (buffer !== "") {
      parts.push({ kind: "text", text: buffer })
      buffer = ""
    }
  }
  const endAttribute = () => {
    flushText()
    events.attribute(tag.toLowerCase(), name.toLowerCase(), parts, line)
    parts = []
    name = ""
  }
  const endOpenTag = () => {
    const opened = tag.toLowerCase()
    events.openTag(opened, line, slash)
    rawTag = opened
    mode = RAW_ELEMENTS.has(opened) ? "raw" : "data"
    buffer = ""
    tail = ""
  }

  const step: Record<Mode, (char: string) => void> = {
    data: (char) => {
      if (char === "<") {
        mode = "tag_open"
      }
    },
    tag_open: (char) => {
      buffer = ""
      if (/[a-z]/i.test(char)) {
        tag = char
        slash = false
        mode = "tag_name"
      } else if (char === "/") {
        tag = ""
        mode = "end_tag"
      } else if (char === "!") {
        mode = "markup"
      } else {
        events.problem(line, `a "<" that opens no element must be written as &lt;`)
        mode = "data"
      }
    },
    end_tag: (char) => {
      if (char === ">") {
        events.closeTag(tag.trim().toLowerCase(), line)
        mode = "data"
      } else if (char === "<") {
        events.problem(line, `the closing tag "</${tag}" is not closed with ">"`)
      } else {
        tag += char
      }
    },
    tag_name: (char) => {
      if (char === ">") {
        endOpenTag()
      } else if (/[\s/]/.test(char)) {
        slash = char === "/"
        mode = "in_tag"
      } else if (/[a-z0-9:-]/i.test(char)) {
        tag += char
      } else {
        events.problem(line, `"<${tag}${char}" is not the name of an element`)
        tag += "-"
      }
    },
    in_tag: (char) => {
      if (char === ">") {
        endOpenTag()
      } else if (/[<"'`=]/.test(char)) {
        events.problem(line, `the element <${tag}> holds a stray ${char}; is a quote missing?`)
      } else if (char === "/") {
        slash = true
      } else if (!/\s/.test(char)) {
        slash = false
        name = char
        mode = "attribute_name"
      }
    },
    attribute_name: (char) => {
      if (char === "=") {
        mode = "before_value"
      } else if (char === ">") {
        endAttribute()
        endOpenTag()
      } else if (/[\s/]/.test(char)) {
        endAttribute()
        slash = char === "/"
        mode = "in_tag"
      } else if (/[<"'`]/.test(char)) {
        events.problem(line, `the attribute "${name}" of <${tag}> holds a stray ${char}`)
      } else {
        name += char
      }
    },
    before_value: (char) => {
      if (char === '"' || char === "'") {
        quote = char
        mode = "value"
      } else if (!/\s/.test(char)) {
        events.problem(line, `the value of ${name} in <${tag}> must stand in quotes`)
        quote = " "
        mode = "value"
        step.value(char)
      }
    },
    value: (char) => {
      if (quote === " " && char === ">") {
        endAttribute()
        endOpenTag()
      } else if (char === quote || (quote === " " && /\s/.test(char))) {
        endAttribute()
        mode = "in_tag"
      } else {
        buffer += char
      }
    },
    markup: (char) => {
      buffer += char
      if (buffer === "--") {
        buffer = ""
        tail = ""
        length = 0
        mode = "comment"
      } else if (char === ">") {
        if (!/^doctype(\s[^<]*)?>$/i.test(buffer)) {
          events.problem(
            line,
            `"<!${buffer.slice(0, 20)}" is not allowed; only <!doctype html> and comments are`
          )
        }
        buffer = ""
        mode = "data"
      } else if (buffer.length > 100 || (buffer[0] !== "-" && !/^d/i.test(buffer))) {
        events.problem(
          line,
          `"<!${buffer.slice(0, 20)}" is not allowed; only <!doctype html> and comments are`
        )
        mode = "declaration"
      }
    },
    declaration: (char) => {
      if (char === ">") {
        buffer = ""
        mode = "data"
      }
    },
    comment: (char) => {
      tail = (tail + char).slice(-4)
      length++
      if (char !== ">") {
        return
      }
      if (length === 1 || (length === 2 && tail === "->") || tail === "--!>") {
        events.problem(line, `a comment must be written as <!-- … -->`)
        mode = "data"
      } else if (tail.endsWith("-->")) {
        mode = "data"
      }
    },
    raw: (char) => {
      buffer += char
      tail = (tail + char).slice(-24)
      const closing = char === ">" ? /<\/([a-z]+)\s*>$/i.exec(tail) : null
      if (closing?.[1]?.toLowerCase() === rawTag) {
        if (rawTag === "style") {
          events.css(buffer.slice(0, -closing[0].length), line)
        }
        events.closeTag(rawTag, line)
        buffer = ""
        mode = "data"
      }
    },
  }

  return {
    feed: (text, startLine) => {
      line = startLine
      for (let i = 0; i < text.length; i++) {
        const char = text[i] as string
        step[mode](char)
        if (char === "\n") {
          line++
        }
      }
    },
    variable: (variable, at) => {
      line = at
      if (mode === "data" || (mode === "raw" && rawTag === "title")) {
        return
      }
      if (mode === "value" && quote !== " ") {
        flushText()
        parts.push({ kind: "variable", variable })
        return
      }
      events.problem(at, `a variable may not stand ${placeOf(mode, tag, name, rawTag)}`)
    },
    block: (at) => {
      line = at
      if (mode !== "data") {
        events.problem(
          at,
          `a block may not stand ${placeOf(mode, tag, name, rawTag)}; put the whole element inside the block`
        )
      }
    },
    end: (at) => {
      if (mode !== "data") {
        events.problem(at, `it ends ${placeOf(mode, tag, name, rawTag)}; close it`)
      }
    },
  }
}

function placeOf(mode: Mode, tag: string, name: string, rawTag: string): string {
  switch (mode) {
    case "value":
      return `in the attribute ${name} of <${tag}>`
    case "before_value":
      return `in the attribute ${name} of <${tag}> without quotes; write ${name}="{{…}}"`
    case "comment":
      return "in a comment"
    case "raw":
      return `in <${rawTag}>`
    case "markup":
    case "declaration":
      return "in a declaration"
    default:
      return tag === "" ? "in a tag" : `in the tag <${tag}>`
  }
}
