import { Copy } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useCatalog } from "../../lib/resources"
import { Section } from "../common/page"

/** What a template may read, as it is written; a value that may be missing stands with its fallback. */
const VARIABLES = [
  ["customer_first_name", "{{default customer.first_name 'there'}}"],
  ["customer_tier", "{{default customer.tier 'C'}}"],
  ["order_number", "{{order.display_id}}"],
  ["order_total", "{{order.total}}"],
  ["order_items", "{{#each order.items}}{{title}}{{/each}}"],
  ["cart_total", "{{cart.total}}"],
  ["coupon_code", "{{coupon.code}}"],
  ["coupon_value", "{{coupon.value}}"],
  ["coupon_expires", "{{coupon.expires_at}}"],
  ["products", '{{#each products}}<a href="{{url}}">{{title}}</a>{{/each}}'],
  ["shop_link", "{{links.shop}}"],
  ["cart_link", "{{links.cart}}"],
  ["preferences_link", "{{links.preferences}}"],
  ["unsubscribe_link", "{{links.unsubscribe}}"],
  ["when", "{{#if coupon}} … {{/if}}"],
  ["offer", "{{#offer}} … {{/offer}}"],
] as const

export function VariableHelp() {
  const { t, say } = useLocale()
  const facts = useCatalog().data?.catalog.facts ?? []
  const own = facts.flatMap(({ code, label, variable }) =>
    variable === null ? [] : [{ key: code, name: say(label), code: `{{default ${variable} '…'}}` }]
  )
  const builtIn = VARIABLES.map(([key, code]) => ({ key, name: t(`variable.${key}`), code }))
  return (
    <Section title={t("variable.title")} description={t("variable.hint")}>
      <dl className="divide-y">
        {[...builtIn, ...own].map(({ key, name, code }) => (
          <div key={key} className="px-6 py-2">
            <dt className="txt-compact-small text-ui-fg-subtle">{name}</dt>
            <dd className="mt-1 flex items-start justify-between gap-x-2">
              <code className="min-w-0 break-all text-xs">{code}</code>
              <Copy
                content={code}
                className="text-ui-fg-subtle"
                aria-label={t("variable.copy", { name })}
              />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
