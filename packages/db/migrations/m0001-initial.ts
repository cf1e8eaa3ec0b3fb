import { Migration } from '@mikro-orm/migrations'

/** Accounts, catalogue, carts, orders, and what keeps writes from happening twice. */
export class M0001Initial extends Migration {
  override up(): void {
    // Trigrams answer searches for a part of a word from an index.
    this.addSql('create extension if not exists pg_trgm')
    this.addSql(`
      create table categories (
        id uuid not null,
        name text not null,
        slug text not null,
        description text not null default '',
        active boolean not null default true,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (id)
      );
      alter table categories
        add constraint categories_slug_unique unique (slug);

      create table day_numbers (
        kind text not null,
        day date not null,
        last_number int not null,
        primary key (kind, day)
      );

      create table products (
        id uuid not null,
        item_code text not null,
        name text not null,
        description text not null default '',
        category_id uuid not null,
        brand text null,
        origin text null,
        active boolean not null default true,
        featured boolean not null default false,
        units_per_case int null,
        unit_size numeric(12,3) null,
        unit text null,
        order_unit text not null default 'case',
        min_order_quantity int not null default 1,
        order_multiple int not null default 1,
        price numeric(12,2) null,
        currency text not null default 'USD',
        stock_quantity int null,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (id)
      );
      create index products_category_id_index on products (category_id);
      create index products_name_id_index on products (name, id);
      create index products_search_index on products using gin ((item_code || ' ' || name || ' ' || coalesce(brand, '')) gin_trgm_ops);
      alter table products
        add constraint products_item_code_unique unique (item_code);
      alter table products
        add constraint products_stock_quantity_check check (stock_quantity >= 0);
      alter table products
        add constraint products_price_check check (price >= 0 and price <= 1000000);
      alter table products
        add constraint products_min_order_quantity_check check (min_order_quantity >= 1);
      alter table products
        add constraint products_order_multiple_check check (order_multiple >= 1);

      create table sent_mails (
        key text not null,
        recipient text not null,
        subject text not null,
        message_id text not null,
        sent_at timestamptz not null,
        primary key (key)
      );

      create table users (
        id uuid not null,
        email text not null,
        password_hash text not null,
        first_name text not null,
        last_name text not null,
        business_name text not null,
        business_type text not null,
        phone_number text not null,
        address_line1 text not null,
        address_line2 text null,
        city text not null,
        state text not null,
        zip_code text not null,
        tax_id text null,
        business_license text null,
        role text not null default 'customer',
        verified_business_at timestamptz null,
        email_verified_at timestamptz null,
        disabled_at timestamptz null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (id)
      );
      alter table users
        add constraint users_email_unique unique (email);
      alter table users
        add constraint users_role_check check (role in ('customer', 'staff', 'admin'));
      alter table users
        add constraint users_business_type_check check (business_type in ('restaurant', 'store', 'catering', 'other'));
      alter table users
        add constraint users_email_check check (email = lower(email));

      create table sessions (
        id text not null,
        user_id uuid not null,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index sessions_user_id_index on sessions (user_id);
      create index sessions_expires_at_index on sessions (expires_at);

      create table orders (
        id uuid not null,
        order_number text not null,
        customer_id uuid not null,
        status text not null default 'pending',
        delivery_address text not null,
        delivery_instructions text null,
        preferred_delivery_date date null,
        actual_delivery_date date null,
        business_name text not null,
        contact_person text not null,
        phone_number text not null,
        subtotal numeric(16,2) not null,
        currency text not null default 'USD',
        unpriced_lines int not null,
        total_quantity int not null,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (id)
      );
      create index orders_customer_id_id_index on orders (customer_id, id);
      create index orders_status_id_index on orders (status, id);
      alter table orders
        add constraint orders_order_number_unique unique (order_number);
      alter table orders
        add constraint orders_status_check check (status in ('pending', 'confirmed', 'processing', 'ready', 'delivered', 'cancelled'));
      alter table orders
        add constraint orders_total_quantity_check check (total_quantity > 0);
      alter table orders
        add constraint orders_delivered_date_check check ((status = 'delivered') = (actual_delivery_date is not null));

      create table order_status_changes (
        id uuid not null,
        order_id uuid not null,
        from_status text null,
        to_status text not null,
        note text null,
        changed_by_id uuid not null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index order_status_changes_order_id_index on order_status_changes (order_id);

      create table order_lines (
        id uuid not null,
        order_id uuid not null,
        product_id uuid not null,
        position int not null,
        item_code text not null,
        name text not null,
        unit text not null,
        category text not null,
        quantity int not null,
        price numeric(12,2) null,
        stock_taken boolean not null,
        primary key (id)
      );
      create index order_lines_product_id_index on order_lines (product_id);
      alter table order_lines
        add constraint order_lines_order_id_position_unique unique (order_id, position);
      alter table order_lines
        add constraint order_lines_quantity_check check (quantity > 0);

      create table idempotency_keys (
        user_id uuid not null,
        key text not null,
        request_hash text not null,
        answer jsonb null,
        created_at timestamptz not null,
        primary key (user_id, key)
      );
      create index idempotency_keys_created_at_index on idempotency_keys (created_at);

      create table carts (
        id uuid not null,
        customer_id uuid not null,
        created_at timestamptz not null,
        primary key (id)
      );
      alter table carts
        add constraint carts_customer_id_unique unique (customer_id);

      create table cart_lines (
        id uuid not null,
        cart_id uuid not null,
        product_id uuid not null,
        quantity int not null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index cart_lines_product_id_index on cart_lines (product_id);
      alter table cart_lines
        add constraint cart_lines_cart_id_product_id_unique unique (cart_id, product_id);
      alter table cart_lines
        add constraint cart_lines_quantity_check check (quantity >= 1 and quantity <= 100000);
      alter table products
        add constraint products_category_id_foreign foreign key (category_id) references categories (id);
      alter table sessions
        add constraint sessions_user_id_foreign foreign key (user_id) references users (id) on delete cascade;
      alter table orders
        add constraint orders_customer_id_foreign foreign key (customer_id) references users (id);
      alter table order_status_changes
        add constraint order_status_changes_order_id_foreign foreign key (order_id) references orders (id);
      alter table order_status_changes
        add constraint order_status_changes_changed_by_id_foreign foreign key (changed_by_id) references users (id);
      alter table order_lines
        add constraint order_lines_order_id_foreign foreign key (order_id) references orders (id);
      alter table order_lines
        add constraint order_lines_product_id_foreign foreign key (product_id) references products (id);
      alter table idempotency_keys
        add constraint idempotency_keys_user_id_foreign foreign key (user_id) references users (id) on delete cascade;
      alter table carts
        add constraint carts_customer_id_foreign foreign key (customer_id) references users (id) on delete cascade;
      alter table cart_lines
        add constraint cart_lines_cart_id_foreign foreign key (cart_id) references carts (id) on delete cascade;
      alter table cart_lines
        add constraint cart_lines_product_id_foreign foreign key (product_id) references products (id);
    `)
  }
}
