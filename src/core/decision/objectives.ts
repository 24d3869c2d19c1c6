import type { Localized } from "../catalog/definitions"
import type { Objective } from "./automation"

/** What an automation is for, as the admin's list calls it. */
export const OBJECTIVE_LABELS: Readonly<Record<Objective, Localized>> = {
  welcome: { en: "Welcome", es: "Dar la bienvenida", pt: "Dar boas-vindas" },
  repeat_purchase: { en: "Buy again", es: "Volver a comprar", pt: "Comprar de novo" },
  recover_cart: { en: "Recover a cart", es: "Recuperar un carrito", pt: "Recuperar um carrinho" },
  win_back: { en: "Win back", es: "Recuperar clientes", pt: "Reconquistar clientes" },
  retain: { en: "Retain", es: "Retener", pt: "Reter" },
  renew: { en: "Renew", es: "Renovar", pt: "Renovar" },
  cross_sell: { en: "Sell what goes with it", es: "Venta cruzada", pt: "Venda cruzada" },
  replenish: { en: "Replenish", es: "Reponer", pt: "Repor" },
  reward: { en: "Reward", es: "Premiar", pt: "Recompensar" },
  apologise: { en: "Apologise", es: "Disculparse", pt: "Pedir desculpas" },
  inform: { en: "Inform", es: "Informar", pt: "Informar" },
}
