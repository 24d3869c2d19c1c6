import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Crumb } from "../../../components/common/page"
import { ValuePage } from "../../../components/value/value-page"

export const config = defineRouteConfig({
  label: "nav.value",
  rank: 0.5,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.value" /> }

const ValueRoute = () => <ValuePage />

export default ValueRoute
