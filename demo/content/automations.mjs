import { THANKS_NAME, WELCOME_NAME } from "./templates.mjs"

const COMMON = { priority: 50, holdout_percent: 0, variants: [], goal: null, budget: null }
const SEND_AT_ONCE = { wait: { minutes: 0 }, valid_for_minutes: 2880, conditions: null }

/**
 * The starter automations, all at work from the first minute. A stranger who registers and agrees finds the welcome in the
 * mailbox; the other two touch only customers who have bought several times or are worth most, so that what a visitor
 * of the demo tries out is not mixed with them.
 * @param {(name: string) => string} templateId by the template's name
 */
export const automations = (templateId) => [
  {
    active: true,
    definition: {
      ...COMMON,
      name: "Thank regular customers",
      objective: "repeat_purchase",
      purpose: "marketing",
      trigger: { code: "order.placed", args: {} },
      conditions: {
        combinator: "and",
        rules: [
          { field: "profile.order_count", operator: ">=", value: 3 },
          { field: "profile.tier", operator: "in", value: ["A", "B"] },
        ],
      },
      steps: [
        {
          key: "thanks",
          ...SEND_AT_ONCE,
          actions: [
            {
              code: "issue_coupon",
              args: {
                kind: "percent",
                value: 10,
                minimum: null,
                valid_days: 30,
                next_order_only: true,
              },
            },
            {
              code: "send_message",
              args: { channel: "email", template_id: templateId(THANKS_NAME) },
            },
          ],
        },
      ],
      reentry: { kind: "once_per_days", days: 30 },
      goal: { event: "order.placed", within_days: 30 },
    },
  },
  {
    active: true,
    definition: {
      ...COMMON,
      name: "Greet the best customers on the home page",
      objective: "retain",
      purpose: "personalisation",
      trigger: { code: "placement.requested", args: {} },
      conditions: {
        combinator: "and",
        rules: [{ field: "profile.tier", operator: "in", value: ["A"] }],
      },
      steps: [
        {
          key: "greeting",
          ...SEND_AT_ONCE,
          actions: [
            {
              code: "show_content",
              args: {
                placement: "home-hero",
                content: {
                  headline:
                    "Good to see you again, {{default customer.first_name 'dear customer'}}",
                  body: "You belong to our best customers. **Thank you!** These are the things that others liked most.",
                  image_url: null,
                  cta: { label: "See all products", href: "/products" },
                  products: { source: "bestsellers", ids: [] },
                  disclosure: null,
                  translations: {
                    es: {
                      headline:
                        "Qué bien volver a verte{{#if customer.first_name}}, {{customer.first_name}}{{/if}}",
                      body: "Estás entre nuestros mejores clientes. **¡Gracias!** Esto es lo que más gustó a los demás.",
                      label: "Ver todos los productos",
                    },
                    pt: {
                      headline:
                        "Que bom ver você de novo{{#if customer.first_name}}, {{customer.first_name}}{{/if}}",
                      body: "Você está entre os nossos melhores clientes. **Obrigado!** Isto é o que os outros mais gostaram.",
                      label: "Ver todos os produtos",
                    },
                  },
                },
              },
            },
          ],
        },
      ],
      reentry: { kind: "always" },
    },
  },
  {
    active: true,
    definition: {
      ...COMMON,
      name: "Welcome new customers",
      objective: "welcome",
      purpose: "marketing",
      trigger: { code: "customer.registered", args: {} },
      conditions: null,
      steps: [
        {
          key: "welcome",
          ...SEND_AT_ONCE,
          actions: [
            {
              code: "issue_coupon",
              args: {
                kind: "percent",
                value: 10,
                minimum: null,
                valid_days: 14,
                next_order_only: false,
              },
            },
            {
              code: "send_message",
              args: { channel: "email", template_id: templateId(WELCOME_NAME) },
            },
          ],
        },
      ],
      reentry: { kind: "once" },
      goal: { event: "order.placed", within_days: 14 },
    },
  },
]
