import { defineRouteConfig } from "@medusajs/admin-sdk"
import { TriedCodesPage } from "../../../components/coupons/tried-codes-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.triedCodes",
  rank: 5.7,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.triedCodes" /> }

const TriedCodesRoute = () => <TriedCodesPage />

export default TriedCodesRoute
