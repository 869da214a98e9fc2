-- The same functions, cheaper. PostgreSQL writes no SQL function into a query whose body it calls stable while the
-- function is called immutable: it parsed and planned each of these anew at every place of every execution. What it can
-- prove immutable is written in; the others are PL/pgSQL, which a session keeps prepared.

create or replace function koers.utc(moment timestamptz) returns text
    language plpgsql immutable parallel safe
as $$
begin
    return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
end
$$;

-- json_object is immutable, where to_json is not.
create or replace function koers.json(value text) returns text language sql immutable parallel safe
    return (json_object(array['', value]) -> '')::text;
create or replace function koers.json(value date) returns text
    language plpgsql immutable parallel safe
as $$
begin
    return coalesce(to_json(value)::text, 'null');
end
$$;
create or replace function koers.json(value text[]) returns text
    language plpgsql immutable parallel safe
as $$
begin
    return coalesce(to_json(value)::text, 'null');
end
$$;
create or replace function koers.json(value uuid[]) returns text
    language plpgsql immutable parallel safe
as $$
begin
    return coalesce(to_json(value)::text, 'null');
end
$$;

-- What is only ever written from the head of the journal of an organisation, or beside a row of it, needs no look-up of
-- its own whether the organisation exists, nor a lock on its row for each. Whose rows they are, the wall still settles.
alter table koers.journal drop constraint journal_organisation_fkey;
alter table koers.journal_data drop constraint journal_data_organisation_fkey;
alter table koers.idempotency_key drop constraint idempotency_key_organisation_fkey;
alter table koers.external_id drop constraint external_id_organisation_fkey;
alter table koers.search_word drop constraint search_word_organisation_fkey;

-- The findings of a decision are some kilobytes; where PostgreSQL has LZ4, compressing them costs a tenth.
do $$
begin
    if 'lz4' = any((select enumvals from pg_settings where name = 'default_toast_compression')::text[]) then
        alter table koers.journal alter column findings_nl set compression lz4;
        alter table koers.journal alter column findings_en set compression lz4;
        alter table koers.journal_data alter column data set compression lz4;
    end if;
end
$$;
