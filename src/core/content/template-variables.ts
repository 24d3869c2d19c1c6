/**
 * What a template may read: a flat, closed view of the person and the occasion, never entities (requirement C-02).
 * A `part` is there or not as a whole, as the automation's trigger and steps have it; a leaf marked `maybe` can be
 * missing although its part is there, and then needs a fallback (requirement C-04).
 */
export type LeafKind = "text" | "number" | "money" | "date" | "url"

export type LeafVariable = {
  readonly kind: "leaf"
  readonly type: LeafKind
  readonly maybe: boolean
}
export type ListVariable = { readonly kind: "list"; readonly item: VariableFields }
export type PartVariable = {
  readonly kind: "part"
  /** Whether an automation may lack it altogether. */
  readonly optional: boolean
  readonly fields: VariableFields
}
export type TemplateVariable = LeafVariable | ListVariable | PartVariable
export type VariableFields = { readonly [name: string]: TemplateVariable }

const always = (type: LeafKind): LeafVariable => ({ kind: "leaf", type, maybe: false })
const maybe = (type: LeafKind): LeafVariable => ({ kind: "leaf", type, maybe: true })

const LINE: VariableFields = {
  title: always("text"),
  sku: maybe("text"),
  quantity: always("number"),
  /** In the currency of its order or cart. */
  unit_price: always("money"),
  url: maybe("url"),
  thumbnail: maybe("url"),
}

/** Money is printed in the `currency_code` that stands beside it. */
export const TEMPLATE_VARIABLES: VariableFields = {
  customer: {
    kind: "part",
    optional: false,
    fields: {
      first_name: maybe("text"),
      last_name: maybe("text"),
      email: maybe("text"),
      country_code: maybe("text"),
      tier: maybe("text"),
      order_count: maybe("number"),
    },
  },
  order: {
    kind: "part",
    optional: true,
    fields: {
      display_id: always("text"),
      created_at: always("date"),
      currency_code: always("text"),
      total: always("money"),
      item_total: always("money"),
      discount_total: always("money"),
      shipping_total: always("money"),
      tax_total: always("money"),
      country_code: maybe("text"),
      items: { kind: "list", item: LINE },
    },
  },
  cart: {
    kind: "part",
    optional: true,
    fields: {
      currency_code: always("text"),
      total: always("money"),
      item_total: always("money"),
      country_code: maybe("text"),
      items: { kind: "list", item: LINE },
    },
  },
  subscription: {
    kind: "part",
    optional: true,
    fields: {
      plan: always("text"),
      product: always("text"),
      quantity: always("number"),
      renews_at: always("date"),
      ends_at: always("date"),
      currency_code: always("text"),
      /** What the renewal costs; missing while nobody asked. */
      amount: maybe("money"),
      /** Why it waits or failed, in words. */
      reason: maybe("text"),
      /** What the customer just did, in words. */
      change: maybe("text"),
      /** There where it is charged without being asked again. */
      automatic: maybe("text"),
      trial: maybe("text"),
      may_skip: maybe("text"),
      may_postpone: maybe("text"),
      may_pause: maybe("text"),
      /** There where another plan or variant is on offer. */
      may_switch: maybe("text"),
      /** There while it rests, or will. */
      paused: maybe("text"),
      /** How many uses are left, where its term counts them; the same where that is all that is told; there where none is left. */
      uses_left: maybe("number"),
      few_left: maybe("number"),
      used_up: maybe("text"),
      /** When Kairos noted it, with the time of day: for receipts. */
      received: always("text"),
      /** Within how many days one may withdraw from what was just concluded. */
      withdrawal_days: maybe("number"),
      by_card: maybe("text"),
      /** There where automatic renewal is offered, and nobody agreed to it. */
      may_agree: maybe("text"),
      /** Which card expires, `visa •••• 4242`, where its provider tells, and its last month, `05/2027`. */
      card: maybe("text"),
      card_expires: maybe("text"),
    },
  },
  coupon: {
    kind: "part",
    optional: true,
    fields: {
      code: always("text"),
      kind: always("text"),
      /** What it gives, in words: "10 %", "€5.00", "free shipping". */
      value: always("text"),
      currency_code: maybe("text"),
      minimum: maybe("money"),
      expires_at: always("date"),
      valid_days: always("number"),
    },
  },
  products: {
    kind: "list",
    item: {
      id: always("text"),
      handle: always("text"),
      title: always("text"),
      url: always("url"),
      thumbnail: maybe("url"),
    },
  },
  links: {
    kind: "part",
    optional: false,
    fields: {
      shop: always("url"),
      cart: always("url"),
      /** Of the subscription that the mail is about, without login; else to the customer's account. */
      renew: always("url"),
      cancel: always("url"),
      skip: always("url"),
      card: always("url"),
      resume: always("url"),
      /** Ends automatic renewal, and nothing else. */
      stop: always("url"),
      /** Put the next date off, to a day that is chosen there. */
      postpone: always("url"),
      pause: always("url"),
      /** Chooses another plan or variant, from the next payment on. */
      switch: always("url"),
      /** Takes back what was concluded, for as long as the law gives. */
      withdraw: always("url"),
      /** Asks for consent to automatic renewal, with the text and an empty box. */
      agree: always("url"),
      /** Puts off the reminder of what is needed again; else to the shop. */
      not_yet: always("url"),
      unsubscribe: always("url"),
      preferences: always("url"),
    },
  },
  shop: {
    kind: "part",
    optional: false,
    fields: { name: maybe("text"), url: always("url") },
  },
}

/** The variable at a path, or undefined. Own fields only: `constructor` and `__proto__` are not there. */
export function findVariable(
  fields: VariableFields,
  path: readonly string[]
): TemplateVariable | undefined {
  let found: TemplateVariable | undefined
  let level: VariableFields | undefined = fields
  for (const name of path) {
    if (level === undefined || !Object.hasOwn(level, name)) {
      return undefined
    }
    found = level[name]
    level = found?.kind === "part" ? found.fields : undefined
  }
  return found
}

/** Every path that can be written at this level, for "did you mean". */
export function variablePaths(fields: VariableFields, prefix = ""): string[] {
  return Object.entries(fields).flatMap(([name, variable]) => {
    const path = prefix + name
    return variable.kind === "part" ? [path, ...variablePaths(variable.fields, `${path}.`)] : [path]
  })
}
