import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Crumb } from "../../../components/common/page"
import { PrivacyPage } from "../../../components/privacy/privacy-page"

export const config = defineRouteConfig({
  label: "nav.privacy",
  rank: 9,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.privacy" /> }

const PrivacyRoute = () => <PrivacyPage />

export default PrivacyRoute
