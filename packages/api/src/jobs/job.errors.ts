import { DomainError } from '@desideliver/db'

export const jobNotFound = (): DomainError =>
  new DomainError(
    'not_found',
    'JOB_NOT_FOUND',
    'There is no such job: jobs that are done are forgotten after two weeks.',
  )

export const jobNotRetriable = (state: string): DomainError =>
  new DomainError('conflict', 'JOB_NOT_RETRIABLE', `This job is ${state}: only a dead one can be tried again.`)
