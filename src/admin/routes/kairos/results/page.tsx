import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ResultsPage } from "../../../components/results/results-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.results",
  rank: 4.5,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.results" /> }

const ResultsRoute = () => <ResultsPage />

export default ResultsRoute
