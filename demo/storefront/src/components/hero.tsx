import { Markdown, Placement } from "medusa-plugin-kairos/storefront/react"
import { Link } from "react-router-dom"
import { displayTitle } from "../lib/format"
import { useShop } from "../state/shop"
import { ProductArt } from "./product-art"
import { ProductPicture } from "./product-card"
import { WhyActions } from "./why-actions"

const HERO_PRODUCTS = 4

const HeroFallback = () => {
  const { texts } = useShop()
  return (
    <div className="hero-inner">
      <div className="hero-text">
        <h1>{texts.home.heroTitle}</h1>
        <div className="hero-body">
          <p>{texts.home.heroBody}</p>
        </div>
        <Link className="button" to="/products">
          {texts.home.heroAction}
        </Link>
      </div>
      <div className="hero-art">
        <ProductArt handle="arches-of-the-house" />
        <ProductArt handle="a-lamp" />
      </div>
    </div>
  )
}

/** The first thing a shopper sees. Its room is fixed, so that nothing below moves whatever was decided. */
export const Hero = () => {
  const { texts } = useShop()
  return (
    <Placement
      code="home-hero"
      className="hero"
      reserve="var(--hero-height)"
      label={texts.product.offers}
      fallback={<HeroFallback />}
    >
      {(content, follow) => (
        <div className="hero-inner">
          <div className="hero-text">
            <h1>{content.headline}</h1>
            <div className="hero-body">
              <Markdown text={content.body} onLink={follow} />
            </div>
            {content.coupon !== null && (
              <p className="coupon-line">
                {texts.why.coupon} <code data-testid="hero-coupon">{content.coupon.code}</code>
              </p>
            )}
            {content.cta !== null && (
              <a
                className="button"
                href={content.cta.href}
                onClick={(event) => follow(event, content.cta?.href ?? "/")}
              >
                {content.cta.label}
              </a>
            )}
            {content.disclosure !== null && <p className="hint">{content.disclosure}</p>}
            {content.why !== "" && (
              <details className="why">
                <summary>{texts.why.why}</summary>
                <p>{content.why}</p>
                <WhyActions content={content} />
              </details>
            )}
          </div>
          {content.products.length > 0 ? (
            <ul
              className="hero-products"
              data-count={Math.min(content.products.length, HERO_PRODUCTS)}
            >
              {content.products.slice(0, HERO_PRODUCTS).map((product) => (
                <li key={product.id}>
                  <a
                    href={`/products/${product.handle}`}
                    onClick={(event) => follow(event, `/products/${product.handle}`)}
                  >
                    <ProductPicture handle={product.handle} thumbnail={product.thumbnail} />
                    <span>{displayTitle(product.title)}</span>
                  </a>
                </li>
              ))}
            </ul>
          ) : (
            <div className="hero-art">
              {content.image_url === null ? (
                <>
                  <ProductArt handle={`${content.headline}-one`} />
                  <ProductArt handle={`${content.headline}-two`} />
                </>
              ) : (
                <img className="hero-image" src={content.image_url} alt="" />
              )}
            </div>
          )}
        </div>
      )}
    </Placement>
  )
}
