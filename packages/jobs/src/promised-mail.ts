/** Mails that rows of the database promise, by which the sweep sees that one was forgotten. */
export interface PromisedMail {
  /** Name of the job that sends it. */
  job: string
  /**
   * Selects, of the rows that were made since one moment and before another (two `?`), the `key` under which
   * `sendOnce` records the mail, and the `payload` of its job.
   */
  promised: string
}
