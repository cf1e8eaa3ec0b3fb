import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../ids.ts'
import { customersOnly, lastAdmin, noBusiness, ownAccount, rightsLost } from './account.errors.ts'

export const roles = ['customer', 'staff', 'admin'] as const
export type Role = (typeof roles)[number]

export const businessTypes = ['restaurant', 'store', 'catering', 'other'] as const
export type BusinessType = (typeof businessTypes)[number]

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    /** Lower case: the address is one account however it is typed. */
    email: p.text(),
    passwordHash: p.text().hidden(),
    /** A reset that was asked for before is none any more. */
    passwordChangedAt: p.datetime().onCreate(() => new Date()),
    firstName: p.text(),
    lastName: p.text(),
    businessName: p.text(),
    businessType: p.text().$type<BusinessType>(),
    /** E.164, such as `+12145550142`. */
    phoneNumber: p.text(),
    addressLine1: p.text().fieldName('address_line1'),
    addressLine2: p.text().fieldName('address_line2').strictNullable(),
    city: p.text(),
    state: p.text(),
    zipCode: p.text(),
    taxId: p.text().strictNullable(),
    businessLicense: p.text().strictNullable(),
    role: p.text().$type<Role>().default('customer'),
    verifiedBusinessAt: p.datetime().strictNullable(),
    emailVerifiedAt: p.datetime().strictNullable(),
    disabledAt: p.datetime().strictNullable(),
    /** Secret of the second factor, encrypted; set while enrolling, in force from `totpEnabledAt` on. */
    totpSecret: p.text().strictNullable().hidden(),
    totpEnabledAt: p.datetime().strictNullable(),
    /** The last time step whose code was used: no code works twice. */
    totpLastStep: p.integer().strictNullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  checks: [
    { name: 'users_role_check', expression: `role in ('customer', 'staff', 'admin')` },
    { name: 'users_business_type_check', expression: `business_type in ('restaurant', 'store', 'catering', 'other')` },
    { name: 'users_email_check', expression: 'email = lower(email)' },
  ],
  uniques: [{ name: 'users_email_unique', properties: ['email'] }],
  indexes: [
    {
      name: 'users_name_index',
      expression: `create index "users_name_index" on "users" using gin ((business_name || ' ' || first_name || ' ' || last_name || ' ' || email) gin_trgm_ops)`,
    },
  ],
})

/** Who changes someone's account, as far as the rules ask. */
export interface AccountChange {
  by: { id: string; role: Role }
  /** Whether no other admin could still sign in. */
  isLastAdmin: boolean
  now: Date
}

/** What users may change of themselves. */
export type Profile = Pick<
  User,
  | 'firstName'
  | 'lastName'
  | 'businessName'
  | 'businessType'
  | 'phoneNumber'
  | 'addressLine1'
  | 'addressLine2'
  | 'city'
  | 'state'
  | 'zipCode'
  | 'taxId'
  | 'businessLicense'
>

/** What staff have looked at when they verify a business. */
const verifiedFields = ['businessName', 'taxId', 'businessLicense'] as const

/** Someone who can sign in: a customer, or the supplier's staff. */
export class User extends UserSchema.class {
  /** A business with another name, tax id or licence is one that nobody has verified yet. */
  changeProfile(changes: Partial<Profile>): void {
    const isOther = verifiedFields.some((field) => changes[field] !== undefined && changes[field] !== this[field])
    Object.assign(this, changes)
    if (isOther) this.verifiedBusinessAt = null
  }

  changePassword(passwordHash: string, now: Date): void {
    this.passwordHash = passwordHash
    this.passwordChangedAt = now
  }

  contactPerson(): string {
    return `${this.firstName} ${this.lastName}`.trim()
  }

  /** The address on one line, as a driver reads it. */
  deliveryAddress(): string {
    const street = this.addressLine2 ? `${this.addressLine1}, ${this.addressLine2}` : this.addressLine1
    return `${street}, ${this.city}, ${this.state} ${this.zipCode}`
  }

  /**
   * Notes that staff know the business. Once is enough: the first date stays.
   * @throws DomainError NOT_A_CUSTOMER
   */
  verifyBusiness({ now }: Pick<AccountChange, 'now'>): void {
    if (this.role !== 'customer') throw noBusiness()
    this.verifiedBusinessAt ??= now
  }

  /**
   * Shuts the account, if it is open.
   * @throws DomainError FORBIDDEN, LAST_ADMIN, OWN_ACCOUNT
   */
  disable({ by, isLastAdmin, now }: AccountChange): void {
    this.requireRightsOver(by)
    if (isLastAdmin) throw lastAdmin()
    if (by.id === this.id) throw ownAccount()
    this.disabledAt ??= now
  }

  /**
   * Opens the account again, if it is shut.
   * @throws DomainError FORBIDDEN
   */
  enable({ by }: Pick<AccountChange, 'by'>): void {
    this.requireRightsOver(by)
    this.disabledAt = null
  }

  /** @throws DomainError LAST_ADMIN, OWN_ACCOUNT */
  changeRole(to: Role, { by, isLastAdmin }: AccountChange): void {
    if (to === this.role) return
    if (isLastAdmin) throw lastAdmin()
    if (by.id === this.id) throw ownAccount()
    this.role = to
  }

  /**
   * Takes the second factor off, for whoever has lost it. Recovery codes and sessions are for the caller to end.
   * @throws DomainError OWN_ACCOUNT; FORBIDDEN where who asks has lost its own rights meanwhile
   */
  resetTwoFactor({ by, isLastAdmin }: AccountChange): void {
    if (by.id === this.id) throw ownAccount()
    if (isLastAdmin) throw rightsLost()
    if (!this.totpEnabledAt) return
    Object.assign(this, { totpSecret: null, totpEnabledAt: null, totpLastStep: null })
  }

  private requireRightsOver(by: AccountChange['by']): void {
    if (by.role !== 'admin' && this.role !== 'customer') throw customersOnly()
  }
}
UserSchema.setClass(User)
