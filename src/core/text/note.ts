import type { Localized } from "../catalog/definitions"
import { formatInstant } from "./format"
import { localized } from "./localized"

/**
 * What is written down beside a reason: of a delivery that was refused, of an attempt, of an occasion that was over. It is
 * kept as its English sentence, which reads well in a database and in logs; `noteIn` finds the sentence here again and says
 * it in the other languages. In braces: `at` an instant, `note` another note, `notes` several, `cause` a code of ours, the others as they are.
 */
const NOTES = {
  automation_gone: {
    en: "the automation no longer exists",
    es: "la automatización ya no existe",
    pt: "a automação não existe mais",
  },
  automation_archived: {
    en: "the automation is archived",
    es: "la automatización está archivada",
    pt: "a automação está arquivada",
  },
  automation_paused: {
    en: "the automation is paused",
    es: "la automatización está en pausa",
    pt: "a automação está em pausa",
  },
  shadow: {
    en: "Kairos is in shadow mode",
    es: "Kairos está en modo de prueba",
    pt: "o Kairos está em modo de teste",
  },
  went_live: {
    en: "Kairos went live meanwhile",
    es: "Kairos pasó a modo real entretanto",
    pt: "o Kairos passou ao modo real nesse meio-tempo",
  },
  valid_until: { en: "valid until {at}", es: "válido hasta {at}", pt: "válido até {at}" },
  all_stopped: {
    en: "everything is stopped",
    es: "todo está detenido",
    pt: "tudo está parado",
  },
  complaints_stopped: {
    en: "marketing on this channel is stopped: too many people reported it as spam",
    es: "el marketing por este canal está detenido: demasiadas personas lo marcaron como spam",
    pt: "o marketing neste canal está parado: muitas pessoas o marcaram como spam",
  },
  no_headers: {
    en: "the e-mail provider does not say that it sends headers, and marketing needs those to unsubscribe",
    es: "el proveedor de correo no dice que envíe cabeceras, y el marketing las necesita para darse de baja",
    pt: "o provedor de e-mail não diz que envia cabeçalhos, e o marketing precisa deles para o descadastro",
  },
  channel_stopped: {
    en: "the channel is stopped",
    es: "el canal está detenido",
    pt: "o canal está parado",
  },
  copy: {
    en: "this database is a copy; confirm it in the settings",
    es: "esta base de datos es una copia; confírmala en la configuración",
    pt: "este banco de dados é uma cópia; confirme-o nas configurações",
  },
  restored: {
    en: "this database is older than the journal of refusals, which goes up to {at}; replay it first",
    es: "esta base de datos es anterior al registro de negativas, que llega hasta el {at}; aplícalo primero",
    pt: "este banco de dados é anterior ao registro de recusas, que vai até {at}; aplique-o primeiro",
  },
  journal_unreadable: {
    en: "the journal of refusals cannot be used, so nobody can say who refused",
    es: "no se puede usar el registro de negativas, y nadie puede decir quién se negó",
    pt: "não é possível usar o registro de recusas, e ninguém pode dizer quem recusou",
  },
  may_have_left: {
    en: "the database was restored, and until {at} it may have left already",
    es: "la base de datos se restauró, y hasta el {at} pudo haber salido ya",
    pt: "o banco de dados foi restaurado, e até {at} pode já ter saído",
  },
  step_before: {
    en: "the step before it waits: {note}",
    es: "el paso anterior espera: {note}",
    pt: "a etapa anterior espera: {note}",
  },
  event_missing: {
    en: '"{name}" did not happen in time',
    es: "«{name}» no ocurrió a tiempo",
    pt: "“{name}” não aconteceu a tempo",
  },
  date_unknown: {
    en: 'the date "{name}" is not known',
    es: "no se conoce la fecha «{name}»",
    pt: "não se conhece a data “{name}”",
  },
  goal_reached: {
    en: "the goal was reached by {id}",
    es: "el objetivo se alcanzó con {id}",
    pt: "o objetivo foi alcançado com {id}",
  },
  had_discounts: {
    en: "discounts for leaving a cart in the last {days} days: {count}, at most {max}",
    es: "descuentos por dejar un carrito en los últimos {days} días: {count}, como máximo {max}",
    pt: "descontos por deixar um carrinho nos últimos {days} dias: {count}, no máximo {max}",
  },
  reminder_first: {
    en: "the first message about a left cart brings no discount",
    es: "el primer mensaje sobre un carrito abandonado no lleva descuento",
    pt: "a primeira mensagem sobre um carrinho abandonado não traz desconto",
  },
  waits_for_codes: {
    en: "{count} of {purchases} purchases in the last {days} days came with a discount for leaving a cart",
    es: "{count} de {purchases} compras de los últimos {days} días llevaban un descuento por dejar un carrito",
    pt: "{count} de {purchases} compras dos últimos {days} dias vieram com um desconto por deixar um carrinho",
  },
  discount_budget: {
    en: "discounts of this automation this month: {given} given and {promised} promised, at most {most} {currency}",
    es: "descuentos de esta automatización este mes: {given} concedidos y {promised} prometidos, como máximo {most} {currency}",
    pt: "descontos desta automação neste mês: {given} concedidos e {promised} prometidos, no máximo {most} {currency}",
  },
  no_address: {
    en: "no address for this channel",
    es: "no hay dirección para este canal",
    pt: "não há endereço para este canal",
  },
  suppressed: {
    en: "{cause} since {at}",
    es: "{cause} desde el {at}",
    pt: "{cause} desde {at}",
  },
  pause: {
    en: "asked for a pause until {at}",
    es: "pidió una pausa hasta el {at}",
    pt: "pediu uma pausa até {at}",
  },
  objected: {
    en: "objected to profiling",
    es: "se opuso a la elaboración de perfiles",
    pt: "opôs-se à criação de perfis",
  },
  withdrawn: {
    en: "withdrawn on {at} ({cause})",
    es: "retirado el {at} ({cause})",
    pt: "retirado em {at} ({cause})",
  },
  consent_ended: {
    en: "the consent ended on {at}",
    es: "el consentimiento terminó el {at}",
    pt: "o consentimento terminou em {at}",
  },
  customer_ended: {
    en: "the last purchase is too long ago; without a consent it counted until {at}",
    es: "la última compra fue hace demasiado; sin consentimiento contaba hasta el {at}",
    pt: "a última compra foi há tempo demais; sem consentimento ela contava até {at}",
  },
  excluded: {
    en: 'the person stands on the exclusion list "{name}" and has not agreed',
    es: "la persona está en la lista de exclusión «{name}» y no ha aceptado",
    pt: "a pessoa está na lista de exclusão “{name}” e não aceitou",
  },
  minor: {
    en: "too young for marketing and profiling, by the birth date or because none is known",
    es: "demasiado joven para publicidad y perfiles, por la fecha de nacimiento o porque no se conoce",
    pt: "jovem demais para publicidade e perfis, pela data de nascimento ou porque não se conhece",
  },
  no_record: {
    en: "no record of consent",
    es: "no consta ningún consentimiento",
    pt: "não há registro de consentimento",
  },
  customer_deleted: {
    en: "the customer was deleted",
    es: "el cliente fue eliminado",
    pt: "o cliente foi excluído",
  },
  card_replaced: {
    en: "the card that expires pays for nothing any more",
    es: "la tarjeta que caduca ya no paga nada",
    pt: "o cartão que vence não paga mais nada",
  },
  subscription_left: {
    en: "the subscription was ended meanwhile",
    es: "entretanto se terminó la suscripción",
    pt: "a assinatura foi encerrada enquanto isso",
  },
  incident_answered: {
    en: "what went wrong was answered meanwhile",
    es: "lo que salió mal ya tuvo respuesta",
    pt: "o que deu errado já teve resposta",
  },
  not_yet: {
    en: "they said that they do not need it yet",
    es: "dijo que aún no le hace falta",
    pt: "disse que ainda não precisa",
  },
  put_off: {
    en: "what it tells was put off or has changed",
    es: "lo que anuncia se aplazó o ha cambiado",
    pt: "o que ele anuncia foi adiado ou mudou",
  },
  in_cart: {
    en: "the product was put into a cart",
    es: "el producto se puso en un carrito",
    pt: "o produto foi colocado em um carrinho",
  },
  visits_forgotten: {
    en: "the customer had their visits forgotten",
    es: "el cliente hizo olvidar sus visitas",
    pt: "o cliente fez esquecer suas visitas",
  },
  cart_gone: {
    en: "the cart is not there any more",
    es: "el carrito ya no existe",
    pt: "o carrinho não existe mais",
  },
  cart_ordered: {
    en: "the cart became an order",
    es: "el carrito se convirtió en un pedido",
    pt: "o carrinho virou um pedido",
  },
  cart_ordered_as: {
    en: "the cart became an order (order {id})",
    es: "el carrito se convirtió en un pedido (pedido {id})",
    pt: "o carrinho virou um pedido (pedido {id})",
  },
  cart_emptied: {
    en: "the cart was emptied",
    es: "se vació el carrito",
    pt: "o carrinho foi esvaziado",
  },
  cart_deleted: {
    en: "the cart was deleted",
    es: "se eliminó el carrito",
    pt: "o carrinho foi excluído",
  },
  came_back: {
    en: "the shopper came back at {at}",
    es: "la persona volvió el {at}",
    pt: "a pessoa voltou em {at}",
  },
  product_gone: {
    en: '"{title}" does not exist any more',
    es: "«{title}» ya no existe",
    pt: "“{title}” não existe mais",
  },
  product_unpublished: {
    en: '"{title}" is not published any more',
    es: "«{title}» ya no está publicado",
    pt: "“{title}” não está mais publicado",
  },
  product_not_in_channel: {
    en: '"{title}" is not sold in the cart\'s sales channel any more',
    es: "«{title}» ya no se vende en el canal de venta del carrito",
    pt: "“{title}” não é mais vendido no canal de vendas do carrinho",
  },
  product_out_of_stock: {
    en: '"{title}" is out of stock',
    es: "«{title}» está agotado",
    pt: "“{title}” está esgotado",
  },
  nothing_sellable: {
    en: "nothing in the cart can be bought: {notes}",
    es: "no se puede comprar nada del carrito: {notes}",
    pt: "não se pode comprar nada do carrinho: {notes}",
  },
  bought: {
    en: "bought meanwhile (order {id}) at {at}",
    es: "compró entretanto (pedido {id}) el {at}",
    pt: "comprou nesse meio-tempo (pedido {id}) em {at}",
  },
  not_written: {
    en: "the message could not be written: {text}",
    es: "no se pudo escribir el mensaje: {text}",
    pt: "não foi possível escrever a mensagem: {text}",
  },
  answered: {
    en: "the provider answered {status}",
    es: "el proveedor respondió {status}",
    pt: "o provedor respondeu {status}",
  },
  unreachable: {
    en: "the provider could not be reached",
    es: "no se pudo llegar al proveedor",
    pt: "não foi possível alcançar o provedor",
  },
  cut_off: {
    en: "the connection ended before the provider answered",
    es: "la conexión se cortó antes de que el proveedor respondiera",
    pt: "a conexão terminou antes que o provedor respondesse",
  },
  no_provider: {
    en: "no notification provider is configured for this channel",
    es: "no hay ningún proveedor de notificaciones configurado para este canal",
    pt: "nenhum provedor de notificações está configurado para este canal",
  },
  ambiguous: {
    en: "the provider failed in a way that leaves open whether it sent",
    es: "el proveedor falló de un modo que no deja saber si envió",
    pt: "o provedor falhou de um modo que não permite saber se enviou",
  },
  stopped_before: {
    en: "the worker stopped before anything was sent",
    es: "el proceso se detuvo antes de enviar nada",
    pt: "o processo parou antes de enviar qualquer coisa",
  },
  stopped_during: {
    en: "the worker stopped while the provider was being called",
    es: "el proceso se detuvo mientras se llamaba al proveedor",
    pt: "o processo parou enquanto o provedor era chamado",
  },
  reported_sent: {
    en: "the provider reported later that it was sent",
    es: "el proveedor informó después de que se envió",
    pt: "o provedor informou depois que foi enviado",
  },
  reported_bounced: {
    en: "the address does not exist, as its server said",
    es: "la dirección no existe, según su servidor",
    pt: "o endereço não existe, segundo seu servidor",
  },
  reported_soft_bounced: {
    en: "the server of the address could not take the mail, and may take another",
    es: "el servidor de la dirección no pudo aceptar el correo, y quizá acepte otro",
    pt: "o servidor do endereço não pôde aceitar o e-mail, e talvez aceite outro",
  },
  reported_blocked: {
    en: "the server of the address would not take the mail",
    es: "el servidor de la dirección no aceptó el correo",
    pt: "o servidor do endereço não aceitou o e-mail",
  },
  reported_dropped: {
    en: "the provider did not send it, because of earlier bounces, complaints or its own rules",
    es: "el proveedor no lo envió, por rebotes o quejas anteriores o por sus propias reglas",
    pt: "o provedor não o enviou, por devoluções ou queixas anteriores ou por suas próprias regras",
  },
  once_more: {
    en: "{note}; sent once more, because it is a service message",
    es: "{note}; se envía una vez más, porque es un mensaje de servicio",
    pt: "{note}; enviado mais uma vez, porque é uma mensagem de serviço",
  },
} as const satisfies Record<string, Localized>

