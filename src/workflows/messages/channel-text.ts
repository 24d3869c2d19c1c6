import type { ChannelDefinition, Localized, TextMessage } from "../../core/catalog/definitions"

const STOP: Localized = { en: "Unsubscribe", es: "Darse de baja", pt: "Cancelar inscrição" }

/** What leaves on a channel of plain text. Marketing always says how to stop it, unless the channel writes its own text. */
export function channelText(channel: ChannelDefinition, message: TextMessage): string {
  const { text, purpose, language, links } = message
  return (
    channel.write?.(message) ??
    (purpose === "service" ? text : `${text}\n${STOP[language]}: ${links.unsubscribe}`)
  )
}
