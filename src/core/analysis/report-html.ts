import { type Language, LOCALE_OF } from "../text/localized"
import type { Block } from "./report-block"

/** A report as one page that needs nothing else: no script, no font, no picture from elsewhere. */
export function reportHtml(blocks: readonly Block[], language: Language): string {
  const title = blocks.find((block) => block.kind === "heading")?.text ?? "Kairos"
  return `<!doctype html>
<html lang="${LOCALE_OF[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${blocks.map((block, i) => htmlOf(block, i)).join("\n")}
</main>
</body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9d9e0; --paper: #fff; --one: #3451b2; --two: #ad5700 }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #b0b4ba; --line: #43484e; --paper: #18191b; --one: #9eb1ff; --two: #ffb15c } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.8rem } h2 { margin-top: 3rem; font-size: 1.3rem }
.scroll { overflow-x: auto } table { border-collapse: collapse; font-variant-numeric: tabular-nums }
caption { text-align: left; color: var(--soft); padding: .5rem 0 }
th, td { text-align: left; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
figure { margin: 1rem 0 } figcaption { color: var(--soft) }
svg { max-width: 100%; height: auto } svg text { fill: var(--ink); font: 13px system-ui, sans-serif }
.one { fill: var(--one) } .two { fill: var(--two) }
`

function htmlOf(block: Block, place: number): string {
  switch (block.kind) {
    case "heading":
      return place === 0 ? `<h1>${escaped(block.text)}</h1>` : `<h2>${escaped(block.text)}</h2>`
    case "text":
      return `<p>${escaped(block.text)}</p>`
    case "table":
      return tableHtml(block)
    case "bars":
      return barsHtml(block)
  }
}

function tableHtml({ caption, columns, rows }: Extract<Block, { kind: "table" }>): string {
  const cells = (tag: string, row: readonly string[]): string =>
    row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("")
  const heads = columns.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join("")
  return (
    `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(caption)}"><table>` +
    `<caption>${escaped(caption)}</caption><thead><tr>${heads}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("")}</tbody></table></div>`
  )
}

const [WIDTH, LABEL, BAR, GAP] = [760, 260, 16, 10]

/** Bars with their values written beside them, so that nothing is told by colour or length alone. */
function barsHtml({ caption, series, bars, format }: Extract<Block, { kind: "bars" }>): string {
  const most = Math.max(1e-12, ...bars.flatMap(({ values }) => values))
  const room = WIDTH - LABEL - 110
  const step = series.length * BAR + GAP
  const drawn = bars.flatMap(({ label, values }, at) => {
    const top = at * step
    const name = `<text x="${LABEL - 8}" y="${top + (series.length * BAR) / 2 + 5}" text-anchor="end">${escaped(label)}</text>`
    const rects = values.map((value, i) => {
      const length = Math.round((Math.max(0, value) / most) * room)
      const y = top + i * BAR
      return (
        `<rect class="${i === 0 ? "one" : "two"}" x="${LABEL}" y="${y}" width="${length}" height="${BAR - 2}"/>` +
        `<text x="${LABEL + length + 6}" y="${y + BAR - 4}">${escaped(format(value))}</text>`
      )
    })
    return [name, ...rects]
  })
  const legend =
    series.length > 1 ? ` (${series.map((name, i) => `${i + 1}: ${name}`).join(", ")})` : ""
  const told = bars.map(({ label, values }) => `${label}: ${values.map(format).join(" / ")}`)
  return (
    `<figure><figcaption>${escaped(caption + legend)}</figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${bars.length * step}" width="${WIDTH}" height="${bars.length * step}" role="img" ` +
    `aria-label="${escaped(`${caption}${legend}. ${told.join("; ")}`)}">${drawn.join("")}</svg></figure>`
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Product names and customers' ids come from a file that anybody may have written. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark]!)
