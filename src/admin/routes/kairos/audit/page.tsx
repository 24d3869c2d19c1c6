import { defineRouteConfig } from "@medusajs/admin-sdk"
import { AuditPage } from "../../../components/audit/audit-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.audit",
  rank: 7,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.audit" /> }

const AuditRoute = () => <AuditPage />

export default AuditRoute
