import { defineRouteConfig } from "@medusajs/admin-sdk"
import { DeliveriesPage } from "../../../components/deliveries/deliveries-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.deliveries",
  rank: 4,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.deliveries" /> }

const DeliveriesRoute = () => <DeliveriesPage />

export default DeliveriesRoute
