import { renderToString } from "react-dom/server"
import { StaticRouter } from "react-router-dom"
import { App } from "./app"
import { parseCookies } from "./lib/cookies"
import { loadPage } from "./lib/load-page"
import type { ShopConfig } from "./lib/page-data"
import { formatLocales, textsOf } from "./texts/texts"

export type Rendered = {
  readonly html: string
  readonly data: string
  readonly lang: string
  readonly title: string
}

/** The page as HTML, and what the browser needs to go on from there. */
export const renderPage = async (request: {
  url: URL
  cookie: string | undefined
  acceptLanguage: string
  gpc: string | null
  config: ShopConfig
}): Promise<Rendered> => {
  const data = await loadPage({ ...request, cookies: parseCookies(request.cookie) })
  const html = renderToString(
    <StaticRouter location={data.path}>
      <App data={data} />
    </StaticRouter>
  )
  const texts = textsOf[data.locale]
  return {
    html,
    // "<" would end the script element early ("</script>" in a product's title).
    data: JSON.stringify(data).replace(/</g, "\\u003c"),
    lang: formatLocales[data.locale],
    title: `${texts.shop} · ${texts.tagline}`,
  }
}
