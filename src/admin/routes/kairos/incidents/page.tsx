import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Crumb } from "../../../components/common/page"
import { IncidentsPage } from "../../../components/incidents/incidents-page"

export const config = defineRouteConfig({
  label: "nav.incidents",
  rank: 0.7,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.incidents" /> }

const IncidentsRoute = () => <IncidentsPage />

export default IncidentsRoute
