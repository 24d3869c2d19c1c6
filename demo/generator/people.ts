import type { Random } from "./random"

const FIRST = (
  "Alba Alice Amelia Andrea Anton Beatriz Bruno Carla Carlos Chiara Clara Daniel David Diego Elena Elias Emma Erik " +
  "Eva Felix Fernanda Filip Hanna Helena Hugo Ines Irene Iris Jan Joana Jonas Jorge Julia Karin Lara Lars Laura Lea " +
  "Leo Lina Lucas Lucia Luis Maja Marc Marco Maria Marta Matteo Max Mia Miguel Nina Nora Olga Oliver Pablo Paula " +
  "Pedro Petra Rafael Rita Rosa Sara Simon Sofia Teresa Tiago Tom Vera Victor Yara Zoe"
).split(" ")
const LAST = (
  "Almeida Andersen Bauer Bianchi Blanco Bos Costa Cruz Dias Dubois Ferrari Fischer Fonseca Garcia Gomes Hansen " +
  "Hoffmann Iglesias Janssen Jensen Keller Klein Lambert Larsen Leroy Lima Lindberg Lopes Lorenz Marin Martins Mendes " +
  "Meyer Moreau Moreno Navarro Nielsen Novak Oliveira Ortega Pereira Peters Pinto Ramos Ribeiro Ricci Rocha Romano " +
  "Ruiz Santos Schmidt Silva Simon Soares Sousa Torres Vargas Vega Vidal Visser Wagner Weber Winter Wolf"
).split(" ")
const COUNTRIES = ["es", "pt", "fr", "de", "it", "nl"]

export type Person = {
  readonly id: string
  readonly email: string
  readonly first_name: string
  readonly last_name: string
  readonly country_code: string
}

/** A made-up person; the address ends in a domain that can never receive mail (RFC 2606). */
export function personOf(number: number, random: Random): Person {
  const first_name = random.pick(FIRST)
  const last_name = random.pick(LAST)
  const id = String(number).padStart(4, "0")
  return {
    id,
    email: `${first_name}.${last_name}.${id}@history.example`.toLowerCase(),
    first_name,
    last_name,
    country_code: random.pick(COUNTRIES),
  }
}
