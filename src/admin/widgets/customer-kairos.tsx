import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { CustomerCard } from "../components/customers/customer-card"

const CustomerKairosWidget = ({ data }: { data: { id: string } }) => (
  <CustomerCard key={data.id} customerId={data.id} />
)

export const config = defineWidgetConfig({
  id: "kairos-customer",
  zone: "customer.details.side.before",
})

export default CustomerKairosWidget
