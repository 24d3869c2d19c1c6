import { runInMedusa } from "./run-suites"
import { rolesSuite } from "./with-roles/roles"

runInMedusa(() => [rolesSuite], { MEDUSA_FF_RBAC: "true" })
