import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Crumb } from "../../../components/common/page"
import { SubscriptionsPage } from "../../../components/subscriptions/subscriptions-page"

export const config = defineRouteConfig({
  label: "nav.subscriptions",
  rank: 0.6,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.subscriptions" /> }

const SubscriptionsRoute = () => <SubscriptionsPage />

export default SubscriptionsRoute
