import { definePolicies } from "@medusajs/framework/utils"
import { PERMISSION_RESOURCE, PERMISSION_TEXTS, PERMISSIONS } from "../core/privacy/permissions"

/** What Medusa's roles may hold of Kairos. Medusa looks for this folder and offers these where it offers its own. */
export const kairosPolicies = definePolicies(
  PERMISSIONS.map((operation) => ({
    name: `Kairos_${operation}`,
    resource: PERMISSION_RESOURCE,
    operation,
    description: PERMISSION_TEXTS[operation].en,
  }))
)
