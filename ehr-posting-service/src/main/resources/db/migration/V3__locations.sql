-- Locations are administered: every setting says what differs from the defaults, null is the default.
alter table location_setting
    add column health_record text,
    add column reversal_type text,
    alter column mode drop not null,
    alter column mode drop default;
