import { defineAction } from "../../core/catalog/define"
import type { ActionDefinition, ChannelDefinition } from "../../core/catalog/definitions"

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

/** The same action with the channels that the shop added: they can be chosen, and the sentence names them. */
export function sendMessageOver(own: readonly ChannelDefinition[]): ActionDefinition {
  const labels = new Map(own.map(({ code, label }) => [code, label]))
  return {
    ...sendMessage,
    args: sendMessage.args.map((arg) =>
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
    sentence: (args) => {
      const label = labels.get(String(args.channel))
      return label === undefined
        ? sendMessage.sentence(args)
        : {
            en: `send the message “${String(args.template_id)}” by ${label.en}`,
            es: `enviar el mensaje «${String(args.template_id)}» por ${label.es}`,
            pt: `enviar a mensagem “${String(args.template_id)}” por ${label.pt}`,
          }
    },
  }
}
