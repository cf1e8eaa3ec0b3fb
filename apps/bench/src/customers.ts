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

/** A new customer. @param index apart from those of the others that this process registers at the moment */
export async function registerCustomer(url: string, index: number): Promise<{ id: string; token: string }> {
  const email = `bench-${process.pid}-${index}-${Date.now()}@example.com`
  const { api } = createClient({ url, retries: 0, timeoutMs: 60_000 })
  const { user, token } = await api.auth.register.mutate({ email, password: 'bench-password-1', ...business })
  if (token === null) throw new Error('The token went elsewhere')
  return { id: user.id, token }
}

/** So many customers, registered and signed in. They never try again by themselves: every answer counts. */
export async function registerCustomers(url: string, count: number): Promise<DesiDeliverClient[]> {
  return inTurns(count, 16, async (index) => {
    const { token } = await registerCustomer(url, index)
    return createClient({ url, tokenStorage: memoryTokenStorage(token), retries: 0, timeoutMs: 60_000 })
  })
}

/** Does something `count` times, `width` at a time, and keeps the order of the results. */
export async function inTurns<T>(
  count: number,
  width: number,
  work: (index: number, lane: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = Array.from({ length: count })
  let next = 0
  const workOff = async (lane: number): Promise<void> => {
    while (next < count) {
      const index = next++
      results[index] = await work(index, lane)
    }
  }
  await Promise.all(Array.from({ length: width }, (_, lane) => workOff(lane)))
  return results
}
