/** The launcher reads these lines from the seed's output and shows them. */
const MARK = "@kairos-progress "

export type Report = (detail: string) => void

export const report: Report = (detail) => {
  process.stdout.write(`${MARK}${detail}\n`)
}
