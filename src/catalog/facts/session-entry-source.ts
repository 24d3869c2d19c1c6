import { defineFact } from "../../core/catalog/define"

export const sessionEntrySource = defineFact({
  code: "session.entry_source",
  type: "text",
  part: "session",
  personal: false,
  label: { en: "Entry source", es: "Origen de la visita", pt: "Origem da visita" },
  phrase: {
    en: "where the visit came from",
    es: "el origen de la visita",
    pt: "a origem da visita",
  },
  description: {
    en: "What brought the visitor: the campaign's source, else the host that linked here, else “direct”.",
    es: "Qué trajo al visitante: la fuente de la campaña; si no, el sitio que enlazó; si no, «direct».",
    pt: "O que trouxe o visitante: a origem da campanha; senão, o site que criou o link; senão, “direct”.",
  },
  read: ({ session }) => session?.entry_source ?? undefined,
  sample: "partner.example",
})
