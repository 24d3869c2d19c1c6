import { hydrateRoot } from "react-dom/client"
import { BrowserRouter } from "react-router-dom"
import { App } from "./app"
import type { PageData } from "./lib/page-data"
import "./styles.css"

const data = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}") as PageData
const root = document.getElementById("shop")
if (root !== null) {
  hydrateRoot(
    root,
    <BrowserRouter>
      <App data={data} />
    </BrowserRouter>
  )
}
