import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CartsPage } from "../../../components/carts/carts-page"
import { Crumb } from "../../../components/common/page"

export const config = defineRouteConfig({
  label: "nav.carts",
  rank: 4.2,
  translationNs: "kairos",
})

export const handle = { breadcrumb: () => <Crumb name="nav.carts" /> }

const CartsRoute = () => <CartsPage />

export default CartsRoute
