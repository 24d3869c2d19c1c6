import { Placement } from "medusa-plugin-kairos/storefront/react"
import { useShop } from "../state/shop"
import { WhyActions } from "./why-actions"

type OfferProps = {
  readonly code: "product-offer" | "cart-banner"
  readonly label: string
  readonly title: string
  readonly body: string
  readonly cartId?: string | null
}

/** A smaller placement inside a page. Without a decision it says something useful of the shop's own. */
export const Offer = ({ code, label, title, body, cartId }: OfferProps) => {
  const { texts } = useShop()
  return (
    <Placement
      code={code}
      className={`offer ${code}`}
      reserve="var(--offer-height)"
      label={label}
      texts={texts.why}
      whyActions={(content) => <WhyActions content={content} />}
      {...(cartId ? { context: { cartId } } : {})}
      fallback={
        <div className="kairos-text">
          <h2 className="kairos-headline">{title}</h2>
          <div className="kairos-body">
            <p>{body}</p>
          </div>
        </div>
      }
    />
  )
}
