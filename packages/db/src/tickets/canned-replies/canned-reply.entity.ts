import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../../ids.ts'
import { lengthOf } from '../ticket.checks.ts'

const CannedReplySchema = defineEntity({
  name: 'CannedReply',
  tableName: 'canned_replies',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    /** By which staff find it; one whatever its letters' case. */
    title: p.text(),
    /** With placeholders, see `fillReply`. */
    body: p.text(),
    version: p.integer().version(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  checks: [
    { name: 'canned_replies_title_check', expression: lengthOf('title', 1, 100) },
    { name: 'canned_replies_body_check', expression: lengthOf('body', 1, 2_000) },
  ],
  indexes: [
    {
      name: 'canned_replies_title_unique',
      expression: `create unique index "canned_replies_title_unique" on "canned_replies" (lower(title))`,
    },
  ],
})

/** What staff write again and again. */
export class CannedReply extends CannedReplySchema.class {}
CannedReplySchema.setClass(CannedReply)
