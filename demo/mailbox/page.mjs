const TEXTS = {
  en: {
    title: "Mailbox of the demo shop",
    intro: "Every e-mail that the demo sends ends here instead of at a real address.",
    filter: "Show mails to",
    show: "Show",
    all: "Show all",
    count: (n) => (n === 1 ? "1 mail" : `${n} mails`),
    none: "No mails yet. Place an order in the demo shop and come back.",
    noneTo: "No mails to this address.",
    to: "To",
    from: "From",
    sent: "Sent",
    message: "Message",
    text: "Text part",
    noText: "This mail has no text part.",
    headers: "Headers",
    fresh: "New mails have arrived.",
    reload: "Show them",
    older: (n) => `${n} older mails are not shown; filter by address to see them.`,
  },
  es: {
    title: "Buzón de la tienda de demostración",
    intro: "Todos los correos que envía la demostración terminan aquí y no en una dirección real.",
    filter: "Mostrar correos para",
    show: "Mostrar",
    all: "Mostrar todos",
    count: (n) => (n === 1 ? "1 correo" : `${n} correos`),
    none: "Aún no hay correos. Haz un pedido en la tienda de demostración y vuelve.",
    noneTo: "No hay correos para esta dirección.",
    to: "Para",
    from: "De",
    sent: "Enviado",
    message: "Mensaje",
    text: "Parte de texto",
    noText: "Este correo no tiene parte de texto.",
    headers: "Cabeceras",
    fresh: "Han llegado correos nuevos.",
    reload: "Mostrarlos",
    older: (n) => `No se muestran ${n} correos anteriores; filtra por dirección para verlos.`,
  },
  pt: {
    title: "Caixa de correio da loja de demonstração",
    intro: "Todos os e-mails que a demonstração envia terminam aqui e não em um endereço real.",
    filter: "Mostrar e-mails para",
    show: "Mostrar",
    all: "Mostrar todos",
    count: (n) => (n === 1 ? "1 e-mail" : `${n} e-mails`),
    none: "Ainda não há e-mails. Faça um pedido na loja de demonstração e volte.",
    noneTo: "Não há e-mails para este endereço.",
    to: "Para",
    from: "De",
    sent: "Enviado",
    message: "Mensagem",
    text: "Parte de texto",
    noText: "Este e-mail não tem parte de texto.",
    headers: "Cabeçalhos",
    fresh: "Chegaram novos e-mails.",
    reload: "Mostrar",
    older: (n) => `${n} e-mails anteriores não são mostrados; filtre por endereço para vê-los.`,
  },
}

const SHOWN = 100

/**
 * The page that lists the mails.
 * @param {{ mails: import("./store.mjs").Mail[], to: string | null, acceptLanguage: string, nonce: string }} input
 *   newest first
 * @returns {string} HTML
 */
export function mailboxPage({ mails, to, acceptLanguage, nonce }) {
  const lang = languageOf(acceptLanguage)
  const t = TEXTS[lang]
  const shown = mails.slice(0, SHOWN)
  const empty = `<p>${to === null ? t.none : t.noneTo}</p>`
  const list = `<ol>${shown.map((mail, i) => mailItem(mail, t, lang, i === 0)).join("")}</ol>`
  const older = mails.length > SHOWN ? `<p>${t.older(mails.length - SHOWN)}</p>` : ""
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${t.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1>${t.title}</h1><p>${t.intro}</p>
<form method="get" action="/" role="search"><label for="to">${t.filter}</label>
<input id="to" name="to" type="search" value="${escapeHtml(to ?? "")}" autocomplete="off">
<button>${t.show}</button>${to === null ? "" : ` <a href="/">${t.all}</a>`}</form>
<p>${t.count(mails.length)}</p>
<p id="fresh" role="status" data-newest="${escapeHtml(mails[0]?.id ?? "")}"><span hidden>${t.fresh} <a href="">${t.reload}</a></span></p>
${shown.length === 0 ? empty : list}${older}</main>
<script nonce="${nonce}">${SCRIPT}</script></body></html>`
}

/** English unless the browser asks for Spanish or Portuguese first. */
export function languageOf(acceptLanguage) {
  const wanted = acceptLanguage
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(/;\s*q=/)
      return {
        tag: tag.slice(0, 2).toLowerCase(),
        quality: quality === undefined ? 1 : Number(quality),
      }
    })
    .filter(({ tag, quality }) => tag in TEXTS && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wanted[0]?.tag ?? "en"
}

function mailItem(mail, t, lang, open) {
  const sent = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "medium" })
  const subject = escapeHtml(mail.subject)
  const headers = Object.entries(mail.headers)
    .map(
      ([name, value]) =>
        `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`
    )
    .join("")
  const text =
    mail.text === "" ? `<p>${t.noText}</p>` : `<pre tabindex="0">${escapeHtml(mail.text)}</pre>`
  return `<li><article aria-labelledby="s-${mail.id}"><h2 id="s-${mail.id}">${subject}</h2>
<dl><dt>${t.to}</dt><dd>${escapeHtml(mail.to)}</dd><dt>${t.from}</dt><dd>${escapeHtml(mail.from)}</dd>
<dt>${t.sent}</dt><dd><time datetime="${mail.sent_at}">${sent.format(new Date(mail.sent_at))}</time></dd></dl>
<details${open ? " open" : ""}><summary>${t.message}</summary>
<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${mail.id}/html" loading="lazy" title="${subject}"></iframe></details>
<details><summary>${t.text}</summary>${text}</details>
<details><summary>${t.headers}</summary><table>${headers}</table></details></article></li>`
}

export function escapeHtml(value) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }
  return String(value).replace(/[&<>"']/g, (character) => entities[character])
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0 } main { max-width: 60rem; margin: 0 auto; padding: 1rem }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
input, button { font: inherit; padding: .4rem .6rem; min-height: 2.75rem; box-sizing: border-box }
input { flex: 1 1 14rem; min-width: 0 }
ol { list-style: none; padding: 0 } article { border: 1px solid #8888; border-radius: .5rem; padding: 1rem; margin: 1rem 0 }
h2 { margin: 0 0 .5rem; font-size: 1.15rem; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin: 0 0 .5rem } dd { margin: 0; overflow-wrap: anywhere }
summary { cursor: pointer; padding: .5rem 0 } iframe { width: 100%; height: 32rem; border: 1px solid #8888; background: #fff }
pre, td { white-space: pre-wrap; overflow-wrap: anywhere } th { text-align: left; vertical-align: top; padding-right: 1rem }
:focus-visible { outline: 3px solid #2563eb; outline-offset: 2px }`

/** Says that mails arrived instead of reloading by itself, which would throw a reader out of the mail. */
const SCRIPT = `
const status = document.getElementById("fresh")
setInterval(async () => {
  try {
    const answer = await fetch("/messages?limit=1&to=" + encodeURIComponent(document.getElementById("to").defaultValue))
    const newest = (await answer.json()).messages[0]
    if (newest && newest.id !== status.dataset.newest) status.firstElementChild.hidden = false
  } catch {}
}, 3000)`
