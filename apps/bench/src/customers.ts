import { type DesiDeliverClient, createClient, memoryTokenStorage } from '@desideliver/sdk'

const business = {
  firstName: 'Bench',
  lastName: 'Customer',
  businessName: 'Bench Kitchen',
  businessType: 'restaurant' as const,
  phoneNumber: '+12145550142',
  addressLine1: '1 Main Street',
  city: 'Irving',
  state: 'TX',
  zipCode: '75039',
}

/** So many customers, registered and signed in. They never try again by themselves: every answer counts. */
export async function registerCustomers(url: string, count: number): Promise<DesiDeliverClient[]> {
  return inTurns(count, 16, async (index) => {
    const tokenStorage = memoryTokenStorage()
    const client = createClient({ url, tokenStorage, retries: 0, timeoutMs: 60_000 })
    const email = `bench-${process.pid}-${index}-${Date.now()}@example.com`
    const { token } = await client.api.auth.register.mutate({ email, password: 'bench-password-1', ...business })
    await tokenStorage.set(token)
    return client
  })
}

/** Does something `count` times, `width` at a time, and keeps the order of the results. */
export async function inTurns<T>(count: number, width: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = Array.from({ length: count })
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next++
      results[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}
