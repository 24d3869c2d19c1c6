import { defineRouteConfig } from "@medusajs/admin-sdk"
import { DecisionsPage } from "../../../components/decisions/decisions-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.decisions",
  rank: 3,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.decisions" /> }

const DecisionsRoute = () => <DecisionsPage />

export default DecisionsRoute
