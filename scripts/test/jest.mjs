import fs from "node:fs"
import path from "node:path"

/**
 * Runs one project of jest.config.js.
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>} its tests, and what jest said of each that failed; a
 * file that could not even be loaded is one failure
 */
export async function runJest(
  project,
  { machine, jestArguments, browser, redis, mariadb },
  needs = {}
) {
  const report = path.join(machine.folder, `${project}.json`)
  const database = needs.database ? await machine.databaseEnvironment() : {}
  const args = [
    "--selectProjects",
    project,
    "--json",
    `--outputFile=${report}`,
    "--passWithNoTests",
    // Left alone, jest spares one core, which is half of two.
    needs.serial ? "--runInBand" : "--maxWorkers=100%",
    // Medusa keeps timers and pools for the life of the process.
    ...(needs.medusa ? ["--forceExit"] : []),
    ...jestArguments,
  ]
  await machine.node("jest/bin/jest.js", args, {
    env: {
      NODE_ENV: "test",
      NODE_OPTIONS:
        `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings`.trim(),
      LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
      ...(browser ? { CHROME_PATH: browser } : {}),
      ...(redis ? { KAIROS_REDIS_SERVER: redis } : {}),
      ...(mariadb ? { KAIROS_MARIADB_SERVER: mariadb } : {}),
      ...database,
      ...needs.env,
    },
    // `--json` would print the whole report on stdout; people read the reporter on stderr.
    stdout: "ignore",
  })
  return readReport(project, report)
}

/** How much of a failure is said again at the end: its message and where it was thrown. */
const LINES_OF_A_FAILURE = 12

function readReport(project, file) {
  if (!fs.existsSync(file)) {
    console.error("jest ended without a report; its output is above")
    return { passed: 0, failed: 1, failures: [`${project}: jest ended without a report`] }
  }
  const report = JSON.parse(fs.readFileSync(file, "utf8"))
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    failures: report.testResults.flatMap((suite) => failuresOf(project, suite)),
  }
}

function failuresOf(project, suite) {
  const failed = suite.assertionResults.filter(({ status }) => status === "failed")
  if (failed.length === 0 && suite.status === "failed") {
    return [`${project}: ${path.basename(suite.name)}\n${shortened(suite.message)}`]
  }
  return failed.map(
    ({ fullName, failureMessages }) =>
      `${project}: ${fullName}\n${shortened(failureMessages.join("\n"))}`
  )
}

function shortened(message) {
  return message
    .trim()
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.includes("node_modules"))
    .slice(0, LINES_OF_A_FAILURE)
    .map((line) => `    ${line}`)
    .join("\n")
}
