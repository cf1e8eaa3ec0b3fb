import {
  MAX_CART_LINES,
  type RejectedLine,
  addListedLines,
  getCart,
  getCartForUpdate,
  inTransaction,
  readPastedLines,
  suggestInstead,
} from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { CartDto, toCartDto } from '../cart.dto.ts'
import { line } from '../fields.ts'
import { oncePerKey } from '../once-per-key.ts'
import { customerProcedure } from '../trpc.ts'

const LONGEST_TEXT = 20_000

const pasted = z
  .string()
  .max(LONGEST_TEXT, { abort: true })
  .refine((text) => text.isWellFormed(), { error: 'Half of a character is not allowed', abort: true })
  .regex(/^[\P{Cc}\n\r\t]*$/u, { error: 'Control characters are not allowed', abort: true })
  .transform((text, context) => {
    const lines = readPastedLines(text)
    if (lines.length >= 1 && lines.length <= MAX_CART_LINES) return lines
    const message = lines.length ? `A list has at most ${MAX_CART_LINES} lines: send it in parts` : 'The list is empty'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

const Input = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          itemCode: line(200),
          quantity: z.number().meta({ description: 'Whole cases; a line with anything else comes back' }),
        }),
      )
      .min(1)
      .max(MAX_CART_LINES)
      .optional(),
    text: pasted.optional().meta({
      description:
        'Instead of `lines`: a list as it is pasted, with an item code and a quantity on each line, parted by tabs, ' +
        'semicolons, commas or a space; a first line may name the columns',
      example: 'DD-1001,2\nDD-1002,5',
    }),
  })
  .refine(({ lines, text }) => (lines === undefined) !== (text === undefined), {
    error: 'Send either lines or text',
  })

const row = z.int().meta({ description: 'Line of the list, from 1' })

const Outcome = z.strictObject({
  added: z.array(
    z.strictObject({ row, productId: z.uuid(), itemCode: z.string(), name: z.string(), quantity: z.int() }),
  ),
  rejected: z.array(
    z.strictObject({
      row,
      itemCode: z.string(),
      quantity: z.number().nullable(),
      code: z.string().meta({ example: 'UNKNOWN_ITEM' }),
      message: z.string(),
      soughtAs: z.string().nullable().meta({ description: 'What the suggestions were searched by' }),
    }),
  ),
})

const Suggestion = z.strictObject({ id: z.uuid(), itemCode: z.string(), name: z.string() })

const AddManyDto = z
  .strictObject({
    cart: CartDto,
    added: Outcome.shape.added,
    rejected: z.array(Outcome.shape.rejected.element.extend({ suggestions: z.array(Suggestion) })),
  })
  .meta({ id: 'AddManyAnswer' })

export const addManyToCart = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'POST',
      path: '/cart/add-many',
      tags: ['cart'],
      summary: 'Add a list of item codes and cases',
      description:
        'What can be ordered goes in, all of it at once; each other line comes back with its number, a reason and, for ' +
        'the first ten that name no product on sale, what may have been meant. Lines of one product count together. ' +
        'With an `Idempotency-Key` header, a retry with the same key and body adds nothing again.',
    },
  })
  .input(Input)
  .output(AddManyDto)
  .mutation(async ({ ctx, input }) => {
    const lines = input.text ?? (input.lines ?? []).map((one, index) => ({ ...one, row: index + 1 }))
    const { outcome, cart } = await inTransaction(ctx.em, async (em) => ({
      outcome: await oncePerKey(em, { ctx, operation: 'cart.addMany', input, readAnswer: readOutcome }, async () =>
        Outcome.parse(await addListedLines(em, await getCartForUpdate(em, ctx.user.id), lines)),
      ),
      cart: toCartDto(await getCart(em, ctx.user.id)),
    }))
    // After the transaction: nobody else's change of the cart waits for searches.
    return { cart, added: outcome.added, rejected: await withSuggestions(ctx.em, outcome.rejected) }
  })

const readOutcome = (stored: unknown) => Outcome.parse(stored)

async function withSuggestions<Line extends Pick<RejectedLine, 'soughtAs'>>(em: EntityManager, rejected: Line[]) {
  const suggest = await suggestInstead(
    em,
    rejected.flatMap(({ soughtAs }) => soughtAs ?? []),
  )
  return rejected.map((one) => ({ ...one, suggestions: one.soughtAs === null ? [] : suggest(one.soughtAs) }))
}
