import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { ProductBuyersCard } from "../components/value/product-buyers-card"

const ProductKairosWidget = ({ data }: { data: { id: string } }) => (
  <ProductBuyersCard key={data.id} productId={data.id} />
)

export const config = defineWidgetConfig({
  id: "kairos-product",
  zone: "product.details.side.after",
})

export default ProductKairosWidget
