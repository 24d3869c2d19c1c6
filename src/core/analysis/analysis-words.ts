import type { Localized } from "../catalog/definitions"

const say = (en: string, es: string, pt: string): Localized => ({ en, es, pt })

/** Every word of the report; `{name}` is filled in. */
export const WORDS = {
  title: say(
    "What the order history says",
    "Lo que dice el historial de pedidos",
    "O que diz o histórico de pedidos"
  ),
  file: say(
    "{lines} lines, {usable} usable: {orders} orders of {customers} customers, {products} products, from {from} to {to}.",
    "{lines} líneas, {usable} utilizables: {orders} pedidos de {customers} clientes, {products} productos, del {from} al {to}.",
    "{lines} linhas, {usable} utilizáveis: {orders} pedidos de {customers} clientes, {products} produtos, de {from} a {to}."
  ),
  empty: say(
    "{lines} lines, none of them usable: there is nothing to analyse.",
    "{lines} líneas, ninguna utilizable: no hay nada que analizar.",
    "{lines} linhas, nenhuma utilizável: não há nada para analisar."
  ),
  left_out: say("Lines left out", "Líneas descartadas", "Linhas descartadas"),
  reason: say("Reason", "Motivo", "Motivo"),
  lines: say("Lines", "Líneas", "Linhas"),
  once: say(
    "{once} customers bought on one day only, {repeat} came back.",
    "{once} clientes compraron un solo día, {repeat} volvieron.",
    "{once} clientes compraram em um único dia, {repeat} voltaram."
  ),
  currencies: say(
    "The history has {count} currencies. Amounts below are in {main} only; other currencies are not added to it.",
    "El historial tiene {count} monedas. Los importes de abajo son solo en {main}; las demás monedas no se suman.",
    "O histórico tem {count} moedas. Os valores abaixo são apenas em {main}; as outras moedas não são somadas."
  ),
  best: say(
    "Who are my best customers?",
    "¿Quiénes son mis mejores clientes?",
    "Quem são meus melhores clientes?"
  ),
  tier: say("Tier", "Nivel", "Nível"),
  customers: say("Customers", "Clientes", "Clientes"),
  customer: say("Customer", "Cliente", "Cliente"),
  revenue: say("Revenue", "Ingresos", "Receita"),
  share: say("Share", "Parte", "Parcela"),
  orders: say("Orders", "Pedidos", "Pedidos"),
  spent: say("Spent", "Gastado", "Gasto"),
  last: say("Last order", "Último pedido", "Último pedido"),
  tiers: say(
    "A are those who bring the first {a} of all revenue, B the next up to {b}, C the rest.",
    "A son quienes aportan el primer {a} de los ingresos, B los siguientes hasta el {b}, C el resto.",
    "A são os que trazem os primeiros {a} da receita, B os seguintes até {b}, C o restante."
  ),
  top: say(
    "The best fifth of the customers brings {share} of the revenue.",
    "La mejor quinta parte de los clientes aporta el {share} de los ingresos.",
    "O melhor quinto dos clientes traz {share} da receita."
  ),
  rfm: say(
    "Recency, frequency and money in fifths: {best} customers score 555, {worst} score 111.",
    "Recencia, frecuencia y dinero en quintos: {best} clientes tienen 555, {worst} tienen 111.",
    "Recência, frequência e dinheiro em quintos: {best} clientes têm 555, {worst} têm 111."
  ),
  leaving: say("Who is leaving?", "¿Quién se está yendo?", "Quem está indo embora?"),
  churned: say(
    "{share} of all customers have probably left for good; {purchases} purchases are to be expected in the next 90 days.",
    "El {share} de los clientes probablemente se ha ido para siempre; cabe esperar {purchases} compras en los próximos 90 días.",
    "{share} dos clientes provavelmente foram embora de vez; esperam-se {purchases} compras nos próximos 90 dias."
  ),
  risk: say("Risk", "Riesgo", "Risco"),
  low: say("low", "bajo", "baixo"),
  medium: say("medium", "medio", "médio"),
  high: say("high", "alto", "alto"),
  at_risk: say(
    "Valuable customers at risk",
    "Clientes valiosos en riesgo",
    "Clientes valiosos em risco"
  ),
  alive: say("Still a customer", "Sigue siendo cliente", "Ainda é cliente"),
  worth: say("Expected in a year", "Esperado en un año", "Esperado em um ano"),
  trust: say(
    "How far can this be trusted?",
    "¿Hasta qué punto es fiable?",
    "Até que ponto isso é confiável?"
  ),
  tested: say(
    "The models saw the time up to {cut} and foretold the purchases from then to {end}.",
    "Los modelos vieron el tiempo hasta el {cut} y predijeron las compras desde entonces hasta el {end}.",
    "Os modelos viram o tempo até {cut} e previram as compras desde então até {end}."
  ),
  model: say("Model", "Modelo", "Modelo"),
  parameters: say("Parameters", "Parámetros", "Parâmetros"),
  likelihood: say("Log-likelihood", "Log-verosimilitud", "Log-verossimilhança"),
  expected: say("Expected", "Esperado", "Esperado"),
  actual: say("Actual", "Real", "Real"),
  mae: say("Mean error", "Error medio", "Erro médio"),
  rmse: say(
    "Root mean squared error",
    "Raíz del error cuadrático medio",
    "Raiz do erro quadrático médio"
  ),
  own_rate: say("as often as before", "tan a menudo como antes", "tão frequentemente quanto antes"),
  chosen: say(
    "{model} foretold best, and is the one that the figures above are from.",
    "{model} predijo mejor; de él proceden las cifras de arriba.",
    "{model} previu melhor; dele vêm os números acima."
  ),
  not_better: say(
    "No model foretold better than “as often as before”: take the predictions as rough.",
    "Ningún modelo predijo mejor que «tan a menudo como antes»: las predicciones son aproximadas.",
    "Nenhum modelo previu melhor que “tão frequentemente quanto antes”: as previsões são aproximadas."
  ),
  no_leaving: say(
    "In the time up to the cut no model can tell who left from who is waiting.",
    "En el tiempo hasta el corte ningún modelo distingue a quien se fue de quien espera.",
    "No tempo até o corte nenhum modelo distingue quem foi embora de quem espera."
  ),
  bins: say(
    "Purchases per customer after the cut, by purchases before it",
    "Compras por cliente tras el corte, según las compras anteriores",
    "Compras por cliente após o corte, conforme as compras anteriores"
  ),
  repeats: say("Repeat purchases before", "Recompras anteriores", "Recompras anteriores"),
  spending: say(
    "A further purchase is worth {mean} on average (gamma-gamma: {params}).",
    "Una compra más vale {mean} de media (gamma-gamma: {params}).",
    "Mais uma compra vale {mean} em média (gamma-gama: {params})."
  ),
  together: say("What is bought together?", "¿Qué se compra junto?", "O que se compra junto?"),
  pairs: say(
    "{pairs} directed pairs are in at least {support} of {baskets} baskets; {rules} rules of several products hold in at least {confidence} of cases.",
    "{pairs} pares dirigidos están en al menos el {support} de {baskets} cestas; {rules} reglas de varios productos se cumplen en al menos el {confidence} de los casos.",
    "{pairs} pares direcionados estão em pelo menos {support} de {baskets} cestas; {rules} regras de vários produtos valem em pelo menos {confidence} dos casos."
  ),
  who_buys: say("Who buys", "Quien compra", "Quem compra"),
  also: say("also buys", "también compra", "também compra"),
  support: say("Support", "Soporte", "Suporte"),
  confidence: say("Confidence", "Confianza", "Confiança"),
  lift: say("Lift", "Lift", "Lift"),
  next: say("What do they buy next?", "¿Qué compran después?", "O que compram depois?"),
  after: say("After the first", "Tras el primer", "Depois do primeiro"),
  follows: say("follows", "sigue", "segue"),
  within: say("Within {days} days", "En {days} días", "Em {days} dias"),
  median_days: say("Median days", "Mediana de días", "Mediana de dias"),
  again: say(
    "When will they need it again?",
    "¿Cuándo lo necesitarán de nuevo?",
    "Quando vão precisar de novo?"
  ),
  again_how: say(
    "Half of the buyers have bought it again by the median; those who still wait are counted in. {thin} products have too few repurchases.",
    "La mitad de los compradores lo ha vuelto a comprar al llegar la mediana; quienes aún esperan cuentan. {thin} productos tienen muy pocas recompras.",
    "Metade dos compradores já comprou de novo até a mediana; quem ainda espera é contado. {thin} produtos têm recompras de menos."
  ),
  product: say("Product", "Producto", "Produto"),
  repurchases: say("Repurchases", "Recompras", "Recompras"),
  median: say("Median, days", "Mediana, días", "Mediana, dias"),
  not_seen: say("not seen yet", "aún no visto", "ainda não visto"),
  within_90: say("Again within 90 days", "De nuevo en 90 días", "De novo em 90 dias"),
  tested_again: say(
    "Back-test: expected / actual",
    "Contraste: esperado / real",
    "Teste: esperado / real"
  ),
  due: say("Next in line", "Los próximos", "Os próximos"),
  in_days: say("In days (4 of 5 between)", "En días (4 de 5 entre)", "Em dias (4 de 5 entre)"),
  habits: say("How do they buy?", "¿Cómo compran?", "Como compram?"),
  hours: say("Orders by hour of the day", "Pedidos por hora del día", "Pedidos por hora do dia"),
  own_hours: say(
    "{count} customers clearly order at hours of their own.",
    "{count} clientes piden claramente a horas propias.",
    "{count} clientes pedem claramente em horários próprios."
  ),
  discounts: say(
    "{count} of {customers} customers bought more than half at a discount.",
    "{count} de {customers} clientes compraron más de la mitad con descuento.",
    "{count} de {customers} clientes compraram mais da metade com desconto."
  ),
  classes: say(
    "How early people buy what is new",
    "Con qué rapidez se compra lo nuevo",
    "Quão cedo se compra o que é novo"
  ),
  adopter: say("adopters", "innovadores", "inovadores"),
  pragmatist: say("pragmatists", "pragmáticos", "pragmáticos"),
  sceptic: say("sceptics", "escépticos", "céticos"),
  laggard: say("laggards", "rezagados", "retardatários"),
  usual: say("usually {share}", "lo habitual: {share}", "o usual: {share}"),
  returns: say(
    "{customers} customers gave something back: {share} of what was paid. {below} got back more than they paid in this history.",
    "{customers} clientes devolvieron algo: el {share} de lo pagado. {below} recuperaron más de lo que pagaron en este historial.",
    "{customers} clientes devolveram algo: {share} do que foi pago. {below} receberam de volta mais do que pagaram neste histórico."
  ),
  not_enough: say("Not enough history: ", "Historial insuficiente: ", "Histórico insuficiente: "),
  missing_count: say(
    "{found} {what}, at least {needed} are needed.",
    "{found} {what}, se necesitan al menos {needed}.",
    "{found} {what}, são necessários pelo menos {needed}."
  ),
  missing_time: say(
    "in {days} days, who left cannot be told from who is waiting; a longer history shows it.",
    "en {days} días no se distingue a quien se fue de quien espera; un historial más largo lo mostrará.",
    "em {days} dias não se distingue quem foi embora de quem espera; um histórico mais longo mostrará."
  ),
  missing_difference: say(
    "they do what everybody does.",
    "hacen lo que hacen todos.",
    "fazem o que todos fazem."
  ),
  missing_products: say(
    "the file names no products.",
    "el archivo no nombra productos.",
    "o arquivo não nomeia produtos."
  ),
  missing_hours: say(
    "the file has days, but no hours.",
    "el archivo tiene días, pero no horas.",
    "o arquivo tem dias, mas não horas."
  ),
  missing_launches: say(
    "no product was launched within the history.",
    "ningún producto se lanzó dentro del historial.",
    "nenhum produto foi lançado dentro do histórico."
  ),
  of_customers: say("customers", "clientes", "clientes"),
  of_repeat_customers: say(
    "customers who came back",
    "clientes que volvieron",
    "clientes que voltaram"
  ),
  of_repurchases: say("repurchases", "recompras", "recompras"),
  of_choices: say("orders", "pedidos", "pedidos"),
  of_baskets: say("baskets", "cestas", "cestas"),
  of_followers: say(
    "customers who bought the same after the same",
    "clientes que compraron lo mismo tras lo mismo",
    "clientes que compraram o mesmo depois do mesmo"
  ),
} as const

export type Word = keyof typeof WORDS
