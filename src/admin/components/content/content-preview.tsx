import { Text } from "@medusajs/ui"
import type { RenderedContent } from "../../../types"
import { useLocale } from "../../lib/locale"

/** The parts of a placement as text: how they look is the storefront's own. */
export function ContentPreview({ content }: { content: RenderedContent }) {
  const { t, dateTime } = useLocale()
  return (
    <div className="border-ui-border-base flex flex-col gap-y-2 rounded-lg border p-4">
      {content.image_url ? (
        <img src={content.image_url} alt="" className="max-h-40 rounded-md object-cover" />
      ) : null}
      <p className="txt-medium-plus">{content.headline}</p>
      <Text size="small" className="whitespace-pre-wrap">
        {content.body}
      </Text>
      {content.cta ? (
        <Text size="small">
          {content.cta.label} → <code>{content.cta.href}</code>
        </Text>
      ) : null}
      {content.products.length > 0 ? (
        <ul className="txt-small list-disc pl-4">
          {content.products.map((product) => (
            <li key={product.id}>{product.title}</li>
          ))}
        </ul>
      ) : null}
      {content.coupon ? (
        <Text size="small">
          {t("coupon.codeUntil", {
            code: content.coupon.code,
            date: dateTime(content.coupon.expires_at),
          })}
        </Text>
      ) : null}
      {content.disclosure ? (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {content.disclosure}
        </Text>
      ) : null}
    </div>
  )
}
