import { defineAction } from "../../core/catalog/define"

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