export type NoteKey = keyof typeof NOTES
type Values = Readonly<Record<string, string | number>>

export const NOTE_KEYS = Object.keys(NOTES) as readonly NoteKey[]

/** The sentence that is kept. */
export function note(key: NoteKey, values: Values = {}): string {
  return fill(NOTES[key].en, (name) => String(values[name] ?? ""))
}

/** A kept sentence in every language; what is none of ours (a provider's own words) stays as it is. */
export function noteIn(kept: string): Localized {
  for (const { reads, texts } of READERS) {
    const found = reads.exec(kept)
    if (found !== null) {
      const values = found.groups ?? {}
      return localized((language) =>
        fill(texts[language], (name) => shown(name, values[name] ?? "")[language])
      )
    }
  }
  return { en: kept, es: kept, pt: kept }
}

const PLACE = /\{(\w+)\}/g

const fill = (text: string, valueOf: (name: string) => string): string =>
  text.replace(PLACE, (_, name: string) => valueOf(name))

/** What a place may hold; without it, "{cause} since {at}" would take every sentence with "since" in it. */
const HOLDS: Readonly<Record<string, string>> = {
  at: "\\S+",
  cause: "[a-z_]+",
  id: "\\S+",
  days: "\\d+",
  count: "\\d+",
  max: "\\d+",
  given: "[\\d.]+",
  promised: "[\\d.]+",
  most: "[\\d.]+",
  currency: "[A-Z]{3}",
  status: "\\d{3}",
}

