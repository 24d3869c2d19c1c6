import en from "./en.json"
import es from "./es.json"
import ptBR from "./pt-br.json"

/** A namespace of our own: keys of the shop's other extensions cannot collide with it. */
export default {
  en: { kairos: en },
  es: { kairos: es },
  ptBR: { kairos: ptBR },
}
