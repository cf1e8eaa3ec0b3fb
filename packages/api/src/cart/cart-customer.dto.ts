import { z } from 'zod'

/** Whose cart it is, as staff see it. */
export const CartCustomerDto = z
  .strictObject({
    id: z.uuid(),
    email: z.string(),
    businessName: z.string(),
    contactPerson: z.string(),
    phoneNumber: z.string(),
  })
  .meta({ id: 'CartCustomer' })