const READERS = NOTE_KEYS.map((key) => ({
  texts: NOTES[key] as Localized,
  reads: new RegExp(
    `^${NOTES[key].en
      .split(PLACE)
      .map((part, i) =>
        i % 2 === 0
          ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
          : `(?<${part}>${HOLDS[part] ?? ".*"})`
      )
      .join("")}$`,
    "s"
  ),
})) satisfies readonly { reads: RegExp; texts: Localized }[]

function shown(name: string, value: string): Localized {
  switch (name) {
    case "at":
      return localized((language) => formatInstant(value, language))
    case "note":
      return noteIn(value)
    case "notes": {
      const notes = value.split("; ").map(noteIn)
      return localized((language) => notes.map((said) => said[language]).join("; "))
    }
    case "cause":
      return CAUSES[value] ?? { en: value, es: value, pt: value }
    default:
      return { en: value, es: value, pt: value }
  }
}

/** Where a consent was withdrawn, and why an address is suppressed. */
const CAUSES: Readonly<Record<string, Localized>> = {
  hard_bounce: { en: "hard bounce", es: "rebote permanente", pt: "devolução permanente" },
  spam_report: { en: "spam report", es: "denuncia de spam", pt: "denúncia de spam" },
  dropped: {
    en: "refused by the provider",
    es: "rechazado por el proveedor",
    pt: "recusado pelo provedor",
  },
  soft_bounces: {
    en: "several soft bounces",
    es: "varios rebotes temporales",
    pt: "várias devoluções temporárias",
  },
  unsubscribed: {
    en: "unsubscribed at the provider",
    es: "baja en el proveedor",
    pt: "descadastrado no provedor",
  },
  by_hand: { en: "blocked by hand", es: "bloqueado a mano", pt: "bloqueado à mão" },
  erased: { en: "erased", es: "datos borrados", pt: "dados apagados" },
  registration: { en: "at registration", es: "en el registro", pt: "no cadastro" },
  checkout: { en: "at the checkout", es: "al pagar", pt: "no checkout" },
  preferences: { en: "in the preferences", es: "en las preferencias", pt: "nas preferências" },
  unsubscribe_link: {
    en: "by the link in a mail",
    es: "por el enlace de un correo",
    pt: "pelo link de um e-mail",
  },
  one_click: { en: "by one click", es: "con un clic", pt: "com um clique" },
  preferences_link: {
    en: "by the link to the preferences",
    es: "por el enlace a las preferencias",
    pt: "pelo link das preferências",
  },
  gpc: {
    en: "by the browser's signal",
    es: "por la señal del navegador",
    pt: "pelo sinal do navegador",
  },
  email_change: {
    en: "under an earlier address",
    es: "con una dirección anterior",
    pt: "com um endereço anterior",
  },
  restored: {
    en: "before the database was restored",
    es: "antes de restaurar la base de datos",
    pt: "antes de restaurar o banco de dados",
  },
  import: { en: "by an import", es: "en una importación", pt: "em uma importação" },
  admin: { en: "by the shop", es: "por la tienda", pt: "pela loja" },
}
