import type { OnSiteContent } from "../../../types"

export const EMPTY_CONTENT: OnSiteContent = {
  headline: "",
  body: "",
  image_url: null,
  cta: null,
  products: { source: "none", ids: [] },
  disclosure: null,
}
