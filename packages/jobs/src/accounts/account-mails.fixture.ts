import { accountTokenPurposes } from '@desideliver/db'
import type { MailFixture } from '../mail/mail-fixture.ts'
import { composeLink } from './account-link.ts'
import { accountNotices, composeNotice } from './mail-account-notice.job.ts'

const meera = { name: 'Meera Shah', firstName: 'Meera', email: 'meera@shahfoods.example' }
const REQUEST = '019a0000-0000-7000-8000-00000000000a'
const link = { token: 'not-a-token-only-as-long-as-one-0123456789x', webUrl: 'https://shop.example' }

export const accountMailFixtures: readonly MailFixture[] = [
  ...accountTokenPurposes.map((purpose) => ({
    template: `accounts/${purpose}`,
    draft: { key: `account-link:${REQUEST}`, ...composeLink(meera, { purpose, ...link }) },
  })),
  ...accountNotices.map((notice) => ({
    template: `accounts/${notice}`,
    draft: { key: `account-notice:${REQUEST}`, ...composeNotice(meera, notice) },
  })),
]
