import { leaksIn } from "./log-leaks"

const SHOPPER = /shopper\d+@/

describe("the lines of a log that name a shopper", () => {
  it.each([
    "error: kairos: could not send to shopper3@shop.example",
    `error: insert into "kairos_contact" ("email") values ('shopper3@shop.example')`,
    `error: select * from "customer" join kairos_profile where email = 'shopper3@shop.example'`,
    "GET /store/carts?email=shopper3@shop.example",
  ])("hold %s", (line) => {
    expect(leaksIn(`before\n${line}\nafter`, SHOPPER)).toEqual([line])
  })

  it.each([
    `error: insert into "cart" ("email") values ('shopper3@shop.example') - connection error`,
    '  message: `insert into "cart" ("email") values (\'shopper3@shop.example\')`,',
    `error: select "c0".* from "customer" as "c0" where "c0"."email" = 'shopper3@shop.example'`,
    "kairos: 3 deliveries were sent",
  ])("do not hold %s", (line) => {
    expect(leaksIn(line, SHOPPER)).toEqual([])
  })
})
