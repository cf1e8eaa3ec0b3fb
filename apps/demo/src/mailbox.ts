import { setTimeout as sleep } from 'node:timers/promises'

export interface ShownMail {
  to: string[]
  subject: string
  text: string
  attachments: { filename: string; text: string | null }[]
}

/** The mails about an order in the server's development mailbox; null where it sends them for real. */
export async function waitForMails(url: string, about: string, count: number): Promise<ShownMail[] | null> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const response = await fetch(`${url}/dev/mailbox/messages`)
    if (response.status === 404) return null
    const { items } = (await response.json()) as { items: ShownMail[] }
    const mails = items.filter((mail) => mail.subject.includes(about))
    if (mails.length >= count || Date.now() > deadline) return mails
    await sleep(100)
  }
}
