import { Migration } from '@mikro-orm/migrations'

/** What a customer saw when it put something in its cart, when the cart changed last, and remarks on orders. */
export class M0016CartsAndCheckout extends Migration {
  override up(): void {
    this.addSql('alter table orders add column notes text null;')
    this.addSql('alter table carts add column updated_at timestamptz null;')
    this.addSql(`
      update carts set updated_at = coalesce((select max(created_at) from cart_lines where cart_id = carts.id), created_at);
    `)
    this.addSql(`
      alter table carts alter column updated_at set not null;
      create index carts_updated_at_id_index on carts (updated_at, id);
    `)
    this.addSql('alter table cart_lines add column seen jsonb null;')
    // Nobody knows what was seen of the lines that are there: they count as put in now.
    this.addSql(`
      update cart_lines set seen = jsonb_build_object(
        'name', name,
        'price', price::text,
        'availability', case
          when stock_quantity is null then 'confirm_on_order'
          when stock_quantity = 0 then 'out_of_stock'
          when stock_quantity < 10 then 'low_stock'
          else 'in_stock'
        end,
        'minOrderQuantity', min_order_quantity,
        'orderMultiple', order_multiple
      ) from products where products.id = product_id;
    `)
    this.addSql('alter table cart_lines alter column seen set not null;')
  }
}
