import type { Block } from "./report-block"

const LONGEST_BAR = 30
const WIDEST_CELL = 60

/** A report for the terminal. */
export function reportText(blocks: readonly Block[]): string {
  return `${blocks.map(textOf).join("\n")}\n`
}

function textOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `\n${block.text}\n${"─".repeat(block.text.length)}`
    case "text":
      return block.text
    case "table":
      return tableText([block.columns, ...block.rows])
    case "bars":
      return `${block.caption}\n${barsText(block)}`
  }
}

/** The first column to the left, figures to the right. */
function tableText(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.slice(0, WIDEST_CELL)))
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)))
  const isFigure = widths.map((_, i) =>
    cells
      .slice(1)
      .every((row) => /^[\p{Sc}\p{L}]{0,4}\s?[-–\d][\d.,\s%()–/]*[\p{Sc}]?$/u.test(row[i]!))
  )
  return cells
    .map((row) =>
      row
        .map((cell, i) => (isFigure[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join("  ")
        .trimEnd()
    )
    .map((line) => `  ${line}`)
    .join("\n")
}

function barsText({ series, bars, format }: Extract<Block, { kind: "bars" }>): string {
  const most = Math.max(1e-12, ...bars.flatMap(({ values }) => values))
  const rows = bars.flatMap(({ label, values }) =>
    values.map((value, i) => ({
      label: i === 0 ? label : "",
      name: series.length > 1 ? series[i]! : "",
      bar: "█".repeat(Math.round((Math.max(0, value) / most) * LONGEST_BAR)),
      value: format(value),
    }))
  )
  const [label, name] = (["label", "name"] as const).map((key) =>
    Math.max(0, ...rows.map((row) => row[key].length))
  )
  return rows
    .map(
      (row) => `  ${row.label.padEnd(label!)}  ${row.name.padEnd(name!)}  ${row.bar} ${row.value}`
    )
    .join("\n")
}
