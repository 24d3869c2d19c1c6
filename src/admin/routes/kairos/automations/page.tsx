import { defineRouteConfig } from "@medusajs/admin-sdk"
import { AutomationsPage } from "../../../components/automations/automations-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.automations",
  rank: 0,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.automations" /> }

const AutomationsRoute = () => <AutomationsPage />

export default AutomationsRoute
