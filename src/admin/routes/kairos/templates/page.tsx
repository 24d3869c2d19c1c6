import { defineRouteConfig } from "@medusajs/admin-sdk"
import { TemplatesPage } from "../../../components/templates/templates-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.templates",
  rank: 1,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.templates" /> }

const TemplatesRoute = () => <TemplatesPage />

export default TemplatesRoute
