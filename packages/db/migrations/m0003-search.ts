import { Migration } from '@mikro-orm/migrations'

/** Search that understands cooks: normalised words, how they sound, and the trade's synonyms. */
export class M0003Search extends Migration {
  override up(): void {
    this.addSql('create extension if not exists unaccent; create extension if not exists fuzzystrmatch;')
    this.addSql(wordFunctions)
    this.addSql(`
      create table search_words (
        word text not null,
        skeleton text not null,
        in_names boolean not null,
        primary key (word)
      );
      create index search_words_skeleton_index on search_words (skeleton);
      create index search_words_word_index on search_words using gin (word gin_trgm_ops);

      create table search_synonyms (
        id uuid not null,
        kind text not null,
        terms text[] not null,
        note text not null default '',
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (id)
      );
      alter table search_synonyms
        add constraint search_synonyms_kind_check check (kind in ('same', 'narrower'));

      alter table products add search_vector tsvector null, add search_breadth int null;
      create index products_search_vector_index on products using gin (search_vector);
      drop index products_search_index;
    `)
    this.addSql(productTrigger)
    this.addSql(`
      update products set search_vector = null;
      insert into search_words (word, skeleton, in_names)
        select word, search_skeleton(word), true from ts_stat('select search_vector from products') where word !~ '[0-9]';
    `)
  }
}

/**
 * `search_text` takes a name or a query apart alike: no case, no accents, no dots or apostrophes,
 * `24X16OZ` as `24` and `16oz`, `16 oz` as `16oz`. `search_skeleton` writes a word as it sounds, so that
 * transliterations meet: basmathi and basmati, jagery and jaggery, masuri and masoori.
 */
const wordFunctions = `
  create function search_text(raw text) returns text language sql immutable strict parallel safe as $$
    select trim(regexp_replace(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, raw)), '[''’]|(?<=[a-z])[.]', '', 'g'),
        '(\\d) *x *(?=\\d)', '\\1 ', 'g'),
        '(\\d) *(?:ltrs?|litres?|liters?|lt|l)\\M', '\\1l', 'g'),
        '(\\d) *(?:gms?|grams?|gr|g)\\M', '\\1g', 'g'),
        '(\\d) *(?:lbs?|pounds?)\\M', '\\1lb', 'g'),
        '(\\d) *(?:kgs?|kilos?)\\M', '\\1kg', 'g'),
      '(\\d) +(oz|ml|gal|pc|pcs)\\M', '\\1\\2', 'g'),
      '[^a-z0-9]+', ' ', 'g'))
  $$;

  create function search_skeleton(word text) returns text language sql immutable strict parallel safe as $$
    select regexp_replace(
      regexp_replace(
        translate(
          regexp_replace(
            regexp_replace(
              regexp_replace(
                regexp_replace(word, '(?:ph)', 'f', 'g'),
              '([bcdgjkstv])h', '\\1', 'g'),
            '(?:ee|ii|ie|ei|iy|ye)', 'i', 'g'),
          '(?:oo|ou|uu)', 'u', 'g'),
        'eoywzq', 'iuivjk'),
      '(.)\\1+', '\\1', 'g'),
    'ck', 'k', 'g')
  $$;
`

const productTrigger = `
  create function products_set_search_vector_fn() returns trigger as $$ begin new.search_vector := to_tsvector('simple', search_text(new.name || ' ' || coalesce(new.brand, '') || ' ' || new.item_code)); new.search_breadth := (select count(*) from unnest(tsvector_to_array(new.search_vector)) as word where word !~ '[0-9]' and word <> 'cs'); return new; end; $$ language plpgsql;

  create trigger set_search_vector before insert or update on products
    for each row execute function products_set_search_vector_fn();
`
