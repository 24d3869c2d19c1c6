import type { PutOff } from "../../../core/renewal/put-off"
import type { Language } from "../../../core/text/localized"

type Words = { readonly title: string; readonly button: string; readonly doneTitle: string }
export type LinkAct =
  | "cancel"
  | "renew"
  | "skip"
  | "card"
  | "resume"
  | "stop"
  | "withdraw"
  | "agree"
  | "address"
  | "switch"
  | PutOff

export const ACTS: Readonly<Record<LinkAct, Readonly<Record<Language, Words>>>> = {
  cancel: {
    en: { title: "Cancel", button: "Cancel now", doneTitle: "It is cancelled" },
    es: { title: "Cancelar", button: "Cancelar ahora", doneTitle: "Está cancelada" },
    pt: { title: "Cancelar", button: "Cancelar agora", doneTitle: "Está cancelada" },
  },
  renew: {
    en: { title: "Renew", button: "Renew now", doneTitle: "It is being renewed" },
    es: { title: "Renovar", button: "Renovar ahora", doneTitle: "Se está renovando" },
    pt: { title: "Renovar", button: "Renovar agora", doneTitle: "Está sendo renovada" },
  },
  skip: {
    en: { title: "Leave one out", button: "Leave it out", doneTitle: "It is left out" },
    es: { title: "Omitir una vez", button: "Omitirla", doneTitle: "Se omite" },
    pt: { title: "Pular uma vez", button: "Pular", doneTitle: "Foi pulada" },
  },
  card: {
    en: { title: "Use another card", button: "Use this card", doneTitle: "It is changed" },
    es: { title: "Usar otra tarjeta", button: "Usar esta tarjeta", doneTitle: "Está cambiada" },
    pt: { title: "Usar outro cartão", button: "Usar este cartão", doneTitle: "Foi trocado" },
  },
  address: {
    en: {
      title: "Send it somewhere else",
      button: "Send it there",
      doneTitle: "The address is changed",
    },
    es: {
      title: "Enviarla a otro lugar",
      button: "Enviarla allí",
      doneTitle: "La dirección ha cambiado",
    },
    pt: {
      title: "Enviar para outro lugar",
      button: "Enviar para lá",
      doneTitle: "O endereço mudou",
    },
  },
  switch: {
    en: {
      title: "Switch to something else",
      button: "Switch to it",
      doneTitle: "It is switched",
    },
    es: { title: "Cambiar a otra cosa", button: "Cambiar", doneTitle: "Está cambiada" },
    pt: { title: "Trocar por outra", button: "Trocar", doneTitle: "Foi trocada" },
  },
  resume: {
    en: { title: "Keep it after all", button: "Keep it", doneTitle: "It goes on" },
    es: { title: "Conservarla, al final", button: "Conservarla", doneTitle: "Sigue" },
    pt: { title: "Manter, afinal", button: "Manter", doneTitle: "Continua" },
  },
  postpone: {
    en: { title: "Move the next date", button: "Move it", doneTitle: "The next date is moved" },
    es: {
      title: "Cambiar la próxima fecha",
      button: "Cambiarla",
      doneTitle: "La próxima fecha ha cambiado",
    },
    pt: { title: "Mudar a próxima data", button: "Mudar", doneTitle: "A próxima data mudou" },
  },
  pause: {
    en: { title: "Pause", button: "Pause until then", doneTitle: "It is paused" },
    es: { title: "Pausar", button: "Pausar hasta entonces", doneTitle: "Está en pausa" },
    pt: { title: "Pausar", button: "Pausar até lá", doneTitle: "Está em pausa" },
  },
  withdraw: {
    en: {
      title: "Withdraw from contract here",
      button: "Confirm withdrawal",
      doneTitle: "You have withdrawn from it",
    },
    es: {
      title: "Desistir del contrato aquí",
      button: "Confirmar desistimiento",
      doneTitle: "Has desistido",
    },
    pt: {
      title: "Desistir do contrato aqui",
      button: "Confirmar desistência",
      doneTitle: "Você desistiu",
    },
  },
  stop: {
    en: {
      title: "Stop automatic renewal",
      button: "Stop it",
      doneTitle: "It does not renew by itself any more",
    },
    es: {
      title: "Parar la renovación automática",
      button: "Pararla",
      doneTitle: "Ya no se renueva sola",
    },
    pt: {
      title: "Parar a renovação automática",
      button: "Parar",
      doneTitle: "Não renova mais sozinha",
    },
  },
  agree: {
    en: {
      title: "Let it renew by itself",
      button: "Turn it on",
      doneTitle: "It renews by itself from now on",
    },
    es: {
      title: "Que se renueve sola",
      button: "Activarlo",
      doneTitle: "Desde ahora se renueva sola",
    },
    pt: {
      title: "Deixar renovar sozinha",
      button: "Ativar",
      doneTitle: "A partir de agora renova sozinha",
    },
  },
}

