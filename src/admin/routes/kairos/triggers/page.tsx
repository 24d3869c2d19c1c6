import { defineRouteConfig } from "@medusajs/admin-sdk"
import { TriggersPage } from "../../../components/triggers/triggers-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.triggers",
  rank: 5.5,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.triggers" /> }

const TriggersRoute = () => <TriggersPage />

export default TriggersRoute
