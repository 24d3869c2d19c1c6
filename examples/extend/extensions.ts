import { addLoyaltyPoints } from "./add-loyalty-points"
import { customerLoyaltyPoints } from "./customer-loyalty-points"
import { sms } from "./sms"
import { supportTicketClosed } from "./support-ticket-closed"

/** In medusa-config.ts: `{ resolve: "medusa-plugin-kairos", options: { ...extensions, secret: … } }`. */
export const extensions = {
  triggers: [supportTicketClosed],
  facts: [customerLoyaltyPoints],
  actions: [addLoyaltyPoints],
  channels: [sms],
}
