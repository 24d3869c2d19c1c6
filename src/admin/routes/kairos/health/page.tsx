import { defineRouteConfig } from "@medusajs/admin-sdk"
import { HealthPage } from "../../../components/health/health-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.health",
  rank: 5,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.health" /> }

const HealthRoute = () => <HealthPage />

export default HealthRoute
