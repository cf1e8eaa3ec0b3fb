import { Migration } from '@mikro-orm/migrations'

/** Every order of the catalogue begins with an index, also at a hundred thousand products. */
export class M0005CatalogueLists extends Migration {
  override up(): void {
    this.addSql(`
      create index products_price_id_index on products ((coalesce(price, 1000000000)), id);
      create index products_price_desc_id_index on products ((coalesce(price, -1)), id);
      create index products_item_code_id_index on products (item_code, id);
      create index products_brand_name_id_index on products (brand, name, id);
      create index products_category_id_name_id_index on products (category_id, name, id);
      create index products_featured_name_id_index on products (name, id) where featured;
    `)
  }
}
