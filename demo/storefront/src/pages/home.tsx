import { Link } from "react-router-dom"
import { Hero } from "../components/hero"
import { CardSkeletons, ProductCard } from "../components/product-card"
import { HOME_PRODUCTS } from "../lib/page-data"
import { useProducts } from "../lib/use-products"
import { useShop } from "../state/shop"

const NEWEST = { q: "", page: 1, sort: "newest" }

export const Home = () => {
  const { texts, customer, data } = useShop()
  const products = useProducts(NEWEST, data.path.split("?")[0] === "/" ? data.path : "/")
  const name = customer?.first_name
  return (
    <div className="wrap">
      <Hero />
      <ul className="promises">
        {texts.home.promises.map((promise) => (
          <li key={promise}>{promise}</li>
        ))}
      </ul>
      <section aria-labelledby="arrivals">
        <div className="section-head">
          <div>
            <h2 id="arrivals" data-testid="greeting">
              {name ? texts.home.arrivalsFor(name) : texts.home.arrivals}
            </h2>
            <p className="hint">{texts.home.arrivalsBody}</p>
          </div>
          <Link to="/products">{texts.home.all}</Link>
        </div>
        {products.status === "loading" && <CardSkeletons count={HOME_PRODUCTS} />}
        {products.status === "failed" && <p className="notice">{texts.errors.shopDown}</p>}
        {products.status === "ready" && (
          <ul className="grid" data-testid="products">
            {products.value.products.slice(0, HOME_PRODUCTS).map((product) => (
              <ProductCard key={product.id} product={product} />
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
