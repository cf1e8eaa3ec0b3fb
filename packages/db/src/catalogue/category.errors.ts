import { DomainError } from '../errors.ts'

interface Named {
  name: string
  slug: string
}

export const categoryNotFound = (idOrSlug: string): DomainError =>
  new DomainError('not_found', 'CATEGORY_NOT_FOUND', `There is no category ${idOrSlug}: GET /categories lists them.`)

export const categoryArchived = ({ name, slug }: Named): DomainError =>
  new DomainError(
    'conflict',
    'CATEGORY_ARCHIVED',
    `The category ${name} (${slug}) is archived: restore it first, or choose another.`,
  )

export const categoryInUse = ({ name, slug }: Named, products: number): DomainError =>
  new DomainError(
    'conflict',
    'CATEGORY_IN_USE',
    `${name} (${slug}) has ${products} ${products === 1 ? 'product' : 'products'} on sale: ` +
      'say with moveProductsTo which category takes them, or archive them first.',
  )

export const slugTaken = (): DomainError =>
  new DomainError(
    'conflict',
    'SLUG_TAKEN',
    'There is a category with this slug already, perhaps archived: update or restore it, or give another slug.',
  )

export const movesNowhere = ({ name, slug }: Named): DomainError =>
  new DomainError(
    'conflict',
    'SAME_CATEGORY',
    `The products of ${name} (${slug}) are there already: name another category.`,
  )
