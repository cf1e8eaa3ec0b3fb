import type { Ticket, TicketAttachment, TicketClaim } from '@desideliver/sdk'
import { formatMoment, formatWord } from '../../format.ts'
import { color, printHeading, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'

type NumberedClaim = TicketClaim & { number: number }

const claimPaints: Record<TicketClaim['status'], (text: string) => string> = {
  open: color.yellow,
  accepted: color.green,
  rejected: color.dim,
}

const claimColumns: Column<NumberedClaim>[] = [
  { head: '#', value: ({ number }) => number, align: 'right' },
  { head: 'Cases', value: ({ quantity }) => quantity, align: 'right' },
  { head: 'Code', value: ({ itemCode }) => itemCode },
  { head: 'Name', value: ({ name }) => name, shrinksTo: 16 },
  { head: 'Reason', value: ({ reason }) => formatWord(reason) },
  { head: 'Wish', value: ({ remedy }) => remedy },
  { head: 'Decision', value: ({ status }) => status, paint: (text, { status }) => claimPaints[status](text) },
  { head: 'By', value: ({ decidedBy }) => decidedBy, shrinksTo: 8 },
  { head: 'Note', value: (claim) => claim.note, shrinksTo: 12 },
]

const fileColumns: Column<TicketAttachment>[] = [
  { head: 'File', value: ({ fileName }) => fileName, shrinksTo: 20 },
  { head: 'Size', value: ({ size }) => `${Math.ceil(size / 1024)} KB`, align: 'right' },
  {
    head: 'By',
    value: ({ uploadedBy, internal }) => `${uploadedBy}${internal ? ' (among staff)' : ''}`,
    shrinksTo: 10,
  },
  { head: 'When', value: ({ createdAt }) => formatMoment(createdAt) },
]

/** What is to be put right, each claim with the number by which `desi tickets decide` knows it. */
export function printClaims({ claims }: Ticket): void {
  if (claims.length === 0) return
  printHeading('Claims')
  printTable(
    claimColumns,
    claims.map((claim, index) => ({ ...claim, number: index + 1 })),
  )
}

export function printFiles({ attachments }: Ticket): void {
  if (attachments.length === 0) return
  printHeading('Files')
  printTable(fileColumns, attachments)
}
