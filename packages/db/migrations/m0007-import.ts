import { Migration } from '@mikro-orm/migrations'

/** The words of a product are read anew only when they are other words, not with every sale and every price. */
export class M0007Import extends Migration {
  override up(): void {
    this.addSql(`
      drop trigger set_search_vector on products;
      create trigger set_search_vector before insert on products
        for each row execute function products_set_search_vector_fn();
      create trigger set_search_vector_again before update on products
        for each row when ((old.name, old.brand, old.item_code) is distinct from (new.name, new.brand, new.item_code))
        execute function products_set_search_vector_fn();
    `)
  }
}
