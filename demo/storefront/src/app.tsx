import { Link, Route, Routes } from "react-router-dom"
import { Layout } from "./components/layout"
import type { PageData } from "./lib/page-data"
import { Account } from "./pages/account"
import { CartPage } from "./pages/cart"
import { Checkout } from "./pages/checkout"
import { Confirmation } from "./pages/confirmation"
import { Home } from "./pages/home"
import { Login } from "./pages/login"
import { Privacy } from "./pages/privacy"
import { ProductPage } from "./pages/product"
import { Products } from "./pages/products"
import { Register } from "./pages/register"
import { ShopProvider, useShop } from "./state/shop"

const NotFound = () => {
  const { texts } = useShop()
  return (
    <div className="wrap narrow page">
      <h1>{texts.errors.notFound}</h1>
      <Link className="button" to="/">
        {texts.errors.back}
      </Link>
    </div>
  )
}

export const App = ({ data }: { data: PageData }) => (
  <ShopProvider data={data}>
    <Layout>
      <Routes>
        <Route path="/" element={<Home />} />
        <Route path="/products" element={<Products />} />
        <Route path="/products/:handle" element={<ProductPage />} />
        <Route path="/cart" element={<CartPage />} />
        <Route path="/checkout" element={<Checkout />} />
        <Route path="/order/:id" element={<Confirmation />} />
        <Route path="/login" element={<Login />} />
        <Route path="/register" element={<Register />} />
        <Route path="/account" element={<Account />} />
        <Route path="/account/privacy" element={<Privacy />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Layout>
  </ShopProvider>
)
