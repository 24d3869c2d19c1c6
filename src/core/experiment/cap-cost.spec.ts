import { capCostSentence, goalsLost } from "./cap-cost"

const some = { later: 4, lost: 3, waiting: 1, share: 0.25 }

describe("what the caps cost", () => {
  it("is said in a line, in three languages", () => {
    expect(capCostSentence([some, { ...some, lost: 0, share: null }], 7)).toEqual({
      en: "Messages lost to the caps in the last 7 days, because they expired before there was room: 3. Sent later because of them: 8; still waiting: 2. Had those people done as the others did, they would have reached about 0.8 goals.",
      es: "Mensajes perdidos por los límites en los últimos 7 días, porque vencieron antes de que hubiera sitio: 3. Enviados más tarde por ellos: 8; aún en espera: 2. Si esas personas hubieran hecho como las demás, habrían alcanzado unas 0,8 metas.",
      pt: "Mensagens perdidas por causa dos limites nos últimos 7 dias, porque venceram antes de haver espaço: 3. Enviadas mais tarde por causa deles: 8; ainda esperando: 2. Se essas pessoas tivessem feito como as outras, teriam alcançado cerca de 0,8 metas.",
    })
    expect(capCostSentence([{ ...some, lost: 0 }], 7).en).toBe(
      "In the last 7 days no message was lost to the caps. Sent later because of them: 4; still waiting: 1."
    )
  })

  it("is no estimate where too few people tell what such a message brings", () => {
    expect(goalsLost([some, { ...some, lost: 8, share: 0.5 }])).toBe(4.75)
    expect(goalsLost([some, { ...some, share: null }])).toBeNull()
    expect(goalsLost([{ ...some, lost: 0 }])).toBeNull()
  })
})
