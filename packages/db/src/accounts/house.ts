import type { BusinessType } from './user.entity.ts'

/** The business that staff belong to: their accounts have its columns where a customer's have the customer's. */
export const house = {
  businessName: 'DesiDeliver',
  businessType: 'other' satisfies BusinessType,
  phoneNumber: '+12145550142',
  addressLine1: '100 Main Street',
  addressLine2: null,
  city: 'Irving',
  state: 'TX',
  zipCode: '75039',
  taxId: null,
  businessLicense: null,
} as const
