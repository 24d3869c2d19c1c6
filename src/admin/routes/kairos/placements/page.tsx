import { defineRouteConfig } from "@medusajs/admin-sdk"
import { PlacementsPage } from "../../../components/content/placements-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.placements",
  rank: 2,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.placements" /> }

const PlacementsRoute = () => <PlacementsPage />

export default PlacementsRoute
