import { getCartById } from '@desideliver/db'
import { z } from 'zod'
import { CartDto, toCartDto } from '../cart.dto.ts'
import { moment } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'
import { CartCustomerDto } from './cart-customer.dto.ts'

const CustomerCartDto = CartDto.extend({ customer: CartCustomerDto, updatedAt: moment }).meta({ id: 'CustomerCart' })

export const showCustomerCart = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: { method: 'GET', path: '/carts/{id}', tags: ['cart'], summary: 'Show a cart of any customer' },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(CustomerCartDto)
  .query(async ({ ctx, input }) => {
    const cart = await getCartById(ctx.em, input.id)
    const { id, email, businessName, phoneNumber } = cart.customer
    const customer = { id, email, businessName, contactPerson: cart.customer.contactPerson(), phoneNumber }
    return { ...toCartDto(cart), customer, updatedAt: cart.updatedAt }
  })
