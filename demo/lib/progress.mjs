const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
const PLAIN_EVERY_MS = 5000

/**
 * Shows what is being done: one moving line in a terminal, a line every five seconds elsewhere.
 * @param {NodeJS.WriteStream} out
 */
export function createProgress(out = process.stdout) {
  const live = out.isTTY === true && process.env.TERM !== "dumb" && !process.env.CI
  return {
    /**
     * @template T
     * @param {string} title
     * @param {(report: (detail: string) => void, note: (text: string) => void) => Promise<T>} work `report` replaces
     *   the detail after the title, `note` says something that stays
     * @returns {Promise<T>}
     */
    async step(title, work) {
      const line = live ? liveLine(out, title) : plainLine(out, title)
      const started = performance.now()
      try {
        const result = await work(line.report, line.note)
        line.end("✓", seconds(started))
        return result
      } catch (error) {
        line.end("✗", seconds(started))
        throw error
      }
    },
    say: (text = "") => out.write(`${text}\n`),
  }
}

function liveLine(out, title) {
  let detail = ""
  let frame = 0
  const started = performance.now()
  const draw = () => {
    const text = `${FRAMES[frame++ % FRAMES.length]} ${title}${detail && `: ${detail}`} ${seconds(started)}`
    out.write(`\r\x1b[2K${text.slice(0, (out.columns ?? 80) - 1)}`)
  }
  const timer = setInterval(draw, 120)
  draw()
  return {
    report: (next) => (detail = next),
    note: (text) => out.write(`\r\x1b[2K  ${text}\n`),
    end: (mark, took) => {
      clearInterval(timer)
      out.write(`\r\x1b[2K${mark} ${title}${detail && `: ${detail}`} ${took}\n`)
    },
  }
}

function plainLine(out, title) {
  let detail = ""
  const started = performance.now()
  const timer = setInterval(() => {
    out.write(`  ${title}${detail && `: ${detail}`} ${seconds(started)}\n`)
  }, PLAIN_EVERY_MS)
  return {
    report: (next) => (detail = next),
    note: (text) => out.write(`  ${text}\n`),
    end: (mark, took) => {
      clearInterval(timer)
      out.write(`${mark} ${title}${detail && `: ${detail}`} ${took}\n`)
    },
  }
}

const seconds = (started) => `(${((performance.now() - started) / 1000).toFixed(1)} s)`
