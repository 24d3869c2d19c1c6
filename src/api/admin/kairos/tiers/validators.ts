import { tierPolicySchema } from "../../../../options/options"

export const tierPolicyBody = tierPolicySchema
