import { Migration } from '@mikro-orm/migrations'

/** Tells every process what changed in the catalogue, so that none shows old answers. */
export class M0006CatalogueChanges extends Migration {
  override up(): void {
    this.addSql(`
      create function note_catalogue_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('catalogue_changes', '{"all":true}');
        return null;
      end $$;

      -- Sales change the stock of a few products again and again: what shows others stays as it is.
      create function note_product_update() returns trigger language plpgsql as $$
      declare
        ids uuid[];
        more boolean;
      begin
        select array_agg(id), bool_or(
          (now.item_code, now.name, now.description, now.category_id, now.brand, now.origin, now.active, now.featured,
           now.units_per_case, now.unit_size, now.unit, now.order_unit, now.min_order_quantity, now.order_multiple,
           now.price, now.currency, now.version)
          is distinct from
          (was.item_code, was.name, was.description, was.category_id, was.brand, was.origin, was.active, was.featured,
           was.units_per_case, was.unit_size, was.unit, was.order_unit, was.min_order_quantity, was.order_multiple,
           was.price, was.currency, was.version))
        into ids, more
        from old_products was join new_products now using (id) where was.* is distinct from now.*;
        if more or cardinality(ids) > 100 then
          perform pg_notify('catalogue_changes', '{"all":true}');
        elsif ids is not null then
          perform pg_notify('catalogue_changes', json_build_object('stock', ids)::text);
        end if;
        return null;
      end $$;

      create trigger products_note_insert after insert on products
        for each statement execute function note_catalogue_change();
      create trigger products_note_delete after delete on products
        for each statement execute function note_catalogue_change();
      create trigger products_note_update after update on products
        referencing old table as old_products new table as new_products
        for each statement execute function note_product_update();
      create trigger search_synonyms_note after insert or update or delete on search_synonyms
        for each statement execute function note_catalogue_change();
      create trigger categories_note after insert or update or delete on categories
        for each statement execute function note_catalogue_change();
    `)
  }
}
