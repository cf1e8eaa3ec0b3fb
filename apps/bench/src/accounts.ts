import { setTimeout as sleep } from 'node:timers/promises'
import { demoEmail } from '@desideliver/server/seed'
import { inTurns, registerCustomers } from './customers.ts'
import { median, percentile } from './percentiles.ts'
import { pingDuring } from './ping-health.ts'
import { withServer } from './start-server.ts'

const LOGINS = 200
const ROUNDS = 5
const SAMPLES = 500

/** `pnpm bench accounts`: a crowd that signs in, and whether the time of an answer tells if an address exists. */
export const benchAccounts = (): Promise<void> => withServer(measureAccounts)

async function measureAccounts(url: string): Promise<void> {
  await crowdTheDoor(url)
  await compare('login, wrong password', (email) => post(url, 'login', { email, password: 'not the password' }))
  await compare('password reset', (email) => post(url, 'password-reset', { email }))
}

async function crowdTheDoor(url: string): Promise<void> {
  const customers = await registerCustomers(url, LOGINS)
  const emails = await inTurns(LOGINS, 8, async (index) => (await customers[index]?.api.auth.profile.query())?.email)
  const idle = await pingDuring(url, () => sleep(2_000))
  console.log(`/healthz while nothing else goes on: ${percentiles(idle)}`)
  for (let round = 1; round <= ROUNDS; round++) {
    const statuses = new Map<number, number>()
    const start = performance.now()
    let seconds = 0
    const pings = await pingDuring(url, async () => {
      const answers = await Promise.all(
        emails.map((email) => post(url, 'login', { email, password: 'bench-password-1' })),
      )
      seconds = (performance.now() - start) / 1_000
      for (const status of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    })
    const told = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')
    console.log(`${LOGINS} logins at once, round ${round}: ${told} in ${seconds.toFixed(2)} s`)
    console.log(`  ${(LOGINS / seconds).toFixed(0)} a second; /healthz meanwhile: ${percentiles(pings)}`)
  }
}

/** Known and unknown in turn, so that whatever else the machine does falls on both alike. */
async function compare(what: string, ask: (email: string) => Promise<number>): Promise<void> {
  const times = { known: [] as number[], unknown: [] as number[] }
  const time = async (kind: keyof typeof times, email: string): Promise<void> => {
    const start = performance.now()
    await ask(email)
    times[kind].push(performance.now() - start)
  }
  const known = demoEmail('customer')
  const unknown = known.replace('customer', 'nobodyxx')
  for (let warmUp = 0; warmUp < 20; warmUp++) await ask(warmUp % 2 ? known : unknown)
  for (let sample = 0; sample < SAMPLES; sample++) {
    const first = sample % 2 === 0
    await time(first ? 'known' : 'unknown', first ? known : unknown)
    await time(first ? 'unknown' : 'known', first ? unknown : known)
  }
  const [one, other] = [median(times.known), median(times.unknown)]
  console.log(`${what}, medians of ${SAMPLES}: known ${one.toFixed(3)} ms, unknown ${other.toFixed(3)} ms`)
  console.log(`  ratio ${(one / other).toFixed(4)}, ${(Math.abs(one / other - 1) * 100).toFixed(2)} % apart`)
}

async function post(url: string, path: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/auth/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  await answer.arrayBuffer()
  return answer.status
}

const percentiles = (ascending: number[]): string =>
  [50, 99].map((percent) => `p${percent} ${percentile(ascending, percent).toFixed(1)} ms`).join(', ') +
  `, longest ${ascending.at(-1)?.toFixed(1)} ms (${ascending.length} pings)`
