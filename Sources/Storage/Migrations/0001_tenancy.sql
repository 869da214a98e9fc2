-- The tenant wall: the clock as a fact, how a session enters an organisation, and the organisations.

grant usage on schema koers to koers_app;

-- The moment of the request. No statement and no view asks for the time in another way.
create function koers.moment() returns timestamptz
    language sql stable parallel safe
    return nullif(current_setting('koers.moment', true), '')::timestamptz;

-- A timestamp as the contract shows it: UTC, three decimals, a capital Z. Immutable, because the zone is fixed and the
-- pattern has only numbers; PostgreSQL calls to_char stable for the patterns that follow the locale.
create function koers.utc(moment timestamptz) returns text
    language sql immutable parallel safe
    return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- A value as a text of JSON; null is the text null. A distributed database takes no function in COALESCE of a write that
-- is not immutable; to_json is called stable for types that other sessions can change, of which these are none.
create function koers.json(value bigint) returns text language sql immutable parallel safe
    return coalesce(value::text, 'null');
create function koers.json(value boolean) returns text language sql immutable parallel safe
    return coalesce(value::text, 'null');
create function koers.json(value uuid) returns text language sql immutable parallel safe
    return coalesce('"' || value::text || '"', 'null');
create function koers.json(value timestamptz) returns text language sql immutable parallel safe
    return coalesce('"' || koers.utc(value) || '"', 'null');
create function koers.json(value json) returns text language sql immutable parallel safe
    return coalesce(value::text, 'null');
create function koers.json(value text) returns text language sql immutable parallel safe
    return coalesce(to_json(value)::text, 'null');
create function koers.json(value date) returns text language sql immutable parallel safe
    return coalesce(to_json(value)::text, 'null');
create function koers.json(value text[]) returns text language sql immutable parallel safe
    return coalesce(to_json(value)::text, 'null');
create function koers.json(value uuid[]) returns text language sql immutable parallel safe
    return coalesce(to_json(value)::text, 'null');

-- The language of the reader, for the texts that are kept in both.
create function koers.language() returns text
    language sql stable parallel safe
    return coalesce(nullif(current_setting('koers.language', true), ''), 'nl');

-- Enters an organisation for the rest of the transaction. SET LOCAL, unlike set_config, also reaches the workers of a
-- distributed database; citus.propagate_set_commands is a harmless placeholder on plain PostgreSQL.
create function koers.enter(organisation uuid, moment timestamptz) returns void
    language plpgsql
as $$
begin
    set local citus.propagate_set_commands = 'local';
    execute format('set local koers.organisation_id = %L', organisation);
    execute format('set local koers.moment = %L', moment);
end
$$;

-- Places a tenant table beside its organisation where the database is distributed, and closes it: only rows of the
-- organisation that was entered can be seen or written, also by the table's owner, and the app role gets the privileges
-- that are named and no other. Call it right after CREATE TABLE, parents first.
create procedure koers.wall(relation regclass, privileges text)
    language plpgsql
as $$
declare
    tenant constant text := 'organisation_id = nullif(current_setting(''koers.organisation_id'', true), '''')::uuid';
begin
    if to_regproc('pg_catalog.create_distributed_table') is not null then
        execute format(
            'select create_distributed_table(%L, %L, colocate_with => %L)', relation, 'organisation_id',
            case when relation = to_regclass('koers.organisation') then 'none' else 'koers.organisation' end);
    end if;
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy tenant on %s using (%s) with check (%s)', relation, tenant, tenant);
    execute format('grant %s on %s to koers_app', privileges, relation);
end
$$;

-- Finds an organisation before there is a tenant: for keys, the command line and background loops. Its name is the one
-- it was registered under.
create table koers.organisation_directory (
    id uuid not null,
    name text not null,
    oin text not null,
    constraint organisation_directory_pkey primary key (id),
    constraint organisation_directory_name_unique unique (name),
    constraint organisation_directory_oin_unique unique (oin)
);
do $$
begin
    if to_regproc('pg_catalog.create_reference_table') is not null then
        perform create_reference_table('koers.organisation_directory');
    end if;
end
$$;
grant select on koers.organisation_directory to koers_app;

create table koers.organisation (
    organisation_id uuid not null,
    id uuid not null generated always as (organisation_id) stored,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    name text collate "nl-x-icu" not null,
    oin text not null,
    predictability_threshold bigint not null default 80,
    support_recovery_days bigint not null default 30,
    vacancy_working_days bigint not null default 20,
    exception_max_months bigint not null default 6,
    splitting_window_days bigint not null default 365,
    minimum_direction_participants bigint not null default 2,
    wind_down_term_months bigint not null default 12,
    constraint organisation_pkey primary key (organisation_id),
    constraint organisation_predictability_threshold_percentage check (predictability_threshold between 0 and 100)
);
call koers.wall('koers.organisation', 'select, update');

create table koers.api_key (
    organisation_id uuid not null,
    id uuid not null,
    created_at timestamptz not null,
    secret_hash bytea not null,
    person_id uuid,
    scopes text[] not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    constraint api_key_pkey primary key (organisation_id, id),
    constraint api_key_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id)
);
call koers.wall('koers.api_key', 'select');
