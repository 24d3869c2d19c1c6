import { useTrackPageView } from "medusa-plugin-kairos/storefront/react"
import { type FormEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from "react"
import { Link, NavLink, useLocation, useNavigate } from "react-router-dom"
import { useShop } from "../state/shop"
import { localeNames, LOCALES, type Locale } from "../texts/texts"
import { ConsentBanner } from "./consent-banner"

const SearchForm = () => {
  const { texts } = useShop()
  const navigate = useNavigate()
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const query = String(new FormData(event.currentTarget).get("q") ?? "").trim()
    void navigate(query === "" ? "/products" : `/products?q=${encodeURIComponent(query)}`)
  }
  return (
    <form role="search" className="search" action="/products" onSubmit={search}>
      <label className="visually-hidden" htmlFor="search">
        {texts.nav.search}
      </label>
      <input id="search" name="q" type="search" placeholder={texts.nav.search} maxLength={100} />
      <button type="submit">{texts.nav.searchButton}</button>
    </form>
  )
}

const LanguageSelect = () => {
  const { locale, setLocale, texts } = useShop()
  return (
    <div className="language">
      <label className="visually-hidden" htmlFor="language">
        {texts.nav.language}
      </label>
      <select
        id="language"
        data-testid="language"
        value={locale}
        onChange={(event) => setLocale(event.target.value as Locale)}
      >
        {LOCALES.map((code) => (
          <option key={code} value={code} lang={code}>
            {localeNames[code]}
          </option>
        ))}
      </select>
    </div>
  )
}

const Header = () => {
  const { texts, signedIn, customer, cart } = useShop()
  const count = (cart.cart?.items ?? []).reduce((sum, item) => sum + item.quantity, 0)
  return (
    <header className="header">
      <div className="wrap">
        <Link to="/" className="brand">
          {texts.shop}
        </Link>
        <SearchForm />
        <nav aria-label={texts.nav.main}>
          <NavLink to="/products">{texts.nav.shop}</NavLink>
          <NavLink to={signedIn ? "/account" : "/login"} className="who" data-testid="account-link">
            {signedIn ? customer?.first_name || texts.nav.account : texts.nav.login}
          </NavLink>
          <NavLink to="/cart" data-testid="cart-link">
            {texts.nav.cart}{" "}
            <span className="count" data-testid="cart-count" data-empty={count === 0}>
              {count}
            </span>
          </NavLink>
        </nav>
        <LanguageSelect />
      </div>
    </header>
  )
}

const Footer = () => {
  const { texts, setAnswer, permission } = useShop()
  return (
    <footer className="footer">
      <div className="wrap">
        <p>{texts.footer}</p>
        <details className="privacy" data-testid="privacy">
          <summary>{texts.consent.change}</summary>
          <p>{texts.consent.banner}</p>
          <div className="actions">
            <button
              type="button"
              className="button quiet"
              data-testid="privacy-decline"
              aria-pressed={!permission.storage}
              onClick={() => setAnswer({ storage: false, profiling: false })}
            >
              {texts.consent.decline}
            </button>
            <button
              type="button"
              className="button quiet"
              data-testid="privacy-accept"
              aria-pressed={permission.storage}
              onClick={() => setAnswer({ storage: true, profiling: true })}
            >
              {texts.consent.accept}
            </button>
          </div>
        </details>
      </div>
    </footer>
  )
}

/** Before the paint, or the new page would flash at the old one's place; servers have nothing to lay out. */
const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect

/** A new page begins at its top, and says so to those who cannot see it. */
const usePageStart = () => {
  const { pathname, search } = useLocation()
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useBeforePaint(() => {
    if (first.current) {
      first.current = false
      return
    }
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [pathname, search])
  return main
}

export const Layout = ({ children }: { children: ReactNode }) => {
  const { texts } = useShop()
  const main = usePageStart()
  useTrackPageView(useLocation().pathname)
  return (
    <>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <Footer />
      <ConsentBanner />
    </>
  )
}
