import { Link, useLocation, useNavigate, useSearchParams } from "react-router-dom"
import { CardSkeletons, ProductCard } from "../components/product-card"
import { formatCount } from "../lib/format"
import { PAGE_SIZE, productQuery, type ProductQuery } from "../lib/shop-api"
import { useProducts } from "../lib/use-products"
import { useShop } from "../state/shop"

const linkTo = ({ q, page, sort }: ProductQuery): string => {
  const search = new URLSearchParams()
  if (q !== "") search.set("q", q)
  if (sort !== "newest") search.set("sort", sort)
  if (page > 1) search.set("page", String(page))
  return search.size === 0 ? "/products" : `/products?${search}`
}

const Pages = ({ query, count }: { query: ProductQuery; count: number }) => {
  const { texts } = useShop()
  const pages = Math.max(Math.ceil(count / PAGE_SIZE), 1)
  if (pages === 1) return null
  const { page } = query
  return (
    <nav className="pages" aria-label={texts.products.pages}>
      {page > 1 ? (
        <Link className="button quiet" rel="prev" to={linkTo({ ...query, page: page - 1 })}>
          {texts.products.previous}
        </Link>
      ) : (
        <span />
      )}
      <span>{texts.products.page(page, pages)}</span>
      {page < pages ? (
        <Link className="button quiet" rel="next" to={linkTo({ ...query, page: page + 1 })}>
          {texts.products.next}
        </Link>
      ) : (
        <span />
      )}
    </nav>
  )
}

export const Products = () => {
  const { texts, locale } = useShop()
  const [search] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const query = productQuery(search)
  const products = useProducts(query, location.pathname + location.search)
  const count = products.value === null ? null : formatCount(products.value.count, locale)
  return (
    <div className="wrap page">
      <div className="section-head">
        <div>
          <h1>{texts.products.title}</h1>
          <p className="hint results" role="status" suppressHydrationWarning>
            {count !== null &&
              (query.q === ""
                ? texts.products.results(count)
                : texts.products.resultsFor(count, query.q))}
          </p>
        </div>
        <div className="sort">
          <label htmlFor="sort">{texts.products.sort}</label>
          <select
            id="sort"
            value={query.sort}
            onChange={(event) =>
              void navigate(linkTo({ ...query, sort: event.target.value, page: 1 }))
            }
          >
            <option value="newest">{texts.products.newest}</option>
            <option value="name">{texts.products.byName}</option>
          </select>
        </div>
      </div>
      {products.status === "loading" && <CardSkeletons count={PAGE_SIZE} />}
      {products.status === "failed" && <p className="notice">{texts.errors.shopDown}</p>}
      {products.status === "ready" && products.value.products.length === 0 && (
        <p className="notice">{texts.products.none}</p>
      )}
      {products.status === "ready" && (
        <>
          <ul className="grid" data-testid="products">
            {products.value.products.map((product) => (
              <ProductCard key={product.id} product={product} />
            ))}
          </ul>
          <Pages query={query} count={products.value.count} />
        </>
      )}
    </div>
  )
}