export const TEXTS = {
  en: {
    runsUntil: (date: string) => `It is paid until ${date}.`,
    next: (date: string, amount: string) =>
      `The next period begins on ${date} and costs ${amount}.`,
    nextUnknown: (date: string) => `The next period begins on ${date}.`,
    afterCancel: "Nothing will be charged any more, and you keep what is paid until its end.",
    receipt: "The receipt comes by e-mail.",
    resumed:
      "It goes on. It does not renew by itself until you agree to that again; we remind you before it ends.",
    stopped:
      "Nothing is charged without asking you again. What is paid lasts until its end, and we remind you before then.",
    withdraws:
      "It ends, nothing more is charged, and the shop refunds what is owed. This cannot be taken back.",
    withdrawn:
      "It ends, nothing more is charged, and the shop refunds what is owed within 14 days.",
    notWithdrawable:
      "The days in which you may withdraw from it are over. You can still cancel it.",
    agreed: "We tell you before each charge, and each of these mails has the way out.",
    tickBox: "Tick the box if you agree; without it, nothing changes.",
    priceOfTheDay: "the price of the day",
    day: "Which day?",
    postpones:
      "It lasts until the day that you choose, and the dates after it follow. We tell you again before it is charged.",
    pauses:
      "You keep what is paid to its end. Then it rests until the day that you choose, and nothing is charged before; we tell you again before that.",
    wentOn: "It rests no longer. We tell you before it is charged.",
    wrongDay: "That day cannot be chosen. Look at it again.",
    nothingSent: "Nothing of it is sent, so it has no address.",
    notThere:
      "The shop does not send it there the way it is sent now. Give another address, or begin a new one in the shop.",
    unavailable: "What you chose cannot be ordered now. Choose something else, or try again later.",
    choose: "To what?",
    look: "See what it costs",
    noChoice: "Nothing else is on offer for it now.",
    present: "What you have now",
    switches:
      "What is paid stays as it is until its end, and nothing is charged now. We tell you again before it is charged.",
    becomes: (what: string, date: string, amount: string) =>
      `With its next payment, on ${date}, it becomes ${what} for ${amount}, delivery and tax included.`,
    byHand:
      "It does not renew by itself then; we remind you before, and you renew it with one click.",
    boxOrByHand:
      "Without the box it does not renew by itself any more; we remind you before, and you renew it with one click.",
    mistake: "Cancelled by mistake?",
    confirmation: "The confirmation comes by e-mail as soon as it is paid.",
    keep: "You said that you still use it; it renews as planned.",
    nothing: "There is nothing to do any more: it has been done already, or it is over.",
    charging: "Its payment is under way. The confirmation, or what went wrong, comes by e-mail.",
    notOffered: "This plan does not offer that.",
    priceChanged: "The price has changed since this page was opened. Look at it again.",
    priceUnknown: "Its price is not known yet. Try again in a few minutes.",
    noPayment: "There is no means of payment on file. Order it anew in the shop.",
    noCards:
      "The shop holds no other card of yours. Pay with a new card in the shop, or renew there.",
    shop: "To the shop",
    chooseCard: "Which card shall be used?",
    usedNow: (card: string) => `${card} (used now)`,
    again: "Look again",
    at: (time: string) => `Received on ${time}.`,
  },
  es: {
    runsUntil: (date: string) => `Está pagada hasta el ${date}.`,
    next: (date: string, amount: string) =>
      `El próximo período empieza el ${date} y cuesta ${amount}.`,
    nextUnknown: (date: string) => `El próximo período empieza el ${date}.`,
    afterCancel: "No se cobrará nada más, y conservas lo pagado hasta su fin.",
    receipt: "El comprobante llega por correo.",
    resumed:
      "Sigue. No se renueva sola hasta que vuelvas a aceptarlo; te avisamos antes de que termine.",
    stopped:
      "No se cobra nada sin volver a preguntarte. Lo pagado dura hasta su fin, y te avisamos antes.",
    withdraws:
      "Termina, no se cobra nada más y la tienda devuelve lo que corresponde. No se puede deshacer.",
    withdrawn: "Termina, no se cobra nada más y la tienda devuelve lo que corresponde en 14 días.",
    notWithdrawable: "Los días para desistir han pasado. Aún puedes cancelarla.",
    agreed: "Te avisamos antes de cada cobro, y en cada uno de esos correos está la salida.",
    tickBox: "Marca la casilla si estás de acuerdo; sin ella no cambia nada.",
    priceOfTheDay: "el precio del día",
    day: "¿Qué día?",
    postpones:
      "Dura hasta el día que elijas, y las fechas siguientes se cuentan desde él. Te avisamos otra vez antes de cobrar.",
    pauses:
      "Conservas lo pagado hasta su fin. Después descansa hasta el día que elijas y antes no se cobra nada; te avisamos otra vez antes.",
    wentOn: "Ya no descansa. Te avisamos antes de cobrar.",
    wrongDay: "Ese día no se puede elegir. Míralo otra vez.",
    nothingSent: "No se envía nada de ella, así que no tiene dirección.",
    notThere:
      "La tienda no la envía allí como la envía ahora. Da otra dirección o empieza una nueva en la tienda.",
    unavailable: "Lo que elegiste no se puede pedir ahora. Elige otra cosa o inténtalo más tarde.",
    choose: "¿A qué?",
    look: "Ver cuánto cuesta",
    noChoice: "Ahora no hay otra cosa a la que cambiarla.",
    present: "Lo que tienes ahora",
    switches:
      "Lo pagado sigue igual hasta su fin, y ahora no se cobra nada. Te avisamos otra vez antes de cobrar.",
    becomes: (what: string, date: string, amount: string) =>
      `Con su próximo pago, el ${date}, pasa a ser ${what} por ${amount}, con envío e impuestos.`,
    byHand: "Entonces no se renueva sola; te avisamos antes y la renuevas con un clic.",
    boxOrByHand:
      "Sin la casilla ya no se renueva sola; te avisamos antes y la renuevas con un clic.",
    mistake: "¿Cancelada por error?",
    confirmation: "La confirmación llega por correo en cuanto esté pagada.",
    keep: "Has dicho que aún la usas; se renueva según lo previsto.",
    nothing: "Ya no hay nada que hacer: ya se hizo, o ha terminado.",
    charging: "Su pago está en curso. La confirmación, o lo que haya fallado, llega por correo.",
    notOffered: "Este plan no ofrece eso.",
    priceChanged: "El precio ha cambiado desde que se abrió esta página. Míralo otra vez.",
    priceUnknown: "Aún no se sabe su precio. Inténtalo en unos minutos.",
    noPayment: "No hay un medio de pago guardado. Pídela de nuevo en la tienda.",
    noCards:
      "La tienda no guarda otra tarjeta tuya. Paga con una nueva en la tienda, o renueva allí.",
    shop: "Ir a la tienda",
    chooseCard: "¿Qué tarjeta hay que usar?",
    usedNow: (card: string) => `${card} (la de ahora)`,
    again: "Mirar otra vez",
    at: (time: string) => `Recibido el ${time}.`,
  },
  pt: {
    runsUntil: (date: string) => `Está paga até ${date}.`,
    next: (date: string, amount: string) =>
      `O próximo período começa em ${date} e custa ${amount}.`,
    nextUnknown: (date: string) => `O próximo período começa em ${date}.`,
    afterCancel: "Nada mais será cobrado, e você mantém o que foi pago até o fim.",
    receipt: "O comprovante chega por e-mail.",
    resumed: "Continua. Não renova sozinha até você concordar de novo; avisamos antes de terminar.",
    stopped:
      "Nada é cobrado sem perguntar de novo. O que foi pago dura até o fim, e avisamos antes.",
    withdraws:
      "Ela termina, nada mais é cobrado e a loja devolve o que é devido. Não dá para desfazer.",
    withdrawn: "Ela termina, nada mais é cobrado e a loja devolve o que é devido em 14 dias.",
    notWithdrawable: "Os dias para desistir passaram. Você ainda pode cancelar.",
    agreed: "Avisamos antes de cada cobrança, e em cada um desses e-mails está a saída.",
    tickBox: "Marque a caixa se concorda; sem ela nada muda.",
    priceOfTheDay: "o preço do dia",
    day: "Que dia?",
    postpones:
      "Vale até o dia que você escolher, e as datas seguintes contam dele. Avisamos de novo antes de cobrar.",
    pauses:
      "Você mantém o que foi pago até o fim. Depois descansa até o dia que você escolher e nada é cobrado antes; avisamos de novo antes disso.",
    wentOn: "Não descansa mais. Avisamos antes de cobrar.",
    wrongDay: "Esse dia não pode ser escolhido. Veja de novo.",
    nothingSent: "Nada dela é enviado, então não tem endereço.",
    notThere:
      "A loja não envia para lá como envia agora. Dê outro endereço ou comece uma nova na loja.",
    unavailable:
      "O que você escolheu não pode ser pedido agora. Escolha outra coisa ou tente mais tarde.",
    choose: "Por qual?",
    look: "Ver quanto custa",
    noChoice: "Agora não há outra opção para ela.",
    present: "O que você tem agora",
    switches:
      "O que foi pago fica como está até o fim, e nada é cobrado agora. Avisamos de novo antes de cobrar.",
    becomes: (what: string, date: string, amount: string) =>
      `Com o próximo pagamento, em ${date}, passa a ser ${what} por ${amount}, com frete e impostos.`,
    byHand: "Então não renova sozinha; avisamos antes, e você renova com um clique.",
    boxOrByHand:
      "Sem a caixa ela não renova mais sozinha; avisamos antes, e você renova com um clique.",
    mistake: "Cancelou por engano?",
    confirmation: "A confirmação chega por e-mail assim que for paga.",
    keep: "Você disse que ainda usa; renova como previsto.",
    nothing: "Não há mais nada a fazer: já foi feito, ou terminou.",
    charging:
      "O pagamento está em andamento. A confirmação, ou o que deu errado, chega por e-mail.",
    notOffered: "Este plano não oferece isso.",
    priceChanged: "O preço mudou desde que esta página foi aberta. Veja de novo.",
    priceUnknown: "O preço ainda não é conhecido. Tente de novo em alguns minutos.",
    noPayment: "Não há um meio de pagamento guardado. Peça de novo na loja.",
    noCards: "A loja não guarda outro cartão seu. Pague com um novo na loja, ou renove lá.",
    shop: "Ir à loja",
    chooseCard: "Qual cartão deve ser usado?",
    usedNow: (card: string) => `${card} (o de agora)`,
    again: "Ver de novo",
    at: (time: string) => `Recebido em ${time}.`,
  },
} as const satisfies Record<Language, unknown>
