import { defineAction } from "../../core/catalog/define"
import type {
  ActionDefinition,
  ArgDefinition,
  ChannelDefinition,
} from "../../core/catalog/definitions"

export const sendMessage = defineAction({
  code: "send_message",
  label: { en: "Send a message", es: "Enviar un mensaje", pt: "Enviar uma mensagem" },
  description: {
    en: "Renders a template for this customer and sends it.",
    es: "Prepara una plantilla para este cliente y la envía.",
    pt: "Prepara um modelo para este cliente e o envia.",
  },
  makes: "delivery",
  args: [
    {
      key: "channel",
      type: "select",
      label: { en: "Channel", es: "Canal", pt: "Canal" },
      required: true,
      default: "email",
      options: [
        { value: "email", label: { en: "E-mail", es: "Correo electrónico", pt: "E-mail" } },
      ],
    },
    {
      key: "template_id",
      type: "template",
      label: { en: "Template", es: "Plantilla", pt: "Modelo" },
      required: true,
    },
  ],
  channelOf: (args) => String(args.channel),
  sample: { channel: "email", template_id: "tpl_01SAMPLE" },
  sentence: (args) => ({
    en: `send the e-mail “${String(args.template_id)}”`,
    es: `enviar el correo «${String(args.template_id)}»`,
    pt: `enviar o e-mail “${String(args.template_id)}”`,
  }),
})

const NO_COPY = "none"

/** To which of the shop's own addresses a copy of each message goes. */
const copyTo = (addresses: readonly string[]): ArgDefinition => ({
  key: "copy_to",
  type: "select",
  label: {
    en: "Copy to the shop (its links and codes do not work)",
    es: "Copia a la tienda (sus enlaces y códigos no funcionan)",
    pt: "Cópia para a loja (seus links e códigos não funcionam)",
  },
  required: false,
  options: [
    { value: NO_COPY, label: { en: "No copy", es: "Sin copia", pt: "Sem cópia" } },
    ...addresses.map((one) => ({ value: one, label: { en: one, es: one, pt: one } })),
  ],
})

/** The address that the action names, if the shop still lets it have copies; else null. */
export function copyAddress(
  { copy_to }: Readonly<Record<string, unknown>>,
  copies: readonly string[]
): string | null {
  return typeof copy_to === "string" && copies.includes(copy_to) ? copy_to : null
}

/**
 * The same action with the channels that the shop added, which can be chosen, and the addresses that may get copies; the sentence names
 * both.
 */
export function sendMessageOver(
  own: readonly ChannelDefinition[],
  copies: readonly string[] = []
): ActionDefinition {
  const labels = new Map(own.map(({ code, label }) => [code, label]))
  return {
    ...sendMessage,
    args: [
      ...sendMessage.args.map((arg) =>
        arg.key === "channel"
          ? {
              ...arg,
              options: [
                ...(arg.options ?? []),
                ...own.map(({ code, label }) => ({ value: code, label })),
              ],
            }
          : arg
      ),
      ...(copies.length === 0 ? [] : [copyTo(copies)]),
    ],
    sentence: (args) => {
      const label = labels.get(String(args.channel))
      const sent =
        label === undefined
          ? sendMessage.sentence(args)
          : {
              en: `send the message “${String(args.template_id)}” by ${label.en}`,
              es: `enviar el mensaje «${String(args.template_id)}» por ${label.es}`,
              pt: `enviar a mensagem “${String(args.template_id)}” por ${label.pt}`,
            }
      const copy = copyAddress(args, copies)
      return copy === null
        ? sent
        : {
            en: `${sent.en}, with a copy to ${copy}`,
            es: `${sent.es}, con copia a ${copy}`,
            pt: `${sent.pt}, com cópia para ${copy}`,
          }
    },
  }
}
