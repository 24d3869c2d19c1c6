import { runSuites } from "./run-suites"

runSuites({ part: 1, of: 2 })
