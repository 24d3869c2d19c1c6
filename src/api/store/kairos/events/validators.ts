import { z } from "@medusajs/framework/zod"
import { BEHAVIOUR_LIMITS } from "../../../../core/behaviour/behaviour"
import { isTimeZone } from "../../../../core/schedule/time-zone"
import { idSchema } from "../../../support/validate"
import { permissionField } from "../../../support/permission-field"

const BATCH = `expected 1 to ${BEHAVIOUR_LIMITS.events} events such as { id, name, occurred_at, properties }`

const report = {
  /** Left out without permission to store: then there is none. */
  visitor_id: idSchema.nullish().transform((id) => id ?? null),
  consent: permissionField,
  /** The browser's zone, such as Europe/Madrid. */
  time_zone: z
    .string()
    .max(60)
    .refine(isTimeZone, { message: "expected an IANA time zone such as Europe/Madrid" })
    .nullish()
    .transform((zone) => zone ?? null),
  // Each event is checked by itself: one that cannot be kept does not take the others down.
  events: z.array(z.unknown(), BATCH).min(1, BATCH).max(BEHAVIOUR_LIMITS.events, BATCH),
}

type Reporter = {
  readonly visitor_id: string | null
  readonly consent: { readonly storage: boolean }
}

const hasVisitor = ({ visitor_id, consent }: Reporter): boolean =>
  visitor_id !== null || !consent.storage
const NO_VISITOR = {
  path: ["visitor_id"],
  message: "is required (with consent to storage the storefront makes an id of the visitor)",
}

export const eventsBody = z.strictObject(report).refine(hasVisitor, NO_VISITOR)

/** A beacon cannot send a header: the publishable key stands in the body. */
export const beaconBody = z
  .strictObject({ key: z.string("expected the publishable key").min(1).max(200), ...report })
  .refine(hasVisitor, NO_VISITOR)

export const forgetBody = z.strictObject({ visitor_id: idSchema })
