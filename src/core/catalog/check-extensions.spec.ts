import { addLoyaltyPoints } from "../../../examples/extend/add-loyalty-points"
import { customerLoyaltyPoints } from "../../../examples/extend/customer-loyalty-points"
import { sms } from "../../../examples/extend/sms"
import { supportTicketClosed } from "../../../examples/extend/support-ticket-closed"
import { resolveOptions } from "../../options/options"

const LABEL = { en: "Text", es: "Texto", pt: "Texto" }
const GOOD = {
  triggers: supportTicketClosed,
  facts: customerLoyaltyPoints,
  actions: addLoyaltyPoints,
  channels: sms,
} as const

type List = keyof typeof GOOD

const boot = (own: Partial<Record<List, readonly unknown[]>>) => () =>
  resolveOptions({ secret: "only-for-the-tests-0123456789-0123456789", ...own })

it("takes the definitions of the examples", () => {
  expect(boot(Object.fromEntries(Object.entries(GOOD).map(([k, v]) => [k, [v]])))).not.toThrow()
})

it.each<[List, Record<string, unknown>, string]>([
  [
    "triggers",
    { label: { en: "Closed", es: "", pt: "Fechado" } },
    'trigger "support.ticket_closed": label.es is missing; write it in Spanish',
  ],
  ["facts", { code: "order.total" }, 'fact "order.total": code is built into Kairos; give your'],
  [
    "facts",
    { code: "Loyalty-Points" },
    'fact "Loyalty-Points": code must be words of small letters, digits and underscores with dots between',
  ],
  ["facts", { code: undefined }, "facts[0]: code must be words of small letters"],
  [
    "facts",
    { type: "numbr" },
    'fact "customer.loyalty_points": type is "numbr"; did you mean "number"?',
  ],
  ["facts", { part: "ticket" }, 'part is "ticket"; use one of event, order, cart, customer'],
  ["facts", { read: undefined }, "read is missing; write (subject) => the value"],
  ["facts", { personal: undefined }, "personal must be true where it tells"],
  [
    "triggers",
    { source: { kind: "event", name: 7 } },
    'trigger "support.ticket_closed": source.name must be the name of one event of the bus',
  ],
  [
    "triggers",
    { source: { kind: "event", name: "*" } },
    "source.name must be the name of one event",
  ],
  ["triggers", { source: { kind: "job" } }, 'source must be { kind: "event", name }'],
  ["triggers", { provides: ["ticket"] }, 'provides[0] is "ticket"; use one of order, cart'],
  ["triggers", { told: { en: "on {day}" } }, "told.es is missing; write it in Spanish"],
  ["triggers", { max_age_hours: 0 }, "max_age_hours must be a number above 0"],
  ["triggers", { sample: { name: "other" } }, "sample must be an event whose name is"],
  ["triggers", { occurrence: {} }, "occurrence must be a function; write (data) =>"],
  [
    "channels",
    { consent_channel: undefined },
    'channel "sms": consent_channel is missing; use one of email, sms, push, on_site',
  ],
  ["channels", { obeys_quiet_hours: "yes" }, "obeys_quiet_hours must be true for what interrupts"],
  ["channels", { address_of: undefined }, "address_of is missing; write (subject) => the address"],
  ["actions", { execute: undefined }, "execute is missing; write what it does, or give it"],
  ["actions", { makes: "message" }, 'makes is "message"; use one of delivery, coupon'],
  ["actions", { makes: "coupon" }, "sample is no coupon:"],
  ["actions", { channelOf: () => "fax" }, 'channelOf(sample) is "fax"; use one of email'],
  ["actions", { sentence: "add points" }, "sentence must be a function; write (args) =>"],
  ["actions", { sample: undefined }, "sample is missing; give arguments as they may be"],
  [
    "actions",
    { args: [{ key: "Points", type: "int", label: LABEL, required: true }] },
    'args[0].type is "int"; use one of number',
  ],
])("a bad definition in %s (%j) stops the boot and says: %s", (list, change, message) => {
  expect(boot({ [list]: [{ ...GOOD[list], ...change }] })).toThrow(message)
})

it("tells all problems at once, and two definitions with one code", () => {
  const own = { facts: [customerLoyaltyPoints, { ...customerLoyaltyPoints, type: "int" }, null] }
  expect(boot(own)).toThrow(
    /^kairos: fact "customer\.loyalty_points": code stands there twice; give each fact its own; fact "customer\.loyalty_points": type is "int"; .*; facts\[2\]: must be an object, made with defineFact\(…\)$/
  )
})

it("an action may use a channel of the shop's own", () => {
  const { execute: _execute, ...plain } = addLoyaltyPoints
  const template = { key: "template_id", type: "template", label: LABEL, required: true }
  const action = {
    ...plain,
    args: [template],
    sample: { template_id: "tpl_1" },
    channelOf: () => "sms",
  }
  expect(boot({ actions: [action], channels: [sms] })).not.toThrow()
  expect(boot({ actions: [action] })).toThrow('channelOf(sample) is "sms"')
})
