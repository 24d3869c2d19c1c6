import type { RegisterEntry } from "./personal-data"
import { AUTOMATION_REGISTER } from "./register-automation"
import { CONSENT_REGISTER } from "./register-consent"
import { PROFILE_REGISTER } from "./register-profile"
import { RENEWAL_REGISTER } from "./register-renewal"

/**
 * The register of personal data: every table of ours with every column. It drives the dossier, the erasure and
 * docs/privacy.md; a table or a column that is missing here fails a test.
 */
export const REGISTER: readonly RegisterEntry[] = [
  ...PROFILE_REGISTER,
  ...AUTOMATION_REGISTER,
  ...CONSENT_REGISTER,
  ...RENEWAL_REGISTER,
]
