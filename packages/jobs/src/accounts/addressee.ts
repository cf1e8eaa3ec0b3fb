/** Whom a mail about an account goes to. */
export interface Addressee {
  /** First and last name, for the header. */
  name: string
  firstName: string
  email: string
}
