import type { RegisterEntry } from "./personal-data"
import { BASIS, RETENTION } from "./register-texts"

/** What the register says of a table, whoever owns it. */
export type Described = Pick<
  RegisterEntry,
  "table" | "label" | "purpose" | "basis" | "retention" | "personal" | "erasure"
>

/** Medusa's, but written because of us: it keeps a row of each message that leaves through its Notification module. */
export const NOTIFICATIONS: Described = {
  table: "notification",
  label: {
    en: "Messages in Medusa",
    es: "Mensajes en Medusa",
    pt: "Mensagens no Medusa",
  },
  purpose: {
    en: "to hand a message over to its provider; without its text and links",
    es: "entregar un mensaje a su proveedor; sin su texto ni sus enlaces",
    pt: "entregar uma mensagem ao provedor; sem o texto e os links",
  },
  basis: BASIS.contract,
  retention: RETENTION.asLongAsCustomer,
  personal: { to: "identifies", created_at: "observed" },
  erasure: {
    kind: "keep",
    because: {
      en: "those of our messages are deleted; others are Medusa's and the shop's",
      es: "se borran los de nuestros mensajes; los demás son de Medusa y de la tienda",
      pt: "as das nossas mensagens são apagadas; as outras são do Medusa e da loja",
    },
  },
}
