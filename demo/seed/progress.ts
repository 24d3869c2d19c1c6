/** The launcher reads these lines from the seed's output: what is being done now, what should stay on the screen. */
const print = (kind: "progress" | "note" | "problem") => (text: string) => {
  process.stdout.write(`@kairos-${kind} ${text.replaceAll("\n", " ")}\n`)
}

export const report = print("progress")
export const note = print("note")
/** What went wrong, in a sentence for whoever started the demo. */
export const problem = print("problem")

/** `products 250 of 3665` replaces the line before; every other line of a loader is a finding that stays. */
export function passOn(line: string): void {
  if (/^[a-z ]+ [\d,]+ of [\d,]+$/.test(line) || line.startsWith("reading ")) {
    report(line)
  } else {
    note(line)
  }
}
