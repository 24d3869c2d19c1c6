import { formatPrice } from "../lib/format"
import type { Cart, Order } from "../lib/shop-api"
import { useShop } from "../state/shop"

export const Totals = ({
  of: sums,
  shippingKnown,
}: {
  of: Cart | Order
  shippingKnown: boolean
}) => {
  const { texts, locale } = useShop()
  const price = (amount: number) => formatPrice(amount, sums.currency_code, locale)
  const discount = sums.discount_total
  // Before any discount, so that the lines add up for the eye: subtotal − discount + delivery = total.
  return (
    <dl className="totals" data-testid="totals">
      <div>
        <dt>{texts.cart.subtotal}</dt>
        <dd>{price(sums.original_item_total)}</dd>
      </div>
      {discount > 0 && (
        <div className="discount" data-testid="discount">
          <dt>{texts.cart.discount}</dt>
          <dd>−{price(discount)}</dd>
        </div>
      )}
      <div>
        <dt>{texts.cart.shipping}</dt>
        <dd>{shippingKnown ? price(sums.original_shipping_total) : texts.cart.shippingLater}</dd>
      </div>
      <div className="total">
        <dt>{texts.cart.total}</dt>
        <dd data-testid="total">{price(sums.total)}</dd>
      </div>
    </dl>
  )
}
