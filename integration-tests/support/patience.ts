// What takes a second on an idle machine takes jest's five beside a browser and a Medusa: a limit is for what hangs.
jest.setTimeout(30_000)
