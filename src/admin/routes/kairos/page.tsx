import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Bolt } from "@medusajs/icons"
import { AutomationsPage } from "../../components/automations/automations-page"
import { Crumb } from "../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.kairos",
  icon: Bolt,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.kairos" /> }

const KairosPage = () => <AutomationsPage />

export default KairosPage
