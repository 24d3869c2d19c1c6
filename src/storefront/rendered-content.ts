import type { RenderedContent } from "../types"
import { safeHref, safeImage } from "./safe-url"

type Raw = Readonly<Record<string, unknown>>

const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null
const text = (value: unknown): string => (typeof value === "string" ? value : "")
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null)

const readCta = (value: unknown): RenderedContent["cta"] => {
  if (!isRaw(value)) return null
  const href = safeHref(value["href"])
  const label = text(value["label"])
  return href === null || label === "" ? null : { label, href }
}

const readProducts = (value: unknown): RenderedContent["products"] =>
  (Array.isArray(value) ? value : []).filter(isRaw).map((product) => ({
    id: text(product["id"]),
    handle: text(product["handle"]),
    title: text(product["title"]),
    thumbnail: safeImage(product["thumbnail"]),
  }))

const readCoupon = (value: unknown): RenderedContent["coupon"] =>
  isRaw(value) && text(value["code"]) !== ""
    ? { code: text(value["code"]), expires_at: textOrNull(value["expires_at"]) }
    : null

/**
 * One placement's content as the page may draw it, or null. A page must survive whatever a proxy or an older server
 * answers, so every field is read for what it is and an unsafe link or picture is left out.
 */
export const readContent = (value: unknown): RenderedContent | null => {
  if (!isRaw(value) || (text(value["headline"]) === "" && text(value["body"]) === "")) return null
  return {
    decision_id: text(value["decision_id"]),
    variant: textOrNull(value["variant"]),
    headline: text(value["headline"]),
    body: text(value["body"]),
    image_url: safeImage(value["image_url"]),
    cta: readCta(value["cta"]),
    products: readProducts(value["products"]),
    coupon: readCoupon(value["coupon"]),
    disclosure: textOrNull(value["disclosure"]),
    personalized_price: value["personalized_price"] === true,
    why: text(value["why"]),
  }
}
