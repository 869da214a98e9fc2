-- Runs once, as the superuser, when the database cluster is new: the two roles of Koers and its databases.
-- koers_owner owns the schema and migrates it. koers_app, as which the server serves, owns nothing and sees one
-- organisation at a time. Neither of the two may make roles or databases.
\getenv owner_password KOERS_OWNER_PASSWORD
\getenv app_password KOERS_APP_PASSWORD

create role koers_owner login password :'owner_password';
create role koers_app login password :'app_password';
grant koers_app to koers_owner;

create database koers owner koers_owner;
create database koers_demo owner koers_owner;
revoke all on database koers, koers_demo from public;
grant connect on database koers to koers_app;
