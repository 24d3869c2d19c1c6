import { defineRouteConfig } from "@medusajs/admin-sdk"
import { SettingsPage } from "../../../components/settings/settings-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.settings",
  rank: 6,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.settings" /> }

const SettingsRoute = () => <SettingsPage />

export default SettingsRoute
