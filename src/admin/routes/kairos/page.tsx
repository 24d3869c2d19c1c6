import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Bolt } from "@medusajs/icons"
import { Navigate } from "react-router-dom"
import { Crumb } from "../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.kairos",
  icon: Bolt,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.kairos" /> }

/** The first thing to see are the automations; they have an address of their own. */
const KairosRoute = () => <Navigate to="/kairos/automations" replace />

export default KairosRoute
