/** The last line of a run. */
const TOTALS = /^(\d+) passed, (\d+) failed$/m

/** What a run says of its failures, before its last lines. */
const FAILURES = /^What failed:\n([^]*?)\nTook [\d.]+ s$/m

/**
 * Runs stages in a process of their own, beside those of this one: both sides wait a lot, for leases, jobs and pages, which
 * would leave a core idle. Their output is kept until they end, so that it reads as if they had run afterwards.
 * @returns {Promise<{ output: string, passed: number, failed: number, failures: string[] }>}
 */
export async function runBeside({ machine, names, jestArguments }) {
  console.log(`Beside the others: ${names.join(", ")}; their output follows at the end`)
  const script = new URL("../test.mjs", import.meta.url).pathname
  const more = jestArguments.length === 0 ? [] : ["--", ...jestArguments]
  const { output } = await machine.run(process.execPath, [script, names.join(","), ...more], {
    quiet: true,
  })
  const found = [...output.matchAll(new RegExp(TOTALS, "gm"))].at(-1)
  return {
    output,
    passed: Number(found?.[1] ?? 0),
    // A run that ended without its last line has failed, whatever it said before.
    failed: Number(found?.[2] ?? 1),
    failures: FAILURES.exec(output)?.slice(1) ?? [],
  }
}
