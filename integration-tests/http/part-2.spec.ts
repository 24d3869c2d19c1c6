import { runSuites } from "./run-suites"

runSuites({ part: 2, of: 2 })
